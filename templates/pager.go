package templates

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// iterator declares the iterator over all pages of an action:
//
//	// ListMigrationTasks iterates over the Tasks of all pages of [Client.ListMigrationTask], …
//	func (c *Client) ListMigrationTasks(ctx context.Context, in ListMigrationTaskInput) iter.Seq2[Task, error] {
//		return page.Offset(in.Offset, func(offset uint64) ([]Task, uint64, error) {
//			request := in
//			request.Offset = offset
//			out, err := c.ListMigrationTask(ctx, request)
//			if err != nil {
//				return nil, 0, err
//			}
//			return out.Tasks, out.TotalCount, nil
//		})
//	}
func (d declarer) iterator(a *model.Action) *jen.Statement {
	p := pager{declarer: d, action: a, Pager: a.Pager}
	return p.comment().on(jen.Func().Params(client()).Id(p.GoName).Params(d.parameters(a)...).
		Add(iterSeq2()).Types(p.item(), jen.Error()).
		Block(p.body()...))
}

// A pager writes the iterator of an action.
type pager struct {
	declarer
	*model.Pager
	action *model.Action
}

func isText(k wireKind) bool { return k == plainText || k == namedText || k == secret }

func last(p model.Path) *model.Field {
	if len(p) == 0 {
		return nil
	}
	return p[len(p)-1]
}

// comment says what is iterated over and where it begins.
func (p pager) comment() *comment {
	text := p.GoName + " iterates over the " + goPath("", p.Items) + " of all pages of [Client." + p.action.GoName + "], from "
	if p.Kind == model.ByNumber {
		text += "page "
	}
	text += goPath("in.", p.Start) + " on"
	if len(p.Limit) > 0 {
		text += ", " + goPath("in.", p.Limit) + " at a time"
	}
	return outer().text(text + ". It stops at the first error.").deprecated(p.prose(p.action.Deprecated))
}

// goPath spells a path: in.Page.Offset
func goPath(prefix string, path model.Path) string {
	names := make([]string, len(path))
	for i, f := range path {
		names[i] = f.GoName
	}
	return prefix + strings.Join(names, ".")
}

// item is the type of the items.
func (p pager) item() *jen.Statement { return p.goType(p.Elem, last(p.Items).Sensitive) }

// cursor is the name of what a request for a page names: offset, number or token.
func (p pager) cursor() string { return string(p.Kind) }

// body begins with the start, and hands page a function that fetches one page.
func (p pager) body() []jen.Code {
	before, start := p.start()
	pages := p.page(upperFirst(p.cursor())).Call(start, p.fetch())
	return append(before, jen.Return(pages))
}

// fetch is the function that fetches one page:
//
//	func(offset uint64) ([]Task, uint64, error) { … }
func (p pager) fetch() *jen.Statement {
	cursor := jen.Uint64()
	if p.Kind == model.ByToken {
		cursor = jen.String()
	}
	return jen.Func().Params(jen.Id(p.cursor()).Add(cursor)).
		Params(jen.Index().Add(p.item()), cursor, jen.Error()).
		BlockFunc(func(g *jen.Group) {
			if p.parsesStart() {
				g.If(jen.Id("startErr").Op("!=").Nil()).Block(p.fail(p.startFault()))
			}
			g.Id("request").Op(":=").Id("in")
			for _, statement := range p.setStart() {
				g.Add(statement)
			}
			g.List(jen.Id("out"), jen.Err()).Op(":=").Id("c").Dot(p.action.GoName).Call(jen.Id("ctx"), jen.Id("request"))
			g.If(jen.Err().Op("!=").Nil()).Block(p.fail(jen.Err()))
			for _, statement := range p.result() {
				g.Add(statement)
			}
		})
}

// fail is the return of an error: return nil, 0, err
func (p pager) fail(err jen.Code) *jen.Statement {
	none := jen.Lit(0)
	if p.Kind == model.ByToken {
		none = jen.Lit("")
	}
	return jen.Return(jen.Nil(), none, err)
}

// startFault is the error of a start that is no number:
//
//	fmt.Errorf("msp.ListMigrationTasks: in.Offset: %w", startErr)
func (p pager) startFault() *jen.Statement {
	where := p.service.Package + "." + p.GoName + ": " + goPath("in.", p.Start)
	return fmtErrorf().Call(jen.Lit(where+": %w"), jen.Id("startErr"))
}
