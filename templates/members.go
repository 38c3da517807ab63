package templates

import (
	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// wireMembers lists the members of a structure to a Codec, which reads or
// writes them:
//
//	// WireMembers implements [wire.Message].
//	func (m *Task) WireMembers(c *wire.Codec) {
//		c.String("TaskId", &m.TaskID)
//		wire.List(c, "Tags", &m.Tags, wire.Struct)
//	}
func (d declarer) wireMembers(s *model.Struct) *jen.Statement {
	receiver, codec := jen.Op("*").Id(s.GoName), jen.Op("*").Add(d.wire("Codec"))
	if len(s.Fields) > 0 {
		receiver, codec = jen.Id("m").Add(receiver), jen.Id("c").Add(codec)
	}
	return outer().text("WireMembers implements [wire.Message].").on(jen.Func().Params(receiver).Id("WireMembers").Params(codec).
		BlockFunc(func(g *jen.Group) {
			for _, f := range s.Fields {
				g.Add(d.member(f))
			}
		}))
}

// member is the line of a field in WireMembers:
//
//	c.String("Name", &m.Name)
//	c.OmitZero().String("Status", (*string)(&m.Status))
//	wire.Optional(c, "Limit", &m.Limit, (*wire.Codec).Uint64)
//	wire.List(c.Required(), "Ids", &m.IDs, (*wire.Codec).String)
//	wire.List(c.Wrapped("Disk"), "Disks", &m.Disks, wire.Struct)
//	wire.Hidden(c, "PIN", &m.PIN, (*wire.Codec).Uint64)
func (d declarer) member(f *model.Field) *jen.Statement {
	address := jen.Op("&").Id("m").Dot(f.GoName)
	codec := d.modified(f)
	kind := kindOf(f.Type, f.Sensitive)
	switch {
	case f.IsMasked():
		return d.wire("Hidden").Call(codec, jen.Lit(f.Name), address, d.each(f.Type, false))
	case f.Presence == model.Pointer:
		return d.wire("Optional").Call(codec, jen.Lit(f.Name), address, d.each(f.Type, f.Sensitive))
	case kind == list || kind == mapping:
		return d.collection(kind, codec, jen.Lit(f.Name), address, elem(f.Type), f.Sensitive)
	case kind == namedText:
		return codec.Dot("String").Call(jen.Lit(f.Name), jen.Parens(jen.Op("*").String()).Parens(address))
	}
	return codec.Dot(string(kind)).Call(jen.Lit(f.Name), address)
}

// modified is the Codec with what a field asks of it beside its type: its
// presence, where and how it travels, and what wraps it.
//
//	c.Required().In(wire.Body).As(wire.JSON)
func (d declarer) modified(f *model.Field) *jen.Statement {
	codec := jen.Id("c")
	switch {
	case f.Presence == model.Required:
		codec.Dot("Required").Call()
	case f.Presence == model.OmitZero && !f.IsMasked(): // which tells a zero that was set from nothing
		codec.Dot("OmitZero").Call()
	}
	if place := places[f.In]; place != "" {
		codec.Dot("In").Call(d.wire(place))
	}
	if style := styles[f.Style]; style != "" {
		codec.Dot("As").Call(d.wire(style))
	}
	if f.Wrapper != "" {
		codec.Dot("Wrapped").Call(jen.Lit(f.Wrapper))
	}
	return codec
}

// places are the constants for where a parameter travels.
var places = map[string]string{"query": "Query", "body": "Body", "header": "Header", "host": "Host"}

// styles are the constants for how a parameter is written. The others are what
// the Codec does unasked: one parameter for each element or member.
var styles = map[string]string{"json": "JSON", "simple": "Simple"}

// collection handles a list or a map:
//
//	wire.List(c, "Tags", &m.Tags, wire.Struct)
func (d declarer) collection(kind wireKind, codec, name, address jen.Code, elem model.Type, sensitive bool) *jen.Statement {
	return d.wire(string(kind)).Call(codec, name, address, d.each(elem, sensitive))
}

// each is a function that handles one item of a list or map, or what an
// optional field points to:
//
//	(*wire.Codec).String
//	wire.Text
//	wire.Struct
//	func(c *wire.Codec, name string, p *[]string) { wire.List(c, name, p, (*wire.Codec).String) }
func (d declarer) each(t model.Type, sensitive bool) *jen.Statement {
	switch kind := kindOf(t, sensitive); kind {
	case list, mapping:
		return jen.Func().Params(
			jen.Id("c").Op("*").Add(d.wire("Codec")),
			jen.Id("name").String(),
			jen.Id("p").Op("*").Add(d.goType(t, sensitive)),
		).Block(d.collection(kind, jen.Id("c"), jen.Id("name"), jen.Id("p"), elem(t), sensitive))
	case message:
		return d.wire("Struct")
	case namedText:
		return d.wire("Text")
	default:
		return jen.Parens(jen.Op("*").Add(d.wire("Codec"))).Dot(string(kind))
	}
}

// elem is the type of the items of a list or map.
func elem(t model.Type) model.Type {
	switch t := t.(type) {
	case model.List:
		return t.Elem
	case model.Map:
		return t.Elem
	}
	return nil
}
