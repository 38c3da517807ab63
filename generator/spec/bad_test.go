package spec

import (
	"bytes"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite what the golden files expect")

// minimal is a set without faults. The files of a case take the place of its own.
var minimal = map[string]string{
	"cloud/provider.yaml":               "provider: cloud\nprotocol: cloud\nendpoints: {default: cloud.example}\n",
	"cloud/box/2020-01-01/service.yaml": "service: box\nversion: 2020-01-01\n",
	"cloud/box/2020-01-01/actions.yaml": "ListBoxes: {}\n",
}

// TestBadSpecsAreRefusedWithExactFaults reads testdata/bad: the files of a set
// and, as want, the error. A line "without PATH" in the comment takes a file out
// of the minimal set; a file whose name ends in .quoted is a Go string.
func TestBadSpecsAreRefusedWithExactFaults(t *testing.T) {
	names, err := filepath.Glob("testdata/bad/*.txtar")
	if err != nil || len(names) < 30 {
		t.Fatalf("%d cases, error %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			fsys, want := caseFiles(t, archive)
			_, err = Load(fsys)
			if err == nil {
				t.Fatal("no fault")
			}
			if got := err.Error() + "\n"; got != want {
				if !*update {
					t.Fatalf("got:\n%swant:\n%s", got, want)
				}
				writeWant(t, name, archive, got)
			}
			checkPositions(t, fsys, err.(Faults))
		})
	}
}

func caseFiles(t *testing.T, archive *txtar.Archive) (fsys fstest.MapFS, want string) {
	files := maps.Clone(minimal)
	for line := range strings.Lines(string(archive.Comment)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "without "); ok {
			if _, ok := files[name]; !ok {
				t.Fatalf("%s is not in the minimal set", name)
			}
			delete(files, name)
		}
	}
	for _, f := range archive.Files {
		data := string(f.Data)
		name, isQuoted := strings.CutSuffix(f.Name, ".quoted")
		if isQuoted {
			var err error
			if data, err = strconv.Unquote(strings.TrimSpace(data)); err != nil {
				t.Fatal(err)
			}
		}
		if name == "want" {
			want = data
		} else {
			files[name] = data
		}
	}
	fsys = fstest.MapFS{}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return fsys, want
}

func writeWant(t *testing.T, name string, archive *txtar.Archive, want string) {
	archive.Files = append(archive.Files[:0:0], archive.Files...)
	last := len(archive.Files) - 1
	if last < 0 || archive.Files[last].Name != "want" {
		archive.Files = append(archive.Files, txtar.File{Name: "want"})
		last++
	}
	archive.Files[last].Data = []byte(want)
	if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
		t.Fatal(err)
	}
}

// checkPositions fails when a fault stands outside its file, or faults are out of order.
func checkPositions(t *testing.T, fsys fs.FS, faults Faults) {
	t.Helper()
	for i, f := range faults {
		if i > 0 && faults[i-1].Pos.Compare(f.Pos) > 0 {
			t.Errorf("%v stands after %v", faults[i-1], f)
		}
		if f.Pos.Line == 0 {
			continue
		}
		data, err := fs.ReadFile(fsys, f.Pos.File)
		if err != nil {
			t.Fatal(err)
		}
		if !isInside(data, f.Pos) {
			t.Errorf("%v is outside the file", f)
		}
	}
}

// isInside reports whether a place is in a file, or right after one of its lines.
func isInside(data []byte, p Pos) bool {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	text := strings.ReplaceAll(strings.ReplaceAll(string(data), "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(text, "\n")
	return p.Line >= 1 && p.Line <= len(lines) && p.Col >= 1 && p.Col <= len([]rune(lines[p.Line-1]))+1
}
