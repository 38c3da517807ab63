package text_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/text"
	"github.com/signet-gen/signet/generator/spec"
	"github.com/signet-gen/signet/specs"
)

// The vendor's documents may lie beside the checkout; they are no part of it.
const documents = "../../../../shared/docs"

// vendorDocument reads one of them, or skips the test.
func vendorDocument(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(documents, name))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("the vendor's documents are not beside this checkout: no %s", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// handMade is the spec of msp that was written by hand from the document and
// from what else is known of the service.
func handMade(t *testing.T) *spec.Service {
	t.Helper()
	set, err := spec.Load(specs.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range set.Providers {
		for _, s := range p.Services {
			if s.Dir == "tencent/msp/2018-03-19" {
				return s
			}
		}
	}
	t.Fatal("there is no hand-made spec of msp")
	return nil
}

// facts are what a spec says, a text each by its path, without prose. A named
// enumeration stands for its values where it is used.
type facts map[string]string

func factsOf(s *spec.Service) facts {
	f := facts{}
	f.add("service", s.Name.Value)
	f.add("version", s.Version.Value)
	f.add("title", s.Title)
	f.add("updated", s.Source.Updated.Value)
	for name, t := range s.Types.All() {
		if !t.IsEnum {
			f.fields(s, "types/"+name, t.Fields)
		}
	}
	for name, a := range s.Actions.All() {
		path := "actions/" + name
		f.add(path, "there")
		f.add(path+"/effect", a.Effect.Value)
		f.add(path+"/deprecated", mark(a.Deprecated.IsSet()))
		rate := a.RateLimit.Value
		if rate == 0 {
			rate = s.RateLimit.Value
		}
		f.add(path+"/rateLimit", fmt.Sprint(rate))
		f.fields(s, path+"/input", a.Input)
		f.fields(s, path+"/output", a.Output)
		f.add(path+"/errors", strings.Join(words(a.Errors.Names), " "))
		if p := a.Paginate; p != nil {
			f.add(path+"/paginate", strings.Join([]string{p.By.Value, p.Offset.Value, p.Limit.Value, p.Items.Value, p.Total.Value}, " "))
		}
		f.add(path+"/waiters", mark(len(a.Waiters) > 0))
		f.add(path+"/examples", fmt.Sprint(len(a.Examples)))
		for i, e := range a.Examples {
			f.value(fmt.Sprintf("%s/examples/%d/input", path, i), e.Input)
			f.value(fmt.Sprintf("%s/examples/%d/output", path, i), e.Output)
		}
	}
	return f
}

func (f facts) add(path, fact string) {
	if fact != "" {
		f[path] = fact
	}
}

func mark(is bool) string {
	if is {
		return "yes"
	}
	return ""
}

func words(list []spec.At[string]) []string {
	var out []string
	for _, w := range list {
		out = append(out, w.Value)
	}
	return out
}

func (f facts) fields(s *spec.Service, path string, fields spec.Map[*spec.Field]) {
	f.add(path, "there")
	for name, field := range fields.All() {
		at := path + "/" + name
		typ, enum := field.Type.Value.String(), words(field.Enum)
		if named, ok := s.Types.Get(typ); ok && named.IsEnum {
			typ = "string"
			for value := range named.Enum.All() {
				enum = append(enum, value)
			}
		}
		f.add(at+"/type", typ)
		f.add(at+"/enum", strings.Join(enum, " "))
		f.add(at+"/required", mark(field.Required.Value))
		f.add(at+"/nullable", mark(field.Nullable.Value))
		f.add(at+"/presence", field.Presence.Value)
		f.value(at+"/default", field.Default)
		f.value(at+"/example", field.Example)
	}
}

// value is a fact for each scalar in a value.
func (f facts) value(path string, v *spec.Value) {
	switch {
	case v == nil:
	case v.Kind == spec.MapValue:
		f.add(path, "{}")
		for name, member := range v.Members.All() {
			f.value(path+"/"+name, member)
		}
	case v.Kind == spec.ListValue:
		f.add(path, fmt.Sprintf("%d items", len(v.Items)))
		for i, item := range v.Items {
			f.value(fmt.Sprintf("%s/%d", path, i), item)
		}
	default:
		f[path] = fmt.Sprintf("%d %s", v.Kind, v.Text)
	}
}

// allowed are the differences between the document and the hand-made spec:
// paths, with * for any part of one, and why they differ.
var allowed = []struct{ path, made, read, why string }{
	// Faults of the document.
	{"types/*Info/InstanceId/type", "string", "", "the document's fault: its tables write Instanceid, its examples InstanceId"},
	{"types/*Info/Instanceid/type", "", "string", "the same"},
	{"actions/RegisterMigrationTask/input/SrcAccessType/enum", "extranet cvm dcg vpncloud vpnselfbuild cdb", "extranet cvm dcb vpncld vpnselbuild cdb", "the document's fault: three values are misspelled"},
	{"actions/RegisterMigrationTask/input/DstAccessType/enum", "extranet cvm dcg vpncloud vpnselfbuild cdb", "extranet cvm dcg vpnccloud vpnselbuild cdb", "the document's fault: two values are misspelled, other ones"},
	{"actions/ListMigrationTask/examples/0/output/Tasks/1/Updated", "4 2018-07-13 15:00:00", "", "the document's fault: the reply is broken over two blocks, of which the first is whole by itself"},
	{"actions/ListMigrationTask/examples/0/output/RequestId", "4 b7534e17-4744-4787-95a9-05f7f0419f4c", "", "the same"},
	// What the hand-made spec knows from elsewhere.
	{"*/type", "uint64", "int64", "the document says Integer alone; the vendor's metadata that it has no sign"},
	{"types/Project/*/required", "yes", "", "the tables of types that are only answered have no column Required; the vendor's metadata says so"},
	{"types/Task/*/required", "yes", "", "the same"},
	{"types/TaskStatus/*/required", "yes", "", "the same"},
	{"types/TimeObj/*/required", "yes", "", "the same"},
	{"types/Task/MigrationType/enum", "database file host", "", "the document lists the values at the parameter alone"},
	{"types/Task*/Status/enum", "unstart migrating finish fail", "", "the same"},
	{"*/presence", "implicit", "", "a choice of the hand-made spec"},
	{"*/effect", "write", "", "the default"},
	{"*/effect", "idempotent", "", "the document does not say it"},
	{"actions/DeregisterMigrationTask/deprecated", "yes", "", "that came later: the document is of 2020"},
	{"actions/DescribeMigrationTask/waiters", "yes", "", "the document knows none"},
	// Examples of values. The importer takes the first that the document shows for
	// a field; the hand-made spec has those that say most, from anywhere.
	{"types/*/example", "* *", "* *", "another of the document's values of this field"},
	{"types/*/example", "", "* *", "the hand-made spec shows none"},
	{"actions/*put/*/example", "", "* *", "the same"},
	{"actions/ListMigrationTask/input/ProjectId/example", "2 10005", "", "the document gives it at another action's parameter"},
}

// matches reports whether a text is that of a pattern in which * is any text.
func matches(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(text, parts[0]) {
		return false
	}
	text = text[len(parts[0]):]
	for i, p := range parts[1:] {
		if i == len(parts)-2 {
			return strings.HasSuffix(text, p)
		}
		at := strings.Index(text, p)
		if at < 0 {
			return false
		}
		text = text[at+len(p):]
	}
	return text == ""
}

func TestTheDocumentOfMSPHasAllOfTheHandMadeSpec(t *testing.T) {
	result := read(t, "tencent-msp-api.txt", vendorDocument(t, "tencent-msp-api.txt"), true)
	made, got := factsOf(handMade(t)), factsOf(result.Service)
	if len(made) < 200 {
		t.Fatalf("the hand-made spec says %d things: they are not read", len(made))
	}
	all := map[string]bool{}
	for path := range made {
		all[path] = true
	}
	for path := range got {
		all[path] = true
	}
	needed := make([]bool, len(allowed))
	alike := 0
	for _, path := range slices.Sorted(maps.Keys(all)) {
		if made[path] == got[path] {
			alike++
			continue
		}
		i := slices.IndexFunc(allowed, func(a struct{ path, made, read, why string }) bool {
			return matches(a.path, path) && matches(a.made, made[path]) && matches(a.read, got[path])
		})
		if i < 0 {
			t.Errorf("%s is %q in the hand-made spec, and %q in the imported one", path, made[path], got[path])
			continue
		}
		needed[i] = true
	}
	for i, a := range allowed {
		if !needed[i] {
			t.Errorf("nothing differs any more as %s is allowed to (%s): remove that", a.path, a.why)
		}
	}
	t.Logf("%d facts of %d are alike", alike, len(all))
}

func TestTheDocumentOfMSPIsReadToItsLastLine(t *testing.T) {
	result := read(t, "tencent-msp-api.txt", vendorDocument(t, "tencent-msp-api.txt"), true)
	var got []string
	for _, n := range result.Notes {
		got = append(got, fmt.Sprintf("%d %s", n.Pos.Line, n.Kind))
	}
	// The comma, the member that is spelled in two ways, and the second block of a reply.
	want := []string{
		"2367 changed", "2452 note", "2452 note",
		"2525 not understood", "2526 not understood", "2527 not understood", "2528 not understood", "2529 not understood", "2530 not understood",
	}
	if !slices.Equal(got, want) {
		t.Errorf("notes are\n%s", fmt.Sprint(result.Notes))
	}
}

func TestDocumentsThatDescribeNoActionAreRefused(t *testing.T) {
	for _, name := range []string{"alibaba-rpc-signature-v2.txt", "alibaba-smartag-request.txt", "alibaba-smc-request.txt"} {
		_, err := text.Source().Read(importer.Input{File: name, Data: vendorDocument(t, name), Docs: true})
		if err == nil || !strings.Contains(err.Error(), `no heading "1. API Description" was found`) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
