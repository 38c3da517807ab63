package templates

import (
	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// This file is how an iterator reads and sets the fields that page counts by:
// integers of any type, or in a string, and tokens; pointers to them; and all
// of these inside structures that may be pointers themselves.

// A place is a field that a path leads to from a variable.
type place struct {
	// field is the value: out.Page.Total, with a star before it if it is a pointer.
	field *jen.Statement
	// guards are the conditions under which it is there: out.Page != nil
	guards []jen.Code
}

// at follows a path from the variable root.
func at(root string, path model.Path) place {
	var p place
	for i, f := range path {
		if f.Presence != model.Pointer {
			continue
		}
		p.guards = append(p.guards, fieldOf(root, path[:i+1]).Op("!=").Nil())
	}
	p.field = fieldOf(root, path)
	if last(path).Presence == model.Pointer {
		p.field = jen.Op("*").Add(p.field)
	}
	return p
}

// fieldOf is the field itself: out.Page.Total
func fieldOf(root string, path model.Path) *jen.Statement {
	s := jen.Id(root)
	for _, f := range path {
		s.Dot(f.GoName)
	}
	return s
}

// isThere joins the guards: out.Page != nil && out.Page.Total != nil
func (p place) isThere() *jen.Statement {
	s := jen.Add(p.guards[0])
	for _, guard := range p.guards[1:] {
		s.Op("&&").Add(guard)
	}
	return s
}

// orElse reads the place into a new variable:
//
//	total := page.Unknown
//	if out.Page != nil {
//		total = out.Page.Total
//	}
func (p place) orElse(variable string, none *jen.Statement, converted func(*jen.Statement) *jen.Statement) []jen.Code {
	return []jen.Code{
		jen.Id(variable).Op(":=").Add(none),
		jen.If(p.isThere()).Block(jen.Id(variable).Op("=").Add(converted(p.field))),
	}
}

// converter turns a value of kind to what page takes: uint64 or string.
func converter(kind wireKind) func(*jen.Statement) *jen.Statement {
	return func(value *jen.Statement) *jen.Statement {
		switch kind {
		case plainText, "Uint64":
			return value
		case namedText, secret:
			return jen.String().Parens(value)
		}
		return jen.Uint64().Parens(value)
	}
}

// startKind is how the Codec handles the start.
func (p pager) startKind() wireKind {
	start := last(p.Start)
	return kindOf(start.Type, start.Sensitive)
}

// parsesStart reports whether the start is a number in a string.
func (p pager) parsesStart() bool { return p.Kind != model.ByToken && isText(p.startKind()) }

// start is where the iteration begins, and the statements that find it out:
//
//	in.Offset
//	start, where before it: start := uint64(0), if in.Offset != nil { start = *in.Offset }
//	start, where before it: start, startErr := strconv.ParseUint(cmp.Or(in.Offset, "0"), 10, 64)
func (p pager) start() ([]jen.Code, *jen.Statement) {
	from, convert := at("in", p.Start), converter(p.startKind())
	switch {
	case p.parsesStart():
		return parsedStart(from, convert), jen.Id("start")
	case len(from.guards) == 0:
		return nil, convert(from.field)
	case p.Kind == model.ByToken:
		return from.orElse("start", jen.Lit(""), convert), jen.Id("start")
	}
	return from.orElse("start", jen.Uint64().Call(jen.Lit(0)), convert), jen.Id("start")
}

// parsedStart reads a start that is a number in a string, where an empty one is 0.
func parsedStart(from place, convert func(*jen.Statement) *jen.Statement) []jen.Code {
	var before []jen.Code
	text := jen.Qual("cmp", "Or").Call(convert(from.field), jen.Lit("0"))
	if len(from.guards) > 0 {
		before = from.orElse("text", jen.Lit("0"), convert)
		text = jen.Id("text")
	}
	return append(before, jen.List(jen.Id("start"), jen.Id("startErr")).Op(":=").
		Add(strconv("ParseUint")).Call(text, jen.Lit(10), jen.Lit(64)))
}

// setStart puts the cursor into the request:
//
//	request.Offset = offset
//
// Structures on the way that are pointers are copied, since the caller's
// input must stay as it is:
//
//	if request.Page == nil {
//		request.Page = new(Page)
//	}
//	request.Page = new(*request.Page)
func (p pager) setStart() []jen.Code {
	var all []jen.Code
	for i, f := range p.Start[:len(p.Start)-1] {
		if f.Presence != model.Pointer {
			continue
		}
		step := func() *jen.Statement { return fieldOf("request", p.Start[:i+1]) }
		all = append(all,
			jen.If(step().Op("==").Nil()).Block(step().Op("=").New(p.goType(f.Type, false))),
			step().Op("=").New(jen.Op("*").Add(step())))
	}
	set := fieldOf("request", p.Start).Op("=").Add(p.startValue())
	if p.Kind == model.ByToken && last(p.Start).Presence == model.Pointer {
		set = jen.If(jen.Id(p.cursor()).Op("!=").Lit("")).Block(set) // nil is left as it is
	}
	return append(all, set)
}

// startValue is the cursor as the type of the field.
func (p pager) startValue() *jen.Statement {
	field, value := last(p.Start), jen.Id(p.cursor())
	from := wireKind("Uint64")
	if p.Kind == model.ByToken {
		from = plainText
	}
	if p.parsesStart() {
		value, from = strconv("FormatUint").Call(value, jen.Lit(10)), plainText
	}
	isVariable := !p.parsesStart() && from == p.startKind()
	if from != p.startKind() {
		value = p.goType(field.Type, field.Sensitive).Parens(value)
	}
	switch {
	case field.Presence != model.Pointer:
		return value
	case isVariable:
		return jen.Op("&").Add(value)
	}
	return jen.New(value)
}

// result reads what page wants to know off the output:
//
//	return out.Tasks, out.TotalCount, nil
func (p pager) result() []jen.Code {
	before, items := p.items()
	more, onward := p.onward()
	return append(append(before, more...), jen.Return(items, onward, jen.Nil()))
}

// items are the items of the page.
func (p pager) items() ([]jen.Code, *jen.Statement) {
	from := at("out", p.Items)
	if len(from.guards) == 0 {
		return nil, from.field
	}
	return []jen.Code{
		jen.Var().Id("items").Index().Add(p.item()),
		jen.If(from.isThere()).Block(jen.Id("items").Op("=").Add(from.field)),
	}, jen.Id("items")
}

// onward is the next token, or the total, which is unknown where there is none.
func (p pager) onward() ([]jen.Code, *jen.Statement) {
	variable, none, path := "total", p.page("Unknown"), p.Total
	if p.Kind == model.ByToken {
		variable, none, path = "next", jen.Lit(""), p.Next
	}
	if len(path) == 0 {
		return nil, none
	}
	from, field := at("out", path), last(path)
	convert := converter(kindOf(field.Type, field.Sensitive))
	if len(from.guards) == 0 {
		return nil, convert(from.field)
	}
	return from.orElse(variable, none, convert), jen.Id(variable)
}
