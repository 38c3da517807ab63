package templates

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"
)

// The widths at which comments wrap: 80 columns less the slashes, and less a
// tab of four where the comment stands inside a declaration.
const (
	outerWidth = 77
	innerWidth = 73
)

// A comment is a Go comment in the making, as gofmt would leave it.
type comment struct {
	width int
	lines []string
}

// outer begins the comment of a declaration.
func outer() *comment { return &comment{width: outerWidth} }

// inner begins the comment of a field or of one constant among others.
func inner() *comment { return &comment{width: innerWidth} }

// text adds prose: paragraphs apart by blank lines, and lists whose items
// begin with a dash, a star or a number. No line of it is a directive.
func (c *comment) text(prose string) *comment {
	for _, block := range blocks(prose) {
		c.block(block)
	}
	return c
}

// code adds lines that show Go, each as it is.
func (c *comment) code(lines ...string) *comment {
	c.gap()
	for _, line := range lines {
		c.lines = append(c.lines, "\t"+line)
	}
	return c
}

// deprecated adds the paragraph by which Go tools know what should not be
// used. It comes last. Nothing is added when why is empty.
func (c *comment) deprecated(why string) *comment {
	words := tokens(strings.TrimPrefix(why, "Deprecated:"))
	if len(words) == 0 {
		return c
	}
	c.gap()
	c.wrap("", "", append([]string{"Deprecated:"}, words...))
	return c
}

// on puts the comment above a declaration.
func (c *comment) on(declaration *jen.Statement) *jen.Statement {
	if len(c.lines) == 0 {
		return declaration
	}
	return jen.Comment(c.String()).Line().Add(declaration)
}

func (c *comment) String() string {
	var b strings.Builder
	for i, line := range c.lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("//")
		if line != "" && line[0] != '\t' {
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

// gap sets the next paragraph apart.
func (c *comment) gap() {
	if len(c.lines) > 0 {
		c.lines = append(c.lines, "")
	}
}

func (c *comment) block(b block) {
	switch {
	case b.marker == "":
		c.gap()
		c.wrap("", "", b.words)
	case b.marker == "-":
		c.wrap("  - ", "    ", b.words)
	default:
		c.wrap(" "+b.marker+" ", "    ", b.words)
	}
}

// wrap fills lines with words; a word that is longer than a line stands alone.
// A word that means something at the beginning of a line stays with the one
// before it.
func (c *comment) wrap(first, rest string, words []string) {
	words = unlinked(words)
	var line strings.Builder
	indent, size := first, 0
	for len(words) > 0 {
		n, length := together(words)
		if size > 0 && len(indent)+size+1+length > c.width {
			c.lines = append(c.lines, indent+line.String())
			line.Reset()
			indent, size = rest, 0
		}
		for _, word := range words[:n] {
			if size > 0 {
				line.WriteByte(' ')
				size++
			}
			line.WriteString(word)
			size += utf8.RuneCountInString(word)
		}
		words = words[n:]
	}
	c.lines = append(c.lines, indent+line.String())
}

// unlinked sets the colons apart by which a line that begins at an earlier bracket
// would be the target of a link: [the page]: https://…
func unlinked(words []string) []string {
	bracket := false
	for i := 0; i+1 < len(words); i++ {
		if bracket && strings.HasSuffix(words[i], "]:") && strings.Contains(words[i+1], "://") {
			words = slices.Concat(words[:i], []string{strings.TrimSuffix(words[i], ":"), ":"}, words[i+1:])
		}
		bracket = bracket || words[i][0] == '['
	}
	return words
}

// together tells how many of the first words must stay on one line, and how
// long they are.
func together(words []string) (n, length int) {
	for n == 0 || n < len(words) && startsSomething(words[n]) {
		length += utf8.RuneCountInString(words[n]) + 1
		n++
	}
	return n, length - 1
}
