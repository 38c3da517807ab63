package tencent

import (
	"slices"

	"github.com/signet-gen/signet/generator/spec"
)

// mostSeen is how many different values of a member are remembered.
const mostSeen = 100

// remember notes what an example has for each member, down from a request (sent)
// or a reply: what it shows is known, whatever the prose says.
func (o *object) remember(v *spec.Value, sent bool) {
	if o == nil || v == nil {
		return
	}
	for name, value := range v.Members.All() {
		if m := o.get(name); m != nil {
			m.mayBeEmpty = m.mayBeEmpty || sent && isEmpty(value)
			m.remember(value, sent)
		}
	}
}

// isEmpty reports whether a value is an empty text or an empty list.
func isEmpty(v *spec.Value) bool {
	return v.Kind == spec.StringValue && v.Text == "" || v.Kind == spec.ListValue && len(v.Items) == 0
}

func (m *member) remember(v *spec.Value, sent bool) {
	switch v.Kind {
	case spec.ListValue:
		for _, item := range v.Items {
			m.remember(item, sent)
		}
	case spec.MapValue:
		m.object.remember(v, sent)
	case spec.NullValue:
	default:
		if v.Text != "" && len(m.seen) < mostSeen && !slices.Contains(m.seen, v.Text) {
			m.seen = append(m.seen, v.Text)
		}
	}
}
