package output

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReplaceWritesFilesWithoutHeaderAndRemovesOnlyWhatIsStale(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a/actions.yaml": "old", "a/types.yaml": "same", "a/overlay.yaml": "mine", "a/actions/X.yaml": "gone"})
	files := map[string][]byte{"a/actions.yaml": []byte("new"), "a/types.yaml": []byte("same"), "b/service.yaml": []byte("b")}
	got, err := Replace(t.Context(), dir, files, []string{"a/actions/X.yaml", "a/actions/never.yaml", "c/never.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	wantReport(t, got, Report{
		Written: []string{"a/actions.yaml", "b/service.yaml"}, Missing: []string{"b/service.yaml"},
		Removed: []string{"a/actions/X.yaml"}, Unchanged: []string{"a/types.yaml"},
	})
	wantTree(t, dir, map[string]string{
		"a/": "", "a/actions.yaml": "new", "a/types.yaml": "same", "a/overlay.yaml": "mine", "b/": "", "b/service.yaml": "b",
	})
	if !isOld(t, dir, "a/types.yaml") {
		t.Error("a file that was as it should be has a new time")
	}
}

func TestReplaceGoesThroughNoLink(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	put(t, elsewhere, map[string]string{"x.yaml": "theirs"})
	if err := os.Symlink(elsewhere, filepath.Join(dir, "a")); err != nil {
		t.Skip(err)
	}
	_, err := Replace(t.Context(), dir, map[string][]byte{"a/y.yaml": []byte("y")}, []string{"a/x.yaml"})
	if err == nil || !strings.Contains(err.Error(), "is a symbolic link") {
		t.Errorf("got %v", err)
	}
	wantTree(t, elsewhere, map[string]string{"x.yaml": "theirs"})
}

func TestReplaceThatIsInterruptedChangesNothing(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.yaml": "old", "b.yaml": "stale"})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Replace(ctx, dir, map[string][]byte{"a.yaml": []byte("new")}, []string{"b.yaml"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	wantTree(t, dir, map[string]string{"a.yaml": "old", "b.yaml": "stale"})
}
