package templates_test

import (
	"bytes"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/signet-gen/signet/generator"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/templates"
)

var update = flag.Bool("update", false, "write what comes out into the golden files")

// importPath is where the output of the goldens stands.
const importPath = "example.com/gen"

// scenarios are the golden files: specs, and the Go that comes out of them.
func scenarios(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	return names
}

// generate runs the whole pipeline on specs.
func generate(t *testing.T, specs fs.FS) map[string][]byte {
	t.Helper()
	services, _, err := generator.Load(specs, nil)
	if err != nil {
		t.Fatal(err)
	}
	files, err := generator.Generate(services, render, generator.Options{Import: importPath})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// render renders a service and the test of its examples.
func render(s *model.Service, imports model.Imports) (map[string][]byte, error) {
	files, err := templates.Render(s, imports)
	if err != nil {
		return nil, err
	}
	tests, err := templates.RenderExamples(s, imports)
	maps.Copy(files, tests)
	return files, err
}

// specsOf are the specs of a golden file.
func specsOf(a *txtar.Archive) fs.FS {
	specs := fstest.MapFS{}
	for _, f := range a.Files {
		if name, ok := strings.CutPrefix(f.Name, "specs/"); ok {
			specs[name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return specs
}

func TestGoldens(t *testing.T) {
	for _, name := range scenarios(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files := generate(t, specsOf(a))
			if *update {
				rewrite(t, name, a, files)
				return
			}
			compare(t, a, files)
		})
	}
}

// compare wants the Go of a golden file, and no other.
func compare(t *testing.T, a *txtar.Archive, files map[string][]byte) {
	t.Helper()
	seen := map[string]bool{}
	for _, f := range a.Files {
		name, ok := strings.CutPrefix(f.Name, "gen/")
		if !ok {
			continue
		}
		seen[name] = true
		if got, there := files[name]; !there {
			t.Errorf("%s does not come out", name)
		} else if !bytes.Equal(got, f.Data) {
			t.Errorf("%s differs (go test ./templates -update shows how in git diff): %s", name, firstDifference(got, f.Data))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !seen[name] {
			t.Errorf("%s comes out and is not in the golden file", name)
		}
	}
}

func firstDifference(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "\ngot  " + g[i] + "\nwant " + w[i]
		}
	}
	return "one ends before the other"
}

func rewrite(t *testing.T, name string, a *txtar.Archive, files map[string][]byte) {
	t.Helper()
	a.Files = slices.DeleteFunc(a.Files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, "gen/") })
	for _, path := range slices.Sorted(maps.Keys(files)) {
		a.Files = append(a.Files, txtar.File{Name: "gen/" + path, Data: files[path]})
	}
	if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
		t.Fatal(err)
	}
}
