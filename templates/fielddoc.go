package templates

import (
	"fmt"
	"strings"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

// fieldComment says what a field is and, in what is sent, what it may hold and
// what its being empty means:
//
//	// Limit is the most tasks to return, at most 100; 0 lets the service choose 10.
func (d declarer) fieldComment(f *model.Field, sent bool) *comment {
	doc := sentence(fieldSubject(f, sent), d.prose(f.Doc))
	var absent string
	if sent {
		absent = absence(f)
	}
	limits := limits(f)
	switch {
	case doc != "":
		doc = with(doc, limits, absent)
	case len(limits) > 0 || absent != "":
		doc = ended(f.GoName + ": " + clauses(limits, absent))
	}
	if !isTaggable(f.Name) {
		doc = then(doc, fmt.Sprintf("Its name on the wire is %q, which no json tag can hold.", f.Name))
	}
	return inner().text(doc).deprecated(d.prose(f.Deprecated))
}

// fieldSubject is the field as the subject of its sentence.
func fieldSubject(f *model.Field, sent bool) subject {
	s := subject{name: f.GoName, plural: isPlural(f)}
	switch {
	case !sent || f.Required || f.Default != "" || !isVerbal(f.Doc):
	case f.IsMasked():
		s.aside = ", if it holds anything,"
	case canBeNil(f):
		s.aside = ", if not nil,"
	}
	return s
}

// isPlural reports whether a field is a list or map under a plural name.
func isPlural(f *model.Field) bool {
	return elem(f.Type) != nil && strings.HasSuffix(f.GoName, "s")
}

// absence says whether a field of a request is required, and else what the
// service takes in its place. That it is left out when it is empty, the
// structure's comment says.
func absence(f *model.Field) string {
	switch {
	case f.In == "host":
		return zeroText(f) + " is the client's region"
	case f.Required && f.Presence == model.Plain:
		return "required, and may be empty"
	case f.Required:
		return "required"
	case f.Default == "":
		return ""
	}
	zero, value := zeroText(f), literal(f.Type, f.Default)
	if value == zero {
		return "" // the zero value says what it is
	}
	return zero + " lets the service choose " + unbroken(value)
}

// zeroText is how Go spells the zero value of a field.
func zeroText(f *model.Field) string {
	switch kind := kindOf(f.Type, f.Sensitive); {
	case f.IsMasked():
		return "nothing"
	case canBeNil(f):
		return "nil"
	case isText(kind):
		return `""`
	case kind == "Bool":
		return "false"
	}
	return "0"
}

// literal is a value as a reader of Go knows it: texts in quotes.
func literal(t model.Type, value string) string {
	if isText(kindOf(t, false)) {
		return fmt.Sprintf("%q", value)
	}
	return value
}

// limits are the clauses about what a field may hold: an example, the values
// allowed, the range, the length, the pattern.
func limits(f *model.Field) []string {
	t, each := f.Type, ""
	if e := elem(t); e != nil {
		t, each = e, "each "
	}
	var all []string
	add := func(clause string) {
		if clause != "" {
			all = append(all, clause)
		}
	}
	add(example(f))
	add(prefixed(each, oneOf(t, f.Enum)))
	add(count(f))
	add(prefixed(each, between(t, f.Min, f.Max)))
	add(prefixed(each, counted(f.MinLength, f.MaxLength, "character")))
	if f.Pattern != "" {
		add(prefixed(each, "matching "+f.Pattern))
	}
	return all
}

func prefixed(prefix, clause string) string {
	if clause == "" {
		return ""
	}
	return prefix + clause
}

// longestExample is the longest text that a comment shows as an example.
const longestExample = 40

// example shows a text as it could be, unless the description shows it too.
// Dates show theirs by their type.
func example(f *model.Field) string {
	v := f.Example
	switch {
	case v == nil, v.Kind != spec.StringValue, f.Sensitive, f.Type != model.String:
		return ""
	case len(v.Text) > longestExample, strings.Contains(f.Doc, v.Text):
		return ""
	}
	return suchAs + unbroken(literal(f.Type, v.Text))
}

// oneOf lists the values allowed: one of "a", "b" or "c".
func oneOf(t model.Type, values []string) string {
	if len(values) == 0 {
		return ""
	}
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = literal(t, v)
	}
	last := len(quoted) - 1
	if last == 0 {
		return "only " + quoted[0]
	}
	return "one of " + strings.Join(quoted[:last], ", ") + " or " + quoted[last]
}

// count says how many items a list may have: 1 to 10 of them.
func count(f *model.Field) string {
	if isPlural(f) {
		if n := amount(f.MinItems, f.MaxItems); n != "" {
			return n + " of them"
		}
	}
	return counted(f.MinItems, f.MaxItems, "item")
}

// counted is an amount of what is counted: 1 to 60 characters.
func counted(least, most int, what string) string {
	n := amount(least, most)
	switch {
	case n == "":
		return ""
	case most == 1 || most < 0 && least == 1:
		return n + " " + what
	}
	return n + " " + what + "s"
}

// amount is a number between limits that are -1 where there are none.
func amount(least, most int) string {
	switch {
	case least >= 0 && most == least:
		return fmt.Sprintf("exactly %d", least)
	case least > 0 && most >= 0:
		return fmt.Sprintf("%d to %d", least, most)
	case most >= 0:
		return fmt.Sprintf("at most %d", most)
	case least > 0:
		return fmt.Sprintf("at least %d", least)
	}
	return ""
}

// between is a range of values, either end of which may be open.
func between(t model.Type, least, most string) string {
	if least == "0" && t == model.Uint64 {
		least = "" // the type says so
	}
	switch {
	case least != "" && most != "":
		return "from " + least + " to " + most
	case least != "":
		return "at least " + least
	case most != "":
		return "at most " + most
	}
	return ""
}
