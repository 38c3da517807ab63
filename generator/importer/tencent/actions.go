package tencent

import (
	"regexp"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// action is an action of the file.
type action struct {
	name          string
	node          *jsontree.Node
	input, output *object
	spec          *spec.Action
	// codes are the errors that its examples show.
	codes map[string]bool
}

var actionName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]*$`)

func (s *service) readActions(n *jsontree.Node) {
	for _, m := range s.named(n, "action") {
		if !actionName.MatchString(m.Key) || len(m.Key) > longestName {
			s.Note(m.Value, importer.Skipped, "", "the action %s: the name of an action is one of at most 100 letters, digits, dots, dashes and underscores", jsontree.Quote(m.Key))
			continue
		}
		a := &action{name: m.Key, node: m.Value, spec: &spec.Action{}, codes: map[string]bool{}}
		a.input = s.message(a, "input")
		a.output = s.message(a, "output")
		s.actions = append(s.actions, a)
	}
}

// message is the structure of the requests or the replies of an action.
func (s *service) message(a *action, key string) *object {
	owner := "action " + a.name
	name, ok := s.Needed(a.node, key, owner)
	if !ok {
		return &object{}
	}
	o := s.objects[name]
	if o == nil {
		s.Fault(a.node.Get(key), "the %s of %s is %s, which is not among the objects: %s", key, owner, jsontree.Quote(name), jsontree.Fetch)
		return &object{}
	}
	o.message = true
	return o
}

// writeAction makes the action of the spec.
func (s *service) writeAction(a *action) {
	path, out := "actions/"+a.name, a.spec
	out.Deprecated = importer.SetText(s.status(a, path))
	doc := plainText(s.Text(a.node, "document", "action "+a.name))
	s.Text(a.node, "name", "action "+a.name) // a title, which no spec has
	if s.docs {
		out.Doc = doc
	}
	for _, m := range a.input.members {
		importer.Add(&out.Input, m.name, s.field(a.input, m, input, path+"/input/"))
		if m.typ.Kind == spec.ScalarType && m.typ.Name == "binary" {
			out.Body = importer.Set("multipart")
		}
	}
	for _, m := range a.output.members {
		if m.name != requestID {
			importer.Add(&out.Output, m.name, s.field(a.output, m, output, path+"/output/"))
		}
	}
	effect(a)
	paginate(a)
}

// requestID is the member of every reply, which the provider's spec describes.
const requestID = "RequestId"

// status says why an action should not be used, or nothing.
func (s *service) status(a *action, path string) string {
	n := a.node.Get("status")
	if !s.Want(n, jsontree.String, "status of action "+a.name) {
		return ""
	}
	switch n.Text {
	case "online", "":
	case "deprecated":
		return "The vendor advises against it; its documentation may name what took its place."
	case "offline":
		s.Note(n, importer.Changed, path, "it is offline, so calls fail: it stays for what is written against it, deprecated")
		return "The service has taken it offline: calls fail."
	default:
		s.Note(n, importer.Unread, path, "its status %s is none that is known: it is taken for one that can be called", jsontree.Quote(n.Text))
	}
	return ""
}
