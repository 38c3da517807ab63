package spec

import (
	"fmt"
	"strings"
	"testing"
)

func TestBrokenYAMLIsRefusedWhereItBreaks(t *testing.T) {
	tests := []struct{ text, want string }{
		// Indentation.
		{"a: 1\n\tb: 2\n", "2:1: " + tabIndents},
		{"a:\n  - b\n \t- c\n", "3:2: " + tabIndents},
		{"a: b\n \tc: d\n", "2:2: " + tabIndents},
		{"a: |\n\tb\n", "2:1: " + tabIndents},
		{"a:\n  b: 1\n c: 2\nd: 4\n", "3:2: " + notInMap},
		{"x: y\na:\n    b: 1\n  \"c\": 2\nd: 4\ne: 5\n", "4:3: " + notInMap},
		{"# é\r\na:\r\n  b: 1\r\n c: 2\r\n", "4:2: " + notInMap},
		{"- a\nb: c\n", "2:1: " + notInList},
		{"a:\n  - b\n  c: d\n", "3:3: " + notInList},
		{"a:\n  - b\n - c\n", "3:2: " + notInMap},
		{"[a]\nfoo: b\n", "2:1: " + afterAll},

		// Colons.
		{"a: foo: bar\n", "1:7: " + strayColon},
		{"x: 1\na: foo: bar\ny: 2\nz: 3\n", "2:7: " + strayColon},
		{"x: 1\na: é盒: b: c", "2:6: " + strayColon},
		{"foo\nbar: 1\n", "2:4: " + strayColon},
		{"a:b\nc: d\n", "2:2: " + strayColon},
		{"a: b\n  c: d\n", "2:4: " + strayColon},
		{"a: 1\nfoo\nbar: 1\n", "2:1: this key has no value"},
		{"a: 1\n  \nfoo", "3:1: this key has no value"},
		{"a:\n  b: |\n   x\n  y\n  z: 1\n", "4:3: this key has no value"},

		// Brackets.
		{"a: {type: string doc: x}\nb: c\nd: e\n", `1:21: "," or "}" is missing before this: the '{' at 1:4 is still open`},
		{"q: 1\na: {type: string, doc: x\nb: c\nd: e\n", `3:2: "," or "}" is missing before this: the '{' at 2:4 is still open`},
		{"q: 1\na: {type: string, doc: x", "2:4: " + neverClosed},
		{"a: [b, c\n", "1:4: " + neverClosed},
		{"a: [b, c}\nd: e\n", `"," or "]" is missing before this: the '[' at 1:4 is still open`},
		{"a: [\n  b\n  c: d\n", `3:4: "," or "]" is missing before this: the '[' at 1:4 is still open`},
		{"a: {\"a\" \"b\"}\nc: d\n", `1:9: "," or "}" is missing before this: the '{' at 1:4 is still open`},
		{"a: {b: 'x', c: [d, \"]\", {e: f g: h}]}\n", `1:32: "," or "}" is missing before this: the '{' at 1:25 is still open`},
		{"a: [b]]\nc: d\n", "1:7: this ']' closes nothing"},
		{"a: {b: c}}\nc: d\n", "1:10: this '}' closes nothing"},
		{"a: {,}\n", "1:5: a value or a key is missing before this"},
		{"a: [,]\n", "1:5: a value or a key is missing before this"},
		{"a: [b, , c]\nd: e\n", "1:8: a value or a key is missing before this"},
		{"x: y\na: {b: [\n", "2:8: " + neverClosed},
		{"a: ,b\n", "1:4: a value or a key is missing before this"},

		// Quotes and escapes.
		{"a: \"foo\nb: c\n", "1:4: the quote that opens here is never closed"},
		{"x: y\na: {b: 'c', d: 'it''s}\n", "2:16: the quote that opens here is never closed"},
		{"a: \"b\" c\nd: e\n", "1:8: " + afterValue},
		{"a: 'it's'\nb: c\n", "1:8: " + afterValue},
		{"a: \"\\d\"\nb: c\n", "1:5: no escape begins so"},
		{"a: \"x\\\\\\d\\d\"\nb: c\n", "1:8: no escape begins so"},
		{"a: \"\\x4\"\nb: c\n", `1:5: after \x, \u and \U come`},
		{"a: \"\\ud800\"\n", "1:5: this escape is no character"},

		// Characters that cannot begin a text.
		{"a: @x\n", "1:4: a text that begins with @ must be quoted"},
		{"a: `x`\n", "1:4: a text that begins with ` must be quoted"},
		{"a: [%x]\n", "1:5: a text that begins with % must be quoted"},
		{"a: **bold** x\n", "a text that begins with & or * must be quoted"},
		{"a: &\n", "1:4: a text that begins with & or * must be quoted"},
		{"a: !<x\n", "1:4: " + quoteThis},
		{"a: !x!b c\n", quoteThis},
		{"a: !a{ c\n", "1:4: " + quoteThis},
		{"a: | text\n  b\n", "1:4: after | or > the text begins on the next line"},
		{"a: |0\n b\n", "1:5: a text cannot be indented by 0"},
		{"a: - b\n", "1:4: a list cannot begin on the line of its key"},
		{"a: ? b\n", `1:4: "? " cannot stand here`},
		{strings.Repeat("[", 20000), "1:10001: " + tooDeep},
		{strings.Repeat("- ", 20000), tooDeep},
	}
	for _, test := range tests {
		faults := Check("f", "types", []byte(test.text))
		if len(faults) != 1 {
			t.Errorf("%.60q: %d faults: %v", test.text, len(faults), faults)
			continue
		}
		if got := faults[0]; !strings.Contains(got.String(), test.want) || !isInside([]byte(test.text), got.Pos) {
			t.Errorf("%.60q: got %v, want %s", test.text, got, test.want)
		}
	}
}

// Above a size, places are told without reading the file again and again.
func TestBrokenLargeFileIsRefusedOnTheRightLine(t *testing.T) {
	var b strings.Builder
	lines := 0
	for ; b.Len() < maxRefined; lines++ {
		fmt.Fprintf(&b, "Box%d: {fields: {Id: {type: string}}}\n", lines)
	}
	for broken, want := range map[string]int{
		"  x: y\n":                           lines + 1,
		"Bag: {fields: {Id: [}}\n":           lines + 1,
		"Bag:\n  fields: {}\n doc: x\n":      lines + 3,
		"Bag: {fields: {Id: {type: string}}": lines + 1,
	} {
		faults := Check("types.yaml", "types", []byte(b.String()+broken))
		if len(faults) != 1 || faults[0].Pos.Line != want {
			t.Errorf("%q: got %v, want line %d", broken, faults, want)
		}
	}
}
