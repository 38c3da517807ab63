package cache

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func treeKey(t *testing.T, files fs.FS) Key {
	t.Helper()
	h := NewHasher()
	h.Tree(files)
	k, err := h.Key()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func TestKeysTellTreesApart(t *testing.T) {
	same := fstest.MapFS{"p/a.yaml": file("a"), "p/b.yaml": file("b")}
	for _, test := range []struct {
		name  string
		files fstest.MapFS
		equal bool
	}{
		{"the same", fstest.MapFS{"p/b.yaml": file("b"), "p/a.yaml": file("a")}, true},
		{"other times and modes", fstest.MapFS{"p/a.yaml": {Data: []byte("a"), ModTime: time.Unix(1, 0), Mode: 0o600}, "p/b.yaml": file("b")}, true},
		{"a hidden file more", fstest.MapFS{"p/a.yaml": file("a"), "p/b.yaml": file("b"), "p/.c": file("c"), ".git/x": file("x")}, true},
		{"a byte", fstest.MapFS{"p/a.yaml": file("a"), "p/b.yaml": file("c")}, false},
		{"texts swapped", fstest.MapFS{"p/a.yaml": file("b"), "p/b.yaml": file("a")}, false},
		{"another name", fstest.MapFS{"p/a.yaml": file("a"), "p/c.yaml": file("b")}, false},
		{"another folder", fstest.MapFS{"p/a.yaml": file("a"), "q/b.yaml": file("b")}, false},
		{"a file less", fstest.MapFS{"p/a.yaml": file("a")}, false},
		{"a file more", fstest.MapFS{"p/a.yaml": file("a"), "p/b.yaml": file("b"), "p/c.yaml": file("")}, false},
		{"a folder more", fstest.MapFS{"p/a.yaml": file("a"), "p/b.yaml": file("b"), "q": {Mode: fs.ModeDir}}, false},
	} {
		if got := treeKey(t, test.files) == treeKey(t, same); got != test.equal {
			t.Errorf("%s: equal %v, want %v", test.name, got, test.equal)
		}
	}
}

func TestKeysTellTextsApart(t *testing.T) {
	seen := map[Key]string{}
	for _, texts := range [][]string{{}, {""}, {"", ""}, {"ab"}, {"a", "b"}, {"b", "a"}, {"a\x00b"}} {
		h := NewHasher()
		h.Text(texts...)
		k, err := h.Key()
		if other, ok := seen[k]; ok || err != nil {
			t.Errorf("%q is taken for %s, error %v", texts, other, err)
		}
		seen[k] = strings.Join(texts, "|")
	}
}

func TestWhatCannotBeReadHasNoKey(t *testing.T) {
	deep := fstest.MapFS{strings.Repeat("x/", deepest+2) + "a.yaml": file("a")}
	odd := fstest.MapFS{"p/pipe": {Mode: fs.ModeNamedPipe}}
	for name, files := range map[string]fs.FS{"deep": deep, "odd": odd, "absent": os.DirFS(filepath.Join(t.TempDir(), "absent"))} {
		h := NewHasher()
		h.Tree(files)
		if _, err := h.Key(); err == nil {
			t.Errorf("%s: there is a key", name)
		}
	}
}

func TestLinksAmongTheSpecsAreFollowedAndHaveAnEnd(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.yaml"), []byte("a"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("a.yaml", filepath.Join(dir, "b.yaml")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if treeKey(t, os.DirFS(dir)) != treeKey(t, fstest.MapFS{"a.yaml": file("a"), "b.yaml": file("a")}) {
		t.Error("a link is not what it leads to")
	}
	if err := os.Symlink(".", filepath.Join(dir, "loop")); err != nil {
		t.Fatal(err)
	}
	h := NewHasher()
	h.Tree(os.DirFS(dir))
	if _, err := h.Key(); err == nil {
		t.Error("a folder within itself has a key")
	}
}

func TestTheProgramIsPartOfAKey(t *testing.T) {
	h := NewHasher()
	h.Program()
	with, err := h.Key()
	if without, _ := NewHasher().Key(); err != nil || with == without {
		t.Errorf("the program changes nothing, error %v", err)
	}
}
