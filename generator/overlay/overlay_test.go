package overlay

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/spec"
)

// overlaid is the service with an overlay that has no faults.
func overlaid(t testing.TB, overlay string) *spec.Service {
	t.Helper()
	s, err := load(t, map[string][]byte{"overlay.yaml": []byte(overlay)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAServiceWithoutOverlayStaysAsItIs(t *testing.T) {
	s, err := load(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	first := s.Actions[0].Value
	if warnings, faults := Apply(s); warnings != nil || faults != nil || s.Actions[0].Value != first {
		t.Errorf("got %v, %v", warnings, faults)
	}
}

func TestErrorCodesAreNamedAndDescribedSideBySide(t *testing.T) {
	s := overlaid(t, `
- {at: actions/GetBox/errors, why: x, add: [Gone, Locked]}
- {at: actions/ListBoxes/errors, why: x, add: {Asleep: It sleeps., Gone: None is left.}}
- {at: actions/GetBox/errors/Locked, why: x, set: {advice: Wait.}}
- {at: actions/GetBox/errors/Gone, why: x, remove: true}
- {at: actions/GetBox/errors, why: x, add: [Full]}
`)
	if warnings, faults := Apply(s); len(warnings)+len(faults) > 0 {
		t.Errorf("got %v, %v", warnings, faults)
	}
	list, _ := s.Actions.Get("ListBoxes")
	get, _ := s.Actions.Get("GetBox")
	if got := codesOf(list); got != "Asleep Gone" || len(list.Errors.Names) > 0 {
		t.Errorf("ListBoxes has %s", got)
	}
	locked, _ := get.Errors.Defs.Get("Locked")
	if got := codesOf(get); got != "Locked Full" || locked.Advice != "Wait." || len(get.Errors.Names) != 1 {
		t.Errorf("GetBox has %s, %+v", got, locked)
	}
}

func codesOf(a *spec.Action) string {
	var codes []string
	for code := range a.Errors.Defs.All() {
		codes = append(codes, code)
	}
	for _, n := range a.Errors.Names {
		codes = append(codes, n.Value)
	}
	return strings.Join(codes, " ")
}

func TestWhatAChangeBringsStandsInTheOverlay(t *testing.T) {
	s := overlaid(t, "- {at: types/*/Password, why: x, set: {sensitive: true, max: 3}}\n- at: types\n  why: x\n  add:\n    Bag: {fields: {Id: {type: string}}}\n")
	Apply(s)
	owner, _ := s.Types.Get("Owner")
	password, _ := owner.Fields.Get("Password")
	bag := s.Types[len(s.Types)-1]
	for _, test := range []struct {
		pos  spec.Pos
		want string
	}{
		{password.Sensitive.Pos, "overlay.yaml:1:51"}, {password.Max.Pos, "overlay.yaml:1:62"},
		{password.Pos, "types.yaml:10:5"}, {password.Type.Pos, "types.yaml:10:22"},
		{bag.Pos, "overlay.yaml:5:5"}, {bag.Value.Fields[0].Value.Type.Pos, "overlay.yaml:5:31"},
	} {
		if got := strings.TrimPrefix(test.pos.String(), dir); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

// A second run finds everything as the first left it: nothing is added twice,
// and each change is told to be unnecessary, or at least does no harm.
func TestApplyingTwiceChangesNothingMore(t *testing.T) {
	s := overlaid(t, `
- {at: "**/Password", why: x, set: {sensitive: true}}
- {at: types/Owner, why: x, add: {Age: {type: int32}}}
- {at: types/State/broken, why: x, remove: true}
- {at: actions/ListBoxes/errors, why: x, add: [Full]}
- {at: errors/Full, why: x, unset: [advice]}
`)
	if warnings, faults := Apply(s); len(warnings)+len(faults) > 0 {
		t.Fatalf("got %v, %v", warnings, faults)
	}
	once, err := s.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	warnings, faults := Apply(s)
	if len(warnings) != 5 || len(faults) > 0 {
		t.Errorf("got %v, %v", warnings, faults)
	}
	twice, _ := s.Marshal()
	for name, data := range once {
		if string(twice[name]) != string(data) {
			t.Errorf("%s differs:\n%s", name, twice[name])
		}
	}
}

func TestAllServicesOfASetAreChanged(t *testing.T) {
	a, b := overlaid(t, "- {at: types/Bag, why: x, remove: true}\n"), overlaid(t, "- {at: types/Bag, why: x, set: {doc: x}}\n")
	warnings, faults := ApplyAll(&spec.Set{Providers: []*spec.ProviderSpecs{{Services: []*spec.Service{a}}, {Services: []*spec.Service{b}}}})
	if len(warnings) != 1 || len(faults) != 1 {
		t.Errorf("got %v, %v", warnings, faults)
	}
}

// large is a service of n types of ten fields, each with a change of its own,
// and some changes of all of them.
func large(t testing.TB, n int) *spec.Service {
	var types, overlay strings.Builder
	for i := range n {
		fmt.Fprintf(&types, "T%d:\n  fields:\n", i)
		for f := range 10 {
			fmt.Fprintf(&types, "    F%d: {type: string}\n", f)
		}
		fmt.Fprintf(&overlay, "- {at: types/T%d/F%d, why: x, set: {maxLength: 9}}\n", i, i%10)
	}
	for f := range 10 {
		fmt.Fprintf(&overlay, "- {at: \"**/F%d\", why: x, set: {sensitive: true}}\n", f)
	}
	s, err := load(t, map[string][]byte{"types.yaml": []byte(types.String() + "Box: {fields: {}}\n"), "overlay.yaml": []byte(overlay.String())})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestManyChangesOfALargeServiceAreAllMade(t *testing.T) {
	s := large(t, 1000)
	if warnings, faults := Apply(s); len(warnings)+len(faults) > 0 {
		t.Fatalf("got %v, %v", warnings, faults)
	}
	for i, e := range s.Types[:1000] {
		f := e.Value.Fields[i%10].Value
		if f.MaxLength == nil || slices.ContainsFunc(e.Value.Fields, func(f spec.Entry[*spec.Field]) bool { return !f.Value.Sensitive.Value }) {
			t.Fatalf("%s is not as it should be", e.Key)
		}
	}
}

// BenchmarkApply makes 1,010 changes of a service of 1,000 types and 10,000 fields.
func BenchmarkApply(b *testing.B) {
	s := large(b, 1000)
	for b.Loop() {
		b.StopTimer()
		again := spec.Clone(s)
		b.StartTimer()
		if warnings, faults := Apply(again); len(warnings)+len(faults) > 0 {
			b.Fatal(warnings, faults)
		}
	}
}
