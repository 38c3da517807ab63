package output

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// refused runs Sync and Check, which must fail alike and leave dir as it was.
func refused(t *testing.T, dir string, files map[string][]byte, o Options, want ...string) {
	t.Helper()
	before := tree(t, dir)
	sync := func(dir string, files map[string][]byte, o Options) (Report, error) {
		return Sync(t.Context(), dir, files, o)
	}
	for name, run := range map[string]func(string, map[string][]byte, Options) (Report, error){"Sync": sync, "Check": Check} {
		_, err := run(dir, files, o)
		if err == nil {
			t.Fatalf("%s did not fail", name)
		}
		for _, w := range want {
			if !strings.Contains(err.Error(), strings.ReplaceAll(w, "DIR", filepath.ToSlash(dir))) {
				t.Errorf("%s says\n%v\nwithout\n%s", name, err, w)
			}
		}
	}
	wantTree(t, dir, before)
}

func TestForeignFilesAreNeverOverwritten(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"msp/client.go": "package msp // by hand\n", "msp/types.go": ""})
	files := map[string][]byte{"a.go": text("a"), "msp/client.go": text("client"), "msp/types.go": text("types")}
	refused(t, dir, files, Options{Prune: []string{"."}},
		"DIR/msp/client.go: signet did not write this file and will not overwrite it: move it away, or generate into another folder",
		"DIR/msp/types.go: signet did not write this file")
}

func TestAForeignFileThatIsAlreadyRightIsNoFault(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.go": string(text("a"))})
	if got, err := Sync(t.Context(), dir, map[string][]byte{"a.go": text("a")}, Options{}); err != nil || !got.Clean() {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestPathsThatLeaveTheFolderAreRefused(t *testing.T) {
	for _, name := range []string{"../a.go", "/etc/a.go", "a/../../b.go", "a//b.go", "./a.go", "", ".", `a\b.go`, "c:a.go", "a/"} {
		refused(t, t.TempDir(), map[string][]byte{name: text("a")}, Options{}, "is no path below the folder of the output")
	}
	for _, folder := range []string{"..", "/", "a/../.."} {
		refused(t, t.TempDir(), map[string][]byte{"a.go": text("a")}, Options{Prune: []string{folder}}, "is no folder below that of the output")
	}
}

func TestSymbolicLinksAreRefused(t *testing.T) {
	elsewhere := t.TempDir()
	put(t, elsewhere, map[string]string{"client.go": string(text("theirs"))})
	link := func(dir, name, to string) {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	files := map[string][]byte{"msp/client.go": text("client")}

	dir := t.TempDir()
	link(dir, "msp", elsewhere)
	if _, err := Sync(t.Context(), dir, files, Options{}); err == nil || !strings.Contains(err.Error(), "/msp: is a symbolic link, and signet writes through none") {
		t.Errorf("a folder that is a link: %v", err)
	}
	if _, err := Sync(t.Context(), dir, nil, Options{Prune: []string{"msp"}}); err == nil || !strings.Contains(err.Error(), "is a symbolic link") {
		t.Errorf("a pruned folder that is a link: %v", err)
	}
	if got, err := Sync(t.Context(), dir, nil, Options{Prune: []string{"."}}); err != nil || !got.Clean() {
		t.Errorf("a link among pruned folders: %+v, %v", got, err)
	}

	dir = t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "msp"), 0o777); err != nil {
		t.Fatal(err)
	}
	link(dir, "msp/client.go", filepath.Join(elsewhere, "client.go"))
	refused(t, dir, files, Options{}, "DIR/msp/client.go: is a symbolic link, and signet replaces none")
	wantTree(t, elsewhere, map[string]string{"client.go": string(text("theirs"))})
}

func TestTheFolderItselfMayBeALink(t *testing.T) {
	real := t.TempDir()
	link := filepath.Join(t.TempDir(), "gen")
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if _, err := Sync(t.Context(), link, map[string][]byte{"a.go": text("a")}, Options{}); err != nil {
		t.Fatal(err)
	}
	wantTree(t, real, map[string]string{"a.go": string(text("a"))})
}

func TestWhatStandsInTheWayIsNamed(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"msp": "a file", "folder.go/x": "y"})
	refused(t, dir, map[string][]byte{"msp/a.go": text("a"), "folder.go": text("f")}, Options{},
		"DIR/msp: is no folder: move it away", "DIR/folder.go: is no regular file: move it away")
	refused(t, t.TempDir(), map[string][]byte{"a.go": text("a"), "a.go/b.go": text("b")}, Options{},
		"DIR/a.go: is to be both a file and a folder")
	refused(t, t.TempDir(), map[string][]byte{"a/List.go": text("a"), "a/list.go": text("b")}, Options{},
		"a/List.go and a/list.go are the same file where case does not count")
	refused(t, t.TempDir(), map[string][]byte{"a.go": []byte("package a\n")}, Options{},
		"DIR/a.go: the new text lacks the header of generated files")
}

func TestAFileInPlaceOfTheFolderIsNamed(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"gen": "a file"})
	_, err := Sync(t.Context(), filepath.Join(dir, "gen"), map[string][]byte{"a.go": text("a")}, Options{})
	if err == nil || !strings.Contains(err.Error(), "gen: not a directory") {
		t.Errorf("got %v", err)
	}
}

func TestFoldersWithoutPermissionAreNamed(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere; the broken disks below cover what follows")
	}
	dir := t.TempDir()
	put(t, dir, map[string]string{"msp/client.go": string(text("before")), "other/a.go": string(text("before"))})
	if err := os.Chmod(filepath.Join(dir, "other"), 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(filepath.Join(dir, "other"), 0o777) }) // or it cannot be removed
	before := tree(t, dir)
	_, err := Sync(t.Context(), dir, map[string][]byte{"msp/client.go": text("after"), "other/a.go": text("after")}, Options{})
	if err == nil || !strings.Contains(err.Error(), "permission denied") || !strings.Contains(err.Error(), "other/") {
		t.Errorf("got %v", err)
	}
	wantTree(t, dir, before)
}
