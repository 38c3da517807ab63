package overlay

import (
	"cmp"
	"fmt"

	"github.com/signet-gen/signet/generator/spec"
)

// match is what a path leads to.
type match struct {
	path  spec.Path
	found []*node
	// far is how many segments were found at the most, and last are the nodes
	// there: what the next segment missed.
	far  int
	last []*node
}

// find follows a path from the root of a service.
func find(root *node, path spec.Path) *match {
	m := &match{path: path}
	m.walk(root, path.Start())
	return m
}

func (m *match) walk(n *node, steps spec.Steps) {
	if m.path.Ends(steps) && len(n.names) > 0 {
		m.found = append(m.found, n)
	}
	if far := steps.Far(); far > m.far {
		m.far, m.last = far, nil
	}
	if steps.Far() == m.far {
		m.last = append(m.last, n)
	}
	if n.list == nil {
		return
	}
	for _, c := range n.list(func(name string) bool { return m.path.Step(steps, name) != 0 }) {
		m.walk(c, m.path.Step(steps, c.names[len(c.names)-1]))
	}
}

// correct is what to do about a path for which no other seems to be meant.
const correct = ": correct the path, or remove the change"

// missing says what of a path that led to nothing is not there.
func (m *match) missing() string {
	before, exact := m.path.Head(m.far).Literal()
	_, named := m.path.Name(m.far)
	switch where, what := spec.JoinPath(before...), m.path.Segment(m.far); {
	case !exact:
		return fmt.Sprintf("nothing matches %s%s", m.path, cmp.Or(m.meant(), correct))
	case !named:
		return fmt.Sprintf("%s has nothing like %s%s", where, what, correct)
	default:
		return fmt.Sprintf("%s has no %s%s", where, spoken(what), cmp.Or(m.meant(), correct))
	}
}

// spoken is a name in a message.
func spoken(name string) string {
	if name == "" {
		return `""`
	}
	return name
}

// meant is the name that was probably meant where the path ended.
func (m *match) meant() string {
	name, ok := m.path.Name(m.far)
	if !ok {
		return ""
	}
	if meant, ok := spec.Nearest(name, m.beside()); ok {
		return "; did you mean " + spec.JoinPath(meant) + "?"
	}
	return ""
}

// beside are the names that there are where the path ended, each once.
func (m *match) beside() []string {
	var names []string
	seen := map[string]bool{}
	for _, n := range m.last {
		if n.list == nil {
			continue
		}
		for _, c := range n.list(func(name string) bool { return !seen[name] }) {
			name := c.names[len(c.names)-1]
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}
