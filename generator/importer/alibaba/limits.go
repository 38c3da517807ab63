package alibaba

import (
	"math/big"
	"regexp"
	"strconv"
	"unicode/utf8"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// limits reads what values a parameter may have. What makes no sense for its
// type, or contradicts itself, is left out.
func (s *service) limits(f *spec.Field, schema *jsontree.Node, path string) {
	t := innermost(f.Type.Value)
	if isScalar(t, "int32", "int64", "float64") {
		f.Min = s.bound(saying(schema, "minimum"), "minimum", "exclusiveMinimum", +1, t.Name, path)
		f.Max = s.bound(saying(schema, "maximum"), "maximum", "exclusiveMaximum", -1, t.Name, path)
		s.ordered(f, schema, path)
	}
	if isScalar(t, "string") {
		f.MinLength, f.MaxLength = s.counts(saying(schema, "minLength"), saying(schema, "maxLength"), "minLength", "maxLength", path)
		s.pattern(f, saying(schema, "pattern"), path)
	}
	if f.Type.Value.Elem != nil {
		f.MinItems, f.MaxItems = s.counts(schema, schema, "minItems", "maxItems", path)
	}
	s.empty(f, schema, path)
}

// saying is the schema that has a limit: a list's, or that of its items.
func saying(schema *jsontree.Node, key string) *jsontree.Node {
	for n := schema; n != nil; n = n.Get("items") {
		if !n.Get(key).IsNothing() {
			return n
		}
	}
	return schema
}

// empty lets what is required be empty, where the file says that it may.
func (s *service) empty(f *spec.Field, schema *jsontree.Node, path string) {
	if !f.Required.Value || !s.flag(schema, "allowEmptyValue", path) {
		return
	}
	if isScalar(f.Type.Value, "string") {
		f.MinLength = importer.SetInt(0)
	} else if f.Type.Value.Elem != nil {
		f.MinItems = importer.SetInt(0)
	}
}

// bound reads a least or a greatest number. One that itself is not allowed
// makes the next whole number the bound.
func (s *service) bound(schema *jsontree.Node, key, exclusive string, step int64, typ, path string) *spec.Number {
	text, ok := s.scalar(schema, key, path)
	if !ok || text == "" {
		return nil
	}
	v, ok := number(text)
	switch {
	case !ok || !fits(v, typ):
		s.Note(schema.Get(key), importer.Skipped, path, "%s %s is no value of the type %s", key, jsontree.Quote(text), typ)
		return nil
	case !s.flag(schema, exclusive, path):
		return importer.SetNumber(text)
	case typ == "float64":
		s.Note(schema.Get(key), importer.Skipped, path, "%s %s is not allowed itself, which the language cannot say", key, jsontree.Quote(text))
		return nil
	}
	next := new(big.Float).SetPrec(256).Add(v, new(big.Float).SetInt64(step))
	if !fits(next, typ) {
		return nil
	}
	return importer.SetNumber(next.Text('f', 0))
}

// ordered leaves out a least number that is above the greatest, and the greatest.
func (s *service) ordered(f *spec.Field, schema *jsontree.Node, path string) {
	if f.Min == nil || f.Max == nil {
		return
	}
	least, _ := number(f.Min.Text)
	greatest, _ := number(f.Max.Text)
	if least.Cmp(greatest) > 0 {
		s.Note(saying(schema, "maximum").Get("maximum"), importer.Skipped, path, "minimum %s is above maximum %s: both are left out", jsontree.Cut(f.Min.Text), jsontree.Cut(f.Max.Text))
		f.Min, f.Max = nil, nil
	}
}

// counts reads how many characters or items there may be.
func (s *service) counts(low, high *jsontree.Node, least, most, path string) (lo, hi *spec.At[int]) {
	lo, hi = s.count(low, least, path), s.count(high, most, path)
	if lo != nil && hi != nil && lo.Value > hi.Value {
		s.Note(high.Get(most), importer.Skipped, path, "%s %d is above %s %d: both are left out", least, lo.Value, most, hi.Value)
		return nil, nil
	}
	return lo, hi
}

func (s *service) count(schema *jsontree.Node, key, path string) *spec.At[int] {
	text, ok := s.scalar(schema, key, path)
	if !ok || text == "" {
		return nil
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n < 0 {
		s.Note(schema.Get(key), importer.Skipped, path, "%s %s is no number of characters or items", key, jsontree.Quote(text))
		return nil
	}
	return importer.SetInt(int(n))
}

// pattern reads the pattern of a text, if Go's regular expressions have it.
func (s *service) pattern(f *spec.Field, schema *jsontree.Node, path string) {
	text := s.Text(schema, "pattern", path)
	if text == "" {
		return
	}
	if _, err := regexp.Compile(text); err != nil || len(text) > 1000 {
		s.Note(schema.Get("pattern"), importer.Skipped, path, "the pattern %s is not one that Go's regular expressions have", jsontree.Quote(text))
		return
	}
	f.Pattern = importer.Set(text)
}

// dropBroken leaves out the limits of a field that its own default or example
// breaks: one of the two is wrong, and a limit that is wrong does harm.
func (s *service) dropBroken(f *spec.Field, v *spec.Value, what string, schema *jsontree.Node, path string) {
	drop := func(key string) {
		s.Note(saying(schema, key).Get(key), importer.Skipped, path, "%s: the %s %s breaks it", key, what, jsontree.Quote(v.Text))
	}
	if n, ok := number(v.Text); ok && (v.Kind == spec.IntValue || v.Kind == spec.FloatValue) {
		if f.Min != nil && compare(n, f.Min) < 0 {
			drop("minimum")
			f.Min = nil
		}
		if f.Max != nil && compare(n, f.Max) > 0 {
			drop("maximum")
			f.Max = nil
		}
	}
	if v.Kind == spec.StringValue {
		s.dropBrokenText(f, v, drop)
	}
}

func (s *service) dropBrokenText(f *spec.Field, v *spec.Value, drop func(key string)) {
	n := utf8.RuneCountInString(v.Text)
	if f.MinLength != nil && n < f.MinLength.Value {
		drop("minLength")
		f.MinLength = nil
	}
	if f.MaxLength != nil && n > f.MaxLength.Value {
		drop("maxLength")
		f.MaxLength = nil
	}
	if f.Pattern.IsSet() && !regexp.MustCompile(f.Pattern.Value).MatchString(v.Text) {
		drop("pattern")
		f.Pattern = spec.At[string]{}
	}
}

// compare is the order of a number and a bound.
func compare(v *big.Float, bound *spec.Number) int {
	b, ok := number(bound.Text)
	if !ok {
		return 0
	}
	return v.Cmp(b)
}
