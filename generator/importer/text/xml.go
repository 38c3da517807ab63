package text

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// element is an element of a reply in XML.
type element struct {
	name  string
	text  strings.Builder
	below []*element
}

// xmlReply reads a reply in XML, whose outermost elements are an envelope.
func (x *shower) xmlReply(lines []line) *spec.Value {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.text + "\n")
	}
	root, row, err := parseXML(b.String())
	if err != nil {
		number := lines[min(max(row-1, 0), len(lines)-1)].number
		x.note(importer.Skipped, number, "actions/"+x.name, "the reply of the example is not XML that can be read: %v", err)
		return nil
	}
	for len(root.below) == 1 && len(root.below[0].below) > 0 && x.field(root.below[0].name) == nil {
		root = root.below[0]
	}
	return root.value(x.reader, x.action.Output)
}

var errDeep = errors.New("it is nested too deeply")

// maxElements is how deep elements may be nested.
const maxElements = 100

// parseXML reads the first element of a text; row is where it goes wrong.
func parseXML(text string) (root *element, row int, err error) {
	in := xml.NewDecoder(strings.NewReader(text))
	in.Entity = map[string]string{}
	stack := []*element{{}}
	for {
		token, err := in.Token()
		row, _ := in.InputPos()
		top := stack[len(stack)-1]
		switch t := token.(type) {
		case xml.StartElement:
			e := &element{name: t.Name.Local}
			top.below = append(top.below, e)
			if stack = append(stack, e); len(stack) > maxElements {
				return nil, row, errDeep
			}
		case xml.EndElement:
			if stack = stack[:len(stack)-1]; len(stack) == 1 {
				return stack[0], row, nil
			}
		case xml.CharData:
			top.text.Write(t)
		}
		if errors.Is(err, io.EOF) {
			return nil, row, errors.New("it ends in the middle of an element")
		}
		if err != nil {
			return nil, row, err
		}
	}
}

// value is an element's content by the types of fields.
func (e *element) value(r *reader, fields spec.Map[*spec.Field]) *spec.Value {
	v := &spec.Value{Kind: spec.MapValue}
	all := map[string][]*element{}
	for _, b := range e.below {
		all[b.name] = append(all[b.name], b)
	}
	for _, b := range e.below {
		if all[b.name] == nil {
			continue
		}
		t := spec.TypeExpr{}
		if f, ok := fields.Get(b.name); ok {
			t = f.Type.Value
		}
		importer.Add(&v.Members, b.name, together(r, all[b.name], t))
		delete(all, b.name)
	}
	return v
}

// together is the value of all elements of a name.
func together(r *reader, all []*element, t spec.TypeExpr) *spec.Value {
	if t.Elem == nil && len(all) == 1 {
		return all[0].typed(r, t)
	}
	elem := spec.TypeExpr{}
	if t.Elem != nil {
		elem = *t.Elem
		if len(all) == 1 {
			all = all[0].items(r, elem)
		}
	}
	v := &spec.Value{Kind: spec.ListValue}
	for _, item := range all {
		v.Items = append(v.Items, item.typed(r, elem))
	}
	return v
}

// items are the elements of a list: those inside e, where it holds only such of
// one name that no member of its items has, or e itself.
func (e *element) items(r *reader, elem spec.TypeExpr) []*element {
	if len(e.below) == 0 {
		if strings.TrimSpace(e.text.String()) == "" {
			return nil
		}
		return []*element{e}
	}
	first := e.below[0].name
	if _, member := r.fieldsOf(elem).Get(first); member {
		return []*element{e}
	}
	for _, b := range e.below {
		if b.name != first {
			return []*element{e}
		}
	}
	return e.below
}

// typed is an element as a value of a type.
func (e *element) typed(r *reader, t spec.TypeExpr) *spec.Value {
	if len(e.below) > 0 {
		return e.value(r, r.fieldsOf(t))
	}
	text := strings.TrimSpace(e.text.String())
	if v := scalar(t, text); v != nil {
		return v
	}
	if _, structure := r.described[t.Name]; structure && text == "" {
		return &spec.Value{Kind: spec.MapValue}
	}
	return &spec.Value{Kind: spec.StringValue, Text: text}
}
