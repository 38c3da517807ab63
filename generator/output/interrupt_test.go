package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// A stopping disk ends a context at one of the steps that change something.
type stopping struct {
	disk
	steps atomic.Int32
	at    int32
	stop  context.CancelFunc
}

func (s *stopping) step() {
	if s.steps.Add(1) == s.at {
		s.stop()
	}
}

func (s *stopping) Create(path string, text []byte, mode fs.FileMode) error {
	s.step()
	return s.disk.Create(path, text, mode)
}

func (s *stopping) Mkdir(path string) error {
	s.step()
	return s.disk.Mkdir(path)
}

func (s *stopping) Rename(path, base string) error {
	s.step()
	return s.disk.Rename(path, base)
}

// TestTheEndOfTheContextUndoesEverythingOrComesTooLate ends a run at each of
// its steps in turn: all is as it was, or, once a file is in its place, as it
// is to be.
func TestTheEndOfTheContextUndoesEverythingOrComesTooLate(t *testing.T) {
	before := map[string]string{"msp/a.go": string(text("a")), "msp/b.go": string(text("b")), "old/o.go": string(text("o")), "mine.txt": "mine"}
	files := map[string][]byte{"msp/a.go": text("a2"), "msp/b.go": text("b2"), "msp/new/c.go": text("c"), "x/y/z.go": text("z")}
	const mkdirs, creates, renames = 3, 4, 4
	for at := 1; at <= mkdirs+creates+renames; at++ {
		dir := t.TempDir()
		put(t, dir, before)
		was := tree(t, dir)
		d, err := openDisk(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		ctx, stop := context.WithCancel(t.Context())
		s := &stopping{disk: d, at: int32(at), stop: stop}
		report, err := plan(s, dir, texts(files), Options{Prune: []string{"."}})
		if err != nil {
			t.Fatal(err)
		}
		err = carryOut(ctx, s, report, files, Options{})
		if at <= mkdirs+creates {
			if !errors.Is(err, context.Canceled) {
				t.Errorf("stopped at %d: got %v", at, err)
			}
			wantTree(t, dir, was)
			continue
		}
		if err != nil {
			t.Errorf("stopped at %d: got %v", at, err)
		}
		after, err := plan(s, dir, texts(files), Options{Prune: []string{"."}})
		if err != nil || !after.Clean() || len(after.Unchanged) != len(files) {
			t.Errorf("stopped at %d: %+v is left to do, error %v", at, after, err)
		}
	}
}

func TestAnEndOfTheContextLeavesNoFolder(t *testing.T) {
	dir := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, err := Sync(ctx, filepath.Join(dir, "a", "b"), map[string][]byte{"c/d.go": text("d")}, Options{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	wantTree(t, dir, nil)
}

// TestCompareTellsWhatCheckDoes looks at one output both ways.
func TestCompareTellsWhatCheckDoes(t *testing.T) {
	long := append(text("long"), []byte("// "+strings.Repeat("x", headSize))...)[:headSize]
	files := map[string][]byte{
		"same.go": text("same"), "size.go": text("size"), "byte.go": text("byte"), "gone/a.go": text("a"),
		"long.go": long, "head.go": long,
	}
	dir := t.TempDir()
	put(t, dir, map[string]string{
		"same.go": string(text("same")), "size.go": string(text("siz")), "byte.go": string(text("bite")), "stale.go": string(text("stale")),
		"long.go": string(long), "head.go": string(long) + "more",
	})
	sums := map[string]Sum{}
	for name, text := range files {
		sums[name] = SumOf(text)
	}
	want := Report{
		Written: []string{"byte.go", "gone/a.go", "head.go", "size.go"}, Missing: []string{"gone/a.go"},
		Removed: []string{"stale.go"}, Unchanged: []string{"long.go", "same.go"},
	}
	for _, at := range []string{dir, filepath.Join(dir, "absent")} {
		checked, err := Check(at, files, Options{Prune: []string{"."}})
		if err != nil {
			t.Fatal(err)
		}
		compared, err := Compare(at, sums, Options{Prune: []string{"."}})
		if err != nil {
			t.Fatal(err)
		}
		wantReport(t, compared, checked)
		if at == dir {
			wantReport(t, compared, want)
		}
	}
}

func TestCompareRefusesWhatCheckDoes(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.go": "package mine\n", "b.go/x": ""})
	files := map[string][]byte{"a.go": text("a"), "b.go": text("b"), "../c.go": text("c"), "d.go": text("d"), "D.go": text("d")}
	sums := map[string]Sum{}
	for name, text := range files {
		sums[name] = SumOf(text)
	}
	_, checked := Check(dir, files, Options{})
	_, compared := Compare(dir, sums, Options{})
	if checked == nil || compared == nil || checked.Error() != compared.Error() || strings.Count(checked.Error(), "\n") != 3 {
		t.Errorf("Check says\n%v\nCompare\n%v", checked, compared)
	}
}

// TestMoreFoldersThanStayOpen writes, changes and removes the files of many folders.
func TestMoreFoldersThanStayOpen(t *testing.T) {
	dir := t.TempDir()
	files := map[string][]byte{}
	for i := range 3 * mostOpen {
		files[fmt.Sprintf("p/s%d/a.go", i)] = text("a")
		files[fmt.Sprintf("p/s%d/v1/b.go", i)] = text("b")
	}
	for _, step := range []struct {
		what    string
		change  func()
		written int
	}{
		{"new", func() {}, len(files)},
		{"again", func() {}, 0},
		{"changed", func() {
			for name := range files {
				files[name] = text("other")
			}
		}, len(files)},
		{"gone", func() { clear(files); files["p/x.go"] = text("x") }, 1},
	} {
		step.change()
		report, err := Sync(t.Context(), dir, files, Options{Prune: []string{"."}})
		if err != nil || len(report.Written) != step.written {
			t.Fatalf("%s: wrote %d files, error %v", step.what, len(report.Written), err)
		}
		want := map[string]string{}
		for name, text := range files {
			want[name] = string(text)
		}
		got := tree(t, dir)
		maps.DeleteFunc(got, func(name, _ string) bool { return strings.HasSuffix(name, "/") })
		if !maps.Equal(got, want) {
			t.Errorf("%s: %d files are there, want %d", step.what, len(got), len(want))
		}
	}
	if entries, err := os.ReadDir(filepath.Join(dir, "p")); err != nil || len(entries) != 1 {
		t.Errorf("%d folders are left, error %v", len(entries)-1, err)
	}
}

func TestPhasesTellOfEveryFile(t *testing.T) {
	files := map[string][]byte{"a.go": text("a"), "b/c.go": text("c")}
	var said []string
	var steps atomic.Int32
	phase := func(what string, total int) func(int) {
		said = append(said, fmt.Sprintf("%s %d", what, total))
		return func(n int) { steps.Add(int32(n)) }
	}
	if _, err := Sync(t.Context(), t.TempDir(), files, Options{Phase: phase}); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(said, ", "); got != "comparing 2, writing 2" || steps.Load() != 4 {
		t.Errorf("got %s, %d steps", got, steps.Load())
	}
}
