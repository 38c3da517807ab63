package diff

import (
	"path"

	"github.com/signet-gen/signet/generator/model"
)

// A pair is a thing of the old state and the same thing of the new one. One of
// both is nil where the thing was added or removed.
type pair[T any] struct{ old, new *T }

// pairs finds the things that are the same: those of one key, which is mostly
// the name on the wire, and of what is left those of one second key, which is
// mostly the Go name. The order is that of the old things; new ones follow.
func pairs[T any](old, new []*T, keys ...func(*T) string) []pair[T] {
	partner := map[*T]*T{}
	taken := map[*T]bool{}
	for _, key := range keys {
		free := map[string]*T{}
		for _, n := range new {
			if k := key(n); !taken[n] && free[k] == nil {
				free[k] = n
			}
		}
		for _, o := range old {
			if n := free[key(o)]; partner[o] == nil && n != nil && !taken[n] {
				partner[o], taken[n] = n, true
			}
		}
	}
	var all []pair[T]
	for _, o := range old {
		all = append(all, pair[T]{o, partner[o]})
	}
	for _, n := range new {
		if !taken[n] {
			all = append(all, pair[T]{nil, n})
		}
	}
	return all
}

// pairServices finds services of one folder, and then versions that took the
// place of others.
func pairServices(old, new []*model.Service) []pair[model.Service] {
	return pairs(old, new,
		func(s *model.Service) string { return s.Dir },
		func(s *model.Service) string { return path.Dir(s.Dir) })
}

func pairActions(old, new []*model.Action) []pair[model.Action] {
	return pairs(old, new,
		func(a *model.Action) string { return a.Name },
		func(a *model.Action) string { return a.GoName })
}

func pairFields(old, new []*model.Field) []pair[model.Field] {
	return pairs(old, new,
		func(f *model.Field) string { return f.Name },
		func(f *model.Field) string { return f.GoName })
}

func pairValues(old, new []*model.EnumValue) []pair[model.EnumValue] {
	return pairs(old, new,
		func(v *model.EnumValue) string { return v.Value },
		func(v *model.EnumValue) string { return v.GoName })
}

// A named type is a structure or an enumeration: [model.Struct] or [model.Enum].
type named struct {
	name, goName string
	structure    *model.Struct
	enum         *model.Enum
}

// namedTypes are all types that others refer to by name.
func namedTypes(s *model.Service) []*named {
	var all []*named
	for _, st := range s.Structs {
		all = append(all, &named{st.Name, st.GoName, st, nil})
	}
	for _, en := range s.Enums {
		all = append(all, &named{en.Name, en.GoName, nil, en})
	}
	return all
}

// model is the type itself.
func (n *named) model() model.Type {
	if n.structure != nil {
		return n.structure
	}
	return n.enum
}

func pairTypes(old, new []*named) []pair[named] {
	return pairs(old, new,
		func(n *named) string { return n.name },
		func(n *named) string { return n.goName })
}
