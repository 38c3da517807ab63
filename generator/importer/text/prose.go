package text

import (
	"html"
	"regexp"
	"strings"
)

// Cells are written in a mixture of HTML and Markdown. While facts are sought
// in them, code stands in backticks and the points of a list begin a line with
// a dash; in the end all of that goes.

var (
	codeTag   = regexp.MustCompile(`(?is)<code>\s*(.*?)\s*</code>`)
	codeMark  = regexp.MustCompile("`+\\s*([^`]*?)\\s*`+")
	pointTag  = regexp.MustCompile(`(?i)\s*<li[^>]*>\s*`)
	breakTag  = regexp.MustCompile(`(?i)[ \t]*(?:<(?:br|p|div|tr)(?:\s[^<>]*)?/?>|</(?:p|div|ul|ol|tr|table)>)[ \t]*`)
	anyTag    = regexp.MustCompile(`</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>`)
	link      = regexp.MustCompile(`!?\[([^\[\]]*)\]\([^()]*\)`)
	strong    = regexp.MustCompile(`\*\*\s*([^*]+?)\s*\*\*`)
	escaped   = regexp.MustCompile(`\\([_*<>\[\]#~|{}.-])`)
	pointLine = regexp.MustCompile(`(?m)^[ \t]*[-*•·][ \t]+`)
	points    = regexp.MustCompile(`\n(?:- )+`)
	pointless = regexp.MustCompile(`(?:\n-)+(?:$|(\n))`)
	blanks    = regexp.MustCompile(`[ \t]+`)
	gaps      = regexp.MustCompile(`\s*\n\s*`)
)

// unescaped takes the backslashes of Markdown out.
func unescaped(text string) string { return escaped.ReplaceAllString(text, "$1") }

// marked is a text of which only the marks of code, points and lines are left.
func marked(text string) string {
	text = codeTag.ReplaceAllString(text, "`$1`")
	text = pointTag.ReplaceAllString(text, "\n- ")
	text = breakTag.ReplaceAllString(text, "\n- ")
	text = html.UnescapeString(anyTag.ReplaceAllString(text, ""))
	text = link.ReplaceAllString(text, "$1")
	text = strong.ReplaceAllString(text, "$1")
	text = unescaped(codeMark.ReplaceAllString(text, "`$1`"))
	text = pointLine.ReplaceAllString(text, "- ")
	text = gaps.ReplaceAllString(blanks.ReplaceAllString(plain(text), " "), "\n")
	text = points.ReplaceAllString("\n"+text, "\n- ")
	text = strings.TrimSpace(pointless.ReplaceAllString(text, "$1"))
	return unwrapped(strings.TrimPrefix(text, "- "))
}

// unwrapped joins the lines of a text that were broken for want of room; what
// begins with a dash stays a line.
func unwrapped(text string) string {
	var b strings.Builder
	for i, l := range strings.Split(text, "\n") {
		switch {
		case i == 0:
		case strings.HasPrefix(l, "- "):
			b.WriteByte('\n')
		default:
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return b.String()
}

// prose is a marked text as one paragraph for people to read.
func prose(text string) string {
	var b strings.Builder
	for i, l := range strings.Split(strings.ReplaceAll(text, "`", ""), "\n") {
		point := strings.HasPrefix(l, "- ")
		l = strings.TrimPrefix(l, "- ")
		if i > 0 {
			before := b.String()
			if point && before != "" && !strings.ContainsAny(before[len(before)-1:], ".:;,!?") {
				b.WriteByte(';')
			}
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
