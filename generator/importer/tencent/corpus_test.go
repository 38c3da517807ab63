package tencent

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"text/tabwriter"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
)

// The vendor's own data may lie beside the checkout; it is no part of it.
const shared = "../../../../shared/corpus"

// vendorInputs are the vendor's files, or the test is skipped.
func vendorInputs(t testing.TB, patterns ...string) []importer.Input {
	t.Helper()
	var all []importer.Input
	for _, p := range patterns {
		files, err := filepath.Glob(filepath.Join(shared, p))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			in := importer.Input{File: f, Data: contents(t, f), Docs: true, Beside: map[string][]byte{}}
			if examples := filepath.Join(filepath.Dir(f), examplesFile); exists(examples) {
				in.Beside[examplesFile] = contents(t, examples)
			}
			all = append(all, in)
		}
	}
	if len(all) == 0 {
		t.Skipf("the vendor's data is not beside this checkout: no %s", shared)
	}
	return all
}

// imported is a file of the vendor and what became of it.
type imported struct {
	in importer.Input
	*importer.Result
}

var (
	importing sync.Once
	all       []imported
	failure   error
)

// importedAll imports all files of the vendor, once for all tests.
func importedAll(t *testing.T) []imported {
	t.Helper()
	if underRace {
		t.Skip("it reads all of what the vendor publishes, in one goroutine")
	}
	inputs := vendorInputs(t, "tencent/*/*/api.json", "tencent-history/*/*/*/api.json")
	importing.Do(func() {
		for _, in := range inputs {
			r, err := Source().Read(in)
			failure = errors.Join(failure, err)
			if err == nil {
				all = append(all, imported{in, r})
			}
		}
	})
	if failure != nil {
		t.Fatal(failure)
	}
	return all
}

func exists(path string) bool { _, err := os.Stat(path); return err == nil }

func contents(t testing.TB, path string) []byte {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestEveryFileOfTheVendorIsImportedWhole counts what came out against what
// went in. With -v it prints a table.
func TestEveryFileOfTheVendorIsImportedWhole(t *testing.T) {
	var table bytes.Buffer
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', tabwriter.AlignRight)
	columns := []string{"actions", "types", "fields", "examples", "reads", "pagers", "enums", "defaults", "limits", "secrets", "nullable", "samples"}
	fmt.Fprintf(w, "\t%s\t\n", strings.Join(columns, "\t"))
	total, notes := tally{}, tally{}
	for _, v := range importedAll(t) {
		in, r := v.in, v.Result
		want := vendorCounts(t, in)
		got, inferred := specCounts(r.Service)
		for kind, n := range want {
			if missing := n - got[kind]; missing != 0 && (kind != "examples" || missing > leftOut(r.Notes)) {
				t.Errorf("%s: %d %s, want %d", in.File, got[kind], kind, n)
			}
		}
		maps.Copy(inferred, got)
		inferred["fields"] += got["inputs"] + got["outputs"]
		row := []string{}
		for _, c := range columns {
			total[c] += inferred[c]
			row = append(row, fmt.Sprint(inferred[c]))
		}
		fmt.Fprintf(w, "%s\t%s\t\n", strings.TrimPrefix(filepath.Dir(in.File), shared), strings.Join(row, "\t"))
		for _, n := range r.Notes {
			notes[string(n.Kind)+": "+cause(n.Msg)]++
		}
	}
	fmt.Fprint(w, "all\t")
	for _, c := range columns {
		fmt.Fprintf(w, "%d\t", total[c])
	}
	fmt.Fprintln(w)
	w.Flush()
	for _, kind := range slices.SortedFunc(maps.Keys(notes), func(a, b string) int { return cmp.Or(notes[b]-notes[a], strings.Compare(a, b)) }) {
		fmt.Fprintf(&table, "%6d %s\n", notes[kind], kind)
	}
	t.Logf("\n%s", table.String())
}

// TestWithoutDocsOnlyProseIsMissing compares what is imported without docs with
// what is imported with them.
func TestWithoutDocsOnlyProseIsMissing(t *testing.T) {
	for i, v := range importedAll(t) {
		if i%9 != 0 {
			continue
		}
		v.in.Docs = false
		bare, err := Source().Read(v.in)
		if err != nil {
			t.Fatal(err)
		}
		v.in.Docs = true
		full, err := Source().Read(v.in)
		if err != nil {
			t.Fatal(err)
		}
		withoutProse(full.Service)
		got, want := marshalled(t, bare.Service), marshalled(t, full.Service)
		if got != want {
			t.Errorf("%s: the facts differ", v.in.File)
		}
	}
}

// withoutProse takes the prose out of a spec.
func withoutProse(s *spec.Service) {
	bare := func(fields spec.Map[*spec.Field]) {
		for _, f := range fields.All() {
			f.Doc = ""
		}
	}
	s.Title, s.Doc = "", ""
	for _, t := range s.Types.All() {
		t.Doc = ""
		bare(t.Fields)
	}
	for _, a := range s.Actions.All() {
		a.Doc = ""
		bare(a.Input)
		bare(a.Output)
		for _, e := range a.Examples {
			e.Title = ""
			if e.Error != nil {
				e.Error.Message = ""
			}
		}
	}
}

func marshalled(t *testing.T, s *spec.Service) string {
	files, err := s.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	return string(files["service.yaml"]) + string(files["actions.yaml"]) + string(files["types.yaml"])
}

// TestAlmostAllIsASpecAsItIs loads and builds what is imported with the cloud's
// own spec: only Go names that two things claim keep a service from it.
func TestAlmostAllIsASpecAsItIs(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds every service")
	}
	cloud := contents(t, "../../../specs/tencent/provider.yaml")
	clean, all := 0, 0
	for _, v := range importedAll(t) {
		in, r := v.in, v.Result
		files, err := r.Service.Marshal()
		if err != nil {
			t.Errorf("%s: %v", in.File, err)
			continue
		}
		fsys := fstest.MapFS{"tencent/provider.yaml": {Data: cloud}}
		for name, data := range files {
			fsys[r.Service.Dir+"/"+name] = &fstest.MapFile{Data: data}
		}
		set, err := spec.Load(fsys)
		if err == nil {
			_, err = resolve.Build(set)
		}
		all++
		if err == nil {
			clean++
			continue
		}
		for _, fault := range err.(spec.Faults) {
			if !strings.Contains(fault.Msg, "are both") {
				t.Errorf("%s: %v", in.File, fault)
			}
		}
	}
	t.Logf("%d of %d files are services without a fault; all others only lack Go names of their own", clean, all)
	if clean*10 < all*9 {
		t.Errorf("only %d of %d files are services without a fault", clean, all)
	}
}

// TestTheCommonErrorCodesAreThoseOfTheCloud holds the table of codes against
// the cloud's spec, which describes them.
func TestTheCommonErrorCodesAreThoseOfTheCloud(t *testing.T) {
	set, err := spec.Load(fstest.MapFS{"tencent/provider.yaml": {Data: contents(t, "../../../specs/tencent/provider.yaml")}})
	if err != nil {
		t.Fatal(err)
	}
	var codes, parameters []string
	for code := range set.Providers[0].Provider.Errors.All() {
		codes = append(codes, code)
	}
	for name := range set.Providers[0].Provider.CommonParameters.All() {
		parameters = append(parameters, name)
	}
	if !slices.Equal(codes, common) {
		t.Errorf("the table has %v, the cloud %v", common, codes)
	}
	if !slices.Equal(parameters, commonParameters) {
		t.Errorf("the table has %v, the cloud %v", commonParameters, parameters)
	}
}

func BenchmarkRead(b *testing.B) {
	inputs := vendorInputs(b, "tencent/*/*/api.json")
	size := 0
	for _, in := range inputs {
		size += len(in.Data) + len(in.Beside[examplesFile])
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, in := range inputs {
			if _, err := Source().Read(in); err != nil {
				b.Fatal(err)
			}
		}
	}
}
