package main

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/signet-gen/signet/specs"
)

// newProject makes a folder with specs of its own and a go.mod.
func newProject(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"tencent/provider.yaml", "tencent/msp", "tencent/sts"} {
		copyShipped(t, name, filepath.Join(dir, "specs", name))
	}
	writeText(t, filepath.Join(dir, "go.mod"), "module example.com/app\n\ngo 1.26\n")
	writeText(t, filepath.Join(dir, "signet.yaml"), "specs: specs\n")
	return dir
}

func copyShipped(t *testing.T, name, to string) {
	t.Helper()
	err := fs.WalkDir(specs.FS, name, func(at string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(specs.FS, at)
		writeText(t, to+strings.TrimPrefix(at, name), string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func writeText(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// answer is all that a run says and leaves.
type answer struct {
	status         int
	stdout, stderr string
	files          map[string]string
}

// answerOf runs the command in a folder.
func answerOf(t *testing.T, dir string, args ...string) answer {
	t.Helper()
	t.Chdir(dir)
	var stdout, stderr bytes.Buffer
	status := run(args, &stdout, &stderr)
	return answer{status, stdout.String(), stderr.String(), texts(t, dir)}
}

// texts are the files below a folder; links as where they lead.
func texts(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		short := strings.TrimPrefix(name, dir)
		switch {
		case e.IsDir():
			all[short] = "a folder"
		case e.Type()&fs.ModeSymlink != 0:
			all[short], err = os.Readlink(name)
		default:
			var text []byte
			text, err = os.ReadFile(name)
			all[short] = string(text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// remembers reports whether a run in a folder would answer out of the cache.
func remembers(t *testing.T, dir string) bool {
	t.Helper()
	t.Chdir(dir)
	var f generateFlags
	project, err := f.open()
	if err != nil {
		return false
	}
	plan, err := f.plan(project)
	if err != nil {
		return false
	}
	_, _, ok := f.recall(plan).upToDate(plan)
	return ok
}

// TestRunsAnswerAlikeWithTheCacheAndWithout changes one thing after a run, and
// runs once more both ways, in folders of the same content.
func TestRunsAnswerAlikeWithTheCacheAndWithout(t *testing.T) {
	if underRace {
		t.Skip("it runs the command some 200 times")
	}
	for _, change := range changes {
		for _, mode := range []string{"-v", "--check"} {
			t.Run(change.name+" "+mode, func(t *testing.T) {
				t.Setenv("XDG_CACHE_HOME", t.TempDir())
				var answers []answer
				for _, more := range []string{"--no-cache=false", "--no-cache"} {
					dir := newProject(t)
					if first := answerOf(t, dir, "generate"); first.status != 0 {
						t.Fatalf("got %+v", first)
					}
					change.make(t)
					if known := remembers(t, dir); len(change.args) == 0 && known != change.known {
						t.Fatalf("the cache knows of it: %v, want %v", known, change.known)
					}
					answers = append(answers, answerOf(t, dir, append([]string{"generate", mode, more}, change.args...)...))
				}
				wantAlike(t, answers[0], answers[1])
			})
		}
	}
}

func wantAlike(t *testing.T, cached, uncached answer) {
	t.Helper()
	if cached.status != uncached.status || cached.stdout != uncached.stdout || cached.stderr != uncached.stderr {
		t.Errorf("with the cache %d\n%s%s\nwithout %d\n%s%s", cached.status, cached.stdout, cached.stderr,
			uncached.status, uncached.stdout, uncached.stderr)
	}
	if !maps.Equal(cached.files, uncached.files) {
		t.Error("the files differ")
	}
}

// TestACacheThatIsDamagedIsAsGoodAsNone spoils the cache in every way between two runs.
func TestACacheThatIsDamagedIsAsGoodAsNone(t *testing.T) {
	for _, test := range []struct {
		name  string
		spoil func(t *testing.T, entry string)
	}{
		{"cut", func(t *testing.T, entry string) { cutFile(t, entry) }},
		{"empty", func(t *testing.T, entry string) { writeText(t, entry, "") }},
		{"something else", func(t *testing.T, entry string) { writeText(t, entry, "signet cache 1\n") }},
		{"a folder", func(t *testing.T, entry string) { remove(t, entry); mkdir(t, entry+"/x") }},
		{"no folder", func(t *testing.T, entry string) {
			remove(t, filepath.Dir(entry))
			writeText(t, filepath.Dir(entry), "x")
		}},
		{"gone", func(t *testing.T, entry string) { remove(t, filepath.Dir(entry)) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			cache := t.TempDir()
			t.Setenv("XDG_CACHE_HOME", cache)
			dir := newProject(t)
			first := answerOf(t, dir, "generate")
			entries, err := filepath.Glob(filepath.Join(cache, "signet", "*"))
			if err != nil || len(entries) != 1 || !remembers(t, dir) {
				t.Fatalf("the cache holds %v, error %v", entries, err)
			}
			test.spoil(t, entries[0])
			if remembers(t, dir) {
				t.Error("the cache is trusted")
			}
			second := answerOf(t, dir, "generate")
			if second.status != 0 || second.stderr != first.stderr || !strings.HasPrefix(second.stdout, "nothing to do: ") || !maps.Equal(first.files, second.files) {
				t.Errorf("got %d %s%s", second.status, second.stdout, second.stderr)
			}
		})
	}
}

func cutFile(t *testing.T, name string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	writeText(t, name, string(text[:len(text)/2]))
}
