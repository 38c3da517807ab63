package text

import (
	"regexp"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

var usedBy = regexp.MustCompile(`(?i)^\**(?:used by|referenced by)(?: (?:the following )?(?:actions?|apis?|interfaces?))?\**\s*[:：]`)

// dataTypes reads the chapter of data types.
func (r *reader) dataTypes(s *spec.Service, c chapter) {
	starts := r.typeStarts(c.lines)
	if len(starts) == 0 {
		r.unread("types", c.lines)
		return
	}
	r.unread("types", withoutDates(c.lines[:starts[0]]))
	for i, from := range starts {
		end := len(c.lines)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		r.dataType(s, c.lines[from:end])
	}
}

// typeStarts are the lines that name a data type.
func (r *reader) typeStarts(lines []line) []int {
	var starts []int
	from := 0 // the line behind the last one that was part of a table or a head
	var t *table
	for i, l := range lines {
		head := readHeader(l.text)
		anchor := head != nil || usedBy.MatchString(l.bare())
		if head != nil {
			t = head
		}
		if !anchor && !t.divides(l.text) {
			continue
		}
		if anchor {
			if at := r.typeName(lines, from, i); at >= 0 {
				starts = append(starts, at)
			}
		}
		from = i + 1
	}
	return starts
}

// typeName is the line between from and end that names a type, or -1. The name
// of one that tables refer to counts before others; else the first counts that
// stands behind a gap.
func (r *reader) typeName(lines []line, from, end int) int {
	first := -1
	for i := from; i < end; i++ {
		name := title(lines[i].text)
		gap := i == 0 || lines[i-1].blank()
		switch {
		case !typeHeading.MatchString(name):
		case r.types[name]:
			return i
		case first < 0 && gap:
			first = i
		}
	}
	return first
}

var typeHeading = regexp.MustCompile(`^[A-Za-z](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$`)

// noteTypes remembers the types that the tables of the document refer to.
func (r *reader) noteTypes(lines []line) {
	for _, l := range lines {
		if !strings.ContainsAny(l.text, "\t|") && !strings.Contains(l.text, "  ") {
			continue
		}
		for _, m := range typeReference.FindAllStringSubmatch(l.text, -1) {
			r.types[m[1]] = true
		}
	}
}

var typeReference = regexp.MustCompile(`(?:[\t|]|\s{2,})\s*(?:Array of )*([A-Z][A-Za-z0-9_]*)\s*(?:$|[\t|]|\s{2,})`)

// dataType reads one data type: its name, what it is, the actions that use it,
// and the table of its members.
func (r *reader) dataType(s *spec.Service, lines []line) {
	name, number := title(lines[0].text), lines[0].number
	path := "types/" + name
	t := &spec.Type{}
	head, table := splitAtTable(lines[1:])
	var words []string
	for _, l := range withoutUsers(head) {
		if !l.blank() && !isRuler(l.text) {
			words = append(words, l.bare())
		}
	}
	text := marked(strings.Join(words, "\n"))
	if at := staleFact.FindString(text); at != "" {
		t.Deprecated = importer.Set(r.deprecation(at))
	}
	t.Doc = r.doc(prose(text))
	var unread []line
	t.Fields, unread = r.fields(table, fieldTable{path, typeMember, []column{nameColumn, typeColumn, requiredColumn, docColumn}})
	r.unread(path, unread)
	switch _, again := r.described[name]; {
	case again:
		r.note(importer.Skipped, number, path, "the document describes it twice: the first counts")
	case spec.ReservedType(name):
		r.note(importer.Skipped, number, path, "no type of a spec can be called so, since the language has that name for a type of its own")
	default:
		r.described[name] = t
		importer.Add(&s.Types, name, t)
	}
	if len(t.Fields) == 0 {
		t.Fields = nil // which is written as no members are
		r.note(importer.Unread, number, path, "no table with members was found")
	}
}

// splitAtTable cuts lines before the first that is part of a table.
func splitAtTable(lines []line) (head, rest []line) {
	for i, l := range lines {
		if readHeader(l.text) != nil || strings.Contains(strings.Trim(l.text, "\t"), "\t") && !isRuler(l.text) {
			return lines[:i], lines[i:]
		}
		if t, _ := standingHeader(lines, i); t != nil {
			return lines[:i], lines[i:]
		}
	}
	return lines, nil
}

// withoutUsers leaves the list of actions out that use a type.
func withoutUsers(lines []line) []line {
	var kept []line
	listing := false
	for _, l := range lines {
		text := l.bare()
		switch {
		case usedBy.MatchString(text):
			listing = !strings.HasSuffix(text, ".")
		case listing && (l.blank() || actionList.MatchString(text)):
			listing = !l.blank() && !strings.HasSuffix(text, ".")
		default:
			kept, listing = append(kept, l), false
		}
	}
	return kept
}

var actionList = regexp.MustCompile(`^[A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*\s*[.,]?$`)

func withoutDates(lines []line) []line {
	var kept []line
	for _, l := range lines {
		if !lastUpdated.MatchString(l.bare()) {
			kept = append(kept, l)
		}
	}
	return kept
}
