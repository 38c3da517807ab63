package settle

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
)

// settleNames finds another name for each thing whose name Go has already. It
// reports whether there was one.
func (s *settling) settleNames(places []*place) bool {
	scopes := s.scopes(s.spec, places)
	taken := takenIn(scopes)
	changed := map[bearer]bool{}
	for _, sc := range scopes {
		for _, c := range s.clashes(sc) {
			if !changed[c.loser.bearer] && s.rename(c, taken, sc) {
				changed[c.loser.bearer] = true
			}
		}
	}
	return len(changed) > 0
}

// clash is a thing that has to give way, and to whom.
type clash struct {
	loser *goName
	// winner has the name; nil where generated code or the provider has it, or
	// the loser has none at all.
	winner *goName
	reason string
}

// clashes are the things of a scope that give way, each name by itself.
func (s *settling) clashes(sc *scope) []clash {
	var all []clash
	groups := map[string][]*goName{}
	for _, n := range sc.names {
		groups[n.Go] = append(groups[n.Go], n)
	}
	for _, n := range sc.names {
		group := groups[n.Go]
		delete(groups, n.Go)
		reason := sc.gone(n.Go)
		if group == nil || n.Go != "" && reason == "" && len(group) == 1 {
			continue
		}
		slices.SortStableFunc(group, s.compare)
		var winner *goName
		if reason == "" && n.Go != "" {
			winner, group = group[0], group[1:]
			reason = winner.Name.String()
		}
		for _, loser := range group {
			all = append(all, clash{loser, winner, reason})
		}
	}
	return all
}

// gone tells what a name is kept for.
func (sc *scope) gone(name string) string {
	if reason, ok := sc.Reserved[name]; ok {
		return reason
	}
	for _, n := range sc.Given {
		if n.Go == name {
			return "the provider's " + n.String()
		}
	}
	return ""
}

// ranks order the things of a service by who keeps a name.
var ranks = []resolve.Noun{
	resolve.ActionNoun, resolve.ErrorNoun, resolve.TypeNoun, resolve.ValueNoun,
	resolve.FieldNoun, resolve.WaiterNoun, resolve.IteratorNoun,
}

// compare puts first what keeps a name that several want: what had it before,
// what the spec gives it, by what it is, and by how near it is to its own name.
func (s *settling) compare(a, b *goName) int {
	return cmp.Or(
		before(s.had(a), s.had(b)),
		before(a.isExplicit(), b.isExplicit()),
		cmp.Compare(slices.Index(ranks, a.noun), slices.Index(ranks, b.noun)),
		before(a.place.key == a.part(), b.place.key == b.part()),
		before(asWritten(a.place.key) == a.part(), asWritten(b.place.key) == b.part()),
		cmp.Compare(a.path, b.path),
	)
}

func before(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// had reports whether the thing bore its name before. What follows from the
// name of an action is as old as the action.
func (s *settling) had(n *goName) bool {
	name, ok := s.kept[n.bearer]
	return ok && (n.Noun != n.noun || n.Go == name)
}

func (n *goName) isExplicit() bool {
	at := n.explicit()
	return at == nil || at.IsSet()
}

// takenNames are the names that are gone.
type takenNames map[*scope]map[string]bool

func takenIn(scopes []*scope) takenNames {
	taken := takenNames{}
	for _, sc := range scopes {
		names := map[string]bool{}
		for name := range sc.Reserved {
			names[name] = true
		}
		for _, n := range sc.Given {
			names[n.Go] = true
		}
		for _, n := range sc.names {
			names[n.Go] = true
		}
		taken[sc] = names
	}
	return taken
}

// rename gives the loser of a clash the first of its candidates that is free.
func (s *settling) rename(c clash, taken takenNames, sc *scope) bool {
	n := c.loser
	if n.Noun == resolve.ValueNoun && n.prefix == "" {
		return false // its type has no name yet, and is the next to have one
	}
	name := first(candidates(c, sc.numbers), func(part string) bool { return taken.free(n, sc, part) })
	taken.take(n, sc, name)
	if at := n.explicit(); at != nil {
		*at = importer.Set(name)
	} else {
		s.renameWaiter(n, name)
	}
	msg := fmt.Sprintf("%s in Go, since %s is kept for %s", n.prefix+name, n.Go, c.reason)
	switch {
	case n.Go == "":
		msg = fmt.Sprintf("%s in Go, where %q makes no name", n.prefix+name, n.place.key)
	case c.winner != nil:
		msg = fmt.Sprintf("%s in Go, since %s is %s", n.prefix+name, n.Go, c.reason)
	}
	s.note(importer.Renamed, n.place.path, msg)
	return true
}

// free reports whether a name can be had.
func (t takenNames) free(n *goName, sc *scope, part string) bool {
	if !sayable(part) || t[sc][n.prefix+part] {
		return false
	}
	if n.noun != resolve.ActionNoun {
		return true
	}
	for other, names := range t {
		if other.ofService && (names[part] || names[part+"Input"] || names[part+"Output"] || names[naming.File(part)]) {
			return false
		}
	}
	return true
}

// take makes a name a taken one.
func (t takenNames) take(n *goName, sc *scope, part string) {
	t[sc][n.prefix+part] = true
	if n.noun == resolve.ActionNoun {
		for _, name := range []string{part, part + "Input", part + "Output", naming.File(part)} {
			t[sc][name] = true
		}
	}
}

// renameWaiter gives a waiter another key, which is its name.
func (s *settling) renameWaiter(n *goName, name string) {
	m := n.place.parent.value.Addr().Interface().(*spec.Map[*spec.Waiter])
	for i, e := range *m {
		if e.Pos == n.Pos {
			(*m)[i].Key = name
		}
	}
}
