package diff

import (
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/model"
)

// required compares whether a field must be there, and what an empty one does.
func (s structure) required(at place, old, new *model.Field) {
	switch {
	case s.sent && !old.Required && new.Required:
		at.about(slices.Concat(at.symbols, s.makers)...).tell(Behaviour, Changed, "optional", "required", "required now: every request has to set it")
	case s.sent && old.Required && !new.Required && s.wasSentEmpty(old, new):
		at.tell(Behaviour, Changed, "required", "optional", "optional now: a zero is left out of requests, where it was sent")
	case s.sent && old.Required && !new.Required:
		at.tell(Safe, Changed, "required", "optional", "optional now")
	case s.sent && old.Presence == model.Plain && new.Presence == model.Required:
		at.tell(Behaviour, Changed, "", "", "an empty one is refused now")
	case s.sent && old.Presence == model.Required && new.Presence == model.Plain:
		at.tell(Safe, Changed, "", "", "it may be empty now")
	case s.sent || !s.received:
	case old.Required && !new.Required:
		at.tell(Behaviour, Changed, "required", "optional", "a reply can come without it now")
	case !old.Required && new.Required:
		at.tell(Safe, Changed, "optional", "required", "it is in every reply now")
	}
	s.nullable(at, old, new)
}

// wasSentEmpty reports whether a zero was sent before and is left out now, by
// code that still compiles: that of a number, or of what was allowed to be empty.
func (s structure) wasSentEmpty(old, new *model.Field) bool {
	if new.Presence != model.OmitZero {
		return false
	}
	return old.Presence == model.Plain || !isText(old.Type) && !nilable(old.Type)
}

// nullable compares whether replies hold null, where the Go type tells nothing of it.
func (s structure) nullable(at place, old, new *model.Field) {
	if !s.received || old.Nullable == new.Nullable || !s.sameFieldType(old, new) {
		return
	}
	if new.Nullable {
		at.tell(Safe, Changed, "", "null", "a reply can hold null now, which is read as zero")
		return
	}
	at.tell(Safe, Changed, "null", "", "no reply holds null any more")
}

// values compares what a field may hold and what it means to leave it out.
func (s structure) values(at place, old, new *model.Field) {
	for _, b := range bounds(old, new) {
		at.bound(b, s.sent)
	}
	s.fieldDefault(at, old.Default, new.Default)
	s.pattern(at, old.Pattern, new.Pattern)
	s.allowed(at, old.Enum, new.Enum)
}

// fieldDefault compares what the service takes in the place of nothing, which
// touches code that does not name the field.
func (s structure) fieldDefault(at place, old, new string) {
	all := at.about(slices.Concat(at.symbols, s.makers)...)
	switch {
	case old == new:
	case !s.sent || old == "":
		at.tell(Safe, Changed, old, new, "the default is %s instead of %s", orNone(new), orNone(old))
	default:
		all.tell(Behaviour, Changed, old, new, "the default is %s instead of %s", orNone(new), orNone(old))
	}
}

func (s structure) pattern(at place, old, new string) {
	switch {
	case old == new:
	case new == "":
		at.tell(Safe, Changed, old, new, "it need not match %s any more", old)
	case !s.sent:
		at.tell(Safe, Changed, old, new, "it matches %s instead of %s", new, orNone(old))
	default:
		at.tell(Behaviour, Changed, old, new, "it has to match %s instead of %s", new, orNone(old))
	}
}

// allowed compares the values allowed of a field without an enumeration.
func (s structure) allowed(at place, old, new []string) {
	if s.sent {
		at.fewer("the value", old, new)
		return
	}
	before, now := slices.Sorted(slices.Values(old)), slices.Sorted(slices.Values(new))
	if !slices.Equal(before, now) {
		at.tell(Safe, Changed, strings.Join(old, ", "), strings.Join(new, ", "), "the known values are %s instead of %s",
			orNone(strings.Join(new, ", ")), orNone(strings.Join(old, ", ")))
	}
}
