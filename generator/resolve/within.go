package resolve

import (
	"regexp"
	"unicode/utf8"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

// within checks a value against the limits of its field, each item of a list
// by itself.
func (c valueCheck) within(v *spec.Value, f *model.Field) {
	if v.Kind == spec.ListValue {
		c.between(v, f.Name, "items", len(v.Items), f.MinItems, f.MaxItems)
		for _, item := range v.Items {
			c.within(item, f)
		}
		return
	}
	if v.Kind == spec.MapValue || v.Kind == spec.NullValue {
		return
	}
	if len(f.Enum) > 0 {
		c.known(v, f.Enum, f.Name)
	}
	if item := innermost(f.Type); isText(item) {
		c.between(v, f.Name, "characters", utf8.RuneCountInString(v.Text), f.MinLength, f.MaxLength)
		if re, err := regexp.Compile(f.Pattern); err == nil && !re.MatchString(v.Text) {
			c.faultf(v.Pos, "%s must match %s, and the %s does not", f.Name, f.Pattern, c.what)
		}
		return
	}
	n, ok := numberOf(v.Text)
	if lo, set := numberOf(f.Min); ok && set && n.Cmp(lo) < 0 {
		c.faultf(v.Pos, "%s is at least %s, and the %s is %s", f.Name, f.Min, c.what, v.Text)
	}
	if hi, set := numberOf(f.Max); ok && set && n.Cmp(hi) > 0 {
		c.faultf(v.Pos, "%s is at most %s, and the %s is %s", f.Name, f.Max, c.what, v.Text)
	}
}

// between checks a count against limits of which -1 is none.
func (c valueCheck) between(v *spec.Value, name, what string, n, least, most int) {
	if least >= 0 && n < least {
		c.faultf(v.Pos, "%s has at least %d %s, and the %s has %d", name, least, what, c.what, n)
	}
	if most >= 0 && n > most {
		c.faultf(v.Pos, "%s has at most %d %s, and the %s has %d", name, most, what, c.what, n)
	}
}
