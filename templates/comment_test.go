package templates

import (
	"go/ast"
	doc "go/doc/comment"
	"go/format"
	"go/parser"
	"go/token"
	"regexp"
	"strings"
	"testing"
)

func TestTextBecomesTheCommentThatGofmtWouldMakeOfIt(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"nothing", " \n\t\n", ""},
		{"a line", "ListTask lists tasks.", "// ListTask lists tasks."},
		{"a long line wraps", strings.Repeat("word ", 20), "// word word word word word word word word word word word word word word word\n// word word word word word."},
		{"paragraphs", "One\nand a half.\n\n\n\nTwo.", "// One and a half.\n//\n// Two."},
		{"Windows and old line ends", "One.\r\n\r\nTwo.\rStill two.", "// One.\n//\n// Two. Still two."},
		{"a list", "Kinds:\n- one\n  and more\n* two\n• three\nthe end", "// Kinds:\n//   - one and more\n//   - two\n//   - three the end"},
		{"a numbered list", "Do:\n\n1. this\n2) that\n10. more", "// Do:\n//  1. this\n//  2. that\n//  10. more"},
		{"a word longer than a line", "See " + strings.Repeat("x", 90) + " there.", "// See\n// " + strings.Repeat("x", 90) + "\n// there."},
		{"a heading", "Is:\n\n# Heading", "// Is:\n//\n// Note: # Heading."},
		{"a directive of the compiler", "go:embed x", "// Note: go:embed x."},
		{"a comment in the text", "//go:generate x", "// Note: //go:generate x."},
		{"a linter's directive", "nolint:all", "// Note: nolint:all."},
		{"a build constraint", "+build ignore", "// Note: +build ignore."},
		{"a deprecation that is prose", "It.\n\nDeprecated: no.", "// It.\n//\n// Note: Deprecated: no."},
		{"a link target", "It.\n\n[x]: http://x", "// It.\n//\n// Note: [x]: http://x."},
		{"a lonely dash", "-", "// Note: -"},
		{"a dash that would begin a line", strings.Repeat("x", 75) + " - y", "// " + strings.Repeat("x", 75) + " -\n// y."},
		{"the end of another kind of comment", "a */ b", "// a */ b."},
		{"marks and controls", "a\x00b\u202ec\ufeffd\xffe", "// abcd\ufffde."},
		{"quotes doubled by hand", "``a'' and 'b'", "// “a” and 'b'"},
		{"lists that are mixed", "Do:\n- a\n1. b\n\n2. c", "// Do:\n//   - a\n//   - 1. b\n//   - 2. c"},
		{"wide spaces", "a\u3000b\u2028c", "// a b c."},
		{"a space that does not break", strings.Repeat("x", 70) + " \"2018-07-13\u00a015:00\"", "// " + strings.Repeat("x", 70) + "\n// \"2018-07-13 15:00\""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := outer().text(test.text).String(); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestDeprecationIsTheLastParagraph(t *testing.T) {
	for _, test := range []struct{ why, want string }{
		{"Use X.", "// It is.\n//\n// Deprecated: Use X."},
		{"Deprecated: Use X.", "// It is.\n//\n// Deprecated: Use X."},
		{" \n", "// It is."},
		{"A.\n\nB.", "// It is.\n//\n// Deprecated: A. B."},
	} {
		if got := outer().text("It is.").deprecated(test.why).String(); got != test.want {
			t.Errorf("%q: got\n%s\nwant\n%s", test.why, got, test.want)
		}
	}
}

func TestCodeStaysAsItIs(t *testing.T) {
	got := outer().text("It is.").code("x := 1", "\ty()").String()
	if want := "// It is.\n//\n//\tx := 1\n//\t\ty()"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// meaningful matches a line of a comment that means something to some tool.
var meaningful = regexp.MustCompile(`^//([^ \t]|\s*(\+build|go:|lint:|nolint|nosec|#|//))`)

// FuzzComment wants that no prose makes Go that does not parse, that gofmt
// would change, or that any tool takes for more than prose.
func FuzzComment(f *testing.F) {
	for _, seed := range []string{
		"Lists tasks.", "- a\n1. b\n# c", "//go:x\n/* y */", "nolint\n\nDeprecated: x", "[a]: http://b\n\n[c]", "[/b\n\n[c\n[I]a]: http://b\n/b", "[c a]:\nhttp://b", "\x00\r\n\t\u2028", "a  b\n\n\n  c\n 3) d",
		"x - y 1. z # q [w]: //v +build go:go", "\u00a0", "*/", "```\ncode\n```", "-\n*\n1.", "a:\n\n    indented\n", "export x", "line 1",
	} {
		f.Add(seed, 70)
	}
	f.Fuzz(func(t *testing.T, text string, width int) {
		c := &comment{width: min(max(width, 10), 200)}
		got := c.text("It is. " + text + "\n\n" + text).String()
		for line := range strings.SplitSeq(got, "\n") {
			if line != "//" && meaningful.MatchString(line) {
				t.Errorf("the line %q means something", line)
			}
		}
		source := "package p\n\n" + got + "\nfunc F() {}\n"
		formatted, err := format.Source([]byte(source))
		if err != nil {
			t.Fatal(err)
		}
		if string(formatted) != source {
			t.Errorf("gofmt makes\n%s\nof\n%s", formatted, source)
		}
		isProse(t, source)
	})
}

// isProse wants that the comment of F holds paragraphs and lists alone, and no
// deprecation.
func isProse(t *testing.T, source string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "p.go", source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	text := file.Decls[0].(*ast.FuncDecl).Doc.Text()
	for _, block := range new(doc.Parser).Parse(text).Content {
		switch b := block.(type) {
		case *doc.Heading, *doc.Code:
			t.Errorf("%T in %q", b, text)
		case *doc.Paragraph:
			if plain, ok := b.Text[0].(doc.Plain); ok && strings.HasPrefix(string(plain), "Deprecated: ") {
				t.Errorf("%q is deprecated", text)
			}
		}
	}
}
