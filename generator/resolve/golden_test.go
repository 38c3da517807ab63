package resolve

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
	"github.com/signet-gen/signet/specs"
)

var update = flag.Bool("update", false, "write the golden files anew")

const (
	serviceDir      = "cloud/shop/2020-01-02/"
	plainProvider   = "provider: cloud\nprotocol: tencent\nrequestId: RequestId\nendpoints: {default: \"{service}.example.com\"}\nerrors: {InvalidParameter: A parameter is wrong., Throttled: Too many calls.}\n"
	plainService    = "service: shop\nversion: 2020-01-02\n"
	goldenWant      = "want"
	providerFile    = "cloud/provider.yaml"
	serviceFileName = "service.yaml"
)

// specsOf are the specs of an archive. A name without a slash is a file of the
// service cloud/shop; provider and service stand for themselves unless given.
func specsOf(a *txtar.Archive) fstest.MapFS {
	files := fstest.MapFS{
		providerFile:                 {Data: []byte(plainProvider)},
		serviceDir + serviceFileName: {Data: []byte(plainService)},
	}
	for _, f := range a.Files {
		switch {
		case f.Name == goldenWant:
		case f.Name == "provider.yaml":
			files[providerFile] = &fstest.MapFile{Data: f.Data}
		case strings.Contains(f.Name, "/"):
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		default:
			files[serviceDir+f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return files
}

// golden runs a test of each archive of a folder: what run makes of the specs
// must be what the file "want" holds.
func golden(t *testing.T, pattern string, run func(*testing.T, *spec.Set) string) int {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(p), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(p)
			if err != nil {
				t.Fatal(err)
			}
			set, err := spec.Load(specsOf(a))
			if err != nil {
				t.Fatalf("spec.Load refuses the specs before resolve sees them:\n%v", err)
			}
			compare(t, p, a, run(t, set))
		})
	}
	return len(paths)
}

func compare(t *testing.T, path string, a *txtar.Archive, got string) {
	t.Helper()
	i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == goldenWant })
	if *update {
		if i < 0 {
			a.Files = append(a.Files, txtar.File{Name: goldenWant})
			i = len(a.Files) - 1
		}
		a.Files[i].Data = []byte(got)
		if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if i < 0 {
		t.Fatalf("%s has no file %s: run the test with -update", path, goldenWant)
	}
	if want := string(a.Files[i].Data); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBuildRefusesWhatDoesNotHoldTogether(t *testing.T) {
	n := golden(t, "testdata/bad/*.txtar", func(t *testing.T, set *spec.Set) string {
		services, err := Build(set)
		if err == nil {
			t.Fatal("Build accepts it")
		}
		if services != nil {
			t.Error("Build answers services beside its faults")
		}
		return err.Error() + "\n"
	})
	if n < 40 {
		t.Errorf("only %d cases were found", n)
	}
}

func TestBuildSettlesWhatTheSpecLeavesOpen(t *testing.T) {
	n := golden(t, "testdata/good/*.txtar", func(t *testing.T, set *spec.Set) string {
		services, err := Build(set)
		if err != nil {
			t.Fatal(err)
		}
		return dumpAll(services)
	})
	if n == 0 {
		t.Error("no cases were found")
	}
}

func TestLintHintsAtWhatCouldBeBetter(t *testing.T) {
	n := golden(t, "testdata/lint/*.txtar", func(t *testing.T, set *spec.Set) string {
		services, err := Build(set)
		if err != nil {
			t.Fatal(err)
		}
		return Lint(services).Error() + "\n"
	})
	if n == 0 {
		t.Error("no cases were found")
	}
}

func dumpAll(services []*model.Service) string {
	var b strings.Builder
	for _, s := range services {
		b.WriteString(dump(s))
	}
	return b.String()
}

// shipped are the services of the specs that signet ships.
func shipped(t *testing.T) []*model.Service {
	t.Helper()
	set, err := spec.Load(specs.FS)
	if err != nil {
		t.Fatal(err)
	}
	services, err := Build(set)
	if err != nil {
		t.Fatal(err)
	}
	return services
}

func TestTheShippedMSPIsAsItWas(t *testing.T) {
	services := shipped(t)
	i := slices.IndexFunc(services, func(s *model.Service) bool { return s.Dir == "tencent/msp/2018-03-19" })
	if i < 0 {
		t.Fatal("msp is not among the shipped services")
	}
	const path = "testdata/msp.txt"
	got := dump(services[i])
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant %s; if the change is meant, run the test with -update", got, path)
	}
}

func TestTheShippedSpecsLeaveNothingToHintAt(t *testing.T) {
	if hints := Lint(shipped(t)); len(hints) > 0 {
		t.Error(hints)
	}
}

func TestEveryMistakeOfAFileIsToldAtOnce(t *testing.T) {
	files := fstest.MapFS{}
	maps.Copy(files, specsOf(&txtar.Archive{Files: []txtar.File{
		{Name: "types.yaml", Data: []byte("B: {fields: {X: {type: Nowhere}}}\nA: {fields: {X: {type: Nothing}}}\n")},
		{Name: "actions.yaml", Data: []byte("Go: {input: {X: {type: A}, Y: {type: Absent}}, output: {}, errors: [Unheard]}\n")},
	}}))
	set, err := spec.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Build(set)
	faults, ok := err.(spec.Faults)
	if !ok || len(faults) != 4 {
		t.Fatalf("got %v", err)
	}
	if !slices.IsSortedFunc(faults, func(a, b spec.Fault) int { return a.Pos.Compare(b.Pos) }) {
		t.Errorf("the faults are not in order:\n%v", faults)
	}
}
