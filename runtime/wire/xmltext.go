package wire

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// forget begins the text of another element.
func (x *xmlReader) forget() { x.plain, x.text, x.parts = "", x.text[:0], 0 }

// part adds to the text of the innermost element a part of src that stands for itself.
func (x *xmlReader) part(s string) {
	switch {
	case s == "":
		return
	case x.parts == 0:
		x.plain = s
	case x.parts == 1:
		x.text = append(append(x.text, x.plain...), s...)
	default:
		x.text = append(x.text, s...)
	}
	x.parts++
}

// blank reports whether the innermost element has no text but space.
func (x *xmlReader) blank() bool {
	return trimXML(x.plain) == "" && trimXML(string(x.text)) == ""
}

// appendText appends the text of the innermost element as a JSON string.
func (x *xmlReader) appendText(dst []byte) []byte {
	if x.parts < 2 {
		return appendQuoted(dst, x.plain)
	}
	return appendQuoted(dst, string(x.text))
}

// characters reads text up to the next <.
func (x *xmlReader) characters() {
	start := x.pos
	end := len(x.src)
	if i := strings.IndexByte(x.src[start:], '<'); i >= 0 {
		end = start + i
	}
	text := x.src[start:end]
	if i := strings.Index(text, "]]>"); i >= 0 {
		x.fail(start+i, "]]> can stand only at the end of CDATA")
		return
	}
	if len(x.open) == 0 {
		if i := len(text) - len(strings.TrimLeft(text, xmlSpace)); i < len(text) {
			x.fail(start+i, "text stands outside the root element")
		}
		x.pos = end
		return
	}
	x.content(end, x.part)
}

// content reads characters and references up to an index, and gives them to take.
func (x *xmlReader) content(end int, take func(string)) {
	for x.pos < end && x.err == nil {
		text := x.src[x.pos:end]
		i := strings.IndexAny(text, "&\r")
		if i < 0 {
			i = len(text)
		}
		if stray := strayXML(text[:i]); stray >= 0 {
			x.stray(x.pos + stray)
			return
		}
		take(text[:i])
		if x.pos += i; x.pos == end {
			return
		}
		if x.src[x.pos] == '&' {
			take(x.reference(end))
			continue
		}
		x.lineEnd(take)
	}
}

// lineEnd reads \r or \r\n, which is a \n.
func (x *xmlReader) lineEnd(take func(string)) {
	take("\n")
	if x.pos++; x.look() == '\n' {
		x.pos++
	}
}

// reference reads &name; or &#number; and returns what it stands for.
func (x *xmlReader) reference(end int) string {
	start := x.pos
	name, _, found := strings.Cut(x.src[start+1:end], ";")
	if found {
		x.pos += len("&;") + len(name)
		if text, ok := entities[name]; ok {
			return text
		}
		if number, ok := strings.CutPrefix(name, "#"); ok {
			if text, ok := character(number); ok {
				return text
			}
		}
	}
	x.fail(start, "not a reference that is known: & is written &amp;")
	return ""
}

// entities are those that every document has.
var entities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`, "apos": "'"}

// character returns the character of a number, decimal or, behind an x, hexadecimal.
func character(number string) (string, bool) {
	base := 10
	if digits, ok := strings.CutPrefix(number, "x"); ok {
		number, base = digits, 16
	}
	if strings.HasPrefix(number, "+") || strings.Contains(number, "_") {
		return "", false
	}
	n, err := strconv.ParseUint(number, base, 32)
	if err != nil || n > utf8.MaxRune {
		return "", false
	}
	text := string(rune(n))
	return text, strayXML(text) < 0
}

// cdata reads <![CDATA[ … ]]>.
func (x *xmlReader) cdata() {
	start := x.pos
	x.pos += len("<![CDATA[")
	text, _, found := strings.Cut(x.src[x.pos:], "]]>")
	switch {
	case !found:
		x.fail(start, "the text ends inside CDATA")
		return
	case len(x.open) == 0:
		x.fail(start, "text stands outside the root element")
		return
	}
	end := x.pos + len(text)
	for x.pos < end && x.err == nil {
		text := x.src[x.pos:end]
		i := strings.IndexByte(text, '\r')
		if i < 0 {
			i = len(text)
		}
		if stray := strayXML(text[:i]); stray >= 0 {
			x.stray(x.pos + stray)
			return
		}
		x.part(text[:i])
		if x.pos += i; x.pos < end {
			x.lineEnd(x.part)
		}
	}
	x.pos = end + len("]]>")
}

func (x *xmlReader) stray(offset int) { x.fail(offset, "a character that XML cannot hold") }

// strayXML returns the index of the first character of s that no XML document can hold, or -1.
func strayXML(s string) int {
	for i := range len(s) {
		switch b := s[i]; {
		case b < ' ' && b != '\t' && b != '\n' && b != '\r':
			return i
		case b == 0xef && (strings.HasPrefix(s[i:], "\ufffe") || strings.HasPrefix(s[i:], "\uffff")):
			return i
		}
	}
	return -1
}

const xmlSpace = " \t\r\n"

// trimXML returns s without space around it.
func trimXML(s string) string { return strings.Trim(s, xmlSpace) }

func (x *xmlReader) space() {
	for x.pos < len(x.src) && strings.IndexByte(xmlSpace, x.src[x.pos]) >= 0 {
		x.pos++
	}
}

// look returns the byte that the reader stands at, or 0 at the end of the text.
func (x *xmlReader) look() byte {
	if x.pos < len(x.src) {
		return x.src[x.pos]
	}
	return 0
}

// name reads a name, with its prefix.
func (x *xmlReader) name(of string) string {
	start := x.pos
	x.pos = nameEnd(x.src, start)
	name := x.src[start:x.pos]
	if name == "" || strings.Count(name, ":") > 1 {
		x.fail(start, "the name of "+of+" should stand here")
	}
	return name
}

// nameEnd returns the index after the name that begins at start: letters, digits, _ - . : and all
// that is not ASCII.
func nameEnd(s string, start int) int {
	i := start
	for i < len(s) && (s[i] >= utf8.RuneSelf || nameBytes[s[i]]) {
		i++
	}
	return i
}

var nameBytes = func() (table [utf8.RuneSelf]bool) {
	for _, b := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:") {
		table[b] = true
	}
	return table
}()

// localName returns a name without its prefix.
func localName(name string) string {
	prefix, local, found := strings.Cut(name, ":")
	if !found || prefix == "" || local == "" {
		return name
	}
	return local
}
