package spec

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// layout writes YAML in one way only: what is short and flat on one line,
// everything else a line a member.
type layout struct {
	out *strings.Builder
	// apart puts an empty line between the members of the root.
	apart bool
}

// lineWidth is the most characters of a line that holds more than one word.
const lineWidth = 100

func (l *layout) root(n *yaml.Node) {
	if len(n.Content) == 0 {
		l.out.WriteString("{}\n")
	}
	for i := 0; i < len(n.Content); i += 2 {
		if l.apart {
			l.out.WriteByte('\n')
		}
		l.pair(n.Content[i], n.Content[i+1], 0, l.apart)
	}
}

// pair writes a key and its value, indented by some spaces unless the line has
// begun. A tall value is written a line a member in any case.
func (l *layout) pair(key, value *yaml.Node, indent int, tall bool) {
	k := flow(key)
	l.out.WriteString(k + ":")
	l.value(value, indent, indent+utf8.RuneCountInString(k)+2, tall)
}

// value writes what follows a colon or, at some column, a dash.
func (l *layout) value(n *yaml.Node, indent, column int, tall bool) {
	if n.Kind == yaml.ScalarNode {
		l.out.WriteString(" " + blockScalar(n, indent+2) + "\n")
		return
	}
	if len(n.Content) == 0 || !tall && fits(n, column) {
		l.out.WriteString(" " + flow(n) + "\n")
		return
	}
	l.out.WriteByte('\n')
	l.block(n, indent+2, false)
}

// block writes a map or a list a line a member. The first line may have begun.
func (l *layout) block(n *yaml.Node, indent int, begun bool) {
	step := 1
	if n.Kind == yaml.MappingNode {
		step = 2
	}
	for i := 0; i < len(n.Content); i += step {
		if i > 0 || !begun {
			l.out.WriteString(strings.Repeat(" ", indent))
		}
		if step == 2 {
			l.pair(n.Content[i], n.Content[i+1], indent, false)
		} else {
			l.item(n.Content[i], indent)
		}
	}
}

// item writes an item of a list; a map begins on the line of its dash.
func (l *layout) item(n *yaml.Node, indent int) {
	l.out.WriteByte('-')
	if n.Kind == yaml.ScalarNode || len(n.Content) == 0 || fits(n, indent+2) {
		l.value(n, indent, indent+2, false)
		return
	}
	l.out.WriteByte(' ')
	l.block(n, indent+2, true)
}

// fits reports whether a node may stand on one line and has room there from a column.
func fits(n *yaml.Node, column int) bool {
	return isFlat(n) && column+utf8.RuneCountInString(flow(n)) <= lineWidth
}

// isFlat reports whether a node may stand on one line: words, lists of flat
// things, and maps of words and lists of words.
func isFlat(n *yaml.Node) bool {
	if n.Kind == yaml.ScalarNode {
		return !strings.Contains(n.Value, "\n")
	}
	if n.Style == tallStyle {
		return len(n.Content) == 0
	}
	for _, c := range n.Content {
		if !isFlat(c) || n.Kind == yaml.MappingNode && holdsMap(c) {
			return false
		}
	}
	return true
}

func holdsMap(n *yaml.Node) bool {
	if n.Kind == yaml.MappingNode {
		return len(n.Content) > 0
	}
	for _, c := range n.Content {
		if n.Kind == yaml.SequenceNode && c.Kind == yaml.SequenceNode && holdsMap(c) {
			return true
		}
	}
	return false
}

// flow writes a node on one line.
func flow(n *yaml.Node) string {
	var parts []string
	switch n.Kind {
	case yaml.ScalarNode:
		return flowScalar(n)
	case yaml.SequenceNode:
		for _, c := range n.Content {
			parts = append(parts, flow(c))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	for i := 0; i < len(n.Content); i += 2 {
		parts = append(parts, flow(n.Content[i])+": "+flow(n.Content[i+1]))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// flowScalar writes a word so that it can stand anywhere.
func flowScalar(n *yaml.Node) string {
	if isPlain(n) && !strings.ContainsAny(n.Value, ",?[]{}") {
		return n.Value
	}
	return doubleQuote(n.Value)
}

// blockScalar writes a word, or lines below its key.
func blockScalar(n *yaml.Node, indent int) string {
	switch {
	case isPlain(n):
		return n.Value
	case isLiteral(n.Value):
		body, ended := strings.CutSuffix(n.Value, "\n")
		head := "|-"
		if ended {
			head = "|"
		}
		margin := "\n" + strings.Repeat(" ", indent)
		return head + strings.ReplaceAll(margin+strings.ReplaceAll(body, "\n", margin), margin+"\n", "\n\n")
	}
	return doubleQuote(n.Value)
}

// isLiteral reports whether a text keeps every character as a literal block.
func isLiteral(text string) bool {
	body := strings.TrimSuffix(text, "\n")
	if !strings.Contains(text, "\n") || body == "" || body[0] == ' ' || body[0] == '\n' || strings.HasSuffix(body, "\n") {
		return false
	}
	return !strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) })
}

// takenOtherwise are the plain words, without underscores, that YAML 1.1 or 1.2
// does not read as texts. A date by itself is one in this language, and is left plain.
var takenOtherwise = regexp.MustCompile(`^(?i:y|n|yes|no|on|off|true|false|null|` +
	`[-+]?(0b[01]+|0o?[0-7]+|0x[0-9a-f]+)|` +
	`[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)(e[-+]?[0-9]+)?|` +
	`[-+]?\.inf|\.nan|[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?|` +
	`[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[T\s].*)$`)

// isPlain reports whether a word needs no quotes outside [] and {}.
func isPlain(n *yaml.Node) bool {
	text := n.Value
	if n.Tag != "!!str" {
		return plainNumber.MatchString(text) || text == "true" || text == "false" || text == "null"
	}
	first, _ := utf8.DecodeRuneInString(text)
	switch {
	case text == "", !unicode.IsLetter(first) && !unicode.IsDigit(first) && !strings.ContainsRune("_/$(.", first),
		strings.HasSuffix(text, " "), strings.HasSuffix(text, ":"),
		strings.Contains(text, ": "), strings.Contains(text, " #"),
		strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }):
		return false
	}
	return !takenOtherwise.MatchString(strings.ReplaceAll(text, "_", ""))
}

// doubleQuote writes a text within double quotes. Bytes that are not UTF-8 are
// left, so that they are refused when the file is read.
func doubleQuote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == utf8.RuneError:
			_, size := utf8.DecodeRuneInString(text[i:])
			b.WriteString(text[i : i+size])
		case !unicode.IsPrint(r):
			b.WriteString(escape(r))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
