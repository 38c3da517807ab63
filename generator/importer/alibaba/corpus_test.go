package alibaba_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"text/tabwriter"
	"time"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/alibaba"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
	"github.com/signet-gen/signet/specs"
)

// shared is the folder of vendors' data beside the repository, where it is there.
var shared = filepath.Join("..", "..", "..", "..", "shared")

func corpus(t testing.TB) []string {
	if underRace {
		t.Skip("it reads all of what the vendor publishes, in one goroutine")
	}
	files, _ := filepath.Glob(filepath.Join(shared, "corpus", "alibaba", "*", "*", "api-docs.json"))
	if len(files) == 0 {
		t.Skip("there is no corpus of Alibaba Cloud's descriptions")
	}
	return files
}

func importFile(t testing.TB, file string) *importer.Result {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	result, err := alibaba.Source().Read(importer.Input{File: file, Data: data, Docs: true})
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return result
}

// load reads a spec beside the provider's.
func load(service *spec.Service) (*spec.Set, error) {
	files, err := service.Marshal()
	if err != nil {
		return nil, err
	}
	p, err := specs.FS.ReadFile("alibaba/provider.yaml")
	if err != nil {
		return nil, err
	}
	fsys := fstest.MapFS{"alibaba/provider.yaml": {Data: p}}
	for name, data := range files {
		fsys[service.Dir+"/"+name] = &fstest.MapFile{Data: data}
	}
	return spec.Load(fsys)
}

// build resolves a spec together with the provider's.
func build(service *spec.Service) error {
	set, err := load(service)
	if err != nil {
		return err
	}
	_, err = resolve.Build(set)
	return err
}

// columns are what a row of the table counts.
var columns = []string{"actions", "types", "enums", "fields", "wrappers", "pagers", "tokens", "codes", "samples", "notes", "names"}

// TestTheWholeCorpusIsRead holds that each file becomes a spec in which nothing
// is wrong but Go names that are to be settled.
func TestTheWholeCorpusIsRead(t *testing.T) {
	table := newTable()
	causes := map[string]int{}
	for _, file := range corpus(t) {
		start := time.Now()
		result := importFile(t, file)
		took := time.Since(start)
		row := count(result)
		row["names"] = clashes(t, result.Service)
		table.add(strings.TrimPrefix(result.Service.Dir, "alibaba/"), row, took)
		for _, n := range result.Notes {
			causes[cause(n)]++
		}
		if row["actions"] > 0 && row["samples"] == 0 {
			t.Errorf("%s has no sample", file)
		}
	}
	t.Logf("\n%s", table)
	var lines []string
	for c, n := range causes {
		lines = append(lines, fmt.Sprintf("%6d %s", n, c))
	}
	slices.Sort(lines)
	slices.Reverse(lines)
	t.Logf("notes:\n%s", strings.Join(lines, "\n"))
}

// clashes counts the Go names that are to be settled; all other faults are errors.
func clashes(t *testing.T, s *spec.Service) (n int) {
	err := build(s)
	if err == nil {
		return 0
	}
	faults, ok := err.(spec.Faults)
	if !ok {
		t.Error(err)
	}
	for _, f := range faults {
		if !strings.Contains(f.Msg, " in Go") {
			t.Error(f)
		}
		n++
	}
	return n
}

// table is a row for each service, and the sum of all.
type table struct {
	text  strings.Builder
	w     *tabwriter.Writer
	total map[string]int
	took  time.Duration
}

func newTable() *table {
	t := &table{total: map[string]int{}}
	t.w = tabwriter.NewWriter(&t.text, 0, 0, 1, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t.w, "service\t"+strings.Join(columns, "\t")+"\tread in\t")
	return t
}

func (t *table) add(name string, row map[string]int, took time.Duration) {
	t.took += took
	for _, c := range columns {
		t.total[c] += row[c]
	}
	t.row(name, row, took)
}

func (t *table) row(name string, row map[string]int, took time.Duration) {
	fmt.Fprintf(t.w, "%s\t", name)
	for _, c := range columns {
		fmt.Fprintf(t.w, "%d\t", row[c])
	}
	fmt.Fprintf(t.w, "%d ms\t\n", took.Milliseconds())
}

// String is the whole table.
func (t *table) String() string {
	t.row("all", t.total, t.took)
	t.w.Flush()
	return t.text.String()
}

var (
	quoted = regexp.MustCompile(`"[^"]*"`)
	digits = regexp.MustCompile(`[0-9]+`)
)

// cause is what a note is about, whatever it names.
func cause(n importer.Note) string {
	return string(n.Kind) + ": " + digits.ReplaceAllString(quoted.ReplaceAllString(n.Msg, `"…"`), "0")
}

func count(r *importer.Result) map[string]int {
	s, c := r.Service, map[string]int{}
	fields := func(m spec.Map[*spec.Field]) {
		c["fields"] += len(m)
		for _, f := range m {
			if f.Value.Wrapper.IsSet() {
				c["wrappers"]++
			}
		}
	}
	c["actions"], c["codes"], c["notes"] = len(s.Actions), len(s.Errors), len(r.Notes)
	for _, a := range s.Actions {
		fields(a.Value.Input)
		fields(a.Value.Output)
		if a.Value.Paginate != nil {
			c["pagers"]++
		}
		if a.Value.IdempotencyToken.IsSet() {
			c["tokens"]++
		}
		c["samples"] += len(a.Value.Examples)
	}
	for _, t := range s.Types {
		fields(t.Value.Fields)
		if t.Value.IsEnum {
			c["enums"]++
		} else {
			c["types"]++
		}
	}
	return c
}
