package integration

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// between is the text after one mark and before the next one.
func between(t *testing.T, text, from, to string) string {
	t.Helper()
	_, rest, found := strings.Cut(text, from)
	inside, _, ended := strings.Cut(rest, to)
	if !found || !ended {
		t.Fatalf("the README has no text between %q and %q", from, to)
	}
	return inside
}

// TestReadmeTourWorksWhenPasted runs the tour as it stands in the README, in
// the folder of the clone.
func TestReadmeTourWorksWhenPasted(t *testing.T) {
	if testing.Short() {
		t.Skip("the tour builds the command and a module: left out by -short")
	}
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash here to paste the tour into")
	}
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	tour := between(t, between(t, string(readme), "<!-- tour -->", "<!-- /tour -->"), "```sh\n", "```")
	shell := exec.Command(bash, "-euo", "pipefail", "-c", tour)
	shell.Dir = root
	shell.Env = append(os.Environ(), "TMPDIR="+t.TempDir(), "GOWORK=off", "GOPROXY=off")
	out, err := shell.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"ListMigrationTask", "msp-3", "InvalidParameterValue", "s-1 /home", "--- PASS: TestTour"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the tour does not show %q:\n%s", want, out)
		}
	}
}
