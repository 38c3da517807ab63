package wire

import (
	"encoding/base64"
	"strings"
)

// readString reads a text, or a number or bool as its literal text.
func (c *Codec) readString(name string, p *string) {
	if c.look() != '"' {
		c.readOddString(name, p)
		return
	}
	start := c.pos + 1
	end, wide := special(c.src, start)
	if !wide && !c.clone && end < len(c.src) && c.src[end] == '"' {
		*p = c.src[start:end]
		c.pos = end + 1
		c.next()
		return
	}
	if text, ok := c.text(); ok {
		*p = text
		c.next()
	}
}

// readOddString reads what stands in a string's place.
func (c *Codec) readOddString(name string, p *string) {
	start := c.pos
	switch c.kind() {
	case kindNull:
		c.null()
	case kindBool, kindNumber:
		c.skip()
		if c.err != nil {
			return
		}
		*p = c.kept(c.src[start:c.pos])
		c.mismatch(name, "string", start)
	case kindObject, kindList:
		if !c.xml || start == c.textAt {
			c.wrongKind(name, "string", start)
			break
		}
		c.skip()
		*p = compact(c.src[start:c.pos])
		c.mismatch(name, "string", start)
	default:
		c.wrongKind(name, "string", start)
	}
	c.next()
}

// readBytes reads base64.
func (c *Codec) readBytes(name string, p *[]byte) {
	start := c.pos
	switch c.kind() {
	case kindString:
		text, ok := c.text()
		if !ok {
			return
		}
		octets, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			c.wrongKind(name, "base64", start)
			return
		}
		*p = octets
	case kindNull:
		c.null()
		*p = nil
	default:
		c.wrongKind(name, "base64", start)
	}
	c.next()
}

// text reads the string at whose opening quote the codec stands.
func (c *Codec) text() (string, bool) {
	c.pos++
	return c.rest()
}

// rest reads the string whose opening quote the codec has passed.
func (c *Codec) rest() (string, bool) {
	raw, plain := c.scan()
	if plain {
		return c.kept(raw), true
	}
	if c.err != nil {
		return "", false
	}
	return c.unescaped(raw), true
}

// unescaped returns the text that raw stands for.
func (c *Codec) unescaped(raw string) string {
	c.scratch = appendUnescaped(c.scratch[:0], raw)
	return string(c.scratch)
}

// kept returns a part of the body in the form in which it is given out.
func (c *Codec) kept(s string) string {
	if c.clone {
		return strings.Clone(s)
	}
	return s
}
