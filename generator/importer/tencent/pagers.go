package tencent

import (
	"regexp"
	"slices"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// pageNames are the parameters by which the vendor's actions are read page by
// page, each pair a way.
var (
	numbers = []string{"PageNumber", "PageNo", "PageNum", "PageIndex", "Page"}
	sizes   = []string{"PageSize", "Limit"}
	totals  = []string{"TotalCount", "Total", "TotalNum", "TotalCnt"}
	// tokens are parameters that take what the reply before gave under the same name.
	tokens = []string{"NextToken", "PageToken", "PaginationToken", "ScrollToken", "ContinueToken", "Cursor"}
)

// paginate infers how all the pages of an action are read, where its shape
// leaves no doubt: it reads, takes parameters of known names, and its reply has
// one list, by itself or in its only structure.
func paginate(a *action) {
	if a.spec.Effect.Value != "read" {
		return
	}
	p := &spec.Paginate{}
	if !byOffset(a, p) && !byNumber(a, p) && !byToken(a, p) {
		return
	}
	out, prefix, list := itemsOf(a.output)
	if list == nil {
		return
	}
	p.Items = importer.Set(prefix + list.name)
	if total := find(out, totals, isInteger); total != nil {
		p.Total = importer.Set(prefix + total.name)
	} else if total := find(a.output, totals, isInteger); total != nil {
		p.Total = importer.Set(total.name)
	} else if p.By.Value != "token" {
		return
	}
	a.spec.Paginate = p
}

// byOffset wants Offset and Limit, and no other way to page beside them.
func byOffset(a *action, p *spec.Paginate) bool {
	offset, limit := find(a.input, []string{"Offset"}, isCount), find(a.input, []string{"Limit"}, isCount)
	if offset == nil || limit == nil || find(a.input, numbers, isCount) != nil || find(a.input, tokens, isString) != nil ||
		countsPages(offset) {
		return false
	}
	p.By, p.Offset, p.Limit = importer.Set("offset"), importer.Set(offset.name), importer.Set(limit.name)
	return true
}

// byNumber wants one name of a page and one of its size. Pages count from 1.
func byNumber(a *action, p *spec.Paginate) bool {
	number, size := find(a.input, numbers, isCount), find(a.input, sizes, isCount)
	if number == nil || size == nil || find(a.input, []string{"Offset"}, isCount) != nil || find(a.input, tokens, isString) != nil ||
		startsAtZero(number) {
		return false
	}
	p.By, p.Number, p.Limit = importer.Set("number"), importer.Set(number.name), importer.Set(size.name)
	return true
}

// byToken wants a text that request and reply both have.
func byToken(a *action, p *spec.Paginate) bool {
	token := find(a.input, tokens, isString)
	if token == nil || find(a.input, []string{"Offset"}, isCount) != nil || find(a.input, numbers, isCount) != nil ||
		find(a.output, []string{token.name}, isString) == nil {
		return false
	}
	p.By, p.Token, p.Next = importer.Set("token"), importer.Set(token.name), importer.Set(token.name)
	if limit := find(a.input, []string{"Limit", "MaxResults", "PageSize"}, isCount); limit != nil {
		p.Limit = importer.Set(limit.name)
	}
	return true
}

// itemsOf is the only list of a reply, or of the only structure in it, what
// holds the list, and the path to that.
func itemsOf(reply *object) (in *object, prefix string, list *member) {
	lists, objects, others := held(reply)
	switch {
	case len(lists) == 1:
		return reply, "", lists[0]
	case len(lists) == 0 && len(objects) == 1 && others == 0 && objects[0].object != reply:
		inner, _, _ := held(objects[0].object)
		if len(inner) == 1 {
			return objects[0].object, objects[0].name + ".", inner[0]
		}
	}
	return nil, "", nil
}

// held sorts the members of a structure that are in use: lists, structures, and
// how many others a reply has beside what belongs to paging.
func held(o *object) (lists, objects []*member, others int) {
	for _, m := range o.members {
		switch {
		case m.disabled:
		case m.typ.Kind == spec.ListType:
			lists = append(lists, m)
		case m.object != nil:
			objects = append(objects, m)
		case m.typ.Name == "any":
			others++
		}
	}
	return lists, objects, others
}

// find is the first member of one of the names, of a fitting type, that is in use.
func find(o *object, names []string, fits func(spec.TypeExpr) bool) *member {
	for _, name := range names {
		i := slices.IndexFunc(o.members, func(m *member) bool { return m.name == name })
		if i >= 0 && fits(o.members[i].typ) && !o.members[i].disabled {
			return o.members[i]
		}
	}
	return nil
}

func isCount(t spec.TypeExpr) bool { return isInteger(t) || isString(t) }

var (
	// formula tells how an offset follows from a page: it is none itself.
	formula = regexp.MustCompile(`[(（]\s*(当前)?页码?\s*-\s*1\s*[)）]`)
	// pageWords call a number that of a page, or let it begin above 0; zeroWords
	// let pages begin at 0.
	pageWords = regexp.MustCompile(`页码|页号|页编号|第几页|第多少页|第\s*[0-9NnXx]+\s*页|页数|分页下标|分页[Pp]age|[Pp]age (number|no)|[＞>]\s*0|大于\s*0`)
	zeroWords = regexp.MustCompile(`从\s*0|0\s*开始|第\s*0\s*页|0\s*(为|表示|代表|是)第一页`)
)

// countsPages reports whether an offset is the number of a page, or begins
// above 0, as far as its prose tells.
func countsPages(m *member) bool {
	return pageWords.MatchString(formula.ReplaceAllString(m.told(), ""))
}

// startsAtZero reports whether the first page is 0: its prose or its default
// says so, or an example asks for it.
func startsAtZero(m *member) bool {
	zero := defaultOf(m.typ, m.told(), nil)
	return zeroWords.MatchString(m.told()) || zero != nil && zero.Text == "0" || slices.Contains(m.seen, "0")
}
