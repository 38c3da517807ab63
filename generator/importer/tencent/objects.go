package tencent

import (
	"regexp"
	"unicode"
	"unicode/utf8"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/spec"
)

// object is a structure of the file.
type object struct {
	name string
	node *jsontree.Node
	// typeName is what the spec calls it; empty for the request and the reply
	// of an action that nothing else holds.
	typeName string
	members  []*member
	byName   map[string]*member
	// message says that an action names it, in and out whether requests and
	// replies reach it.
	message, held, in, out bool
}

// member is a member of a structure.
type member struct {
	name string
	node *jsontree.Node
	// typ is its type, and object the structure in it, if there is one.
	typ    spec.TypeExpr
	object *object
	// prose is what the vendor says of it, as plain text.
	prose string
	// disabled says that the vendor took it out of use.
	disabled bool
	// declared is the default that the file names beside the prose.
	declared *spec.Value
	// seen are the values that examples have for it.
	seen []string
	// mayBeEmpty says that an example sends it empty.
	mayBeEmpty bool
}

// get is the member called name, or nil.
func (o *object) get(name string) *member { return o.byName[name] }

// longestFacts is the most bytes of prose that are searched for facts.
const longestFacts = 8000

// told is the prose that may tell facts.
func (m *member) told() string {
	if len(m.prose) > longestFacts {
		return ""
	}
	return m.prose
}

// readObjects reads all structures.
func (s *service) readObjects(n *jsontree.Node) {
	s.objects = map[string]*object{}
	for _, m := range s.named(n, "object") {
		o := &object{name: m.Key, node: m.Value, byName: map[string]*member{}}
		s.objects[m.Key] = o
		s.types = append(s.types, o)
		s.readMembers(o)
	}
	s.nameTypes()
	s.resolveTypes()
}

func (s *service) readMembers(o *object) {
	owner := "object " + jsontree.Quote(o.name)
	list := o.node.Get("members")
	if !s.Want(list, jsontree.List, "members of "+owner) {
		return
	}
	seen := map[string]bool{}
	for _, n := range list.Items {
		if n.Kind != jsontree.Object {
			s.Fault(n, "a member of %s must be an object, not %v: %s", owner, n.Kind, jsontree.Fetch)
			continue
		}
		name, ok := s.Needed(n, "name", "a member of "+owner)
		switch {
		case !ok:
		case seen[name]:
			s.Note(n, importer.Skipped, "", "%s has the member %s a second time: the first counts", owner, jsontree.Quote(name))
		case !isWireName(name):
			s.Note(n, importer.Skipped, "", "the member %s of %s: no spec can say a name with spaces, of no letters or of more than 100 characters", jsontree.Quote(name), owner)
		default:
			s.readMember(o, name, n)
		}
		seen[name] = true
	}
}

func (s *service) readMember(o *object, name string, n *jsontree.Node) {
	m := &member{name: name, node: n}
	owner := "member " + jsontree.Quote(name) + " of " + jsontree.Quote(o.name)
	m.prose = plainText(s.Text(n, "document", owner))
	m.disabled = s.flag(n, "disabled", owner)
	o.members, o.byName[name] = append(o.members, m), m
}

// longestName is the most characters of a name: YAML has a bound for keys.
const longestName = 100

// isWireName reports whether the language takes a name, and Go can have one for it.
func isWireName(name string) bool {
	if utf8.RuneCountInString(name) > longestName {
		return false
	}
	for _, r := range name {
		if unicode.IsSpace(r) || !unicode.IsPrint(r) {
			return false
		}
	}
	return naming.Go(name) != ""
}

// markUses tells each structure whether requests and replies reach it.
func (s *service) markUses() {
	for _, a := range s.actions {
		reach(a.input, func(o *object) *bool { return &o.in })
		reach(a.output, func(o *object) *bool { return &o.out })
	}
}

func reach(o *object, mark func(*object) *bool) {
	if o == nil || *mark(o) {
		return
	}
	*mark(o) = true
	for _, m := range o.members {
		reach(m.object, mark)
	}
}

var typeName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]*$`)

// nameTypes gives every structure that is a type a name that the language takes.
func (s *service) nameTypes() {
	taken := map[string]bool{}
	for _, o := range s.types {
		if isTypeName(o.name) {
			o.typeName = o.name
			taken[o.name] = true
		}
	}
	for _, o := range s.types {
		if o.typeName != "" {
			continue
		}
		name := naming.Go(o.name) + "Object"
		if !isTypeName(name) || taken[name] {
			continue
		}
		o.typeName, taken[name] = name, true
	}
}

func isTypeName(name string) bool {
	return typeName.MatchString(name) && !spec.ReservedType(name) && len(name) <= longestName
}
