package alibaba

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// element is an element of a sample in XML.
type element struct {
	name     string
	text     []byte
	children []*element
}

// maxElements is how deep elements are nested.
const maxElements = 100

var errElements = errors.New("it is nested too deeply")

// parseXML reads the one element of a document.
func parseXML(text string) (*element, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	top := &element{}
	open := []*element{top}
	for {
		token, err := d.Token()
		if err == io.EOF && len(top.children) == 1 {
			return top.children[0], nil
		}
		if err == io.EOF {
			err = errors.New("it is not one element")
		}
		if err != nil {
			return nil, err
		}
		in := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			if len(open) > maxElements {
				return nil, errElements
			}
			e := &element{name: t.Name.Local}
			in.children = append(in.children, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			in.text = append(in.text, t...)
		}
	}
}

// replyOf is what the members of a reply are in a sample in XML. The types tell
// a list from an object, and a number from a text; XML does not.
func (s *service) replyOf(e *element, fields map[string]*spec.Field) *spec.Value {
	v := &spec.Value{Kind: spec.MapValue}
	var names []string
	members := map[string][]*element{}
	for _, c := range e.children {
		if members[c.name] == nil {
			names = append(names, c.name)
		}
		members[c.name] = append(members[c.name], c)
	}
	for _, name := range names {
		f := fields[name]
		if f == nil {
			f = &spec.Field{Type: importer.Set(anything)}
		}
		importer.Add(&v.Members, name, s.memberOf(members[name], f))
	}
	return v
}

// memberOf is a member, which is several elements where it is a list.
func (s *service) memberOf(elements []*element, f *spec.Field) *spec.Value {
	t := f.Type.Value
	if t.Kind != spec.ListType {
		return s.elementOf(elements[len(elements)-1], t)
	}
	list := &spec.Value{Kind: spec.ListValue}
	for _, e := range unwrapped(elements, f.Wrapper.Value) {
		list.Items = append(list.Items, s.elementOf(e, *t.Elem))
	}
	if !f.Wrapper.IsSet() {
		return list
	}
	held := &spec.Value{Kind: spec.MapValue}
	importer.Add(&held.Members, f.Wrapper.Value, list)
	return held
}

// unwrapped are the items of a list: the elements themselves, or what they wrap.
// Some samples leave the inner element out.
func unwrapped(elements []*element, wrapper string) []*element {
	var items []*element
	for _, e := range elements {
		inner := len(e.children) > 0 && wrapper != ""
		for _, c := range e.children {
			inner = inner && c.name == wrapper
		}
		switch {
		case inner:
			items = append(items, e.children...)
		case len(e.children) > 0 || strings.TrimSpace(string(e.text)) != "" || wrapper == "":
			items = append(items, e)
		}
	}
	return items
}

// elementOf is one element as a value of a type.
func (s *service) elementOf(e *element, t spec.TypeExpr) *spec.Value {
	switch {
	case s.isObject(t):
		return s.replyOf(e, s.fieldsOf(t.Name))
	case t.Kind == spec.MapType:
		v := &spec.Value{Kind: spec.MapValue}
		seen := map[string]bool{}
		for _, c := range e.children {
			if !seen[c.name] {
				importer.Add(&v.Members, c.name, s.elementOf(c, *t.Elem))
			}
			seen[c.name] = true
		}
		return v
	case t.Kind == spec.ListType:
		v := &spec.Value{Kind: spec.ListValue}
		for _, c := range e.children {
			v.Items = append(v.Items, s.elementOf(c, *t.Elem))
		}
		return v
	case len(e.children) > 0:
		return s.replyOf(e, nil)
	}
	text := strings.TrimSpace(string(e.text))
	if v, ok := scalarValue(t, text); ok && v.Kind != spec.StringValue {
		return v
	}
	return &spec.Value{Kind: spec.StringValue, Text: text}
}

// fieldsOf are the fields of a type by name.
func (s *service) fieldsOf(name string) map[string]*spec.Field {
	if s.byName == nil {
		s.byName = map[string]map[string]*spec.Field{}
	}
	if s.byName[name] == nil {
		s.byName[name] = index(s.types[name].Fields)
	}
	return s.byName[name]
}

func index(fields spec.Map[*spec.Field]) map[string]*spec.Field {
	byName := make(map[string]*spec.Field, len(fields))
	for name, f := range fields.All() {
		byName[name] = f
	}
	return byName
}
