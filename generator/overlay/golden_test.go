package overlay

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/signet-gen/signet/generator/spec"
)

var update = flag.Bool("update", false, "write the golden files anew")

const dir = "cloud/box/2020-01-01/"

// shared are the files of testdata/service.txtar: the service of every case
// that does not bring its own.
func shared(t testing.TB) map[string][]byte {
	t.Helper()
	a, err := txtar.ParseFile("testdata/service.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range a.Files {
		files[f.Name] = f.Data
	}
	return files
}

// load reads the service with the overlay, and files that take the place of its own.
func load(t testing.TB, files map[string][]byte) (*spec.Service, error) {
	t.Helper()
	fsys := fstest.MapFS{"cloud/provider.yaml": {Data: []byte("provider: cloud\nprotocol: cloud\nendpoints: {default: cloud.example}\n")}}
	all := shared(t)
	maps.Copy(all, files)
	for name, data := range all {
		fsys[dir+name] = &fstest.MapFile{Data: data}
	}
	set, err := spec.Load(fsys)
	return set.Providers[0].Services[0], err
}

// TestOverlays applies each overlay of testdata/cases: what it warns of, what it
// refuses, and the lines of the service that differ afterwards.
func TestOverlays(t *testing.T) {
	names, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(names) < 15 {
		t.Fatalf("%d cases, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files := map[string][]byte{}
			for _, f := range a.Files {
				if f.Name != "want" {
					files[f.Name] = f.Data
				}
			}
			compare(t, name, a, outcomeOf(t, files))
		})
	}
}

func outcomeOf(t *testing.T, files map[string][]byte) string {
	s, err := load(t, files)
	if err != nil {
		t.Fatalf("spec.Load refuses it:\n%v", err)
	}
	before, err := s.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	warnings, faults := Apply(s)
	var b strings.Builder
	for _, w := range warnings {
		fmt.Fprintf(&b, "warning %s\n", strings.TrimPrefix(w.String(), dir))
	}
	for _, f := range faults {
		fmt.Fprintf(&b, "fault %s\n", strings.ReplaceAll(f.String(), dir, ""))
	}
	after, err := s.Marshal()
	if err != nil && len(faults) == 0 {
		t.Errorf("what came out is no spec: %v", err)
	}
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if text := difference(string(before[name]), string(after[name])); text != "" {
			fmt.Fprintf(&b, "%s\n%s", name, text)
		}
	}
	return b.String()
}

// difference are the lines that only one of two texts has, in the order of a
// longest common subsequence.
func difference(before, after string) string {
	a, b := strings.Split(before, "\n"), strings.Split(after, "\n")
	longest := make([][]int, len(a)+1)
	for i := range longest {
		longest[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			if a[i] == b[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			}
		}
	}
	var out strings.Builder
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && longest[i+1][j] >= longest[i][j+1]:
			fmt.Fprintf(&out, "- %s\n", a[i])
			i++
		default:
			fmt.Fprintf(&out, "+ %s\n", b[j])
			j++
		}
	}
	return out.String()
}

func compare(t *testing.T, path string, a *txtar.Archive, got string) {
	t.Helper()
	i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == "want" })
	if *update {
		if i < 0 {
			a.Files = append(a.Files, txtar.File{Name: "want"})
			i = len(a.Files) - 1
		}
		a.Files[i].Data = []byte(got)
		if err := os.WriteFile(path, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if i < 0 {
		t.Fatalf("%s has no file want: run the test with -update", path)
	}
	if want := string(a.Files[i].Data); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
