package templates

import (
	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// page is what must fit into one page, since a wait looks at no other: the input
// whose items are counted, and that of the page's size. They are nil where
// nothing is counted, and where pages cannot be so small.
func (w waiter) page() (count, limit *model.Field) {
	for _, c := range w.Until {
		if c.Count == nil || w.action.Pager == nil || len(w.action.Pager.Limit) != 1 {
			continue
		}
		limit = w.action.Pager.Limit[0]
		switch kindOf(limit.Type, limit.Sensitive) {
		case "Int32", "Int64", "Uint64":
			if !limit.Required && (limit.Min == "" || limit.Min == "0" || limit.Min == "1") {
				return c.Count, limit
			}
		}
	}
	return nil, nil
}

// setLimit makes the page large enough, unless its size is given:
//
//	in.PageSize = cmp.Or(in.PageSize, int32(min(len(in.InstanceIDs), 50)))
//
// Where that tells zero from nothing, a page of zero is none:
//
//	if n := len(in.InstanceIDs); in.PageSize == nil && n > 0 {
//		in.PageSize = new(int32(min(n, 50)))
//	}
func (w waiter) setLimit(count, limit *model.Field) *jen.Statement {
	field := func() *jen.Statement { return jen.Id("in").Dot(limit.GoName) }
	size := func(n *jen.Statement) *jen.Statement {
		if most := mostOf(limit); most > 0 {
			n = jen.Id("min").Call(n, jen.Lit(most))
		}
		return w.goType(limit.Type, false).Parens(n)
	}
	n := jen.Len(jen.Id("in").Dot(count.GoName))
	if limit.Presence != model.Pointer {
		return field().Op("=").Qual("cmp", "Or").Call(field(), size(n))
	}
	return jen.If(jen.Id("n").Op(":=").Add(n), field().Op("==").Nil().Op("&&").Id("n").Op(">").Lit(0)).
		Block(field().Op("=").New(size(jen.Id("n"))))
}

// sizeOf is how many items the page holds; 0 is any number.
//
//	int(in.PageSize)
//	int(*cmp.Or(in.PageSize, new(int32)))
func (w waiter) sizeOf(limit *model.Field) *jen.Statement {
	field := jen.Id("in").Dot(limit.GoName)
	if limit.Presence == model.Pointer {
		field = jen.Op("*").Qual("cmp", "Or").Call(field, jen.New(w.goType(limit.Type, false)))
	}
	return jen.Int().Parens(field)
}
