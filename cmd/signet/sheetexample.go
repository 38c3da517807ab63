package main

import (
	"encoding/json"
	"strings"

	"github.com/signet-gen/signet/generator/spec"
)

// examples prints requests and what they answer, as JSON.
func (s *sheet) examples() {
	for _, e := range s.action.Examples {
		title := "Example"
		if e.Title != "" {
			title += ": " + e.Title
		}
		s.title(title)
		s.printf("  %s\n", jsonText(e.Input))
		switch {
		case e.ErrorCode != "":
			s.printf("  fails with %s: %s\n", e.ErrorCode, e.ErrorMessage)
		case e.Output != nil:
			s.printf("  answers %s\n", jsonText(e.Output))
		}
	}
}

// jsonText is a value as indented JSON, its later lines as deep as those of a sheet.
func jsonText(v *spec.Value) string {
	var b strings.Builder
	writeJSONText(&b, v, "  ")
	return b.String()
}

func writeJSONText(b *strings.Builder, v *spec.Value, indent string) {
	switch {
	case v == nil:
		b.WriteString("{}")
	case v.Kind == spec.MapValue:
		writeBlock(b, "{", "}", indent, len(v.Members), func(i int, indent string) {
			b.WriteString(quoteJSON(v.Members[i].Key) + ": ")
			writeJSONText(b, v.Members[i].Value, indent)
		})
	case v.Kind == spec.ListValue:
		writeBlock(b, "[", "]", indent, len(v.Items), func(i int, indent string) {
			writeJSONText(b, v.Items[i], indent)
		})
	case v.Kind == spec.StringValue:
		b.WriteString(quoteJSON(v.Text))
	case v.Kind == spec.NullValue:
		b.WriteString("null")
	default:
		b.WriteString(v.Text)
	}
}

// writeBlock writes n members between brackets, a line each.
func writeBlock(b *strings.Builder, open, end, indent string, n int, member func(i int, indent string)) {
	b.WriteString(open)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n" + indent + "  ")
		member(i, indent+"  ")
	}
	if n > 0 {
		b.WriteString("\n" + indent)
	}
	b.WriteString(end)
}

// quoteJSON is text as a JSON string, with every character that needs no escape as it is.
func quoteJSON(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // a string is always encoded
	return strings.TrimSuffix(b.String(), "\n")
}
