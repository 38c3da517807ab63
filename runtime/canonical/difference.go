package canonical

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Difference is the first byte at which a text that was signed here and the one
// that the server signed are not the same.
type Difference struct {
	// Text is which of the texts differs: string to sign, canonical request.
	Text string
	// Byte counts from 1, in the text as it is signed, with its escapes.
	Byte int
	// Where says which line, header or parameter that is.
	Where string
	// Signed and Server are what either has there, and the parts around it, masked.
	Signed, Server string
}

// String says where the difference is: byte 212 of the string to sign, in the parameter Name
func (d *Difference) String() string {
	return "byte " + strconv.Itoa(d.Byte) + " of the " + d.Text + ", in " + d.Where
}

// Compare finds the first difference, or nil. What the server has besides what was
// signed here is shown by a mask of its own.
func Compare(signed, server Text, own, foreign Mask) *Difference {
	for _, t := range [...]*Text{&signed, &server} {
		if len(t.parts) == 0 {
			t.addLine(other, "")
		}
	}
	if signed.raw == server.raw {
		return nil
	}
	at := shared(signed.raw, server.raw)
	i, j := signed.at(at), server.at(at)
	d := &Difference{
		Text: signed.Name, Byte: at + 1,
		Signed: window(signed, i, own.part),
		Server: window(server, j, func(p part) string {
			if signed.has(p) {
				return own.part(p)
			}
			return foreign.part(p)
		}),
	}
	d.Where = own.label(signed.parts[i])
	switch ours, theirs := signed.parts[i], server.parts[j]; {
	case ours.kind != theirs.kind || ours.name != theirs.name:
		d.Where += ", where the server has " + foreign.label(theirs)
	case ours.value != theirs.value:
		if shown := own.part(ours); strings.HasSuffix(shown, ">") || shown == foreign.part(theirs) {
			d.tellBytes(ours.value, theirs.value)
		}
	case signed.written(i) == server.written(j):
		d.Where = "what follows " + d.Where + ": " + own.next(signed, i) + " here, and " + foreign.next(server, j) + " at the server"
	default:
		d.Where += ", which is escaped in another way"
	}
	return d
}

// tellBytes says of what kind the first bytes are that differ in values that are not shown.
func (d *Difference) tellBytes(ours, theirs string) {
	i := shared(ours, theirs)
	d.Signed += "; " + byteAt(ours, i)
	d.Server += "; " + byteAt(theirs, i)
}

// shared is how many bytes two texts begin with alike.
func shared(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

// has tells whether the text has the very part, wherever it stands.
func (t Text) has(p part) bool {
	return slices.ContainsFunc(t.parts, func(q part) bool {
		return p.kind == q.kind && p.name == q.name && p.value == q.value
	})
}

// at is the part that holds the byte at an index, or the last one.
func (t Text) at(index int) int {
	for i, p := range t.parts {
		if index < p.end {
			return i
		}
	}
	return len(t.parts) - 1
}

// written is a part as it is written, without what separates it from the next.
func (t Text) written(i int) string {
	text := t.raw[t.parts[i].start:t.parts[i].end]
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "&"), "%26")
}

// next says which part follows one.
func (m Mask) next(t Text, i int) string {
	if i+1 == len(t.parts) {
		return "nothing"
	}
	return m.label(t.parts[i+1])
}

// label says which part one is: the parameter Name.
func (m Mask) label(p part) string {
	switch p.kind {
	case line:
		return "the " + p.name
	case names:
		return "the names of the signed headers"
	case parameter:
		if p.name == "" && p.value == "" {
			return "an empty query"
		}
		return "the parameter " + m.name(p)
	case header:
		return "the header " + m.name(p)
	}
	return "a line too many"
}

// window shows a part between its neighbours, in one line.
func window(t Text, i int, show func(part) string) string {
	text := cmp.Or(show(t.parts[i]), "nothing")
	if i > 0 {
		text = "… " + show(t.parts[i-1]) + " " + text
	}
	if i+1 < len(t.parts) {
		text += " " + show(t.parts[i+1]) + " …"
	}
	return text
}

// byteAt says of what kind the byte of a value is that is not shown.
func byteAt(value string, i int) string {
	if i >= len(value) {
		return "the value ends after " + count(len(value))
	}
	kind := "a sign"
	switch b := value[i]; {
	case b == ' ':
		kind = "a space"
	case '0' <= b && b <= '9':
		kind = "a digit"
	case 'a' <= b|0x20 && b|0x20 <= 'z':
		kind = "a letter"
	case b >= 0x80:
		kind = "no ASCII"
	case b < ' ', b == 0x7f:
		kind = "a control character"
	}
	return "byte " + strconv.Itoa(i+1) + " of the value is " + kind
}

// length stands for a value: <5 bytes>.
func length(value string) string {
	if value == "" {
		return ""
	}
	return "<" + count(len(value)) + ">"
}

// count is a number of bytes: 1 byte, 5 bytes.
func count(n int) string {
	if n == 1 {
		return "1 byte"
	}
	return strconv.Itoa(n) + " bytes"
}
