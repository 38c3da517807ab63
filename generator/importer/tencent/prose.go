package tencent

import (
	"html"
	"regexp"
	"strings"
)

var (
	tag      = regexp.MustCompile(`<(/?)([A-Za-z][A-Za-z0-9-]*)(\s[^<>]*)?/?>`)
	comment  = regexp.MustCompile(`(?s)<!--.*?-->`)
	image    = regexp.MustCompile(`!\[[^\]\n]*\]\([^)\n]*\)`)
	link     = regexp.MustCompile(`\[([^\[\]\n]+)\]\((https?://[^\s()]*)\)`)
	nearby   = regexp.MustCompile(`\[([^\[\]\n]+)\]\([/#][^\s()]*\)`)
	strong   = regexp.MustCompile(`\*\*([^*\n]+)\*\*`)
	blanks   = regexp.MustCompile(`[ \t\x{00a0}\x{3000}]+`)
	manyEnds = regexp.MustCompile(`\n{3,}`)
)

// plainText is prose without its markup: what stood in a line or a cell of its
// own stands in a line, and entities are what they stand for.
func plainText(prose string) string {
	if prose == "" {
		return ""
	}
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u200b", "", "\ufeff", "").Replace(prose)
	if strings.ContainsRune(text, '<') {
		text = comment.ReplaceAllString(text, "")
		text = tag.ReplaceAllStringFunc(text, tagText)
	}
	if strings.ContainsRune(text, '&') {
		text = html.UnescapeString(text)
	}
	if strings.Contains(text, "](") {
		text = image.ReplaceAllString(text, "")
		text = link.ReplaceAllString(text, "$1 ($2)")
		text = nearby.ReplaceAllString(text, "$1")
	}
	if strings.Contains(text, "**") {
		text = strong.ReplaceAllString(text, "$1")
	}
	return tidy(text)
}

// tagText is what stands in the place of a tag; what looks like one and is none
// that the vendor uses is text.
func tagText(whole string) string {
	m := tag.FindStringSubmatch(whole)
	closing := m[1] == "/"
	switch strings.ToLower(m[2]) {
	case "li":
		if closing {
			return "\n"
		}
		return "\n- "
	case "p", "div", "ul", "ol", "table", "thead", "tbody", "blockquote", "pre",
		"h1", "h2", "h3", "h4", "h5", "h6", "hr", "br", "dl", "dt", "dd", "section", "tr", "dx-alert", "dx-codeblock", "dx-tabs", "dx-fold-block":
		return "\n"
	case "td", "th":
		if closing {
			return " | "
		}
		return ""
	case "a", "b", "i", "u", "s", "em", "strong", "span", "font", "code", "sup", "sub", "img", "del", "small",
		"ur", "colgroup", "col", "center", "mark", "kbd", "label", "iframe", "video", "svg", "path":
		return ""
	}
	return whole
}

// tidy takes out the spaces and empty lines that nobody sees.
func tidy(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		l = strings.TrimSpace(blanks.ReplaceAllString(l, " "))
		l = strings.TrimSuffix(l, " |")
		if l == "-" || l == "|" {
			l = ""
		}
		lines[i] = l
	}
	text = manyEnds.ReplaceAllString(strings.Join(lines, "\n"), "\n\n")
	text = strings.ReplaceAll(text, "\n\n- ", "\n- ")
	return strings.Trim(text, "\n")
}

// oneLine is prose as a title has it.
func oneLine(prose string) string { return strings.Join(strings.Fields(plainText(prose)), " ") }

// nullSentence says that a reply may hold null, in the vendor's words.
var nullSentence = regexp.MustCompile(`(注意[：:]\s*)?(此|该)?(字段|参数|返回值)?(可能)?(会)?返回\s*null\s*([，,]\s*表示取不到有效(的)?值)?\s*[。.]?` +
	"|(?i:(note:\\s*)?this (field|parameter) may return `?null`?(, indicating that no valid values? (can be|is|was) (obtained|found|returned))?\\.?)")

// mayBeNull reports whether prose says that a reply may hold null.
func mayBeNull(prose string) bool {
	return strings.Contains(prose, "null") && nullable.MatchString(prose)
}

var nullable = regexp.MustCompile("可能(会)?返回\\s*null|(?i:may return `?null)")

// withoutNull is prose without that sentence, which the field tells itself.
func withoutNull(prose string) string {
	if !mayBeNull(prose) {
		return prose
	}
	return tidy(nullSentence.ReplaceAllString(prose, ""))
}
