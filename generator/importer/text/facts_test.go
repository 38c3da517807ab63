package text

import (
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/spec"
)

func scalarType(name string) spec.TypeExpr {
	return spec.TypeExpr{Kind: spec.ScalarType, Name: name}
}

func TestValuesAreListedOnlyWhereThatIsBeyondDoubt(t *testing.T) {
	for _, tt := range []struct{ text, typ, want string }{
		{"The state. Valid values: `on`, `off`", "string", "on off"},
		{"The state, valid values include <code>on</code> (lit), <code>off</code> (dark) or <code>half</code> (dim).", "string", "on off half"},
		{"Valid values for lamps of a street: on , off , half", "string", "on off half"},
		{"Valid values: on: lit, off: dark, as at day.", "string", "on off"},
		{"Valid values: on: lit (by day; or night), off: dark.", "string", "on off"},
		{"Valid values:<br><li>ON: it is lit.</li><li>OFF: it is dark.</li>", "string", "ON OFF"},
		{"Valid values:<br/>- `ON` - it is lit\n- `OFF` - it is dark", "string", "ON OFF"},
		{"The state. Valid values:<br/>ON: it is lit<br/>OFF: it is dark<br/>Default value: ON", "string", "ON OFF"},
		{"Valid values:\n- `ON`: it is lit.\n- `OFF`: it is dark.\nWhatever else follows.", "string", "ON OFF"},
		{"Valid values:\n- ON\n- OFF", "string", "ON OFF"},
		{"Valid values: on, off<br>Default value: on", "string", "on off"},
		{"Valid values:<br>see below<br>or above", "string", ""},
		{"Possible values are: a.b, c-d and e/f. The first is the best.", "string", "a.b c-d e/f"},
		{"Allowed values: 'x y', \"z\"", "string", "x y z"},
		{"Valid values: 0: off. 1: on. 2: half.", "int64", "0 1 2"},
		{"Valid values: -1, 0, 1; default value: 0", "int64", ""},
		{"Valid values: 0, 1", "int64", "0 1"},
		{"Valid values: on, off. Valid values: off, on.", "string", ""},
		{"Valid values: on, off, on", "string", "on off"},
		// None of these lists all values.
		{"Valid values: on, off, etc.", "string", ""},
		{"Valid values: on, off and so on", "string", ""},
		{"Valid values: on, off, or any other word", "string", ""},
		{"Valid values include letters, digits, and underscores.", "string", ""},
		{"Valid values: 1-100", "int64", ""},
		{"Valid values: 1 to 100", "int64", ""},
		{"Valid values: on", "string", ""},
		{"Valid values: low, high", "int64", ""},
		{"Valid values: true, false", "bool", ""},
		{"Valid values: see the table", "string", ""},
		{"Valid values: on: lit, off", "string", ""},
		{"The default value: 10, 20", "string", ""},
		{"Valid values: on (lit, off", "string", ""},
		{"Valid values:", "string", ""},
		{"Keeps lamps that are on, or off.", "string", ""},
	} {
		if got := strings.Join(enumOf(marked(tt.text), scalarType(tt.typ)), " "); got != tt.want {
			t.Errorf("%q of %s: %q, want %q", tt.text, tt.typ, got, tt.want)
		}
	}
}

func TestDefaultsAndLimitsAreReadOnlyWhereTheyAreBeyondDoubt(t *testing.T) {
	for _, tt := range []struct{ text, typ, want string }{
		{"How many. Default value: 20", "int64", "default 20"},
		{"How many, default value: 0", "int64", "default 0"},
		{"The default value is 20 and the maximum value is 100.", "int64", "default 20 max 100"},
		{"Default value: 20. Maximum value: 100. Minimum value: 1.", "int64", "default 20 min 1 max 100"},
		{"How bright. Value range: [1, 9]. Default: 5", "int64", "default 5 min 1 max 9"},
		{"How bright. Value range: 0.5-1.5", "float64", "min 0.5 max 1.5"},
		{"Defaults to `true`.", "bool", "default true"},
		{"Default value: False", "bool", "default false"},
		{"Default value: `warm`.", "string", "default warm"},
		{"Valid values: warm, cold. Default value: cold.", "string", "default cold"},
		// None of these says a value.
		{"Default value: warm.", "string", ""},
		{"The default value is empty.", "int64", ""},
		{"The default value is 10 if the lamp is on.", "int64", ""},
		{"Default value: 10 for lamps. Default value: 20 for others.", "int64", ""},
		{"The default value: 10 GB", "int64", ""},
		{"Default value: 1,000", "int64", ""},
		{"Maximum value: 100 GB", "int64", ""},
		{"Maximum value: 10.5", "int64", ""},
		{"The maximum value is 10. For others the maximum value is 20.", "int64", ""},
		{"Minimum value: 9. Maximum value: 1.", "int64", ""},
		{"Value range: (0, 9]", "int64", ""},
		{"The maximum length is 60", "string", ""},
		{"Default value: ten", "int64", ""},
		{"Default value: 007", "int64", ""},
	} {
		f := &spec.Field{}
		f.Type.Value = scalarType(tt.typ)
		r := &reader{prose: map[*spec.Field]string{}}
		r.facts(f, marked(tt.text), parameter)
		var got []string
		if f.Default != nil {
			got = append(got, "default "+f.Default.Text)
		}
		if f.Min != nil {
			got = append(got, "min "+f.Min.Text)
		}
		if f.Max != nil {
			got = append(got, "max "+f.Max.Text)
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%q of %s: %q, want %q", tt.text, tt.typ, got, tt.want)
		}
	}
}

func TestOtherFactsAreReadOutOfProse(t *testing.T) {
	for _, tt := range []struct {
		text, typ string
		use       use
		want      string
	}{
		{"The lamp, such as lamp-7x", "string", parameter, "example lamp-7x | The lamp, such as lamp-7x"},
		{"The lamp, for example `Lamp`, that is meant", "string", parameter, "example Lamp | The lamp, for example Lamp, that is meant"},
		{"The lamp, such as this", "string", parameter, "| The lamp, such as this"},
		{"The lamp, such as 7", "int64", parameter, "example 7 | The lamp, such as 7"},
		{"The lamp. Note: this field may return null, when there is none.", "string", member, "nullable | The lamp."},
		{"The lamp. Note: This parameter may return `null`, when there is none.", "string", typeMember, "nullable | The lamp."},
		{"Note: this field may return null. The lamp.", "string", parameter, "| The lamp."},
		{"The lamp. This field has been deprecated. Use Light.", "string", parameter, "deprecated: This field has been deprecated. | The lamp. This field has been deprecated. Use Light."},
		{"(Deprecated) The lamp.", "string", member, "deprecated: The document calls it deprecated. | (Deprecated) The lamp."},
		{"The deprecated lamps.", "string", member, "| The deprecated lamps."},
		{"See [the lamps](https://x/y) and **more** of\\_it &lt;b&gt;.<br>now", "string", member, "| See the lamps and more of_it <b>. now"},
		{"<p style=\"a\">One.</p><p>Two</p><br><br>", "string", member, "| One. Two"},
		{"Lamps:<ul><li>one</li><li>two</li></ul>", "string", member, "| Lamps: one; two"},
	} {
		f := &spec.Field{}
		f.Type.Value = scalarType(tt.typ)
		r := &reader{docs: true, prose: map[*spec.Field]string{}}
		r.facts(f, marked(tt.text), tt.use)
		got := ""
		if f.Example != nil {
			got += "example " + f.Example.Text + " "
		}
		if f.Nullable.Value {
			got += "nullable "
		}
		if f.Deprecated.IsSet() {
			got += "deprecated: " + f.Deprecated.Value + " "
		}
		if got += "| " + f.Doc; got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestTypesAreReadAsTablesWriteThem(t *testing.T) {
	r := &reader{cloud: clouds[0]}
	for _, tt := range []struct{ text, want string }{
		{"String", "string"}, {"Integer", "int64"}, {"Uint64", "uint64"}, {"Boolean", "bool"}, {"Float", "float64"},
		{"Timestamp", "datetime"}, {"Timestamp ISO8601", "timestamp"}, {"Date", "date"}, {"Binary", "binary"},
		{"Array of String", "list of string"}, {"Array of  Task", "list of Task"}, {"array of Array of Integer", "list of list of int64"},
		{"List<Task>", "list of Task"}, {"Task", "Task"}, {"Task_2", "Task_2"},
		{"Colour?", ""}, {"", ""}, {"Array of", ""}, {"a task", ""}, {"Array of Array of Array of Array of Array of String", ""}, {"String or Integer", ""},
	} {
		got, ok := r.typeOf(tt.text, 0)
		if !ok && tt.want == "" {
			continue
		}
		if !ok || got.String() != tt.want {
			t.Errorf("%q: %v %v, want %q", tt.text, got, ok, tt.want)
		}
	}
}
