package resolve

import (
	"encoding/base64"
	"fmt"
	"slices"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

// values checks the default and the example of a field.
func (c *fieldCheck) values() {
	if d := c.sp.Default; d != nil {
		if _, ok := c.f.Type.(model.Scalar); !ok && !isEnum(c.f.Type) || c.f.Type == model.Any {
			c.faultf(d.Pos, "a default is one text, number or bool, and %s is %s: tell it in doc", c.f.Name, article(c.f.Type))
		} else {
			c.request("default").field(d, c.f)
		}
	}
	if e := c.sp.Example; e != nil {
		check := valueCheck{c.service, !c.st.model.In, "example"}
		check.field(e, c.f)
	}
}

func isEnum(t model.Type) bool { _, ok := t.(*model.Enum); return ok }

// request checks values as requests hold them.
func (s *service) request(what string) valueCheck { return valueCheck{s, false, what} }

// reply checks values as replies hold them: null may stand anywhere, members
// may be missing, and values may be ones that the spec does not know.
func (s *service) reply(what string) valueCheck { return valueCheck{s, true, what} }

// valueCheck compares free YAML with a type.
type valueCheck struct {
	*service
	lenient bool
	// what the value is: default, example, the example's input.
	what string
}

// members checks a mapping against the fields of a structure.
func (c valueCheck) members(v *spec.Value, st *model.Struct, name string) {
	for _, m := range v.Members {
		f := find(st.Fields, m.Key)
		if f == nil {
			c.faultf(m.Pos, "%s has no member %s%s", name, m.Key, meantMember(m.Key, st))
			continue
		}
		c.field(m.Value, f)
	}
	if c.lenient {
		return
	}
	for _, f := range st.Fields {
		if _, ok := v.Members.Get(f.Name); f.Required && !ok {
			c.faultf(v.Pos, "%s is required by %s, and the example leaves it out", f.Name, name)
		}
	}
}

// field checks the value of a field, its limits included.
func (c valueCheck) field(v *spec.Value, f *model.Field) {
	if v.Kind == spec.NullValue && !(c.lenient || f.Nullable || f.Type == model.Any) {
		c.faultf(v.Pos, "%s is null, which says nothing: leave it out", f.Name)
		return
	}
	if f.Wrapper != "" && v.Kind == spec.MapValue && len(v.Members) == 1 && v.Members[0].Key == f.Wrapper {
		v = v.Members[0].Value // as the wire has it
	}
	if !c.fits(v, f.Type, f.Name) || c.lenient {
		return
	}
	if f.Presence == model.Required && (v.Kind == spec.StringValue && v.Text == "" || v.Kind == spec.ListValue && len(v.Items) == 0) {
		c.faultf(v.Pos, "%s is required and empty, so the request would be refused", f.Name)
	}
	c.within(v, f)
}

// fits checks the kind of a value, and all that it holds.
func (c valueCheck) fits(v *spec.Value, t model.Type, name string) bool {
	if v.Kind == spec.NullValue && c.lenient {
		return true
	}
	switch t := t.(type) {
	case model.Scalar:
		return c.scalar(v, t, name)
	case *model.Enum:
		return c.kind(v, spec.StringValue, t, name) && c.known(v, enumValues(t), t.Name)
	case *model.Struct:
		if c.kind(v, spec.MapValue, t, name) {
			c.members(v, t, t.Name)
		}
	case model.List:
		if c.kind(v, spec.ListValue, t, name) {
			for _, item := range v.Items {
				c.fits(item, t.Elem, "an item of "+name)
			}
		}
	case model.Map:
		if c.kind(v, spec.MapValue, t, name) {
			for _, m := range v.Members {
				c.fits(m.Value, t.Elem, name+"."+m.Key)
			}
		}
	}
	return v.Kind == spec.ListValue || v.Kind == spec.MapValue
}

func enumValues(e *model.Enum) []string {
	var out []string
	for _, v := range e.Values {
		out = append(out, v.Value)
	}
	return out
}

// known checks that a request holds a value that the spec lists.
func (c valueCheck) known(v *spec.Value, values []string, owner string) bool {
	if c.lenient || slices.Contains(values, v.Text) {
		return true
	}
	c.faultf(v.Pos, "%s has no value %q%s", owner, v.Text, meantValue(v.Text, values))
	return false
}

// meantValue suggests the value that was probably meant, or lists them.
func meantValue(text string, values []string) string {
	if m := meant(text, values); m != "" {
		return m
	}
	return ": choose " + choices(values)
}

// kindNames are what a fault calls the kinds of values.
var kindNames = map[spec.ValueKind]string{
	spec.NullValue: "null", spec.BoolValue: "a bool", spec.IntValue: "an integer", spec.FloatValue: "a number",
	spec.StringValue: "a text", spec.ListValue: "a list", spec.MapValue: "a mapping",
}

func (c valueCheck) kind(v *spec.Value, want spec.ValueKind, t model.Type, name string) bool {
	if v.Kind == want {
		return true
	}
	c.mismatch(v, t, name)
	return false
}

// mismatch reports a value of another kind than its type wants, and says how a
// text that YAML takes for something else is written.
func (c valueCheck) mismatch(v *spec.Value, t model.Type, name string) {
	msg := fmt.Sprintf("%s is %s, and the %s is %s", name, article(t), c.what, kindNames[v.Kind])
	_, isNumber := numberOf(v.Text)
	switch {
	case (isText(t) || isEnum(t)) && (v.Kind == spec.BoolValue || v.Kind == spec.IntValue || v.Kind == spec.FloatValue):
		msg += fmt.Sprintf(": write %q", v.Text)
	case isNumberType(t) && v.Kind == spec.StringValue && isNumber,
		t == model.Bool && v.Kind == spec.StringValue && (v.Text == "true" || v.Text == "false"):
		msg += ": write " + v.Text + " without quotes"
	}
	c.faultf(v.Pos, "%s", msg)
}

func (c valueCheck) scalar(v *spec.Value, t model.Scalar, name string) bool {
	ok := false
	switch {
	case t == model.Any:
		return true
	case t == model.Bool:
		ok = v.Kind == spec.BoolValue
	case t == model.Binary:
		_, err := base64.StdEncoding.DecodeString(v.Text)
		if ok = v.Kind == spec.StringValue; ok && err != nil {
			c.faultf(v.Pos, "%s is binary, and the %s is not base64 text", name, c.what)
			return false
		}
	case isText(t):
		ok = v.Kind == spec.StringValue
	default:
		return c.number(v, t, name)
	}
	if !ok {
		c.mismatch(v, t, name)
	}
	return ok
}

func (c valueCheck) number(v *spec.Value, t model.Scalar, name string) bool {
	if v.Kind != spec.IntValue && (v.Kind != spec.FloatValue || ranges[t].whole) {
		c.mismatch(v, t, name)
		return false
	}
	n, ok := numberOf(v.Text)
	if !ok || !ranges[t].holds(n) {
		c.faultf(v.Pos, "%s is %s, and %s does not fit it", name, article(t), v.Text)
		return false
	}
	return true
}
