package resolve

import "github.com/signet-gen/signet/generator/model"

// settlePresence says of every field how it tells absent from zero. Requests
// decide: a structure that they reach follows their rules in replies too.
func (s *service) settlePresence() {
	tokens := s.idempotencyTokens()
	for _, st := range s.structs {
		for _, f := range st.model.Fields {
			switch {
			case !st.model.In:
				f.Presence = replyPresence(f)
			case (tokens[f] || f.In == "host" && !f.Required) && s.presence(f) == "":
				f.Presence = model.OmitZero // filled in when it is empty
			default:
				f.Presence = requestPresence(f, s.presence(f) == "implicit")
			}
		}
	}
}

// presence is what the spec says of a field, if anything.
func (s *service) presence(f *model.Field) string {
	if sp := s.source[f]; sp != nil {
		return sp.Presence.Value
	}
	return ""
}

func (s *service) idempotencyTokens() map[*model.Field]bool {
	tokens := map[*model.Field]bool{}
	for _, a := range s.actions {
		if f := find(a.model.Input.Fields, a.spec.IdempotencyToken.Value); f != nil {
			tokens[f] = true
		}
	}
	return tokens
}

// replyPresence is the rule of what only replies hold: plain values, and a
// pointer where null is told from zero.
func replyPresence(f *model.Field) model.Presence {
	if f.Nullable && !nilable(f.Type) {
		return model.Pointer
	}
	return model.Plain
}

// requestPresence is the rule of parameters. A required one that may be empty
// is always written; an optional one is a pointer where zero means something.
func requestPresence(f *model.Field, implicit bool) model.Presence {
	_, holds := container(f.Type)
	switch {
	case f.Required && (holds && f.MinItems == 0 || !holds && f.MinLength == 0):
		return model.Plain
	case f.Required:
		return model.Required
	case nilable(f.Type), implicit:
		return model.OmitZero
	}
	return model.Pointer
}

// nilable reports whether a type's own nil tells absent from empty.
func nilable(t model.Type) bool {
	_, holds := container(t)
	return holds || t == model.Any || t == model.Binary
}
