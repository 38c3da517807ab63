package text

import "strings"

// sectionKind is what a section of an action's chapter tells.
type sectionKind int

const (
	noSection sectionKind = iota
	description
	input
	output
	examples
	developer
	errorCodes
)

// sectionNames are the headings, in small letters and without their numbers.
var sectionNames = map[string]sectionKind{
	"api description": description, "interface description": description,
	"input parameters": input, "input parameter": input, "request parameters": input,
	"output parameters": output, "output parameter": output, "response parameters": output,
	"example": examples, "examples": examples, "sample": examples, "samples": examples,
	"developer resources": developer, "developer resource": developer,
	"error code": errorCodes, "error codes": errorCodes,
}

// needed are the sections without which an action is not whole.
var needed = []struct {
	kind sectionKind
	name string
}{{input, "Input Parameters"}, {output, "Output Parameters"}}

// sectionOf is what a heading with its number begins: 2. Input Parameters.
func sectionOf(text string) sectionKind {
	kind, numbered := headingOf(text)
	if !numbered {
		return noSection
	}
	return kind
}

// maxHeading is how long the heading of a section may be.
const maxHeading = 60

func headingOf(text string) (kind sectionKind, numbered bool) {
	if text = strings.TrimSpace(text); len(text) > maxHeading {
		return noSection, false
	}
	name, numbered := heading(text)
	return sectionNames[strings.ToLower(strings.Join(strings.Fields(name), " "))], numbered
}

// title is a heading without its marks and its number.
func title(text string) string {
	name, _ := heading(text)
	return name
}

// heading takes the marks of Markdown and the number off a heading.
func heading(text string) (name string, numbered bool) {
	text = strings.TrimLeft(strings.TrimLeft(text, " \t"), "#")
	text = strings.TrimPrefix(strings.TrimSpace(text), "**")
	if rest := strings.TrimLeft(text, "0123456789"); rest != "" && len(rest) < len(text) && len(text)-len(rest) <= 2 {
		rest = strings.TrimLeft(rest, " ")
		text, numbered = strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(rest, "."), ")"), " "), true
	}
	for _, mark := range []string{":", "：", "**"} {
		text = strings.TrimSpace(strings.TrimSuffix(text, mark))
	}
	return text, numbered
}

// section is one section: its lines without the heading.
type section struct {
	kind  sectionKind
	lines []line
}

// sections divides the chapter of an action. What stands before the first
// heading is a section of no kind. Where the first heading has a number, so
// must all of them: "Example" alone may then be a word of the text.
func sections(lines []line) []section {
	all := []section{{}}
	var wantNumber, begun bool
	for _, l := range lines {
		kind, numbered := headingOf(l.text)
		if kind != noSection && !begun {
			begun, wantNumber = true, numbered
		}
		if kind != noSection && numbered == wantNumber {
			all = append(all, section{kind: kind})
			continue
		}
		last := &all[len(all)-1]
		last.lines = append(last.lines, l)
	}
	return all
}
