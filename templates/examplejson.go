package templates

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/signet-gen/signet/generator/spec"
)

// The layout of an example's JSON: what is no wider than exampleWidth stands on
// one line, and lines are indented as a member of a literal in a list is.
const (
	exampleWidth  = 90
	exampleIndent = "\n\t\t"
)

// rawJSON is a value as JSON in a raw string of Go. JSON escapes whatever such
// a string cannot hold.
func rawJSON(v *spec.Value) string { return "`" + jsonText(v, exampleIndent) + "`" }

// jsonText is a value as JSON; newline is the line end and indentation where it stands.
func jsonText(v *spec.Value, newline string) string {
	switch v.Kind {
	case spec.NullValue:
		return "null"
	case spec.StringValue:
		return quoteJSON(v.Text)
	case spec.ListValue:
		items := make([]string, len(v.Items))
		for i, item := range v.Items {
			items[i] = jsonText(item, newline+"\t")
		}
		return bracketed("[", items, "]", newline)
	case spec.MapValue:
		members := make([]string, len(v.Members))
		for i, m := range v.Members {
			members[i] = quoteJSON(m.Key) + ": " + jsonText(m.Value, newline+"\t")
		}
		return bracketed("{", members, "}", newline)
	}
	return v.Text // a number or bool is written as in JSON
}

// bracketed are the parts of a list or object, on one line if that is short.
func bracketed(open string, parts []string, end, newline string) string {
	line := open + strings.Join(parts, ", ") + end
	if utf8.RuneCountInString(line) <= exampleWidth && !strings.Contains(line, "\n") {
		return line
	}
	return open + newline + "\t" + strings.Join(parts, ","+newline+"\t") + newline + end
}

// quoteJSON is a text in JSON's quotes. Escaped is all that is not to be seen,
// and the quote of raw strings.
func quoteJSON(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '`' || !unicode.IsPrint(r):
			b.WriteString(escapeJSON(r))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// escapeJSON is a character by its code, or by two beyond the first 65,536.
func escapeJSON(r rune) string {
	if high, low := utf16.EncodeRune(r); high != unicode.ReplacementChar {
		return escapeJSON(high) + escapeJSON(low)
	}
	return fmt.Sprintf(`\u%04x`, r)
}
