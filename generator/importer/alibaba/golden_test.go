package alibaba_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/alibaba"
)

var update = flag.Bool("update", false, "write the golden files anew")

// settled are the cases whose Go names are left for settling.
var settled = []string{"shapes"}

// TestDescriptionsBecomeSpecs holds a case a rule: what a small description
// becomes, and what is noted on the way.
func TestDescriptionsBecomeSpecs(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paths {
		name := strings.TrimSuffix(filepath.Base(p), ".txtar")
		t.Run(name, func(t *testing.T) {
			a, err := txtar.ParseFile(p)
			if err != nil {
				t.Fatal(err)
			}
			result := importArchive(t, a)
			if err := build(result.Service); err != nil && !slices.Contains(settled, name) {
				t.Errorf("the spec does not hold together:\n%v", err)
			}
			compare(t, p, a, written(t, result))
		})
	}
	if len(paths) < 25 {
		t.Errorf("only %d cases were found", len(paths))
	}
}

func importArchive(t *testing.T, a *txtar.Archive) *importer.Result {
	in := importer.Input{Docs: true}
	for _, f := range a.Files {
		switch {
		case f.Name == "nodocs":
			in.Docs = false
		case strings.HasSuffix(f.Name, ".json"):
			in.File, in.Data = f.Name, f.Data
		}
	}
	result, err := alibaba.Source().Read(in)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// written is what a result holds: the files of the spec, and the notes.
func written(t *testing.T, r *importer.Result) string {
	files, err := r.Service.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("# " + r.Provider + ": " + r.Service.Dir + "\n")
	for _, name := range []string{"service.yaml", "types.yaml", "actions.yaml"} {
		if data, ok := files[name]; ok {
			_, body, _ := strings.Cut(string(data), "\n")
			b.WriteString("# " + name + "\n" + strings.TrimLeft(body, "\n"))
		}
	}
	for _, n := range r.Notes {
		b.WriteString("# " + n.String() + "\n")
	}
	return b.String()
}

func compare(t *testing.T, path string, a *txtar.Archive, got string) {
	i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == "want" })
	if *update {
		if i < 0 {
			a.Files = append(a.Files, txtar.File{Name: "want"})
			i = len(a.Files) - 1
		}
		a.Files[i].Data = []byte(got)
		if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
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
