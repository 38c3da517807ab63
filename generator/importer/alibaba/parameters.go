package alibaba

import (
	"slices"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// readParameters reads the input of an action.
func (s *service) readParameters(a *spec.Action, action string, api *jsontree.Node) {
	path := join("actions", action, "input")
	nodes := s.items(api.Get("parameters"), jsontree.Object, "parameters of "+join("actions", action))
	members := s.parameterSchemas(nodes, path)
	beside := siblingsOf(present(members))
	s.host = ""
	for i, m := range members {
		if m.Value == nil || !s.canName(nodes[i], m.Key, path) {
			continue
		}
		at := place{path: join(path, m.Key), action: action, name: action, strict: true}
		f := s.field(m, beside, at)
		s.empty(f, nodes[i], at.path)
		if s.travel(a, f, m.Key, nodes[i], at.path) {
			importer.Add(&a.Input, m.Key, f)
		}
	}
}

// parameterSchemas are the names and schemas of parameters, one for each; nil
// where a parameter does not count.
func (s *service) parameterSchemas(nodes []*jsontree.Node, path string) []jsontree.Member {
	members := make([]jsontree.Member, len(nodes))
	first := map[string]*jsontree.Node{}
	for i, n := range nodes {
		name, ok := s.Needed(n, "name", "a parameter of "+path)
		schema := n.Get("schema")
		switch {
		case !ok:
		case first[name] != nil:
			if kind(first[name]) != kind(schema) {
				s.Note(n, importer.Skipped, join(path, name), "the parameter is there a second time, and of another type: the first counts")
			}
		case schema.IsNothing():
			s.Fault(n, "the parameter %s of %s has no schema: %s", jsontree.Quote(name), path, jsontree.Fetch)
		case s.Want(schema, jsontree.Object, "the schema of "+join(path, name)):
			members[i] = jsontree.Member{Key: name, Value: schema}
			first[name] = schema
		}
	}
	return members
}

func kind(schema *jsontree.Node) string {
	if t := schema.Get("type"); t != nil {
		return t.Text
	}
	return ""
}

// present are the members that count.
func present(members []jsontree.Member) []jsontree.Member {
	return slices.DeleteFunc(slices.Clone(members), func(m jsontree.Member) bool { return m.Value == nil })
}

// travel reads where and how a parameter travels; one that cannot be sent does not.
func (s *service) travel(a *spec.Action, f *spec.Field, name string, param *jsontree.Node, path string) bool {
	switch in := s.Text(param, "in", path); in {
	case "query", "":
	case "formData", "body":
		if !onlyGet(a) {
			f.In = importer.Set("body")
		}
	case "header":
		if f.Type.Value.Elem != nil || s.isObject(f.Type.Value) || isScalar(f.Type.Value, "any") {
			s.Note(param, importer.Skipped, path, "it is %s in a header, which carries one value", f.Type.Value.String())
			return false
		}
		f.In = importer.Set("header")
	case "host":
		s.toHost(f, param, path)
	case "path":
		s.Note(param, importer.Skipped, path, "it is a part of the path, which the RPC style has not")
		return false
	default:
		s.Note(param, importer.Unread, path, "it travels in %s, which is not known: it is left to the query", jsontree.Quote(in))
	}
	if name == "RegionId" && s.regional && !f.In.IsSet() {
		s.toHost(f, param, path)
	}
	s.style(f, param, path)
	return true
}

func onlyGet(a *spec.Action) bool { return len(a.Methods) == 1 && a.Methods[0].Value == "GET" }

// toHost makes a parameter pick the host, unless another one does.
func (s *service) toHost(f *spec.Field, param *jsontree.Node, path string) {
	if s.host != "" {
		s.Note(param, importer.Changed, path, "it is in the host, which %s picks already: it is left to the query", s.host)
		return
	}
	if isScalar(f.Type.Value, "string") || f.Type.Value.Kind == spec.NamedType && s.isEnum(f.Type.Value.Name) {
		f.In = importer.Set("host")
		s.host = path
	}
}

// styles are those of the file, as the language calls them. The last two are the
// words of OpenAPI for the same.
var styles = map[string]string{
	"repeatList": "repeat", "repeat": "repeat", "flat": "flat", "json": "json", "simple": "simple",
	"multi": "repeat", "csv": "simple",
}

// style reads how a list or an object becomes parameters.
func (s *service) style(f *spec.Field, param *jsontree.Node, path string) {
	written := s.Text(param, "style", path)
	if written == "" {
		written = s.Text(param, "collectionFormat", path)
	}
	t := f.Type.Value
	compound := t.Elem != nil || s.isObject(t)
	style, known := styles[written]
	switch {
	case isScalar(t, "any"):
		style = "json" // the only one that carries anything
	case !compound:
		return
	case !known:
		if style = "repeat"; t.Kind != spec.ListType {
			style = "flat"
		}
		if written != "" {
			s.Note(param, importer.Unread, path, "the style %s is not known: %s is taken", jsontree.Quote(written), style)
		}
	case style == "simple" && !s.isPlain(t):
		s.Note(param, importer.Changed, path, "the style simple joins texts and numbers, and this is %s: json is taken", t.String())
		style = "json"
	}
	f.Style = importer.Set(style)
}

// isPlain reports whether a type is a list of single texts.
func (s *service) isPlain(t spec.TypeExpr) bool {
	if t.Kind != spec.ListType {
		return false
	}
	if t.Elem.Kind == spec.NamedType {
		return s.isEnum(t.Elem.Name)
	}
	return t.Elem.Kind == spec.ScalarType && !isScalar(*t.Elem, "any", "binary")
}
