package tencent

import (
	"os"
	"testing"

	"golang.org/x/tools/txtar"
)

// rewrite writes a golden file anew, under -update.
func rewrite(t *testing.T, path string, a *txtar.Archive) {
	t.Helper()
	if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}
