package exercise_test

import (
	"go/types"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/signet-gen/signet/cmd/internal/exercise"
	"github.com/signet-gen/signet/cmd/internal/usage"
	"github.com/signet-gen/signet/generator/diff"
	"github.com/signet-gen/signet/generator/diff/difftest"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/templates"
)

// Where generated packages and the runtime stand.
const (
	output  = "cloud.test/gen"
	runtime = "github.com/signet-gen/signet/runtime"
)

func compiled(t *testing.T) types.Importer {
	t.Helper()
	exports, err := exercise.Compiled("../../..", "./runtime/...", "cmp", "fmt", "iter", "strconv", "testing", "time")
	if err != nil {
		t.Fatal(err)
	}
	return exports.Importer()
}

// generated type-checks the packages of services.
func generated(t *testing.T, compiled types.Importer, services []*model.Service) *exercise.Checker {
	t.Helper()
	files := map[string][]byte{}
	for _, s := range services {
		rendered, err := templates.Render(s, model.Imports{Output: output, Runtime: runtime})
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range rendered {
			files[name] = text
		}
	}
	c, err := exercise.NewChecker(compiled, output, files)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// state resolves a state of a service.
func state(t *testing.T, text string) []*model.Service {
	t.Helper()
	services, err := difftest.State(text)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return services
}

// TestClassesAreWhatTheCompilerSays holds every row of the table of changes,
// both ways, to the compiler: a program that uses every identifier of the old
// packages breaks where a change of class compile says so, and nowhere else.
func TestClassesAreWhatTheCompilerSays(t *testing.T) {
	compiled := compiled(t)
	var classes [3]int
	for _, r := range rows(t) {
		t.Run(r.Name, func(t *testing.T) {
			old, new := state(t, r.Old), state(t, r.New)
			for _, class := range []diff.Class{agree(t, compiled, old, new), agree(t, compiled, new, old)} {
				classes[class]++
			}
		})
	}
	t.Logf("%d steps break compiling, %d change behaviour, %d are safe", classes[diff.Compile], classes[diff.Behaviour], classes[diff.Safe])
}

// TestClassesOfManyChangesAreWhatTheCompilerSays is the same for states of
// different rows, between which much has changed at once.
func TestClassesOfManyChangesAreWhatTheCompilerSays(t *testing.T) {
	compiled := compiled(t)
	var states []string
	for _, r := range rows(t) {
		states = append(states, r.Old, r.New)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		old, new := states[random.IntN(len(states))], states[random.IntN(len(states))]
		if agree(t, compiled, state(t, old), state(t, new)); t.Failed() {
			t.Fatalf("from\n%s\nto\n%s", old, new)
		}
	}
}

// rows are the table of changes.
func rows(t *testing.T) []*difftest.Row {
	t.Helper()
	paths, err := filepath.Glob("../../../generator/diff/testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var all []*difftest.Row
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := difftest.Rows(a)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rows...)
	}
	return all
}

// agree compares a diff with what the compiler says, and returns its worst class.
func agree(t *testing.T, compiled types.Importer, old, new []*model.Service) diff.Class {
	t.Helper()
	packages, err := generated(t, compiled, old).Packages()
	if err != nil {
		t.Fatal(err)
	}
	program := exercise.ProgramOf(packages...)
	before := run(t, generated(t, compiled, old), program)
	if len(before.Faults) > 0 {
		t.Fatalf("the program does not compile against the packages that it was made for: %v in\n%s", before.Faults, program.Source())
	}
	after := run(t, generated(t, compiled, new), program)
	report := diff.Compare(old, new)
	touch(t, report, before, after)
	faults := after.Faults
	worst := diff.Safe
	var broken []diff.Change
	for _, c := range report.Changes {
		worst = min(worst, c.Class)
		if c.Class == diff.Compile {
			broken = append(broken, c)
		}
	}
	for _, f := range faults {
		if !slices.ContainsFunc(broken, func(c diff.Change) bool { return f.Follows(c, output) }) {
			t.Errorf("no change says that this breaks: %s", describe(f))
		}
	}
	hidden := slices.ContainsFunc(faults, func(f exercise.Fault) bool { return f.Statement == nil }) // by a package that is not there
	for _, c := range broken {
		if !hidden && !slices.ContainsFunc(faults, func(f exercise.Fault) bool { return f.Follows(c, output) }) {
			t.Errorf("this breaks nothing: %s: %s", c.Path, c.Message)
		}
	}
	return worst
}

// touch compares the lines that the changes touch with those that the compiler
// refuses: it may refuse none that no change of class compile touches.
func touch(t *testing.T, report *diff.Report, before, after *exercise.Checked) {
	t.Helper()
	code := usage.Checked(before.Fset, before.Info, before.File)
	code.Trace(report)
	touched := map[int]bool{}
	for _, c := range report.Changes {
		if c.Class != diff.Compile {
			continue
		}
		for _, u := range c.Uses {
			touched[u.Line] = true
		}
		if len(c.Uses) == 0 {
			t.Errorf("this touches nothing: %s: %s", c.Path, c.Message)
		}
	}
	for line := range after.Broken() {
		if !touched[line] {
			t.Errorf("line %d breaks, and no change touches it", line)
		}
	}
}

func run(t *testing.T, c *exercise.Checker, p *exercise.Program) *exercise.Checked {
	t.Helper()
	if _, err := c.Packages(); err != nil {
		t.Fatalf("the generated packages do not compile: %v", err)
	}
	checked, err := c.Run(p)
	if err != nil {
		t.Fatal(err)
	}
	return checked
}

func describe(f exercise.Fault) string {
	if f.Statement == nil {
		return f.Message
	}
	return f.Statement.Name + ": " + f.Message
}
