package resolve

import (
	"fmt"

	"github.com/signet-gen/signet/generator/spec"
)

// report gathers the faults of a whole set.
type report struct{ faults spec.Faults }

func (r *report) faultf(pos spec.Pos, format string, args ...any) {
	r.faults = append(r.faults, spec.Fault{Pos: pos, Msg: fmt.Sprintf(format, args...)})
}

// at returns the first place that is one: where a value stands, or else the
// thing that lacks it.
func at(places ...spec.Pos) spec.Pos {
	for _, p := range places {
		if p.Line > 0 {
			return p
		}
	}
	return places[len(places)-1]
}

// thing is something that has a name: a noun, the name and where it stands.
type thing struct {
	noun, name string
	pos        spec.Pos
}

func (t thing) String() string { return t.noun + " " + t.name }

// scope holds names of which no two may agree.
type scope struct {
	*report
	taken    map[string]thing
	reserved map[string]string
}

func newScope(r *report) *scope {
	return &scope{r, map[string]thing{}, map[string]string{}}
}

// reserve keeps a name for what generated code needs it for.
func (s *scope) reserve(name, purpose string) { s.reserved[name] = purpose }

// add takes a name for t. Where it is gone, the fault names both, and the key
// that settles the matter if there is one.
func (s *scope) add(name string, t thing, key string) {
	if key != "" {
		key = " with " + key
	}
	if name == "" {
		return // reported by whoever made the name
	}
	if purpose, ok := s.reserved[name]; ok {
		s.faultf(t.pos, "%s is %s in Go, which is kept for %s: give it another name%s", t, name, purpose, key)
		return
	}
	first, ok := s.taken[name]
	if !ok {
		s.taken[name] = t
		return
	}
	s.faultf(t.pos, "%s and %s (%s) are both %s in Go: give one of them another name%s", t, first, first.pos, name, key)
}
