package generator_test

import (
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator"
)

// loadOverlaid loads the services of specsWith, of which a has an overlay.
func loadOverlaid(t *testing.T, overlay string) (warnings, faults string) {
	t.Helper()
	services, warned, err := generator.Load(specsWith(map[string]string{
		"cloud/a/2020-01-01/overlay.yaml": overlay,
		"cloud/a/2020-01-01/actions.yaml": "One: {input: {Id: {type: string, default: x}, Box: {type: Box}}}\nTwo: {}\n",
		"cloud/a/2020-01-01/types.yaml":   "Box: {fields: {Id: {type: string}, Name: {type: string}}}\nState: {enum: {on: , off: }}\n",
	}), nil)
	if err != nil {
		if services != nil {
			t.Error("there are services beside the faults")
		}
		faults = err.Error()
	}
	return warned.Error(), faults
}

func TestLoadCorrectsBeforeItResolves(t *testing.T) {
	services, warnings, err := generator.Load(specsWith(map[string]string{
		"cloud/a/2020-01-01/overlay.yaml": "- {at: actions/One, why: It is known so., set: {name: First}}\n- {at: actions/Two, why: It is old., remove: true}\n" +
			"- {at: actions, why: It is new., add: {Four: {}}}\n- {at: actions/Three, why: It is gone., remove: true}\n",
	}), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, a := range services[0].Actions {
		names = append(names, a.Name+"="+a.GoName)
	}
	if got := strings.Join(names, " "); got != "One=First Four=Four" {
		t.Errorf("got %s", got)
	}
	if len(warnings) != 1 || warnings[0].String() != "cloud/a/2020-01-01/overlay.yaml:4:8: unnecessary: actions/Three is not there any more; remove this change" {
		t.Errorf("got %v", warnings)
	}
}

// What an overlay brings is the overlay's fault, wherever it ends up.
func TestFaultsOfWhatAnOverlayBringsNameItsLines(t *testing.T) {
	for _, test := range []struct{ overlay, want string }{
		{"- {at: actions/One/input/Id, why: x, set: {type: Bax}, unset: [default]}\n", `1:50: no type is called Bax; did you mean Box?`},
		{"- {at: actions/One/input/Id, why: x, set: {type: int32}, unset: [default]}\n", ``},
		{"- {at: actions/One/input/Id, why: x, set: {max: 5}}\n", `1:49: `},
		{"- {at: types/Box, why: x, add: {Old: {type: Bag}}}\n", `1:45: no type is called Bag`},
		{"- {at: types, why: x, add: {Bag: {fields: {Id: {type: Bax}}}}}\n", `1:55: no type is called Bax`},
		{"- {at: types, why: x, add: {Box-: {fields: {}}}}\n", `1:29: `},
		{"- {at: types/Box/Id, why: x, set: {name: Name}}\n", `1:42) are both Name in Go`},
		{"- {at: types/Box/Name, why: x, set: {name: ID}}\n", `1:44: field Name and field Id`},
		{"- {at: types/Box, why: x, set: {name: State}}\n", `1:39) are both State in Go`},
		{"- {at: types/State/on, why: x, set: {name: Off}}\n", `1:44) are both StateOff in Go`},
		{"- {at: actions/Two, why: x, set: {name: One}}\n", `1:41: action Two and action One`},
		{"- {at: actions/One, why: x, set: {paginate: {by: offset, offset: Id, items: Id}}}\n", `1:`},
		{"- {at: actions/One, why: x, set: {errors: [Gone]}}\n", `1:44: neither the service nor the provider defines the error Gone`},
		{"- {at: actions/One/errors, why: x, add: [Gone]}\n", `1:42: neither the service nor the provider defines the error Gone`},
		{"- {at: actions/One, why: x, set: {waiters: {Ready: {until: [{path: Nothing, in: [x]}]}}}}\n", `1:`},
		{"- {at: actions/One, why: x, set: {examples: [{input: {Nothing: 1}}]}}\n", `1:`},
		{"- {at: service, why: x, set: {package: func}}\n", `1:40: `},
	} {
		warnings, faults := loadOverlaid(t, test.overlay)
		const file = "cloud/a/2020-01-01/overlay.yaml:"
		switch {
		case warnings != "":
			t.Errorf("%s warns: %s", test.overlay, warnings)
		case test.want == "" && faults != "":
			t.Errorf("%s got %s", test.overlay, faults)
		case test.want != "" && !strings.Contains(faults, file+test.want):
			t.Errorf("%s got %s\nwant %s", test.overlay, faults, test.want)
		}
	}
}

func TestFaultsOfOverlaysComeWithAllOthers(t *testing.T) {
	_, faults := loadOverlaid(t, "- {at: actions/Won, why: x, set: {name: First}}\n- {at: types/Box/Id, why: x, set: {typ: Bag}}\n- {at: types/Box/Id, why: x, set: {type: Bag}}\n")
	const want = `cloud/a/2020-01-01/overlay.yaml:1:8: actions has no Won: correct the path, or remove the change
cloud/a/2020-01-01/overlay.yaml:2:36: "typ" is not a key of a field; did you mean type?
cloud/a/2020-01-01/overlay.yaml:3:42: no type is called Bag`
	if faults != want {
		t.Errorf("got\n%s\nwant\n%s", faults, want)
	}
}

// A change that is partly refused does what is left of it, so that nothing
// follows from the rest, and is not called unnecessary.
func TestRefusedChangesBringNoFurtherFaults(t *testing.T) {
	for overlay, want := range map[string]string{
		"- {at: types, why: x, add: {Bag: {fields: {Id: {type: string, minn: 1}}}}}\n- {at: types/Bag/Id, why: x, set: {sensitive: true}}\n": `1:63: "minn" is not a key of a field; did you mean min?`,
		"- {at: types/Box/Id, why: x, set: {type: string, minn: 1}}\n":                                                                       `1:50: "minn" is not a key of a field; did you mean min?`,
		"- {at: types/Box/Id, set: {type: string}}\n":                                                                                        `1:3: a change needs the key why, such as why: The service answers with a number.`,
		"- {at: types/Box/Id, why: x, set: text}\n":                                                                                          `1:35: set must be a map of keys, such as {sensitive: true}, not the text "text"`,
		"- {at: types/Box/Id, why: x, remove: false}\n":                                                                                      `1:30: remove cannot be false: leave it out`,
	} {
		warnings, faults := loadOverlaid(t, overlay)
		if got := strings.TrimPrefix(faults, "cloud/a/2020-01-01/overlay.yaml:"); warnings != "" || got != want {
			t.Errorf("%s got %s and %s, want %s", overlay, got, warnings, want)
		}
	}
}

// An overlay that cannot be read at all leaves its service unjudged, and others not.
func TestDamagedOverlaysHideOnlyWhatTheyMayMend(t *testing.T) {
	_, _, err := generator.Load(specsWith(map[string]string{
		"cloud/a/2020-01-01/overlay.yaml": "- {at: [\n",
		"cloud/a/2020-01-01/actions.yaml": "One: {input: {X: {type: Absent}}}\n",
		"cloud/b/2020-01-01/actions.yaml": "Three: {input: {X: {type: Absent}}}\n",
		"cloud/b/2020-01-01/overlay.yaml": "- {at: actions/Four, why: x, remove: true}\n",
	}), nil)
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], "cloud/a/2020-01-01/overlay.yaml:1:") || !strings.HasPrefix(lines[1], "cloud/b/2020-01-01/actions.yaml:1:27: ") {
		t.Errorf("got %v", err)
	}
}

func TestWarningsComeWithTheFaultsOfOtherServices(t *testing.T) {
	_, warnings, err := generator.Load(specsWith(map[string]string{
		"cloud/a/2020-01-01/actions.yaml": "One: {inputs: {}}\n",
		"cloud/b/2020-01-01/overlay.yaml": "- {at: actions/Four, why: x, remove: true}\n",
	}), nil)
	if err == nil || len(warnings) != 1 {
		t.Errorf("got %v, %v", warnings, err)
	}
}
