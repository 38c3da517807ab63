package alibaba

import (
	"html"
	"regexp"
	"strings"

	"github.com/signet-gen/signet/generator/importer/jsontree"
)

// prose is what the vendor says of a thing, as plain text; nothing without docs.
func (s *service) prose(schema *jsontree.Node, path string) string {
	description, title := s.Text(schema, "description", path), s.Text(schema, "title", path)
	if !s.docs {
		return ""
	}
	if text := plain(description); text != "" {
		return text
	}
	return plain(title)
}

// withTitles adds to a text what the values of a number mean.
func withTitles(doc string, values []enumValue) string {
	var b strings.Builder
	b.WriteString(doc)
	for _, v := range values {
		title := oneLine(v.title)
		if title == "" || title == v.Key {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("- " + oneLine(v.Key) + ": " + title)
	}
	return b.String()
}

// chinaOnly marks what only readers of the vendor's Chinese site shall see.
const chinaOnly = `<props="china">`

// signs are characters that look like others, or like nothing.
var signs = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n",
	"\u00a0", " ", "\t", " ", "\ufeff", "", "\u200b", "")

// tags are the elements that the prose has; what else stands in angle brackets
// is a part of it, such as List<String>.
const tags = `props|p|br|hr|ul|ol|li|dl|dt|dd|table|thead|tbody|tfoot|tr|td|th|a|img|span|div|font|center|` +
	`b|i|u|s|em|strong|del|ins|code|pre|small|big|sup|sub|h[1-6]|blockquote|section|details|summary|` +
	`notice|note|warning|important|caution|tip|ph|codeph|uicontrol|xref|term|var`

// markup is what is taken out of the vendor's Markdown, and of the HTML in it,
// in this order. Each is looked for only where its first sign stands.
var markup = []struct {
	sign string
	form *regexp.Regexp
	by   string
}{
	{"<!--", regexp.MustCompile(`(?s)<!--.*?-->`), ""},
	{"<", regexp.MustCompile(`(?i)<br\s*/?>|</(p|li|tr|h[1-6]|div|ul|ol|table)\s*>`), "\n"},
	{"<", regexp.MustCompile(`(?i)<li(\s[^<>]*)?>`), "- "},
	{"<", regexp.MustCompile(`(?i)</?(` + tags + `)(="[^"<>]*"|\s[^<>]*)?\s*/?>`), ""},
	{"](", regexp.MustCompile(`!?\[([^\[\]]*)\]\(([^()]|\([^()]*\))*\)`), "$1"},
	{"~~", regexp.MustCompile(`~~[^~\n]*~~`), ""},
	{"{#", regexp.MustCompile(`\s*\{#[^{}\n]*\}`), ""},
	{"#", regexp.MustCompile(`(?m)^ {0,3}#{1,6} *`), ""},
	{"---", regexp.MustCompile(`(?m)^[ |]*[ :|-]*-{3,}[ :|-]*$\n?`), ""},
	{"**", regexp.MustCompile(`\*\*([^*\n]+)\*\*`), "$1"},
	{`\`, regexp.MustCompile(`\\+([/\\*_#\[\](){}|.!<>~-])`), "$1"},
}

// abroad is what only readers of the vendor's other site shall see.
var abroad = regexp.MustCompile(`(?s)<props="intl">.*?</props>`)

// maxProse is the longest text that is worth cleaning.
const maxProse = 64 << 10

// plain turns the vendor's Markdown, with HTML in it, into text. Where it has
// the same for two of the vendor's sites, the second is left out.
func plain(text string) string {
	if len(text) > maxProse {
		text = strings.ToValidUTF8(text[:maxProse], "")
	}
	if strings.Contains(text, chinaOnly) {
		text = abroad.ReplaceAllString(text, "")
	}
	text = signs.Replace(text)
	for _, m := range markup {
		if strings.Contains(text, m.sign) {
			text = m.form.ReplaceAllString(text, m.by)
		}
	}
	if strings.Contains(text, "&") {
		text = html.UnescapeString(text)
	}
	return tidy(text)
}

var emptyLines = regexp.MustCompile(`\n{3,}`)

// tidy removes spaces at the ends of lines, and more than one empty line.
func tidy(text string) string {
	if !strings.Contains(text, "\n") {
		return strings.TrimSpace(text)
	}
	rows := strings.Split(text, "\n")
	for i, row := range rows {
		rows[i] = strings.TrimRight(row, " \u3000")
	}
	text = strings.Join(rows, "\n")
	if strings.Contains(text, "\n\n\n") {
		text = emptyLines.ReplaceAllString(text, "\n\n")
	}
	return strings.TrimSpace(text)
}

// oneLine is a text on one line.
func oneLine(text string) string { return strings.Join(strings.Fields(plain(text)), " ") }
