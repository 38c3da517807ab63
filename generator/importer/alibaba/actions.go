package alibaba

import (
	"regexp"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// actionName is what the language calls an action.
var actionName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]{0,127}$`)

// readAction reads an action of an api-docs.json.
func (s *service) readAction(name string, api *jsontree.Node) {
	path := join("actions", name)
	if !actionName.MatchString(name) {
		s.Note(api, importer.Skipped, "actions", "%s cannot be the name of an action: it is of letters, digits, dots, dashes and underscores", jsontree.Quote(name))
		return
	}
	a := &spec.Action{Doc: s.actionProse(api, path)}
	importer.Add(&s.spec.Actions, name, a)
	if s.flag(api, "deprecated", path) {
		a.Deprecated = importer.Set(deprecation)
	}
	a.Methods = s.methods(api, path)
	s.readParameters(a, name, api)
	s.readReply(a, name, api)
	s.settleEffect(a, s.reads(name, api, path))
	s.readPaging(a, name)
	s.readErrors(a, api, path)
	s.readResources(a, api, path)
	s.readSamples(a, name, api)
}

// actionProse is what the vendor says of an action: a sentence, and more below.
func (s *service) actionProse(api *jsontree.Node, path string) string {
	summary, title := s.Text(api, "summary", path), s.Text(api, "title", path)
	more := s.Text(api, "description", path)
	if !s.docs {
		return ""
	}
	head, body := oneLine(summary), plain(more)
	if head == "" {
		head = oneLine(title)
	}
	if body == head {
		body = ""
	}
	return strings.TrimSpace(head + "\n\n" + body)
}

// methods are those that an action takes, where it does not take both.
func (s *service) methods(api *jsontree.Node, path string) []spec.At[string] {
	var get, post, other bool
	for _, n := range s.items(api.Get("methods"), jsontree.String, "methods of "+path) {
		get = get || strings.EqualFold(n.Text, "get")
		post = post || strings.EqualFold(n.Text, "post")
		other = other || !strings.EqualFold(n.Text, "get") && !strings.EqualFold(n.Text, "post")
	}
	switch {
	case other && !get && !post:
		s.Note(api.Get("methods"), importer.Changed, path, "it takes neither GET nor POST, which are the only methods of the RPC style: POST is tried")
		return importer.SetTexts("POST")
	case post && !get:
		return importer.SetTexts("POST")
	case get && !post:
		return importer.SetTexts("GET")
	}
	return nil
}

// settleEffect says what a repeated call does.
func (s *service) settleEffect(a *spec.Action, reads bool) {
	if reads {
		a.Effect = importer.Set("read")
		return
	}
	if token, ok := a.Input.Get("ClientToken"); ok && isScalar(token.Type.Value, "string") {
		a.Effect = importer.Set("idempotent")
		a.IdempotencyToken = importer.Set("ClientToken")
	}
}

// readResources reads what an access policy must grant, where the file has it.
func (s *service) readResources(a *spec.Action, api *jsontree.Node, path string) {
	var arns []string
	var walk func(n *jsontree.Node)
	walk = func(n *jsontree.Node) {
		for _, item := range n.Items {
			walk(item)
		}
		for _, m := range n.Members {
			arn := m.Value.Text
			if m.Key == "arn" && m.Value.Kind == jsontree.String && strings.HasPrefix(arn, "acs:") && !slices.Contains(arns, arn) {
				arns = append(arns, arn)
			}
			walk(m.Value)
		}
	}
	if n := api.Get("ramActions"); n != nil {
		walk(n)
	}
	a.Resource = importer.SetTexts(arns...)
}
