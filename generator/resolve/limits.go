package resolve

import (
	"math/big"
	"regexp"
	"strings"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

// fieldCheck looks at one field: whether what the spec says of it goes together
// and fits its type. What a list or map cannot have itself (a least value, a
// pattern) holds for each of its items.
type fieldCheck struct {
	*service
	st *structure
	f  *model.Field
	sp *spec.Field
	// item is what the limits of values are about.
	item model.Type
}

// checkFields checks every field that a spec wrote.
func (s *service) checkFields() {
	for _, st := range s.structs {
		for _, f := range st.model.Fields {
			if sp := s.source[f]; sp != nil {
				c := &fieldCheck{s, st, f, sp, innermost(f.Type)}
				c.roles()
				c.limits()
				c.travel()
				c.values()
			}
		}
	}
}

// roles refuses what means nothing where the field stands. Named types may say
// it all: which of it counts depends on the actions that reach them.
func (c *fieldCheck) roles() {
	if f := c.f; f.Required && c.sp.Default != nil {
		c.faultf(c.sp.Default.Pos, "%s is required, so its default is never taken: remove one of them", f.Name)
	}
	if p := c.sp.Presence; p.IsSet() {
		switch _, ofStruct := c.f.Type.(*model.Struct); {
		case c.f.Required:
			c.faultf(p.Pos, "%s is required, so presence says nothing: remove one of them", c.f.Name)
		case c.output():
			c.faultf(p.Pos, "presence is for parameters, and %s is a member of a reply: remove it", c.f.Name)
		case ofStruct && p.Value == "implicit":
			c.faultf(p.Pos, "%s is a structure, which has no zero to leave out: remove presence", c.f.Name)
		case nilable(c.f.Type):
			c.faultf(p.Pos, "%s is left out when it is nil, whatever presence says: remove it", c.f.Name)
		case p.Value == "implicit" && c.f.Nullable:
			c.faultf(p.Pos, "%s is nullable, and only explicit presence tells null from zero: remove one of them", c.f.Name)
		}
	}
	if c.f.Nullable && c.input() {
		c.faultf(c.sp.Nullable.Pos, "nullable is for replies, and %s is a parameter: remove it", c.f.Name)
	}
	if c.f.Sensitive && c.f.In == "host" {
		c.faultf(c.sp.Sensitive.Pos, "%s is in the host, which errors and logs show: remove sensitive", c.f.Name)
	}
}

// output reports whether the field is a member of a reply itself.
func (c *fieldCheck) output() bool { return c.st.noun == "the output of" }

// input reports whether the field is a parameter itself.
func (c *fieldCheck) input() bool { return c.st.noun == "the input of" }

// limits checks that limits fit the type and one another.
func (c *fieldCheck) limits() {
	_, isNumber := ranges[c.item]
	_, holds := container(c.f.Type)
	for _, l := range []struct {
		key  string
		pos  spec.Pos
		fits bool
		want string
	}{
		{"min", numberPos(c.sp.Min), isNumber, "numbers"},
		{"max", numberPos(c.sp.Max), isNumber, "numbers"},
		{"minLength", limitPos(c.sp.MinLength), isText(c.item), "texts"},
		{"maxLength", limitPos(c.sp.MaxLength), isText(c.item), "texts"},
		{"pattern", c.sp.Pattern.Pos, isText(c.item), "texts"},
		{"minItems", limitPos(c.sp.MinItems), holds, "lists and maps"},
		{"maxItems", limitPos(c.sp.MaxItems), holds, "lists and maps"},
	} {
		if l.pos.Line > 0 && !l.fits {
			c.faultf(l.pos, "%s is for %s, and %s is %s: remove it", l.key, l.want, c.f.Name, article(c.f.Type))
		}
	}
	c.bounds(isNumber)
	c.pattern()
	c.enum()
}

// bounds checks that no least value is above its greatest one, and that both
// lie within the type.
func (c *fieldCheck) bounds(isNumber bool) {
	least, greatest := c.bound("min", c.sp.Min, isNumber), c.bound("max", c.sp.Max, isNumber)
	if least != nil && greatest != nil && least.Cmp(greatest) > 0 {
		c.faultf(c.sp.Max.Pos, "max %s is below min %s", c.f.Max, c.f.Min)
	}
	c.ordered("minLength", c.sp.MinLength, "maxLength", c.sp.MaxLength)
	c.ordered("minItems", c.sp.MinItems, "maxItems", c.sp.MaxItems)
}

func (c *fieldCheck) ordered(least string, lo *spec.At[int], greatest string, hi *spec.At[int]) {
	if lo != nil && hi != nil && lo.Value > hi.Value {
		c.faultf(hi.Pos, "%s %d is below %s %d", greatest, hi.Value, least, lo.Value)
	}
}

func (c *fieldCheck) bound(key string, n *spec.Number, isNumber bool) *big.Float {
	if n == nil || !isNumber {
		return nil
	}
	v, ok := numberOf(n.Text)
	if !ok || !ranges[c.item].holds(v) {
		c.faultf(n.Pos, "%s %s does not fit type %s", key, n.Text, c.item)
		return nil
	}
	return v
}

func (c *fieldCheck) pattern() {
	if c.f.Pattern == "" {
		return
	}
	if _, err := regexp.Compile(c.f.Pattern); err != nil {
		_, reason, _ := strings.Cut(err.Error(), "error parsing regexp: ")
		c.faultf(c.sp.Pattern.Pos, "the pattern is not a regular expression of Go: %s", reason)
	}
}

// enum checks that the values allowed are ones that the type has.
func (c *fieldCheck) enum() {
	_, isNumber := ranges[c.item]
	for i, v := range c.sp.Enum {
		n, ok := numberOf(v.Value)
		switch {
		case c.item != model.String && !isNumber:
			if i == 0 {
				c.faultf(v.Pos, "enum is for texts and numbers, and %s is %s: remove it", c.f.Name, article(c.item))
			}
		case isNumber && !(ok && ranges[c.item].holds(n)):
			c.faultf(v.Pos, "the value %q does not fit type %s", v.Value, c.item)
		}
	}
}

func numberPos(n *spec.Number) spec.Pos {
	if n == nil {
		return spec.Pos{}
	}
	return n.Pos
}

func limitPos(n *spec.At[int]) spec.Pos {
	if n == nil {
		return spec.Pos{}
	}
	return n.Pos
}
