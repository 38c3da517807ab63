package catalogue_test

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/signet-gen/signet/cmd/internal/exercise"
	"github.com/signet-gen/signet/generator"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/workers"
	"github.com/signet-gen/signet/templates"
)

// command is the signet command, built for a test.
type command struct {
	t      *testing.T
	signet string
}

func buildCommand(t *testing.T) command {
	t.Helper()
	c := command{t, filepath.Join(t.TempDir(), "signet")}
	if out, err := exec.Command("go", "build", "-o", c.signet, "../../signet").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return c
}

// run runs the command, which must do what it is asked for.
func (c command) run(args ...string) {
	c.t.Helper()
	if out, err := exec.Command(c.signet, args...).CombinedOutput(); err != nil {
		c.t.Fatalf("signet %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// vendors is the folder of some of the vendors' files.
func vendors(t *testing.T, name string) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join(published, name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the vendor's descriptions are not beside this checkout: no %s", filepath.Join(published, name))
	}
	return dir
}

// TestTheCatalogueIsImportedWhole imports every service of both vendors with
// the command, twice, and generates and type-checks its package. With -v it
// prints what each has, what was named, and what was left out and why.
func TestTheCatalogueIsImportedWhole(t *testing.T) {
	if testing.Short() || underRace {
		t.Skip("it takes a minute")
	}
	signet, specs := buildCommand(t), t.TempDir()
	notes := map[string][]string{}
	for _, c := range clouds {
		file := filepath.Join(t.TempDir(), "notes")
		signet.run("import", c.name, "--out", specs, "--notes", file, vendors(t, c.name))
		before := hashOf(t, specs)
		signet.run("import", c.name, "--out", specs, vendors(t, c.name))
		if hashOf(t, specs) != before {
			t.Errorf("importing %s a second time changes something", c.name)
		}
		for line := range strings.Lines(string(contents(t, file))) {
			dir, note, _ := strings.Cut(strings.TrimSpace(line), ": ")
			notes[dir] = append(notes[dir], note)
		}
	}
	services, warnings, err := generator.Load(os.DirFS(specs), nil)
	if err != nil || len(warnings) > 0 {
		t.Fatalf("%v\n%v", err, warnings)
	}
	if len(services) != 93+50 {
		t.Errorf("there are %d versions of services, want 93 and 50", len(services))
	}
	t.Logf("\n%s\n%s", catalogueTable(services, notes), causesTable(notes))
	checkPackages(t, services)
}

// hashOf is a hash of all files of a folder.
func hashOf(t *testing.T, dir string) string {
	t.Helper()
	h := sha256.New()
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			fmt.Fprintf(h, "%s %x\n", name, sha256.Sum256(contents(t, name)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// checkPackages generates the package of each service and type-checks it.
func checkPackages(t *testing.T, services []*model.Service) {
	t.Helper()
	compiled, err := exercise.Compiled("../../..", "./runtime/...")
	if err != nil {
		t.Fatal(err)
	}
	library, options := compiled.Importer(), generator.Options{Import: generated}
	err = workers.Each(len(services), func(i int) error {
		files, err := generator.Generate(services[i:i+1], templates.Render, options)
		if err != nil {
			return err
		}
		checker, err := exercise.NewChecker(library, generated, files)
		if err != nil {
			return err
		}
		packages, err := checker.Packages()
		if err == nil && len(packages) < 2 {
			err = fmt.Errorf("%s: a client and its test double make 2 packages, not %d", services[i].Dir, len(packages))
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// catalogueTable has a row for each service.
func catalogueTable(services []*model.Service, notes map[string][]string) string {
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "service\tactions\ttypes\tfields\tnamed\tchanged\tleft out\tnot understood\t")
	sum := make([]int, 7)
	row := func(name string, n []int) {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n", name, n[0], n[1], n[2], n[3], n[4], n[5], n[6])
	}
	for _, s := range services {
		n := []int{len(s.Actions), len(s.Structs) + len(s.Enums), fieldsOf(s)}
		for _, kind := range []string{"named", "changed", "left out", "not understood"} {
			n = append(n, ofKind(notes[s.Dir], kind))
		}
		row(s.Dir, n)
		for i := range sum {
			sum[i] += n[i]
		}
	}
	row("all", sum)
	w.Flush()
	return b.String()
}

func fieldsOf(s *model.Service) int {
	n := 0
	for _, st := range s.Structs {
		n += len(st.Fields)
	}
	for _, a := range s.Actions {
		n += len(a.Input.Fields) + len(a.Output.Fields)
	}
	return n
}

// noteKind finds the kind of a note and what comes after it.
var noteKind = regexp.MustCompile(`(?:^|: )(named|changed|left out|not understood|note): (.*)`)

func ofKind(notes []string, kind string) int {
	n := 0
	for _, note := range notes {
		if m := noteKind.FindStringSubmatch(note); m != nil && m[1] == kind {
			n++
		}
	}
	return n
}

var (
	// notePath is the path that a note is about; particular is what differs
	// between notes of one cause.
	notePath   = regexp.MustCompile(`^(actions|types|errors|service)[^ ]*: `)
	particular = regexp.MustCompile(`"[^"]*"|\b[A-Z][A-Za-z]*[a-z][A-Z][A-Za-z0-9.]*\b|[0-9][0-9.:,-]*`)
)

// causesTable counts what was changed, left out or not understood, by cause.
func causesTable(notes map[string][]string) string {
	causes := map[string]int{}
	for dir, all := range notes {
		cloud, _, _ := strings.Cut(dir, "/")
		for _, note := range all {
			if m := noteKind.FindStringSubmatch(note); m != nil && m[1] != "named" {
				why := particular.ReplaceAllString(notePath.ReplaceAllString(m[2], ""), "…")
				causes[cloud+"  "+m[1]+": "+why]++
			}
		}
	}
	var b strings.Builder
	for _, why := range slices.SortedFunc(maps.Keys(causes), func(a, b string) int {
		return cmp.Or(cmp.Compare(causes[b], causes[a]), cmp.Compare(a, b))
	}) {
		fmt.Fprintf(&b, "%6d  %s\n", causes[why], why)
	}
	return b.String()
}
