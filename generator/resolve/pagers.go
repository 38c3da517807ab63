package resolve

import (
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/spec"
)

// pager resolves how all the pages of an action are read.
func (s *service) pager(a *action) *model.Pager {
	sp := a.spec.Paginate
	if sp == nil {
		return nil
	}
	in := func(p spec.At[string], want string, fits func(model.Type) bool) model.Path {
		return s.pagePath(p, a.model.Input, "the input of "+a.model.Name, want, fits)
	}
	out := func(p spec.At[string], want string, fits func(model.Type) bool) model.Path {
		return s.pagePath(p, a.model.Output, "the output of "+a.model.Name, want, fits)
	}
	p := &model.Pager{Kind: model.PagerKind(sp.By.Value), GoName: naming.Iterator(a.model.GoName)}
	if sp.Name.IsSet() {
		p.GoName = sp.Name.Value
	}
	switch p.Kind {
	case model.ByToken:
		p.Start = in(sp.Token, "a token is a text", isString)
		p.Next = out(sp.Next, "a token is a text", isString)
	case model.ByNumber:
		p.Start = in(sp.Number, "a page number is an integer or a text", isCount)
	default:
		p.Start = in(sp.Offset, "an offset is an integer or a text", isCount)
	}
	p.Limit = in(sp.Limit, "a limit is an integer or a text", isCount)
	p.Total = out(sp.Total, "a total is an integer", isInteger)
	p.Items = out(sp.Items, "items are a list", isListType)
	if p.Items != nil {
		p.Elem = leaf(p.Items).(model.List).Elem
	}
	return p
}

// pagePath follows a path of a pager and checks what it leads to. An absent
// path leads nowhere, which is no fault: spec.Load wants those that must be there.
func (s *service) pagePath(p spec.At[string], root *model.Struct, owner, want string, fits func(model.Type) bool) model.Path {
	if !p.IsSet() {
		return nil
	}
	way := s.path(p, root, owner, false)
	if f := maskedOn(way); f != nil {
		s.faultf(p.Pos, "%s is sensitive and no text, so that an iterator cannot look into it: remove sensitive there, or the pager", f.Name)
		return nil
	}
	if way != nil && !fits(leaf(way)) {
		s.faultf(p.Pos, "%s, and %s is %s", want, p.Value, article(leaf(way)))
		return nil
	}
	return way
}

// maskedOn is the first field on a path whose value is hidden as a whole, or nil.
func maskedOn(way model.Path) *model.Field {
	for _, f := range way {
		if f.IsMasked() {
			return f
		}
	}
	return nil
}

func isString(t model.Type) bool { return t == model.String }

func isInteger(t model.Type) bool { return ranges[t].whole }

// isCount holds for integers, and for the texts in which some services hide them.
func isCount(t model.Type) bool { return isInteger(t) || isString(t) }

func isListType(t model.Type) bool { _, ok := t.(model.List); return ok }
