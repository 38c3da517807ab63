package model

import "slices"

// IsMasked reports whether Go holds the field as one wire.Masked: it is
// sensitive, and is made of something else than texts, which are wire.Secret each.
func (f *Field) IsMasked() bool { return f.Sensitive && innermost(f.Type) != String }

// PrintsItself reports whether the structure has a method Format in Go: it leads
// to a wire.Secret, and neither to itself, since printing might never end, nor to
// a field of this name.
func (s *Struct) PrintsItself() bool {
	var secret, cyclic bool
	s.walk(map[*Struct]bool{}, func(f *Field) {
		secret = secret || f.Sensitive
		cyclic = cyclic || innermost(f.Type) == s
	})
	named := slices.ContainsFunc(s.Fields, func(f *Field) bool { return f.GoName == "Format" })
	return secret && !cyclic && !named
}

// walk visits all fields that the structure leads to, but for what is masked,
// which shows nothing in any way.
func (s *Struct) walk(seen map[*Struct]bool, visit func(*Field)) {
	if seen[s] {
		return
	}
	seen[s] = true
	for _, f := range s.Fields {
		if f.IsMasked() {
			continue
		}
		visit(f)
		if inner, ok := innermost(f.Type).(*Struct); ok {
			inner.walk(seen, visit)
		}
	}
}

// innermost is what lists and maps hold in the end.
func innermost(t Type) Type {
	switch t := t.(type) {
	case List:
		return innermost(t.Elem)
	case Map:
		return innermost(t.Elem)
	}
	return t
}
