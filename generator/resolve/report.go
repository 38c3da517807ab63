package resolve

import (
	"fmt"
	"maps"

	"github.com/signet-gen/signet/generator/spec"
)

// report gathers the faults of a whole set.
type report struct {
	faults spec.Faults
	// named are the places of the Go names that an overlay gives, by the places
	// of what bears them.
	named map[spec.Pos]spec.Pos
}

// name notes where the Go name of a thing stands, if in another file.
func (r *report) name(name spec.At[string], thing spec.Pos) {
	if !name.IsSet() || name.Pos.File == thing.File {
		return
	}
	if r.named == nil {
		r.named = map[spec.Pos]spec.Pos{}
	}
	r.named[thing] = name.Pos
}

// gather takes over what another report has.
func (r *report) gather(more *report) {
	r.faults = append(r.faults, more.faults...)
	if r.named == nil {
		r.named = map[spec.Pos]spec.Pos{}
	}
	maps.Copy(r.named, more.named)
}

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

// scope holds names of which no two may agree.
type scope struct {
	*report
	taken    map[string]Name
	reserved map[string]string
}

func newScope(r *report) *scope {
	return &scope{r, map[string]Name{}, map[string]string{}}
}

// add takes a name. Where it is gone, the fault names both that want it, and
// the key that settles the matter if there is one.
func (s *scope) add(n Name, key string) {
	if key != "" {
		key = " with " + key
	}
	if name, ok := s.named[n.Pos]; ok {
		n.Pos = name
	}
	if n.Go == "" {
		return // reported by whoever made the name
	}
	if purpose, ok := s.reserved[n.Go]; ok {
		s.faultf(n.Pos, "%s is %s in Go, which is kept for %s: give it another name%s", n, n.Go, purpose, key)
		return
	}
	first, ok := s.taken[n.Go]
	if !ok {
		s.taken[n.Go] = n
		return
	}
	s.faultf(n.Pos, "%s and %s (%s) are both %s in Go: give one of them another name%s", n, first, first.Pos, n.Go, key)
}
