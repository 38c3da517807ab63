package diff_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/signet-gen/signet/generator/diff"
	"github.com/signet-gen/signet/generator/diff/difftest"
	"github.com/signet-gen/signet/generator/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

// state resolves a state of a service.
func state(t *testing.T, text string) []*model.Service {
	t.Helper()
	services, err := difftest.State(text)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return services
}

// dump writes changes with all that they say.
func dump(r *diff.Report) string {
	var b strings.Builder
	for _, c := range r.Changes {
		fmt.Fprintf(&b, "%s %s %s %s: %s\n", c.Class, c.Kind, c.Service, c.Path, c.Message)
		for _, s := range c.Symbols {
			fmt.Fprintf(&b, "\t%s.%s", strings.TrimPrefix(s.Package, "cloud/"), s.Name)
			if s.Compared {
				b.WriteString(" compared")
			}
			b.WriteString("\n")
		}
	}
	return b.String() + r.Bump() + "\n"
}

func TestEveryChangeIsClassedBothWays(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := difftest.Rows(a)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if name := path + r.Name; seen[name] {
				t.Errorf("there are two rows %q in %s", r.Name, path)
			} else {
				seen[name] = true
			}
			t.Run(r.Name, func(t *testing.T) { check(t, r) })
		}
		if *update {
			if err := os.WriteFile(path, txtar.Format(difftest.Archive(a.Comment, rows)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(seen) < 150 {
		t.Errorf("there are only %d rows", len(seen))
	}
}

func check(t *testing.T, r *difftest.Row) {
	old, new := state(t, r.Old), state(t, r.New)
	if *update {
		r.Want, r.Back = dump(diff.Compare(old, new)), dump(diff.Compare(new, old))
	}
	for _, way := range []struct{ name, got, want string }{
		{"old to new", dump(diff.Compare(old, new)), r.Want},
		{"new to old", dump(diff.Compare(new, old)), r.Back},
		{"old to old", dump(diff.Compare(old, state(t, r.Old))), "none\n"},
	} {
		if way.got != way.want {
			t.Errorf("%s: got\n%s\nwant\n%s", way.name, way.got, way.want)
		}
	}
}
