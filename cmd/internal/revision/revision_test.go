package revision_test

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/signet-gen/signet/cmd/internal/revision"
)

// repository makes a repository of two commits: specs/a.yaml and specs/b/c.yaml,
// then a.yaml changed, c.yaml removed and a name that is not ASCII added.
func repository(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	run := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	commit := func(message string) {
		run("add", "-A")
		run("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", message)
	}
	run("init", "-q")
	write("specs/a.yaml", "one\n")
	write("specs/b/c.yaml", "")
	commit("one")
	run("tag", "first")
	write("specs/a.yaml", "two\r\nand no end of line")
	write("specs/über \"d\".yaml", "d")
	run("rm", "-q", "specs/b/c.yaml")
	commit("two")
	write("specs/a.yaml", "not committed")
	return dir
}

func all(string) bool { return true }

func TestReadGivesAFolderAsItWas(t *testing.T) {
	dir := repository(t)
	for _, test := range []struct {
		revision, folder string
		want             map[string]string
	}{
		{"HEAD~1", "specs", map[string]string{"a.yaml": "one\n", "b/c.yaml": ""}},
		{"first", "specs/b", map[string]string{"c.yaml": ""}},
		{"HEAD", ".", map[string]string{"specs/a.yaml": "two\r\nand no end of line", "specs/über \"d\".yaml": "d"}},
		{"HEAD", "nowhere", map[string]string{}},
	} {
		t.Run(test.revision+":"+test.folder, func(t *testing.T) {
			tree, err := revision.Open(filepath.Join(dir, "specs"), test.revision)
			if err != nil {
				t.Fatal(err)
			}
			files, err := tree.Read(test.folder, all)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]string{}
			for name, data := range files {
				got[name] = string(data)
			}
			if !maps.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if err := fstest.TestFS(files, slices.Sorted(maps.Keys(files))...); len(files) > 0 && err != nil {
				t.Error(err)
			}
		})
	}
}

func TestReadTakesOnlyWhatIsWanted(t *testing.T) {
	tree, err := revision.Open(repository(t), "first")
	if err != nil {
		t.Fatal(err)
	}
	files, err := tree.Read("specs", func(name string) bool { return name == "a.yaml" })
	if err != nil || len(files) != 1 {
		t.Errorf("got %v, %v", files, err)
	}
}

func TestATreeKnowsFilesFromFolders(t *testing.T) {
	tree, err := revision.Open(repository(t), "first")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][2]bool{
		".": {false, true}, "specs": {false, true}, "specs/a.yaml": {true, false}, "spec": {}, "specs/c": {},
	} {
		if got := [2]bool{tree.IsFile(name), tree.IsFolder(name)}; got != want {
			t.Errorf("%s is a file, a folder: %v, want %v", name, got, want)
		}
	}
}

func TestARevisionThatIsNotThereIsSaidSo(t *testing.T) {
	dir := repository(t)
	for name, want := range map[string]string{
		"nowhere":         `there is no revision "nowhere" in the git repository here`,
		"":                `there is no revision "" in the git repository here`,
		"--output=hacked": `there is no revision "--output=hacked" in the git repository here`,
		"HEAD~99":         `there is no revision "HEAD~99"`,
	} {
		if _, err := revision.Open(dir, name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", name, err, want)
		}
	}
	outside := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(outside))
	if _, err := revision.Open(outside, "HEAD"); err == nil || !strings.Contains(err.Error(), "is in no git repository") {
		t.Errorf("outside of any repository: got %v", err)
	}
	t.Setenv("PATH", "")
	if _, err := revision.Open(dir, "HEAD"); err == nil || !strings.Contains(err.Error(), "git is not installed") {
		t.Errorf("without git: got %v", err)
	}
}

func TestALinkIsNotFollowed(t *testing.T) {
	dir := repository(t)
	if err := os.Symlink("a.yaml", filepath.Join(dir, "specs", "link.yaml")); err != nil {
		t.Skip(err)
	}
	for _, args := range [][]string{{"add", "-A"}, {"-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "link"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	tree, err := revision.Open(dir, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tree.Read("specs", all); err == nil || !strings.Contains(err.Error(), "HEAD:specs/link.yaml is a symbolic link") {
		t.Errorf("got %v", err)
	}
}

func TestRootAndPrefixFindTheWayFromTheRepository(t *testing.T) {
	dir := repository(t)
	root, err := revision.Root(filepath.Join(dir, "specs"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	if root != want {
		t.Errorf("the root is %s, want %s", root, want)
	}
	for sub, want := range map[string]string{"specs": "specs", ".": ""} {
		if got, err := revision.Prefix(filepath.Join(dir, sub)); err != nil || got != want {
			t.Errorf("the prefix of %s is %q, %v", sub, got, err)
		}
	}
}
