package text

import (
	"errors"
	"sort"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// object reads the JSON object that lines begin with. What is behind its end
// is kept as unread; what cannot be read is named and left out.
func (x *shower) object(lines []line, what string) *jsontree.Node {
	path := "actions/" + x.name
	m := mend(lines)
	d, err := jsontree.Parse(x.file, []byte(m.text))
	if err != nil || d.Root.Kind != jsontree.Object {
		number, msg := m.numbers[0], "it is no object"
		var faults spec.Faults
		if errors.As(err, &faults) && len(faults) > 0 {
			number, msg = m.number(faults[0].Pos.Line), faults[0].Msg
		}
		x.note(importer.Skipped, number, path, "the %s of the example is not JSON that can be read: %s", what, msg)
		return nil
	}
	for _, number := range m.commas {
		x.note(importer.Changed, number, path, "the %s of the example has a comma before the end of a list or an object: it is read without", what)
	}
	for _, number := range m.joined {
		x.note(importer.Changed, number, path, "the %s of the example has a text that goes over two lines: they are joined", what)
	}
	x.unread = append(x.unread, m.rest...)
	return d.Root
}

// mended is JSON whose usual damages are repaired, and where.
type mended struct {
	text string
	// starts are the offsets in text at which the lines called numbers begin.
	starts, numbers []int
	// commas and joined are the numbers of lines that were repaired.
	commas, joined []int
	// rest are the lines behind the end of the first value.
	rest []line
}

// number is the line of the document that a line of the text came from.
func (m *mended) number(row int) int {
	offset := 0
	for ; row > 1; row-- {
		next := strings.IndexByte(m.text[offset:], '\n')
		if next < 0 {
			break
		}
		offset += next + 1
	}
	i := sort.SearchInts(m.starts, offset+1) - 1
	return m.numbers[max(i, 0)]
}

// mend puts lines together up to the end of the first object: without commas
// that nothing follows, and with texts in one piece that a page's width broke.
func mend(lines []line) *mended {
	m := &mended{}
	s := &scanner{comma: -1}
	for i, l := range lines {
		text := l.text
		if s.inText {
			text = strings.TrimLeft(text, " \t")
			if s.spaced {
				s.out = append(s.out, ' ')
			}
			m.joined = append(m.joined, l.number)
		}
		m.starts, m.numbers = append(m.starts, len(s.out)), append(m.numbers, l.number)
		for j := range len(text) {
			if s.take(text[j], l.number) {
				m.rest = append([]line{{number: l.number, text: text[j+1:]}}, lines[i+1:]...)
				m.text, m.commas = string(s.out), s.commas
				return m
			}
		}
		if !s.inText {
			s.out = append(s.out, '\n')
		}
	}
	m.text, m.commas = string(s.out), s.commas
	return m
}

// scanner follows JSON byte by byte.
type scanner struct {
	out             []byte
	depth           int
	inText, escaped bool
	// spaced says that the text so far has a space in it: it is a sentence then.
	spaced bool
	// comma is the offset of a comma that nothing followed so far, or -1, and
	// commaLine its line.
	comma, commaLine int
	commas           []int
}

// take adds a byte, and reports whether it ends the first value.
func (s *scanner) take(c byte, number int) (end bool) {
	s.out = append(s.out, c)
	if s.inText {
		switch {
		case s.escaped:
			s.escaped = false
		case c == '\\':
			s.escaped = true
		case c == '"':
			s.inText = false
		case c == ' ':
			s.spaced = true
		}
		return false
	}
	switch c {
	case ' ', '\t':
		return false
	case '"':
		s.inText, s.spaced = true, false
	case '{', '[':
		s.depth++
	case '}', ']':
		if s.comma >= 0 {
			s.out[s.comma] = ' '
			s.commas = append(s.commas, s.commaLine)
		}
		s.depth--
		end = s.depth == 0
	case ',':
		s.comma, s.commaLine = len(s.out)-1, number
		return false
	}
	s.comma = -1
	return end
}
