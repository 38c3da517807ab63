package wire

import "strconv"

// ReadOptions say how a text is read. A nil *ReadOptions is the same as an empty one.
type ReadOptions struct {
	// CopyStrings copies each string, so that none keeps the body in memory.
	CopyStrings bool

	// OnMismatch, if not nil, is told of each value of another kind than promised that was accepted.
	OnMismatch func(Mismatch)
}

// ReadJSON reads a JSON text into m. What the text does not mention stays as it is.
// The error is a [*SyntaxError] or a [*TypeError]; m may then be filled in part.
func ReadJSON(body string, m Message, o *ReadOptions) error {
	return readJSON(body, m, o, false)
}

func readJSON(body string, m Message, o *ReadOptions, request bool) error {
	c := newCodec(reading)
	c.src, c.request = body, request
	if o != nil {
		c.clone, c.hook = o.CopyStrings, o.OnMismatch
	}
	c.space()
	c.readObject(m)
	if c.err == nil {
		c.end()
	}
	err := c.err
	c.release()
	return err
}

// end checks that nothing but space is left.
func (c *Codec) end() {
	c.space()
	if c.pos < len(c.src) {
		c.syntax("the end of the text")
	}
}

// at reports whether the codec stands at the member called name, and goes to its value.
// The name is compared with the body's own bytes, so that a key in its expected order is not scanned.
func (c *Codec) at(name string) bool {
	if c.place != atKey {
		return c.place != nowhere && c.atOther(name)
	}
	end := c.pos + len(name)
	if end >= len(c.src) || c.src[end] != '"' || c.src[c.pos:end] != name {
		return false
	}
	if i := end + 2; i < len(c.src) && c.src[i] > ' ' && c.src[i-1] == ':' {
		c.pos = i
		return true
	}
	c.pos = end + 1
	return c.colon()
}

// atOther is at for an element and for a key that is spelled with escapes.
func (c *Codec) atOther(name string) bool {
	if c.place != atEscapedKey {
		return c.place == atElement
	}
	if c.key != name {
		return false
	}
	c.pos = c.value
	return c.colon()
}

// colon goes from the end of a key to its value.
func (c *Codec) colon() bool {
	c.space()
	if c.look() != ':' {
		c.syntax("a colon")
		return false
	}
	c.pos++
	c.space()
	return true
}

// next goes from the end of a member's value to the next key, or past the end of the object.
// An element's surroundings are left to the list, map or pointer that it belongs to.
func (c *Codec) next() {
	if c.place < atKey {
		c.place = nowhere
		return
	}
	c.place = c.after
	if i := c.pos + 1; i < len(c.src) && c.src[i] == '"' && c.src[i-1] == ',' {
		c.pos = i + 1
		return
	}
	c.space()
	switch c.look() {
	case ',':
		c.pos++
		c.space()
		if c.look() != '"' {
			c.syntax("a key in quotes")
			return
		}
		c.pos++
	case '}':
		c.pos++
		c.place = nowhere
	default:
		c.syntax("a comma or a closing brace")
	}
}

// look returns the byte that the codec stands at, or 0 at the end of the text.
func (c *Codec) look() byte {
	if c.pos < len(c.src) {
		return c.src[c.pos]
	}
	return 0
}

// space skips white space.
func (c *Codec) space() {
	for c.pos < len(c.src) {
		switch c.src[c.pos] {
		case ' ', '\n', '\t', '\r':
			c.pos++
		default:
			return
		}
	}
}

// word goes past null, true or false.
func (c *Codec) word(word string) bool {
	end := c.pos + len(word)
	if end > len(c.src) || c.src[c.pos:end] != word {
		c.syntax(word)
		return false
	}
	c.pos = end
	return true
}

// null reports whether the value is null, and goes past it.
func (c *Codec) null() bool { return c.look() == 'n' && c.word("null") }

// syntax stops at a byte that should have been something else.
func (c *Codec) syntax(want string) {
	if c.pos >= len(c.src) {
		c.syntaxAt(c.pos, "the text ends where "+want+" should stand")
		return
	}
	found := strconv.QuoteToASCII(c.src[c.pos : c.pos+1])
	c.syntaxAt(c.pos, want+" should stand here, not "+found)
}

func (c *Codec) syntaxAt(offset int, msg string) { c.fail(&SyntaxError{offset, msg, "JSON"}) }
