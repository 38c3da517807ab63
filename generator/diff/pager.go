package diff

import (
	"strings"

	"github.com/signet-gen/signet/generator/model"
)

// pager compares the iterators of an action.
func (c *comparison) pager(at place, old, new *model.Action) {
	was, is := old.Pager, new.Pager
	switch {
	case was == nil && is == nil:
		return
	case was == nil:
		at.about(c.added(methodsNamed(new, is.GoName)...)...).tell(Safe, Added, "", is.GoName, "the iterator %s was added", is.GoName)
		return
	}
	at = at.about(c.symbols(methodsNamed(old, was.GoName)...)...)
	switch {
	case is == nil:
		at.tell(Compile, Removed, was.GoName, "", "the iterator %s is gone", was.GoName)
		return
	case was.GoName != is.GoName:
		at.tell(Compile, Renamed, was.GoName, is.GoName, "the iterator is called %s instead of %s", is.GoName, was.GoName)
	}
	if !c.sameType(was.Elem, is.Elem, isSecret(was), isSecret(is)) {
		from, to := goType(was.Elem, isSecret(was)), goType(is.Elem, isSecret(is))
		at.tell(Compile, Changed, from, to, "the iterator yields %s instead of %s", to, from)
	}
	c.paging(at, was, is)
}

// isSecret reports whether a pager's items are texts that nobody should see.
func isSecret(p *model.Pager) bool { return p.Items[len(p.Items)-1].Sensitive }

// paging compares how an iterator gets from page to page.
func (c *comparison) paging(at place, old, new *model.Pager) {
	at.differs("the kind of paging", string(old.Kind), string(new.Kind))
	for _, way := range []struct {
		what     string
		old, new model.Path
	}{
		{"the input that a page is asked for by", old.Start, new.Start},
		{"the input of the size of a page", old.Limit, new.Limit},
		{"the output that the iterator goes through", old.Items, new.Items},
		{"the output of the total", old.Total, new.Total},
		{"the output of the next page's token", old.Next, new.Next},
	} {
		at.differs(way.what, dotted(way.old), dotted(way.new))
	}
}

// dotted is a path by the names on the wire: Page.Total.
func dotted(p model.Path) string {
	names := make([]string, len(p))
	for i, f := range p {
		names[i] = f.Name
	}
	return strings.Join(names, ".")
}
