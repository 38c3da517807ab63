package text

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// page is the chapter of an action, read.
type page struct {
	name    string
	number  int
	version string
	action  *spec.Action
}

// identity is what a chapter says of its action's name and version.
func (r *reader) identity(c chapter) (p page, ok bool) {
	p.number = c.number
	text := opening(c.lines)
	if m := namedAction.FindStringSubmatch(text); m != nil && !slices.Contains(r.cloud.common, m[1]) {
		p.name = m[1]
	}
	if m := namedVersion.FindStringSubmatch(text); m != nil {
		p.version = m[1]
	}
	heading := strings.ReplaceAll(c.title, " ", "")
	switch {
	case strings.HasPrefix(c.title, p.name) && actionName.MatchString(c.title):
		p.name = c.title // which a table of narrow columns breaks
	case p.name == "":
		r.fault(c.number, "this action has no name: neither stands one alone above the heading, nor does a parameter Action tell its value")
		return p, false
	case !strings.HasSuffix(p.name, heading) || heading == "":
		r.note(importer.Changed, c.number, "actions/"+p.name, "the heading is %s: the name is the value of the parameter Action", quote(c.title))
	}
	return p, true
}

var actionName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// action reads the sections of a page.
func (r *reader) action(s *spec.Service, p *page, lines []line) {
	a := &spec.Action{}
	p.action = a
	path := "actions/" + p.name
	parts := joined(sections(lines))
	var shown []*spec.Example
	for _, part := range parts {
		var unread []line
		switch part.kind {
		case noSection:
			unread = withoutDates(part.lines)
		case description:
			r.describe(a, part.lines)
		case input:
			a.Input, unread = r.fields(part.lines, fieldTable{path + "/input", parameter, []column{nameColumn, requiredColumn, typeColumn, docColumn}})
		case output:
			a.Output, unread = r.fields(part.lines, fieldTable{path + "/output", member, []column{nameColumn, typeColumn, docColumn}})
		case errorCodes:
			var names []string
			names, unread = r.actionCodes(s, path, part.lines)
			a.Errors.Names = importer.SetTexts(names...)
		case examples:
			x := &shower{reader: r, name: p.name, action: a}
			x.read(part.lines)
			shown, unread = x.found, x.unread
		}
		r.unread(path, boilerless(unread))
	}
	a.Examples = shown
	for _, n := range needed {
		if !slices.ContainsFunc(parts, func(s section) bool { return s.kind == n.kind }) {
			r.note(importer.Unread, p.number, path, "no section %q was found", n.name)
		}
	}
	a.Effect = effectOf(p.name)
	a.Paginate = r.pagerOf(a)
}

// joined puts sections of one kind together: a heading may be repeated where a
// page ends. The examples come last, since they are told by the fields.
func joined(parts []section) []section {
	var kinds []section
	for _, p := range parts {
		i := slices.IndexFunc(kinds, func(k section) bool { return k.kind == p.kind })
		if i < 0 {
			kinds = append(kinds, p)
			continue
		}
		kinds[i].lines = append(kinds[i].lines, p.lines...)
	}
	slices.SortStableFunc(kinds, func(a, b section) int { return cmp.Compare(a.kind, b.kind) })
	return kinds
}
