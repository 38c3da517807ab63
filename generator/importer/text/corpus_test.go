package text_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/spec"
)

// The vendor's metadata may lie beside the checkout; it is no part of it.
const metadata = "../../../../shared/corpus/tencent"

// vendorAPI is what the vendor publishes about a version of a service.
type vendorAPI struct {
	Metadata struct {
		Version string `json:"apiVersion"`
		Name    string `json:"serviceShortName"`
	} `json:"metadata"`
	Actions map[string]struct {
		Document, Input, Output string
	} `json:"actions"`
	Objects map[string]struct {
		Document string
		Members  []vendorMember
	} `json:"objects"`
}

type vendorMember struct {
	Name, Type, Member, Document string
	Required, Disabled           bool
	Nullable                     bool `json:"value_allowed_null"`
}

// words are the member's type as a document has it, and as a spec does.
func (m vendorMember) words() (document, ours string) {
	document, ours = m.Member, m.Member
	if m.Type != "list" && m.Type != "object" || strings.ToLower(m.Member[:1]) == m.Member[:1] {
		document = map[string]string{
			"string": "String", "int64": "Integer", "uint64": "Integer", "bool": "Boolean", "float": "Float",
			"datetime": "Timestamp", "datetime_iso": "Timestamp ISO8601", "date": "Date", "binary": "Binary",
		}[m.Member]
		ours = map[string]string{
			"String": "string", "Integer": "int64", "Boolean": "bool", "Float": "float64",
			"Timestamp": "datetime", "Timestamp ISO8601": "timestamp", "Date": "date", "Binary": "binary",
		}[document]
	}
	if m.Type == "list" {
		return "Array of " + document, "list of " + ours
	}
	return document, ours
}

// writer writes metadata as the vendor's documents do, with rows that are
// wrapped and tables that pages break.
type writer struct {
	strings.Builder
	chance *rand.Rand
	lines  int
}

func (w *writer) line(format string, args ...any) {
	fmt.Fprintf(w, format+"\n", args...)
	if w.lines++; w.lines%40 == 0 {
		fmt.Fprintf(w, "\n©2030-2031 Somebody. All rights reserved.\n\fA service of ours\n\n")
	}
}

// row writes cells, some of them over two lines.
func (w *writer) row(cells ...string) {
	rest := make([]string, len(cells))
	last := len(cells) - 1
	if words := strings.Fields(cells[last]); len(words) > 3 && w.chance.IntN(3) == 0 {
		cells[last], rest[last] = strings.Join(words[:2], " "), strings.Join(words[2:], " ")
	}
	if name := cells[0]; len(name) > 12 && len(cells) > 2 && w.chance.IntN(4) == 0 {
		cells[0], rest[0] = name[:9], name[9:]
	}
	w.line("%s", strings.Join(cells, "\t"))
	if strings.Join(rest, "") != "" {
		if w.chance.IntN(3) == 0 {
			w.line("")
		}
		w.line("%s", strings.Join(rest, "\t"))
	}
}

func (w *writer) members(all []vendorMember, columns string) {
	w.line("")
	w.line("%s", strings.ReplaceAll(columns, " ", "\t"))
	for _, m := range all {
		if m.Disabled {
			continue
		}
		typ, _ := m.words()
		text := "The thing that is called " + m.Name
		if m.Nullable {
			text += ". Note: this field may return null, where there is none."
		}
		switch yes := map[bool]string{true: "Yes", false: "No"}[m.Required]; columns {
		case "Name Required Type Description":
			w.row(m.Name, yes, typ, text)
		case "Name Type Required Description":
			w.row(m.Name, typ, yes, text)
		default:
			w.row(m.Name, typ, text)
		}
	}
	w.line("")
}

func (w *writer) document(api *vendorAPI) string {
	w.line("A service of ours\n\nAPI Documentation\n")
	for _, name := range slices.Sorted(maps.Keys(api.Actions)) {
		a := api.Actions[name]
		w.line("%s\n\nLast updated : 2031-01-15 10:00:00\n\n1. API Description\n", name)
		w.line("Domain name for API request: %s.tencentcloudapi.com.\n\nDoes %s.\n\n2. Input Parameters", api.Metadata.Name, name)
		w.line("\nName\tRequired\tType\tDescription")
		w.line("Action\tYes\tString\tCommon parameter. The value used for this API: %s.", name)
		w.line("Version\tYes\tString\tCommon parameter. The value used for this API: %s.", api.Metadata.Version)
		w.members(api.Objects[a.Input].Members, "Name Required Type Description")
		w.line("3. Output Parameters")
		w.members(api.Objects[a.Output].Members, "Name Type Description")
	}
	w.line("Data Types\n\nLast updated : 2031-01-16 10:00:00\n")
	for _, name := range typeNames(api) {
		w.line("%s\n\nWhat is known as one.\n\nUsed by actions: many,\nothers.", name)
		w.members(api.Objects[name].Members, "Name Type Required Description")
	}
	return w.String()
}

// typeNames are the structures that are no action's own.
func typeNames(api *vendorAPI) []string {
	own := map[string]bool{}
	for _, a := range api.Actions {
		own[a.Input], own[a.Output] = true, true
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(api.Objects)) {
		shown := slices.ContainsFunc(api.Objects[name].Members, func(m vendorMember) bool { return !m.Disabled })
		if !own[name] && shown {
			names = append(names, name)
		}
	}
	return names
}

// every says how many of the services are taken: each third, for speed.
const every = 3

// TestServicesOfAllKindsAreReadFromDocumentsOfTheirOwn writes the vendor's
// metadata as documents and reads them: every action, field and type of both
// must be the same, and no line be left over.
func TestServicesOfAllKindsAreReadFromDocumentsOfTheirOwn(t *testing.T) {
	if underRace {
		t.Skip("it reads all of what the vendor publishes, in one goroutine")
	}
	files, err := filepath.Glob(filepath.Join(metadata, "*", "*", "api.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skipf("the vendor's metadata is not beside this checkout: no %s", metadata)
	}
	members, services := 0, 0
	for i := 0; i < len(files); i += every {
		file := files[i]
		services++
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		api := &vendorAPI{}
		if err := json.Unmarshal(data, api); err != nil {
			t.Fatal(err)
		}
		w := &writer{chance: rand.New(rand.NewPCG(uint64(i), 1))}
		name := filepath.Base(filepath.Dir(filepath.Dir(file)))
		result := read(t, name+".txt", []byte(w.document(api)), false)
		for i, n := range result.Notes {
			if i < 3 {
				t.Errorf("%v", n)
			}
		}
		members += compareService(t, name, api, result.Service)
	}
	t.Logf("%d members of %d services", members, services)
}

func compareService(t *testing.T, name string, api *vendorAPI, s *spec.Service) (members int) {
	t.Helper()
	if len(s.Actions) != len(api.Actions) || len(s.Types) != len(typeNames(api)) {
		t.Errorf("%s: %d actions of %d, %d types of %d", name, len(s.Actions), len(api.Actions), len(s.Types), len(typeNames(api)))
	}
	for action, a := range api.Actions {
		got, ok := s.Actions.Get(action)
		if !ok {
			t.Errorf("%s: there is no %s", name, action)
			continue
		}
		members += compareMembers(t, name+"/"+action+"/input", api.Objects[a.Input].Members, got.Input, true, false)
		members += compareMembers(t, name+"/"+action+"/output", api.Objects[a.Output].Members, got.Output, false, true)
	}
	for _, typ := range typeNames(api) {
		if got, ok := s.Types.Get(typ); ok {
			members += compareMembers(t, name+"/"+typ, api.Objects[typ].Members, got.Fields, true, true)
		} else {
			t.Errorf("%s: there is no type %s", name, typ)
		}
	}
	return members
}

func compareMembers(t *testing.T, path string, want []vendorMember, got spec.Map[*spec.Field], required, nullable bool) (members int) {
	t.Helper()
	var a, b []string
	for _, m := range want {
		if _, ours := m.words(); !m.Disabled && m.Name != "RequestId" {
			a = append(a, fmt.Sprint(m.Name, " ", ours, " ", m.Required && required, " ", m.Nullable && nullable))
		}
	}
	for name, f := range got.All() {
		if name != "RequestId" {
			b = append(b, fmt.Sprint(name, " ", f.Type.Value, " ", f.Required.Value, " ", f.Nullable.Value))
		}
	}
	if !slices.Equal(a, b) {
		t.Errorf("%s has\n%v\nwant\n%v", path, b, a)
	}
	return len(a)
}
