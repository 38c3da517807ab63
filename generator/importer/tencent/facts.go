package tencent

import (
	"slices"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// facts sets what the prose of a member tells beside its meaning: the values
// allowed, the limits, and what is taken when it is absent. None may contradict
// another, the member's example or the examples of the service; of a
// contradiction, the limits and the values give way.
func (s *service) facts(f *spec.Field, o *object, m *member, at place) {
	prose := m.told()
	sent := at == input || at == inType && o.in
	enum := enumOf(m.typ, prose)
	var taken *spec.Value
	if sent && !f.Required.Value {
		taken = defaultOf(m.typ, prose, enum)
		if taken == nil {
			taken = m.declared
		}
	}
	known := slices.Clone(m.seen)
	for _, v := range []*spec.Value{taken, f.Example} {
		known = append(known, textsOf(v)...)
	}
	if !slices.ContainsFunc(known, func(text string) bool { return !slices.Contains(enum, text) }) {
		f.Enum = importer.SetTexts(enum...)
	}
	if b := boundsOf(m.typ, prose); sent && len(f.Enum) == 0 && !slices.ContainsFunc(known, b.excludes) {
		if b.min != "" {
			f.Min = importer.SetNumber(b.min)
		}
		if b.max != "" {
			f.Max = importer.SetNumber(b.max)
		}
	}
	if f.Sensitive.Value {
		return
	}
	f.Default = taken
}

// textsOf are the scalars in a value.
func textsOf(v *spec.Value) []string {
	switch {
	case v == nil || v.Kind == spec.NullValue:
		return nil
	case v.Kind != spec.ListValue:
		return []string{v.Text}
	}
	var texts []string
	for _, item := range v.Items {
		texts = append(texts, textsOf(item)...)
	}
	return texts
}

// excludes reports whether a number lies outside of the limits.
func (b bounds) excludes(text string) bool {
	return decimal.MatchString(text) &&
		(b.min != "" && compare(text, b.min) < 0 || b.max != "" && compare(text, b.max) > 0)
}
