package overlay

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/signet-gen/signet/generator/spec"
)

// FuzzApply holds that any overlay is applied without a panic, whatever is
// wrong with it; that what is told of it stands inside the file; and that what
// comes out of an overlay without faults is a spec.
func FuzzApply(f *testing.F) {
	for _, pattern := range []string{"testdata/cases/*.txtar", "../spec/testdata/bad/overlay-*.txtar"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			f.Fatalf("no overlays to begin with in %s", pattern)
		}
		for _, name := range names {
			a, err := txtar.ParseFile(name)
			if err != nil {
				f.Fatal(err)
			}
			for _, file := range a.Files {
				if strings.HasSuffix(file.Name, "overlay.yaml") {
					f.Add(file.Data)
				}
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := load(t, map[string][]byte{"overlay.yaml": data})
		warnings, faults := Apply(s)
		for _, fault := range append(append(spec.Faults{}, warnings...), faults...) {
			if !inside(data, fault.Pos) {
				t.Errorf("%v is outside the overlay", fault)
			}
			if fault.Msg == "" || strings.ContainsAny(fault.Msg, "\n\x00") || !utf8.ValidString(fault.Msg) || len(fault.Msg) > 3000 {
				t.Errorf("a strange message: %q", fault.Msg)
			}
		}
		if _, unwritable := s.Marshal(); err == nil && len(faults) == 0 && unwritable != nil {
			t.Errorf("what came out is no spec: %v", unwritable)
		}
	})
}

// inside reports whether a place is in the overlay.
func inside(data []byte, p spec.Pos) bool {
	lines := bytes.Split(bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n")), []byte("\n"))
	return p.File == dir+"overlay.yaml" && p.Line >= 1 && p.Line <= len(lines) && p.Col >= 1 && p.Col <= utf8.RuneCount(lines[p.Line-1])+1
}
