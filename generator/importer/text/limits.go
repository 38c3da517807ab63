package text

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

const number = `(-?\d+(?:\.\d+)?)`

var (
	greatest = regexp.MustCompile(`(?i:\bmax(?:imum)?(?: value| allowed value)?(?: is\s*:?|\s*[:：=]))\s*` + "`?" + number + "`?" + `\s*` + stop)
	least    = regexp.MustCompile(`(?i:\bmin(?:imum)?(?: value| allowed value)?(?: is\s*:?|\s*[:：=]))\s*` + "`?" + number + "`?" + `\s*` + stop)
	interval = regexp.MustCompile(`(?i:\b(?:value |valid )?range(?: of values)?(?: is\s*:?|\s*[:：=]))\s*` + "`?" + `(\[?)\s*` + number + `\s*(?:-|–|~|,|to)\s*` + number + `\s*(\]?)` + "`?" + `\s*` + stop)
)

// limits reads the default and the bounds of a parameter's value.
func limits(f *spec.Field, text string, t spec.TypeExpr) {
	if f.Default == nil && !f.Required.Value && f.Type.Value.Elem == nil {
		f.Default = defaultOf(f, text)
	}
	if f.Type.Value.Elem != nil || !isNumber(t) {
		return
	}
	f.Min, f.Max = bound(least, text), bound(greatest, text)
	if m := interval.FindAllStringSubmatch(text, 2); len(m) == 1 && f.Min == nil && f.Max == nil && (m[0][1] == "") == (m[0][4] == "") {
		f.Min, f.Max = importer.SetNumber(m[0][2]), importer.SetNumber(m[0][3])
	}
	if f.Min != nil && f.Max != nil && !ordered(f.Min.Text, f.Max.Text) {
		f.Min, f.Max = nil, nil
	}
	if t.Name != "float64" && (isFraction(f.Min) || isFraction(f.Max)) {
		f.Min, f.Max = nil, nil
	}
}

func isNumber(t spec.TypeExpr) bool {
	switch t.Name {
	case "int32", "int64", "uint64", "float64":
		return t.Kind == spec.ScalarType
	}
	return false
}

// bound is the one number that a text tells, or none where it tells several.
func bound(fact *regexp.Regexp, text string) *spec.Number {
	m := fact.FindAllStringSubmatch(text, 2)
	if len(m) != 1 {
		return nil
	}
	return importer.SetNumber(m[0][1])
}

func ordered(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && x <= y
}

func isFraction(n *spec.Number) bool { return n != nil && strings.Contains(n.Text, ".") }

// defaultOf is the default that a text tells, where it tells one and no more.
func defaultOf(f *spec.Field, text string) *spec.Value {
	m := defaultFact.FindAllStringSubmatchIndex(text, 2)
	if len(m) != 1 || len(anyDefault.FindAllString(text, 2)) != 1 {
		return nil
	}
	word, coded := valueAt(text, m[0][2:])
	if !coded && f.Type.Value.Name == "string" && !isOneOf(f.Enum, word) {
		return nil
	}
	return scalar(f.Type.Value, word)
}

func isOneOf(enum []spec.At[string], word string) bool {
	return slices.ContainsFunc(enum, func(v spec.At[string]) bool { return v.Value == word })
}

// valueAt is the value that the groups of a match hold, and whether it stood
// as code or in quotes.
func valueAt(text string, groups []int) (word string, coded bool) {
	for i := 0; i+1 < len(groups) && i < 8; i += 2 {
		if groups[i] >= 0 {
			return strings.TrimSpace(text[groups[i]:groups[i+1]]), i < 6
		}
	}
	return "", false
}

// sample is the value that a text gives as an example of a field of type t.
func sample(text string, t spec.TypeExpr) *spec.Value {
	if t.Elem != nil {
		return nil
	}
	if m := codedSample.FindStringSubmatch(text); m != nil {
		return scalar(t, strings.TrimSpace(m[1]))
	}
	m := plainSample.FindStringSubmatchIndex(text)
	if m == nil {
		return nil
	}
	word, coded := valueAt(text, m[2:])
	if !coded && !strings.ContainsAny(word, "0123456789") {
		return nil
	}
	return scalar(t, word)
}

var integer = regexp.MustCompile(`^(0|-?[1-9]\d{0,18})$`)
var fraction = regexp.MustCompile(`^-?\d{1,18}(\.\d{1,18})?$`)

// scalar is a word as a value of a scalar type, or nil where it is none.
func scalar(t spec.TypeExpr, word string) *spec.Value {
	if t.Kind != spec.ScalarType || word == "" {
		return nil
	}
	switch t.Name {
	case "int32", "int64", "uint64":
		if integer.MatchString(word) {
			return &spec.Value{Kind: spec.IntValue, Text: word}
		}
	case "float64":
		if fraction.MatchString(word) {
			return number64(word)
		}
	case "bool":
		switch lower := strings.ToLower(word); lower {
		case "true", "false":
			return &spec.Value{Kind: spec.BoolValue, Text: lower}
		}
	case "string", "datetime", "timestamp", "date":
		return &spec.Value{Kind: spec.StringValue, Text: word}
	}
	return nil
}

// number64 is a number as YAML has it.
func number64(word string) *spec.Value {
	kind := spec.IntValue
	if strings.ContainsAny(word, ".eE") {
		kind = spec.FloatValue
	}
	return &spec.Value{Kind: kind, Text: word}
}
