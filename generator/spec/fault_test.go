package spec

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

func TestFaultsAreSortedByPlaceWithoutRepetitions(t *testing.T) {
	faults := Faults{
		{Pos{"b", 1, 1}, "x"}, {Pos{"a", 10, 1}, "x"}, {Pos{"a", 9, 2}, "x"}, {Pos{"a", 9, 1}, "y"},
		{Pos{"a", 9, 1}, "x"}, {Pos{"a", 9, 1}, "y"}, {Pos{File: "a"}, "z"},
	}
	want := "a: z\na:9:1: x\na:9:1: y\na:9:2: x\na:10:1: x\nb:1:1: x"
	if got := faults.Err().Error(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if faults[0].Pos.File != "b" {
		t.Error("the faults given were sorted too")
	}
	if err := (Faults{}).Err(); err != nil {
		t.Errorf("no faults are an error: %v", err)
	}
}

func TestFaultsInAFolderAreNamedFromOutside(t *testing.T) {
	faults := Faults{{Pos{"a/b.yaml", 1, 2}, "x"}, {Pos{File: "."}, "y"}}
	got := faults.In(filepath.Join("some", "specs")).Error()
	want := filepath.Join("some", "specs", "a", "b.yaml") + ":1:2: x\n" + filepath.Join("some", "specs") + ": y"
	if got != want || faults[0].Pos.File != "a/b.yaml" {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOnlyTheFirstFaultsAreShownAndTheRestCounted(t *testing.T) {
	var faults Faults
	for i := range 250 {
		faults = append(faults, Fault{Pos{"a", i + 1, 1}, "x"})
	}
	lines := strings.Split(faults.Error(), "\n")
	if len(lines) != faultsShown+1 || lines[faultsShown] != "and 150 more" {
		t.Errorf("%d lines, the last %q", len(lines), lines[len(lines)-1])
	}
}

func TestFaultsOfOneFileAreBounded(t *testing.T) {
	var b strings.Builder
	for i := range 3 * maxFaults {
		fmt.Fprintf(&b, "k%d: 1\n", i)
	}
	faults := Check("a.yaml", "actions", []byte(b.String()))
	if len(faults) != maxFaults+1 || faults[0].String() != "a.yaml: the file has more than 1000 faults: the others are not shown" {
		t.Errorf("%d faults, the first %v", len(faults), faults[0])
	}
}

func TestKindOfFileFollowsFromItsPath(t *testing.T) {
	for name, want := range map[string]string{
		"tencent/provider.yaml":                     "provider",
		"service.yaml":                              "service",
		"tencent/msp/2018-03-19/actions.yaml":       "actions",
		"tencent/msp/2018-03-19/actions/tasks.yaml": "actions",
		"tencent/msp/2018-03-19/types/types.yaml":   "types",
		"tencent/msp/2018-03-19/types.yml":          "",
		"tencent/msp/2018-03-19/overlay.yaml":       "overlay",
		"specs.go":                                  "",
	} {
		if got := KindOf(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestSuggestionsAreNearOrNone(t *testing.T) {
	words := []string{"read", "idempotent", "write", "rateLimit", "maxLength", "minLength"}
	for name, want := range map[string]string{
		"reed": "read", "READ": "read", "raed": "read", "rite": "write", "ratelimits": "rateLimit",
		"maxlenght": "maxLength", "idempotant": "idempotent", "x": "", "": "", "re": "", "colour": "",
		strings.Repeat("read", 1e6): "",
	} {
		if got, _ := Nearest(name, words); got != want {
			t.Errorf("%.20q: got %q, want %q", name, got, want)
		}
	}
}
