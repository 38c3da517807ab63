package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestListCountsOnlyWhatIsOutsideTheStandardLibrary(t *testing.T) {
	tests := []struct {
		folder   string
		packages int
		modules  []string
	}{
		{"nethttp", 1, nil},
		{"json", 2, nil},
		{"sdk", 0, []string{"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"}},
		{"msp", 0, []string{"github.com/signet-gen/signet"}},
		{"smartag", 0, []string{"github.com/signet-gen/signet"}},
	}
	for _, test := range tests {
		got, err := list(t.Context(), "./programs/"+test.folder)
		if err != nil {
			t.Fatal(err)
		}
		if test.packages != 0 && got.packages != test.packages {
			t.Errorf("%s: %d packages, want %d", test.folder, got.packages, test.packages)
		}
		if !slices.Contains(got.standard, "net/http") {
			t.Errorf("%s: net/http is not among %q", test.folder, got.standard)
		}
		if len(got.modules) != len(test.modules) {
			t.Errorf("%s: modules %v, want %q", test.folder, got.modules, test.modules)
		}
		for _, m := range test.modules {
			if !got.modules[m] {
				t.Errorf("%s: modules %v lack %s", test.folder, got.modules, m)
			}
		}
	}
}

func TestListOfAFolderThatIsNotThereSaysSo(t *testing.T) {
	if _, err := list(t.Context(), "./programs/absent"); err == nil {
		t.Error("no error")
	}
}

func TestShareGivesEveryFileOnce(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "copy")
	if err := os.MkdirAll(filepath.Join(from, "a", "b"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(from, "a", "b", "c"), []byte("text"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := share(from, to); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(to, "a", "b", "c"))
	if err != nil || string(got) != "text" {
		t.Errorf("read %q, %v", got, err)
	}
}

func TestMedianGoesByTheClock(t *testing.T) {
	got := median([]effort{{3 * time.Second, 1}, {time.Second, 2}, {2 * time.Second, 3}})
	if want := (effort{2 * time.Second, 3}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWrongFlagsAreRefused(t *testing.T) {
	for _, args := range [][]string{{"-count", "0"}, {"-format", "html"}, {"extra"}} {
		if err := run(t.Context(), io.Discard, args); err == nil {
			t.Errorf("%q: no error", args)
		}
	}
}
