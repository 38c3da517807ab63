package spec

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// MaxFileSize is the largest file of a spec, in bytes. A service that needs
// more is split into the files of a folder actions or types.
const MaxFileSize = 16 << 20

// source is the bytes of one file, known to be UTF-8 of one YAML document at most.
type source struct {
	file string
	data []byte
}

// pos gives the place of the byte at offset. Lines end with LF, CR LF or CR.
func (s *source) pos(offset int) Pos {
	before := s.data[:offset]
	line, start := 1, 0
	for i, b := range before {
		if b == '\n' || b == '\r' && !bytes.HasPrefix(s.data[i:], []byte("\r\n")) {
			line, start = line+1, i+1
		}
	}
	return Pos{s.file, line, utf8.RuneCount(before[start:]) + 1}
}

// line gives the bytes of a line without its end, and the offset where it begins.
func (s *source) line(number int) (text []byte, start int) {
	for rest := s.data; ; number-- {
		end := bytes.IndexAny(rest, "\r\n")
		if end < 0 {
			return rest, start
		}
		if number == 1 {
			return rest[:end], start
		}
		if bytes.HasPrefix(rest[end:], []byte("\r\n")) {
			end++
		}
		rest, start = rest[end+1:], start+end+1
	}
}

// newSource refuses what is not one document of UTF-8 text: the first fault
// only, since the rest would follow from it.
func newSource(file string, data []byte) (*source, *Fault) {
	s := &source{file, bytes.TrimPrefix(data, []byte("\uFEFF"))}
	if len(data) > MaxFileSize {
		return nil, &Fault{Pos{File: file}, fmt.Sprintf(
			"the file is larger than %d MiB: split it into the files of a folder actions or types", MaxFileSize>>20)}
	}
	if offset, msg := s.misfit(); msg != "" {
		return nil, &Fault{s.pos(offset), msg}
	}
	if offset, msg := s.marker(); msg != "" {
		return nil, &Fault{s.pos(offset), msg}
	}
	return s, nil
}

// misfit finds the first character that a spec cannot hold.
func (s *source) misfit() (offset int, msg string) {
	if bytes.HasPrefix(s.data, []byte("\xFF\xFE")) || bytes.HasPrefix(s.data, []byte("\xFE\xFF")) {
		return 0, "the file is UTF-16: save it as UTF-8"
	}
	for i := 0; i < len(s.data); {
		if b := s.data[i]; b >= ' ' && b < 0x7F || b == '\n' || b == '\t' || b == '\r' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(s.data[i:])
		if r == utf8.RuneError && size == 1 {
			return i, fmt.Sprintf("byte 0x%02X is not UTF-8: save the file as UTF-8", s.data[i])
		}
		if isUnfit(r) {
			return i, fmt.Sprintf("the character %U is invisible and not allowed: remove it, or write %s in a text within double quotes", r, escape(r))
		}
		i += size
	}
	return 0, ""
}

// isUnfit holds for what YAML refuses and for what it takes for the end of a
// line while editors do not, so that lines are counted alike everywhere.
func isUnfit(r rune) bool {
	switch r {
	case '\t', '\n', '\r':
		return false
	case 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
		return true
	}
	return unicode.IsControl(r)
}

// escape writes r as a YAML text within double quotes does.
func escape(r rune) string {
	switch {
	case r < 0x100:
		return fmt.Sprintf(`\x%02X`, r)
	case r < 0x10000:
		return fmt.Sprintf(`\u%04X`, r)
	}
	return fmt.Sprintf(`\U%08X`, r)
}

// marker finds a directive, the end of a document or the beginning of a
// second one, which no spec needs.
func (s *source) marker() (offset int, msg string) {
	begun := false
	for start := 0; start < len(s.data); {
		line, next := s.data[start:], len(s.data)
		if end := bytes.IndexAny(line, "\r\n"); end >= 0 {
			line, next = line[:end], start+end+1
		}
		switch {
		case isMarker(line, "---") && begun:
			return start, "a second document begins here: put it in a file of its own"
		case isMarker(line, "..."):
			return start, `"..." ends a document: remove it, since a spec holds only one`
		case bytes.HasPrefix(line, []byte("%")):
			return start, "a line cannot begin with %: YAML directives are not part of the language"
		}
		content := bytes.TrimLeft(line, " \t")
		begun = begun || len(content) > 0 && content[0] != '#'
		start = next
	}
	return 0, ""
}

func isMarker(line []byte, marker string) bool {
	rest, ok := bytes.CutPrefix(line, []byte(marker))
	return ok && (len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t')
}
