package tencent

import (
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/signet-gen/signet/generator/importer"
)

var update = flag.Bool("update", false, "write the golden files anew")

// wanted are the files of an archive that the importer writes, in their order.
var wanted = []string{"service.yaml", "actions.yaml", "types.yaml", "notes"}

func TestWhatIsImported(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) < 10 {
		t.Fatal("the archives are not there", err)
	}
	for _, p := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(p), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(p)
			if err != nil {
				t.Fatal(err)
			}
			got := importedFrom(t, a)
			var want []txtar.File
			for _, f := range a.Files {
				if slices.Contains(wanted, f.Name) {
					want = append(want, f)
				}
			}
			if slices.EqualFunc(got, want, func(x, y txtar.File) bool { return x.Name == y.Name && string(x.Data) == string(y.Data) }) {
				return
			}
			if !*update {
				t.Fatalf("got\n%s\nwant\n%s", txtar.Format(&txtar.Archive{Files: got}), txtar.Format(&txtar.Archive{Files: want}))
			}
			a.Files = append(slices.DeleteFunc(a.Files, func(f txtar.File) bool { return slices.Contains(wanted, f.Name) }), got...)
			rewrite(t, p, a)
		})
	}
}

// importedFrom imports the files of an archive; with the docs, unless its
// comment says without.
func importedFrom(t *testing.T, a *txtar.Archive) []txtar.File {
	in := importer.Input{File: "dir/api.json", Docs: !strings.Contains(string(a.Comment), "without docs"), Beside: map[string][]byte{}}
	for _, f := range a.Files {
		switch f.Name {
		case "api.json":
			in.Data = f.Data
		case "examples.json":
			in.Beside[f.Name] = f.Data
		}
	}
	r, err := Source().Read(in)
	if err != nil {
		t.Fatal(err)
	}
	files, err := r.Service.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	files["notes"] = []byte(notesOf(r.Notes))
	var got []txtar.File
	for _, name := range wanted {
		if data := files[name]; len(data) > 0 {
			got = append(got, txtar.File{Name: name, Data: data})
		}
	}
	return got
}

func notesOf(notes []importer.Note) string {
	var b strings.Builder
	for _, n := range notes {
		fmt.Fprintln(&b, n)
	}
	return b.String()
}
