package resolve

import (
	"strings"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

// path follows a dotted path of wire names down from an input or output.
// Wire names may hold dots themselves, so the longest name that fits is taken
// at each step. Lists are gone through where the path may.
func (s *service) path(p spec.At[string], root *model.Struct, owner string, throughLists bool) model.Path {
	var way model.Path
	st, rest := root, p.Value
	for {
		f, name := longest(st.Fields, rest)
		if f == nil {
			s.faultf(p.Pos, "%s has no member %s%s", owner, name, meantMember(name, st))
			return nil
		}
		way = append(way, f)
		if len(f.Name) == len(rest) {
			return way
		}
		rest = rest[len(f.Name)+1:]
		t := f.Type
		if throughLists {
			t = innermost(t)
		}
		next, ok := t.(*model.Struct)
		if !ok {
			s.faultf(p.Pos, "the path %s goes on below %s, which is %s", p.Value, f.Name, article(f.Type))
			return nil
		}
		st, owner = next, "type "+next.Name
	}
}

// longest finds the field whose name is the longest beginning of a path, or
// else the first name of the path.
func longest(fields []*model.Field, path string) (*model.Field, string) {
	var best *model.Field
	for _, f := range fields {
		if (path == f.Name || strings.HasPrefix(path, f.Name+".")) && (best == nil || len(f.Name) > len(best.Name)) {
			best = f
		}
	}
	first, _, _ := strings.Cut(path, ".")
	return best, first
}

// leaf is the type at the end of a path.
func leaf(p model.Path) model.Type { return p[len(p)-1].Type }

// throughList reports whether a path passes or ends at a list or map.
func throughList(p model.Path) bool {
	for _, f := range p {
		if _, holds := container(f.Type); holds {
			return true
		}
	}
	return false
}
