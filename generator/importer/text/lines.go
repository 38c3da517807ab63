package text

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// line is one line of the document. Tabs stay in it, and spaces before it.
type line struct {
	// number counts from 1.
	number int
	text   string
	// page says that a new page begins with this line.
	page bool
}

func (l line) blank() bool { return strings.TrimSpace(l.text) == "" }

// bare is the line without the spaces around it.
func (l line) bare() string { return strings.TrimSpace(l.text) }

func (l line) isFence() bool { return strings.HasPrefix(l.bare(), "```") }

// readLines divides a file into lines, and refuses what is no text.
func readLines(file string, data []byte) ([]line, error) {
	if at, msg := misfit(data); msg != "" {
		return nil, spec.Faults{{Pos: place(file, data, at), Msg: msg}}
	}
	text := strings.TrimPrefix(string(data), "\uFEFF")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	lines := make([]line, 0, strings.Count(text, "\n")+1)
	number := 0
	for whole := range strings.SplitSeq(text, "\n") {
		number++
		for i, part := range strings.Split(whole, "\f") {
			lines = append(lines, line{number, plain(part), i > 0})
		}
	}
	return closed(lines), nil
}

// closed leaves one empty line of several, so that none has to be looked for far.
func closed(lines []line) []line {
	kept := lines[:0]
	for _, l := range lines {
		if n := len(kept); n > 0 && l.blank() && kept[n-1].blank() {
			kept[n-1].page = kept[n-1].page || l.page
			continue
		}
		kept = append(kept, l)
	}
	return kept
}

// plain replaces the blanks that are not spaces, and drops what cannot be seen.
// Tabs at the end stay: they are empty cells.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n':
			return r
		case unicode.Is(unicode.Zs, r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, text)
	return strings.TrimRight(text, " ")
}

// misfit finds what shows that the data is no document as text.
func misfit(data []byte) (offset int, msg string) {
	switch {
	case len(data) > importer.MaxSize:
		return 0, fmt.Sprintf("the file is larger than %d MiB, which no documentation page is", importer.MaxSize>>20)
	case len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\uFEFF")))) == 0:
		return 0, "the file is empty: save the document's text in it"
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return 0, "this is a PDF: save its text (pdftotext does that), and import that"
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return 0, "the file is UTF-16: save it as UTF-8"
	}
	for i := 0; i < len(data); {
		if data[i] == 0 {
			return i, "this is a binary file, with a byte 0 in it: save the document's text as UTF-8"
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i, fmt.Sprintf("byte 0x%02X is not UTF-8: save the document's text as UTF-8", data[i])
		}
		i += size
	}
	return 0, ""
}

// place is the line and column of an offset.
func place(file string, data []byte, offset int) spec.Pos {
	before := data[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return spec.Pos{File: file, Line: 1 + bytes.Count(before, []byte("\n")), Col: 1 + utf8.RuneCount(before[start:])}
}

// quote is a text as a message shows it: the beginning of a long one.
func quote(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > 80 {
		text = string(runes[:79]) + "…"
	}
	return `"` + text + `"`
}
