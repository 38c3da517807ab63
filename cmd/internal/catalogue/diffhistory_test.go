package catalogue_test

import (
	"encoding/json"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/signet-gen/signet/cmd/internal/exercise"
	"github.com/signet-gen/signet/cmd/internal/usage"
	"github.com/signet-gen/signet/generator/diff"
	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/settle"
	"github.com/signet-gen/signet/generator/importer/tencent"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
	"github.com/signet-gen/signet/specs"
	"github.com/signet-gen/signet/templates"
)

// A vendorState is what a vendor's file says, counted without any of our own
// code: the members of the inputs and outputs of actions, and of types.
type vendorState struct {
	Actions map[string]struct{ Input, Output string }
	Objects map[string]struct {
		Members []struct{ Name string }
	}
}

// things are the paths of all that a file describes: actions/X,
// actions/X/input/F, types/T, types/T/F.
func (v vendorState) things() map[string]bool {
	all, messages := map[string]bool{}, map[string]bool{}
	members := func(prefix, object string) {
		for _, m := range v.Objects[object].Members {
			all[prefix+"/"+m.Name] = true
		}
	}
	for name, a := range v.Actions {
		all["actions/"+name] = true
		members("actions/"+name+"/input", a.Input)
		members("actions/"+name+"/output", a.Output)
		messages[a.Input], messages[a.Output] = true, true
	}
	for name := range v.Objects {
		if !messages[name] {
			all["types/"+name] = true
			members("types/"+name, name)
		}
	}
	return all
}

// A datedState is a service at one date: as the vendor describes it, and as imported.
type datedState struct {
	date    string
	vendor  map[string]bool
	spec    *spec.Service
	service *model.Service
}

// datedStates imports the dates of a service, each over the one before.
func datedStates(t *testing.T, provider *spec.Provider, dir string) []datedState {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*", "api.json"))
	if err != nil || len(files) < 2 {
		t.Fatalf("%d dates, error %v", len(files), err)
	}
	var all []datedState
	var old *spec.Service
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var vendor vendorState
		if err := json.Unmarshal(text, &vendor); err != nil {
			t.Fatal(err)
		}
		result, err := tencent.Source().Read(importer.Input{File: file, Data: text, Docs: true})
		if err != nil {
			t.Fatal(err)
		}
		settled, _, err := settle.Service(provider, result.Service, old)
		if err != nil {
			t.Fatal(err)
		}
		set := &spec.Set{Providers: []*spec.ProviderSpecs{{Provider: provider, Services: []*spec.Service{settled}}}}
		services, err := resolve.Build(set)
		if err != nil {
			t.Fatal(err)
		}
		old = settled
		all = append(all, datedState{filepath.Base(filepath.Dir(file)), vendor.things(), settled, services[0]})
	}
	return all
}

// shippedProvider is the provider.yaml that comes with signet.
func shippedProvider(t *testing.T, name string) *spec.Provider {
	t.Helper()
	file := path.Join(name, "provider.yaml")
	text, err := fs.ReadFile(specs.FS, file)
	if err != nil {
		t.Fatal(err)
	}
	set, err := spec.Load(fstest.MapFS{file: {Data: text}})
	if err != nil {
		t.Fatal(err)
	}
	return set.Providers[0].Provider
}

// TestDiffOfFiveDatesAgreesWithTheVendorsFilesAndTheCompiler compares each of
// five dates of a service with the next: what was added and removed is what the
// vendor's files say, no Go name was lost, and a program that uses all of the
// older client breaks just where the diff says that compiling does.
func TestDiffOfFiveDatesAgreesWithTheVendorsFilesAndTheCompiler(t *testing.T) {
	if testing.Short() || underRace {
		t.Skip("type-checks dozens of packages")
	}
	history := filepath.Join("..", "..", "..", "..", "shared", "corpus", "tencent-history")
	dirs, err := filepath.Glob(filepath.Join(history, "*", "*"))
	if err != nil || len(dirs) == 0 {
		t.Skipf("the vendor's descriptions are not beside this checkout: no %s", history)
	}
	exports, err := exercise.Compiled("../../..", "./runtime/...", "cmp", "fmt", "iter", "strconv", "testing", "time")
	if err != nil {
		t.Fatal(err)
	}
	runtime, provider := exports.Importer(), shippedProvider(t, "tencent")
	for _, dir := range dirs {
		t.Run(filepath.Base(filepath.Dir(dir)), func(t *testing.T) {
			states := datedStates(t, provider, dir)
			for i := range states[1:] {
				step{states[i], states[i+1], runtime}.check(t)
			}
		})
	}
}

// A step is from one date to the next.
type step struct {
	old, new datedState
	runtime  types.Importer
}

func (s step) report() *diff.Report {
	return diff.Compare([]*model.Service{s.old.service}, []*model.Service{s.new.service})
}

func (s step) check(t *testing.T) {
	t.Helper()
	report := s.report()
	t.Logf("%s to %s: %d changes, %d break compiling, %d change behaviour, %d are safe; %s", s.old.date, s.new.date,
		len(report.Changes), report.Count(diff.Compile), report.Count(diff.Behaviour), report.Count(diff.Safe), report.Bump())
	for _, c := range report.Changes {
		if c.Kind == diff.Renamed {
			t.Errorf("%s to %s: %s: %s", s.old.date, s.new.date, c.Path, c.Message)
		}
	}
	s.same(t, "added", paths(report, diff.Added), missing(s.new.vendor, s.old.vendor))
	s.same(t, "removed", paths(report, diff.Removed), missing(s.old.vendor, s.new.vendor))
	s.compile(t, report)
}

// paths are those of the actions, types and members that the report says to be
// of a kind. A value of an enumeration has a path of as many parts as a member.
func paths(report *diff.Report, kind diff.Kind) []string {
	var all []string
	for _, c := range report.Changes {
		isThing := strings.HasPrefix(c.Path, "actions/") || strings.HasPrefix(c.Path, "types/")
		if c.Kind == kind && isThing && (c.Message == "added" || c.Message == "removed" || strings.HasPrefix(c.Message, "a new required ")) {
			all = append(all, c.Path)
		}
	}
	slices.Sort(all)
	return all
}

// missing are the things of a state that another one does not have, but for the
// members of what it does not have either: actions and types come and go as a whole.
func missing(of, in map[string]bool) []string {
	var all []string
	for thing := range maps.Keys(of) {
		whole := strings.Join(strings.SplitN(thing, "/", 3)[:2], "/")
		if !in[thing] && (thing == whole || in[whole]) {
			all = append(all, thing)
		}
	}
	slices.Sort(all)
	return all
}

// same compares paths with those of the vendor's files. Enumerations are read
// out of the prose, so that the vendor's files have neither them nor their values.
func (s step) same(t *testing.T, what string, got, want []string) {
	t.Helper()
	enums := map[string]bool{}
	for _, e := range slices.Concat(s.old.service.Enums, s.new.service.Enums) {
		enums["types/"+e.Name] = true
	}
	got = slices.DeleteFunc(got, func(p string) bool {
		return enums[p] || enums[path.Dir(p)]
	})
	t.Logf("%s to %s: %d %s", s.old.date, s.new.date, len(want), what)
	for _, p := range got {
		if !slices.Contains(want, p) {
			t.Errorf("%s to %s: the diff says that %s was %s, the vendor's files do not", s.old.date, s.new.date, p, what)
		}
	}
	for _, p := range want {
		if !slices.Contains(got, p) {
			t.Errorf("%s to %s: the diff does not say that %s was %s", s.old.date, s.new.date, p, what)
		}
	}
}

// compile holds the report to what the compiler says, and the lines that it
// touches to those that break.
func (s step) compile(t *testing.T, report *diff.Report) {
	t.Helper()
	packages, err := s.checker(t, s.old.service).Packages()
	if err != nil {
		t.Fatal(err)
	}
	program := exercise.ProgramOf(packages...)
	before, after := s.run(t, s.old, program), s.run(t, s.new, program)
	usage.Checked(before.Fset, before.Info, before.File).Trace(report)
	broken := slices.DeleteFunc(slices.Clone(report.Changes), func(c diff.Change) bool { return c.Class != diff.Compile })
	for _, f := range after.Faults {
		if !slices.ContainsFunc(broken, func(c diff.Change) bool { return f.Follows(c, generated) }) {
			t.Errorf("%s to %s: no change says that this breaks: %s", s.old.date, s.new.date, f.Message)
		}
	}
	touched := map[int]bool{}
	for _, c := range broken {
		if !slices.ContainsFunc(after.Faults, func(f exercise.Fault) bool { return f.Follows(c, generated) }) {
			t.Errorf("%s to %s: this breaks nothing: %s: %s", s.old.date, s.new.date, c.Path, c.Message)
		}
		for _, u := range c.Uses {
			touched[u.Line] = true
		}
	}
	for line := range after.Broken() {
		if !touched[line] {
			t.Errorf("%s to %s: line %d breaks, and no change touches it", s.old.date, s.new.date, line)
		}
	}
	t.Logf("%s to %s: %d uses of the older client, %d break, %d are touched by what breaks compiling",
		s.old.date, s.new.date, len(program.Statements), len(after.Broken()), len(touched))
}

func (s step) run(t *testing.T, d datedState, p *exercise.Program) *exercise.Checked {
	t.Helper()
	checked, err := s.checker(t, d.service).Run(p)
	if err != nil {
		t.Fatal(err)
	}
	if d.service == s.old.service && len(checked.Faults) > 0 {
		t.Fatalf("the program does not compile against the client that it was made for: %v", checked.Faults)
	}
	return checked
}

// checker holds the generated packages of a service.
func (s step) checker(t *testing.T, service *model.Service) *exercise.Checker {
	t.Helper()
	files, err := templates.Render(service, model.Imports{Output: generated, Runtime: "github.com/signet-gen/signet/runtime"})
	if err != nil {
		t.Fatal(err)
	}
	c, err := exercise.NewChecker(s.runtime, generated, files)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
