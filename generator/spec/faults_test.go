package spec

import (
	"reflect"
	"strings"
	"testing"
)

func TestFaultsStandWhereTheStructuresSay(t *testing.T) {
	at := func(line int) Pos { return Pos{"made", line, 1} }
	text := At[TypeExpr]{at(90), TypeExpr{Name: "string"}}
	s := &Service{
		Pos: at(1), Name: At[string]{at(2), "msp"}, Version: At[string]{at(3), "soon"},
		Actions: Map[*Action]{{at(10), "List", &Action{
			Pos: at(10), Effect: At[string]{at(11), "never"}, RateLimit: At[int]{at(12), -1},
			Input: Map[*Field]{
				{at(20), "two words", &Field{Pos: at(20), Type: text}},
				{at(21), "Id", &Field{Pos: at(21), Type: text, Min: &Number{at(22), "1x"}, Enum: []At[string]{{at(23), "a"}, {at(24), "a"}}}},
				{at(25), "Id", &Field{Pos: at(25), Type: text}},
				{at(26), "None", &Field{Pos: at(26)}},
				{at(27), "Ok", &Field{Pos: at(27), Type: text, Required: At[bool]{at(28), true}, MinLength: &At[int]{at(29), 1}, Example: &Value{Pos: at(30), Kind: IntValue, Text: "1"}}},
			},
			Paginate: &Paginate{Pos: at(40), By: At[string]{at(41), "token"}, Items: At[string]{at(42), "Items"}, Offset: At[string]{at(43), "Offset"}},
			Examples: []*Example{{Pos: at(50), Title: "x", Input: &Value{Pos: at(51), Kind: ListValue}}},
		}}},
		Types: Map[*Type]{{at(60), "list", &Type{Pos: at(60)}}, {at(61), "E", &Type{Pos: at(61), IsEnum: true}}},
	}
	want := map[int]string{
		3: "version", 11: "effect", 12: "rateLimit", 20: "two words", 22: "min", 24: "second time", 25: "second time", 26: "type",
		40: "needs the key", 43: "no place", 51: "map", 60: "means something", 61: "needs the key fields or the key enum",
	}
	for _, f := range s.Faults() {
		if f.Pos.File != "made" || want[f.Pos.Line] == "" || !strings.Contains(f.Msg, want[f.Pos.Line]) {
			t.Errorf("%v", f)
		}
		if f.Pos.Line != 40 { // it needs two keys
			delete(want, f.Pos.Line)
		}
	}
	delete(want, 40)
	if len(want) > 0 {
		t.Errorf("nothing is said at the lines of %v", want)
	}
}

// What can be written has no faults, and the other way round.
func TestAServiceWithoutFaultsIsWritten(t *testing.T) {
	for _, p := range loadGood(t).Providers {
		for _, s := range p.Services {
			s.Overlay = nil
			before := Clone(s)
			if faults := s.Faults(); len(faults) > 0 {
				t.Error(faults)
			}
			if !reflect.DeepEqual(s, before) {
				t.Errorf("%s was changed", s.Dir)
			}
		}
	}
}
