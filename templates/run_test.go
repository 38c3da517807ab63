package templates_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/signet-gen/signet/generator"
	"github.com/signet-gen/signet/templates"
)

func TestIteratorsReadAllPages(t *testing.T) { runs(t, "pagers", "pagers") }

func TestWaitersSeeWhatTheyWaitFor(t *testing.T) { runs(t, "waiters", "waiters") }

func TestNothingSensitiveIsPrinted(t *testing.T) { runs(t, "shapes", "secrets") }

// runs compiles the packages of a golden file and runs a program of testdata,
// which is against their typed fakes. The generated files reach the compiler by
// an overlay, so that none lies about.
func runs(t *testing.T, golden, program string) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	a, err := txtar.ParseFile("testdata/" + golden + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	services, _, err := generator.Load(specsOf(a), nil)
	if err != nil {
		t.Fatal(err)
	}
	folder := "templates/testdata/" + program + "/gen"
	files, err := generator.Generate(services, templates.Render, generator.Options{Import: "github.com/signet-gen/signet/" + folder})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "run", "-overlay", overlay(t, "testdata/"+program+"/gen", files), "./testdata/"+program)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// overlay writes the files to a temporary folder and tells the go command to
// see them in another one.
func overlay(t *testing.T, folder string, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	folder, err := filepath.Abs(folder)
	if err != nil {
		t.Fatal(err)
	}
	replace := map[string]string{}
	for name, text := range files {
		path := filepath.Join(dir, strings.ReplaceAll(name, "/", "-"))
		if err := os.WriteFile(path, text, 0o666); err != nil {
			t.Fatal(err)
		}
		replace[filepath.Join(folder, filepath.FromSlash(name))] = path
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(path, text, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}
