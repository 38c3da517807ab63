package spec

import (
	"strings"
	"testing"
)

func TestTypeExpressionsAreReadAndWrittenAlike(t *testing.T) {
	for text, want := range map[string]TypeExpr{
		"string":                   {Kind: ScalarType, Name: "string"},
		"uint64":                   {Kind: ScalarType, Name: "uint64"},
		"Task":                     {Kind: NamedType, Name: "Task"},
		"Topic_Simplification":     {Kind: NamedType, Name: "Topic_Simplification"},
		"list of string":           {Kind: ListType, Elem: &TypeExpr{Kind: ScalarType, Name: "string"}},
		"map of Task":              {Kind: MapType, Elem: &TypeExpr{Kind: NamedType, Name: "Task"}},
		"list of map of list of x": {Kind: ListType, Elem: &TypeExpr{Kind: MapType, Elem: &TypeExpr{Kind: ListType, Elem: &TypeExpr{Kind: NamedType, Name: "x"}}}},
	} {
		got, msg := ParseType(text)
		if msg != "" || got.String() != text || got.Kind != want.Kind || got.Name != want.Name || (got.Elem == nil) != (want.Elem == nil) {
			t.Errorf("%s: got %+v %s", text, got, msg)
		}
		for e, w := got.Elem, want.Elem; e != nil && w != nil; e, w = e.Elem, w.Elem {
			if e.Kind != w.Kind || e.Name != w.Name {
				t.Errorf("%s: got %+v, want %+v inside", text, *e, *w)
			}
		}
	}
	for _, scalar := range Scalars {
		if got, msg := ParseType(scalar); msg != "" || got.Kind != ScalarType {
			t.Errorf("%s: got %+v %s", scalar, got, msg)
		}
	}
}

func TestForeignTypesAreTakenForWhatWasMeant(t *testing.T) {
	for text, want := range map[string]string{
		"integer": "int64", "String": "string", "boolean": "bool", "float": "float64", "bytes": "binary", "object": "any",
		"[]string": "list of string", "string[]": "list of string", "[string]": "list of string", "[][]int": "list of list of int64",
		"list<Task>": "list of Task", "List< Task >": "list of Task", "array of string": "list of string", "list Task": "list of Task",
		"map[string]int64": "map of int64", "map<string, Task>": "map of Task", "Map<Task>": "map of Task",
		"map of string to Task": "map of Task", "dict of integer": "map of int64", "map of list<Integer>": "map of list of int64",
		"*Task": "Task", "Task?": "Task", "optional string": "string", "  Task ": "Task", "list  of  Task": "list of Task",
		"LIST OF Task": "list of Task", "repeated Task": "list of Task",
	} {
		got, msg := ParseType(text)
		if got.String() != want || !strings.HasSuffix(msg, " is not a type; did you mean "+want+"?") {
			t.Errorf("%s: got %s, %s", text, got, msg)
		}
	}
}

func TestWhatIsNoTypeIsReadAsAny(t *testing.T) {
	for _, text := range []string{"", " ", "a box!", "5", "list of", "盒子", "-x", "list of 5",
		strings.Repeat("list of ", 9) + "string", strings.Repeat("[]", 1e5) + "string", strings.Repeat("x ", 1e6)} {
		got, msg := ParseType(text)
		if msg == "" || len(msg) > 400 || got.Name != "any" && got.String() != "list of any" {
			t.Errorf("%.20q: got %+v, %s", text, got, msg)
		}
	}
}

func TestNamesOfTheLanguageAreReserved(t *testing.T) {
	for name, want := range map[string]bool{"string": true, "String": true, "integer": true, "list": true, "any": true, "Date": true,
		"Task": false, "Object": false, "Text": false, "strings": false} {
		if got := ReservedType(name); got != want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
