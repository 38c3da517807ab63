package text

import (
	"regexp"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

var code = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*(?:[._-][A-Za-z0-9_-]+)*\.?$`)

// isCode reports whether a text can be an error code.
func isCode(text string) bool {
	return len(text) <= 150 && code.MatchString(unmarked(strings.Trim(unescaped(text), "`")))
}

// codeRow is an error code with what it means.
type codeRow struct {
	code, doc string
	number    int
}

// codeTable reads the table of error codes in lines. What stands before the
// table is answered apart from the lines in it that make no sense.
func (r *reader) codeTable(path string, lines []line) (found []codeRow, before, unread []line) {
	t, before, body := findCodes(lines)
	if t == nil {
		return nil, before, nil
	}
	a := &rows{table: t, starts: isCode, isType: func(string) bool { return false }}
	a.read(body)
	r.guesses(path, a.guessed)
	for _, w := range a.all {
		found = append(found, codeRow{w.cell(t, nameColumn), prose(marked(w.cell(t, docColumn))), w.number})
	}
	return found, before, a.unread
}

// findCodes finds the head of a table of error codes and the lines below it.
// Rows without a head are known by two codes that follow each other.
func findCodes(lines []line) (t *table, before, body []line) {
	for i, l := range lines {
		if t = readHeader(l.text); t != nil && !t.describes() && !isCatalogue(l.text) {
			return t, before, lines[i+1:]
		}
		if t, taken := standingHeader(lines, i); t != nil && !t.describes() {
			return t, before, lines[i+taken:]
		}
		if cells := byTabs(l.text); len(cells) == 2 && isCode(cells[0]) && unlikeWord(cells[0]) {
			return plainTable(nameColumn, docColumn), before, lines[i:]
		}
		if !isRuler(l.text) {
			before = append(before, l)
		}
	}
	return nil, before, nil
}

// actionCodes reads the section of an action's error codes, and defines in the
// service those that are not the cloud's.
func (r *reader) actionCodes(s *spec.Service, path string, lines []line) (names []string, unread []line) {
	found, before, unread := r.codeTable(path+"/errors", lines)
	seen := map[string]bool{}
	for _, c := range found {
		if seen[c.code] {
			continue
		}
		seen[c.code] = true
		names = append(names, c.code)
		r.define(s, c)
	}
	return names, append(boilerless(before), unread...)
}

// define adds an error code to the service, unless the cloud has it or it is
// there.
func (r *reader) define(s *spec.Service, c codeRow) {
	if !r.cloud.defines(c.code) && !r.codes[c.code] {
		r.codes[c.code] = true
		importer.Add(&s.Errors, c.code, &spec.ErrorCode{Doc: r.doc(c.doc)})
	}
}

var codesHeading = regexp.MustCompile(`(?i)^(?:(?:common|service|api|business|product|other|public|action)(?:[ -]specific)? error codes?|error codes?)(?: list)?$`)

// allCodes reads the tables of the chapter that lists error codes.
func (r *reader) allCodes(s *spec.Service, c chapter) {
	for _, part := range codeParts(c.lines) {
		found, _, unread := r.codeTable("errors", part)
		for _, f := range found {
			r.define(s, f)
		}
		if len(found) > 0 {
			r.unread("errors", unread)
		}
	}
}

// codeParts divides a chapter at the headings of its tables.
func codeParts(lines []line) [][]line {
	var parts [][]line
	from := 0
	for i, l := range lines {
		if codesHeading.MatchString(title(l.text)) && readHeader(l.text) == nil {
			parts = append(parts, lines[from:i])
			from = i + 1
		}
	}
	return append(parts, lines[from:])
}
