package text

import (
	"regexp"
	"strings"
)

// chapterKind is what a chapter tells.
type chapterKind int

const (
	otherChapter chapterKind = iota
	actionChapter
	typesChapter
	errorsChapter
)

// chapter is a page of the documentation: its title, and the lines below it.
type chapter struct {
	kind  chapterKind
	title string
	// number is the title's line.
	number int
	lines  []line
}

// document is the whole, divided into its chapters.
type document struct {
	lines    []line
	chapters []chapter
	// categories are the headings under which the actions are sorted.
	categories map[string]bool
	// updated is the newest date of all pages.
	updated string
}

var lastUpdated = regexp.MustCompile(`(?i)^\**last updated\**\s*(?:on|at)?\s*[:：]?\s*\**(\d{4}-\d{2}-\d{2})\b`)

// chapterTitles are those of the chapters that are not an action's.
var chapterTitles = map[string]chapterKind{
	"data types": typesChapter, "data type": typesChapter, "data structures": typesChapter, "data structure": typesChapter,
	"error codes": errorsChapter, "error code": errorsChapter,
}

// document finds the chapters. The error says that there are none of an action.
func (r *reader) document(lines []line) (*document, error) {
	d := &document{lines: lines, categories: categories(lines)}
	starts := boundaries(lines)
	for i, s := range starts {
		end := len(lines)
		if i+1 < len(starts) {
			end = starts[i+1].title
		}
		c := chapter{kind: s.kind, number: lines[s.title].number, lines: lines[min(s.body, end):end]}
		if s.title < s.body {
			c.title = title(lines[s.title].text)
		}
		c.lines = d.withoutCategory(c.lines)
		d.chapters = append(d.chapters, c)
	}
	for _, l := range lines {
		if m := lastUpdated.FindStringSubmatch(l.bare()); m != nil && m[1] > d.updated {
			d.updated = m[1]
		}
	}
	for _, c := range d.chapters {
		if c.kind == actionChapter {
			return d, nil
		}
	}
	r.fault(1, `this is no API documentation that can be read: no heading "1. API Description" was found, `+
		`which begins the page of each action, and no "2. Input Parameters" and "3. Output Parameters" below it`)
	return nil, r.faults
}

// boundary is where a chapter begins: its title's index among the lines, and
// that of the first line below it; the same where it has no title.
type boundary struct {
	title, body int
	kind        chapterKind
}

// boundaries finds the beginnings of chapters: a title above a date, the
// description of an action, and the titles that chapters always have.
func boundaries(lines []line) []boundary {
	var found []boundary
	actions := false
	for i, l := range lines {
		body := 0
		if len(found) > 0 {
			body = found[len(found)-1].body
		}
		text := l.bare()
		kind, numbered := headingOf(text)
		switch {
		case lastUpdated.MatchString(text):
			if at := nearest(lines, i, -1); at >= body {
				found = append(found, boundary{at, i + 1, chapterTitles[strings.ToLower(title(lines[at].text))]})
			}
		case kind == description:
			actions = true
			if n := len(found); n > 0 && onlyBlank(lines[body:i]) {
				found[n-1] = boundary{wrapped(lines, found[n-1].title), i, actionChapter}
			} else {
				found = append(found, titled(lines, i, body))
			}
		case actions && isTitle(text, typesChapter) && !dated(lines, i):
			found = append(found, boundary{i, i + 1, typesChapter})
		case actions && kind == errorCodes && !numbered && afterTypes(found) && !dated(lines, i):
			found = append(found, boundary{i, i + 1, errorsChapter})
		}
	}
	return found
}

// isTitle reports whether a line is the title of such a chapter.
func isTitle(text string, kind chapterKind) bool {
	return len(text) <= 60 && chapterTitles[strings.ToLower(title(text))] == kind
}

// dated reports whether the date of a page follows the line.
func dated(lines []line, i int) bool {
	at := nearest(lines, i, 1)
	return at >= 0 && lastUpdated.MatchString(lines[at].bare())
}

// afterTypes reports whether the chapter before is the data types'. Elsewhere
// "Error Code" may be the head of a table.
func afterTypes(found []boundary) bool {
	return len(found) > 0 && found[len(found)-1].kind == typesChapter
}

// titled is the beginning of an action's page that bears no date.
func titled(lines []line, i, from int) boundary {
	at := nearest(lines, i, -1)
	if at < from || !identifier.MatchString(title(lines[at].text)) {
		return boundary{i, i, actionChapter}
	}
	return boundary{wrapped(lines, at), i, actionChapter}
}

// forThisAPI is how a table of parameters tells the values of Action and Version.
const forThisAPI = `(?i)\bvalue (?:\w+ ){0,2}for this (?:api|action|interface)(?: is)?\s*[:：]\s*["` + "`" + `]?`

var (
	namedAction  = regexp.MustCompile(forThisAPI + `([A-Za-z]\w*)`)
	namedVersion = regexp.MustCompile(forThisAPI + `(\d{4}-\d{2}-\d{2})\b`)
)

// wrapped is the first line of a title that goes over two, as its own table of
// parameters shows.
func wrapped(lines []line, at int) int {
	above := nearest(lines, at, -1)
	if above != at-1 || above < 0 {
		return at
	}
	if m := namedAction.FindStringSubmatch(opening(lines[at:])); m != nil && m[1] == lines[above].bare()+lines[at].bare() {
		return above
	}
	return at
}

// maxOpening is how many lines go by before a page names its action and version.
const maxOpening = 100

// opening is the beginning of a page as one text.
func opening(lines []line) string {
	var words []string
	for _, l := range lines[:min(len(lines), maxOpening)] {
		words = append(words, strings.Fields(l.text)...)
	}
	return strings.Join(words, " ")
}

func onlyBlank(lines []line) bool { return nearest(lines, -1, 1) < 0 }

// categories are the lines above the tables that list actions with what they do.
func categories(lines []line) map[string]bool {
	found := map[string]bool{}
	for i, l := range lines {
		if isCatalogue(l.text) {
			if at := nearest(lines, i, -1); at >= 0 {
				found[title(lines[at].text)] = true
			}
		}
	}
	return found
}

var catalogue = regexp.MustCompile(`(?i)^\|?\s*(API|Action) Name\s*(\t|\||\s{2,})\s*(Feature|Description|Function)`)

func isCatalogue(text string) bool { return catalogue.MatchString(text) }

var category = regexp.MustCompile(`^[A-Z][\w/&' -]{0,60}\b(APIs?|Interfaces|Operations)$`)

// withoutCategory cuts off the heading of the group of actions that follows.
func (d *document) withoutCategory(lines []line) []line {
	last := nearest(lines, len(lines), -1)
	if last <= 0 || !lines[last-1].blank() {
		return lines
	}
	if text := title(lines[last].text); d.categories[text] || category.MatchString(text) {
		return lines[:last]
	}
	return lines
}
