package spec

import (
	"reflect"
	"testing"
)

// decodedAction is an action in YAML.
func decodedAction(t *testing.T, text string) *Action {
	t.Helper()
	d := &document{path: "actions.yaml", kind: kindNamed("actions")}
	d.read([]byte("List: " + text + "\n"))
	if len(d.faults) > 0 {
		t.Fatal(d.faults)
	}
	return d.actions[0].Value
}

func TestWhatStandsUnderAKeyIsTold(t *testing.T) {
	a := decodedAction(t, "{doc: Lists., rateLimit: 5, methods: [GET, POST], input: {A: {type: list of string, max: 1e3}}, errors: {Gone: It is gone.}}")
	for key, want := range map[string]string{
		"doc": "Lists.", "rateLimit": "5", "methods": "[GET, POST]", "effect": "", "output": "",
		"input": "{A: {type: list of string, max: 1e3}}", "errors": "{Gone: It is gone.}",
	} {
		if got := KeyText(a, key); got != want {
			t.Errorf("%s: got %s, want %s", key, got, want)
		}
	}
}

func TestAKeyIsTheSameWhateverItsPlace(t *testing.T) {
	for _, test := range []struct {
		a, b, key string
		want      bool
	}{
		{"{doc: x}", "{effect: read, doc: x}", "doc", true},
		{"{doc: x}", "{}", "doc", false},
		{"{}", "{}", "paginate", true},
		{"{input: {A: {type: string, required: false}}}", "{input: {A: {required: false, type: string}}}", "input", true},
		{"{input: {A: {type: string}, B: {type: string}}}", "{input: {B: {type: string}, A: {type: string}}}", "input", false},
		{"{errors: [A]}", "{errors: {A: }}", "errors", false},
		{"{examples: [{input: {A: 1}}]}", "{examples: [{input: {A: '1'}}]}", "examples", false},
	} {
		if got := SameKey(decodedAction(t, test.a), decodedAction(t, test.b), test.key); got != test.want {
			t.Errorf("%s and %s: %t", test.a, test.b, got)
		}
	}
	sensitive, plain := &Field{Sensitive: At[bool]{Pos{"f", 1, 1}, false}}, &Field{}
	if !SameKey(sensitive, plain, "sensitive") {
		t.Error("what is said not to be is not the same as what is not said to be")
	}
}

func TestAStructureSaysWhatAnotherSaysAndMore(t *testing.T) {
	all := "{doc: Lists., input: {A: {type: string, doc: An a.}, B: {type: int64}}, paginate: {by: offset, offset: A, items: B}}"
	for text, want := range map[string]bool{
		all: true, "{}": true, "{doc: Lists.}": true, "{doc: Tells.}": false, "{input: {B: {type: int64}}}": true,
		"{input: {A: {type: string}}}": true, "{input: {A: {type: int64}}}": false, "{input: {C: {type: string}}}": false,
		"{paginate: {by: offset, offset: A, items: C}}": false, "{effect: read}": false,
	} {
		if got := Says(decodedAction(t, all), decodedAction(t, text)); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
	if Says(&Type{IsEnum: true}, &Type{}) {
		t.Error("an enumeration says what a structure without fields says")
	}
}

func TestAClonedServiceSharesNothing(t *testing.T) {
	s, clone := goodService(t), Clone(goodService(t))
	if got, want := dump(reflect.ValueOf(clone.Actions)), dump(reflect.ValueOf(s.Actions)); got != want {
		t.Error("the clone differs")
	}
	clone = Clone(s)
	before := dump(reflect.ValueOf(s.Actions)) + dump(reflect.ValueOf(s.Types)) + dump(reflect.ValueOf(s.Errors))
	for _, a := range clone.Actions {
		a.Value.Doc = "changed"
		for i := range a.Value.Input {
			a.Value.Input[i].Value.Max = &Number{Text: "7"}
		}
		for i := range a.Value.Errors.Names {
			a.Value.Errors.Names[i].Value = "changed"
		}
		for _, w := range a.Value.Waiters {
			w.Value.Until[0].In = nil
		}
		a.Value.Examples = nil
	}
	clone.Types[0].Key, clone.Errors = "changed", nil
	if after := dump(reflect.ValueOf(s.Actions)) + dump(reflect.ValueOf(s.Types)) + dump(reflect.ValueOf(s.Errors)); after != before {
		t.Error("a change of the clone changes what it was made of")
	}
}
