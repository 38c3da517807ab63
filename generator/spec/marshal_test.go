package spec

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// writtenSpecs is a set of specs as Marshal writes it.
func writtenSpecs(t *testing.T, set *Set) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, p := range set.Providers {
		name := p.Provider.Name.Value
		data, err := p.Provider.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		fsys[name+"/provider.yaml"] = &fstest.MapFile{Data: data}
		for _, s := range p.Services {
			s.Overlay = nil // a person writes it
			files, err := s.Marshal()
			if err != nil {
				t.Fatal(err)
			}
			for file, data := range files {
				fsys[s.Dir+"/"+file] = &fstest.MapFile{Data: data}
			}
		}
	}
	return fsys
}

func TestWhatIsWrittenLoadsAsItWas(t *testing.T) {
	set := loadGood(t)
	fsys := writtenSpecs(t, set)
	again, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := dump(reflect.ValueOf(again)), dump(reflect.ValueOf(set)); got != want {
		t.Error("the specs loaded again differ")
	}
	for name, file := range writtenSpecs(t, again) {
		if string(file.Data) != string(fsys[name].Data) {
			t.Errorf("%s: written again, it differs", name)
		}
	}
}

func TestSpecsAreWrittenInOneWay(t *testing.T) {
	fsys := writtenSpecs(t, loadGood(t))
	for _, name := range slices.Sorted(maps.Keys(fsys)) {
		golden := filepath.Join("testdata", "written", filepath.FromSlash(name))
		if *update {
			if err := os.MkdirAll(filepath.Dir(golden), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(golden, fsys[name].Data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(fsys[name].Data); got != string(want) {
			t.Errorf("%s: got:\n%s\nwant:\n%s", name, got, want)
		}
	}
}

// A structure that a program made has no positions; what it sets is written.
func TestStructuresWithoutPositionsAreWritten(t *testing.T) {
	s := &Service{
		Name: At[string]{Value: "msp"}, Version: At[string]{Value: "2018-03-19"}, RateLimit: At[int]{Value: 20},
		Actions: Map[*Action]{{Key: "List", Value: &Action{
			Doc: "Lists: all.",
			Input: Map[*Field]{{Key: "Id", Value: &Field{
				Type: At[TypeExpr]{Value: TypeExpr{Kind: ListType, Elem: &TypeExpr{Name: "string"}}}, Required: At[bool]{Value: true}, MinItems: &At[int]{}, Min: &Number{Text: "0"},
			}}},
		}}},
		Types: Map[*Type]{{Key: "Empty", Value: &Type{}}, {Key: "E", Value: &Type{IsEnum: true, Enum: Map[*EnumValue]{{Key: "", Value: &EnumValue{}}}}}},
	}
	files, err := s.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"service.yaml": "service: msp\nversion: 2018-03-19\nrateLimit: 20\n",
		"actions.yaml": "\nList:\n  doc: \"Lists: all.\"\n  input:\n    Id: {type: list of string, required: true, min: 0, minItems: 0}\n",
		"types.yaml":   "\nEmpty:\n  fields: {}\n\nE:\n  enum:\n    \"\": {}\n",
	}
	for name, text := range want {
		_, got, _ := strings.Cut(string(files[name]), "\n")
		if got != text {
			t.Errorf("%s: got:\n%s\nwant:\n%s", name, got, text)
		}
	}
}

func TestWhatNoSpecMaySayIsNotWritten(t *testing.T) {
	field := func(f Field) *Service {
		return &Service{
			Name: At[string]{Value: "msp"}, Version: At[string]{Value: "2018-03-19"},
			Actions: Map[*Action]{{Key: "List", Value: &Action{Input: Map[*Field]{{Key: "Id", Value: &f}}}}},
		}
	}
	text := At[TypeExpr]{Value: TypeExpr{Name: "string"}}
	tests := map[string]*Service{
		"needs the key service":     {Version: At[string]{Value: "2018-03-19"}},
		"needs the key type":        field(Field{Doc: "x"}),
		"effect must be one of":     {Name: At[string]{Value: "msp"}, Version: At[string]{Value: "2018-03-19"}, Actions: Map[*Action]{{Key: "List", Value: &Action{Effect: At[string]{Value: "x"}}}}},
		"byte 0xFF is not UTF-8":    field(Field{Type: text, Doc: "a\xff"}),
		"min must be a number":      field(Field{Type: text, Min: &Number{Text: "1\nmax: 2"}}),
		`"Id" stands here a second`: {Name: At[string]{Value: "msp"}, Version: At[string]{Value: "2018-03-19"}, Actions: Map[*Action]{{Key: "List", Value: &Action{Input: Map[*Field]{{Key: "Id", Value: &Field{Type: text}}, {Key: "Id", Value: &Field{Type: text}}}}}}},
	}
	for want, s := range tests {
		_, err := s.Marshal()
		var faults Faults
		if !errors.As(err, &faults) || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// texts are hard to write so that they are read as texts, and as they were.
var texts = []string{
	"plain", "two words", "", " ", " leading", "trailing ", "a: b", "a:b", "a:", ":", "a #b", "a#b", "#a", "- a", "-a", "-", "---", "...", "? a", "?a",
	"[a]", "a]", "{a", "a, b", "a'b", "'a'", `"a"`, `a"b`, `a\b`, "`a`", "@a", "%a", "!a", "!!str a", "&a", "*a", "|", "|-", ">", "a|b", "=", "<<", "~", "null", "Null",
	"true", "False", "yes", "No", "on", "OFF", "y", "N", "yes!", "0", "-1", "+1", "1.5", ".5", "5.", "1e3", "1E-3", "0x1F", "0o17", "017", "0b1", "1_000", "1:30", "190:20:30.15",
	".inf", "-.Inf", ".nan", "2018-03-19", "2018-03-19 10:00:00", "2018-03-19T10:00:00Z", "5s", "1.2.3.4", "a\nb", "a\nb\n", "a\n\nb", "\na", "a\n", "\n", "a\n\n", " a\nb", "a\n b\n  c",
	"a \nb", "a\tb", "\ta", "a\rb", "a\r\nb", "é", "盒子", "盒子: 大", "\u00a0", "a\u2028b", "\u0085", "\ufeff", "\x00", "\x7f", "😀", "a\U0001F600\nb", "\ufffd", "\ue000", "\U000e0001",
	"tencentcloudapi.com", "{service}.tencentcloudapi.com", "https://a.b/c?d=e&f", "$ref", "(a)", "a, b: {c}", strings.Repeat("long ", 40) + "end", strings.Repeat("é", 200),
}

func TestAnyTextIsReadAsItWasWritten(t *testing.T) {
	for _, text := range texts {
		checkTextRoundTrip(t, text)
	}
}

// checkTextRoundTrip writes a text in every place that a text can have: on a
// line of its own, within brackets, as a key and in free YAML.
func checkTextRoundTrip(t *testing.T, text string) {
	t.Helper()
	free := &Value{Kind: MapValue, Members: Map[*Value]{{Key: text, Value: &Value{Kind: ListValue, Items: []*Value{{Kind: StringValue, Text: text}}}}}}
	s := &Service{
		Name: At[string]{Value: "a"}, Version: At[string]{Value: "2018-03-19"},
		Actions: Map[*Action]{{Key: "List", Value: &Action{
			Doc: text,
			Input: Map[*Field]{{Key: "Id", Value: &Field{
				Type: At[TypeExpr]{Value: TypeExpr{Name: "string"}}, Enum: []At[string]{{Value: text}},
			}}},
			Examples: []*Example{{Title: text, Input: free}},
		}}},
		Types: Map[*Type]{{Key: "E", Value: &Type{IsEnum: true, Enum: Map[*EnumValue]{{Key: text, Value: &EnumValue{Doc: text}}}}}},
	}
	files, err := s.Marshal()
	if err != nil {
		t.Errorf("%q: %v", text, err)
		return
	}
	actions, types := &document{path: "a", kind: kindNamed("actions")}, &document{path: "t", kind: kindNamed("types")}
	actions.read(files["actions.yaml"])
	types.read(files["types.yaml"])
	a, e := actions.actions[0].Value, types.types[0].Value.Enum[0]
	member := a.Examples[0].Input.Members[0]
	got := []string{a.Doc, a.Input[0].Value.Enum[0].Value, a.Examples[0].Title, member.Key, member.Value.Items[0].Text, e.Key, e.Value.Doc}
	for i, g := range got {
		if g != text {
			t.Errorf("%d: %q was read as %q from:\n%s%s", i, text, g, files["actions.yaml"], files["types.yaml"])
		}
	}
	if member.Value.Items[0].Kind != StringValue {
		t.Errorf("%q was read as another kind", text)
	}
}

func TestMarshalWritesATypeWithoutFieldsOnce(t *testing.T) {
	for name, fields := range map[string]Map[*Field]{"nil": nil, "empty": {}} {
		s := &Service{
			Name: At[string]{Value: "box"}, Version: At[string]{Value: "2020-01-01"},
			Types: Map[*Type]{{Key: "Empty", Value: &Type{Fields: fields}}},
		}
		files, err := s.Marshal()
		if text := string(files["types.yaml"]); err != nil || strings.Count(text, "fields") != 1 {
			t.Errorf("%s: %v\n%s", name, err, text)
		}
	}
}
