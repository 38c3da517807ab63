package alibaba

import (
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// A file of requests is what the vendor's SDKs are made of: {product, version,
// apiInfo: {deprecated, endpoints}, operations: [{action, method, params,
// response}]}. A parameter is {name, type, required, position}, and a type is a
// word, {"list": type}, {"map": type} or {"struct": [parameter…]}. Replies may
// be missing, prose always is, and nothing tells how lists travel.
//
// Each is turned into the form of an api-docs.json, whose reading is the same
// from there on.

// readRequests reads a file of requests.
func (s *service) readRequests() {
	root := s.Doc.Root
	s.identify(root, "the file")
	operations := s.operations()
	if len(s.Faults) > 0 {
		return
	}
	info := root.Get("apiInfo")
	s.Want(info, jsontree.Object, "apiInfo")
	s.readHosts(info.Get("endpoints"), s.Text(root, "endpointRule", "the file"))
	deprecated := map[string]bool{}
	for _, n := range s.items(info.Get("deprecated"), jsontree.String, "apiInfo.deprecated") {
		deprecated[n.Text] = true
	}
	silent := 0
	for _, m := range operations {
		if response := m.Value.Get("response"); response == nil || len(response.Items) == 0 {
			silent++
		}
		s.readAction(m.Key, s.operation(m.Value, m.Key, deprecated[m.Key]))
	}
	if silent > 0 {
		s.Note(root, importer.Remark, "service", "the file describes requests only: it has no reply of %d of its %d actions", silent, len(operations))
	}
	s.Note(root, importer.Remark, "service", "the file does not say how lists and objects travel: lists are taken to be repeated, objects to be flat")
	s.finish()
}

// operations are the actions of a file of requests, by name.
func (s *service) operations() []jsontree.Member {
	var members []jsontree.Member
	seen := map[string]bool{}
	for _, n := range s.items(s.Doc.Root.Get("operations"), jsontree.Object, "operations") {
		if args := n.Get("_args"); args != nil && len(args.Items) > 0 && args.Items[0].Kind == jsontree.String {
			s.refuseStyle(args.Items[0])
		}
		name, ok := s.Needed(n, "action", "an operation")
		if ok && !seen[name] {
			members = append(members, jsontree.Member{Key: name, Value: n})
			s.names.reserve(name)
		}
		seen[name] = true
	}
	return members
}

// readHosts reads the hosts of regions, which are an object here.
func (s *service) readHosts(n *jsontree.Node, rule string) {
	list := &jsontree.Node{Kind: jsontree.List}
	for _, m := range s.members(n, jsontree.String, "service", "apiInfo.endpoints") {
		at := *m.Value
		at.Kind, at.Members = jsontree.Object, []jsontree.Member{{Key: "regionId", Value: textNode(m.Value, m.Key)}, {Key: "endpoint", Value: m.Value}}
		list.Items = append(list.Items, &at)
	}
	slices.SortStableFunc(list.Items, func(a, b *jsontree.Node) int {
		return strings.Compare(a.Members[0].Value.Text, b.Members[0].Value.Text)
	})
	s.readEndpoints(list)
	if rule == "regional" && s.spec.Endpoints == nil {
		s.regional = true
		s.spec.Endpoints = &spec.Endpoints{Regional: importer.Set("{service}." + region + ".aliyuncs.com")}
	}
}

// textNode is a text that stands where another value does.
func textNode(at *jsontree.Node, text string) *jsontree.Node {
	n := *at
	n.Kind, n.Text, n.Items, n.Members = jsontree.String, text, nil, nil
	return &n
}

// objectNode is an object that stands where another value does.
func objectNode(at *jsontree.Node, members ...jsontree.Member) *jsontree.Node {
	n := *at
	n.Kind, n.Text, n.Items, n.Members = jsontree.Object, "", nil, nil
	for _, m := range members {
		if m.Value != nil {
			n.Members = append(n.Members, m)
		}
	}
	return &n
}

// listNode is a list that stands where another value does.
func listNode(at *jsontree.Node, items ...*jsontree.Node) *jsontree.Node {
	n := *at
	n.Kind, n.Text, n.Items, n.Members = jsontree.List, "", items, nil
	return &n
}

// operation is an operation as an api-docs.json has it.
func (s *service) operation(n *jsontree.Node, name string, deprecated bool) *jsontree.Node {
	path := join("actions", name)
	params := n.Get("params")
	var list []*jsontree.Node
	for _, p := range s.items(params, jsontree.Object, "params of "+path) {
		list = append(list, objectNode(p,
			jsontree.Member{Key: "name", Value: p.Get("name")},
			jsontree.Member{Key: "in", Value: s.position(p, path)},
			jsontree.Member{Key: "schema", Value: s.schemaOf(p, path)}))
	}
	api := objectNode(n, jsontree.Member{Key: "parameters", Value: listNode(n, list...)})
	if method := n.Get("method"); s.Want(method, jsontree.String, "method of "+path) && !strings.EqualFold(method.Text, "POST") {
		api.Members = append(api.Members, jsontree.Member{Key: "methods", Value: listNode(method, method)})
	}
	if deprecated {
		flag := textNode(n, "true")
		flag.Kind = jsontree.Bool
		api.Members = append(api.Members, jsontree.Member{Key: "deprecated", Value: flag})
	}
	if response := n.Get("response"); s.Want(response, jsontree.List, "response of "+path) {
		reply := objectNode(response, jsontree.Member{Key: "schema", Value: s.structSchema(response, path)})
		api.Members = append(api.Members, jsontree.Member{Key: "responses", Value: objectNode(response, jsontree.Member{Key: "200", Value: reply})})
	}
	return api
}

// position is where a parameter travels, as an api-docs.json calls it.
func (s *service) position(p *jsontree.Node, path string) *jsontree.Node {
	position := s.Text(p, "position", path)
	if position == "" {
		return nil
	}
	if strings.EqualFold(position, "formData") {
		position = "formData"
	} else {
		position = strings.ToLower(position)
	}
	return textNode(p.Get("position"), position)
}

// kept are the members of a parameter that its schema has too.
var kept = []string{"required", "example", "default", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "enum", "deprecated"}

// schemaOf is the schema of a parameter or a member.
func (s *service) schemaOf(p *jsontree.Node, path string) *jsontree.Node {
	schema := s.typeSchema(p, p.Get("type"), path)
	for _, key := range kept {
		if v := p.Get(key); v != nil {
			schema.Members = append(schema.Members, jsontree.Member{Key: key, Value: v})
		}
	}
	return schema
}

// typeSchema is the schema of a type.
func (s *service) typeSchema(at, typ *jsontree.Node, path string) *jsontree.Node {
	switch {
	case typ.IsNothing():
	case typ.Kind == jsontree.String:
		return objectNode(at, jsontree.Member{Key: "type", Value: typ})
	case !s.Want(typ, jsontree.Object, "a type of "+path):
	case typ.Get("struct") != nil:
		return s.structSchema(typ.Get("struct"), path)
	case typ.Get("list") != nil:
		return objectNode(at, jsontree.Member{Key: "type", Value: textNode(at, "array")},
			jsontree.Member{Key: "items", Value: s.typeSchema(typ, typ.Get("list"), path)})
	case typ.Get("map") != nil:
		return objectNode(at, jsontree.Member{Key: "type", Value: textNode(at, "object")},
			jsontree.Member{Key: "additionalProperties", Value: s.typeSchema(typ, typ.Get("map"), path)})
	default:
		s.Note(typ, importer.Unread, path, "a type that is neither a struct, a list nor a map: it is taken for any")
	}
	return objectNode(at, jsontree.Member{Key: "type", Value: textNode(at, "any")})
}

// structSchema is the schema of an object with these members.
func (s *service) structSchema(list *jsontree.Node, path string) *jsontree.Node {
	properties := objectNode(list)
	for _, m := range s.items(list, jsontree.Object, "a struct of "+path) {
		if name, ok := s.Needed(m, "name", "a member of "+path); ok {
			properties.Members = append(properties.Members, jsontree.Member{Key: name, Value: s.schemaOf(m, path)})
		}
	}
	return objectNode(list, jsontree.Member{Key: "type", Value: textNode(list, "object")},
		jsontree.Member{Key: "properties", Value: properties})
}
