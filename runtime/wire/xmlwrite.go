package wire

import "strings"

// AppendXML appends m as an XML document whose root element has this name, as a server answers: a
// member is an element, an element of a list one of the list's name, in an element around them all
// only where the list is [Codec.Wrapped]. The error is made of [*ValueError]s; dst is then returned
// as it was.
//
// XML cannot tell everything. Nil pointers and empty lists that are not wrapped leave no trace; nil
// lists and maps that are wrapped are empty ones; a list that is not wrapped and whose only element
// is empty looks like an empty list. Names that no element can have and characters that no document
// can hold are refused. Everything else comes back through [ReadXML].
func AppendXML(dst []byte, root string, m Message) ([]byte, error) {
	c := newCodec(writingXML)
	c.buf = append(dst, `<?xml version="1.0" encoding="UTF-8"?>`...)
	c.openTag(root)
	c.writeMessage("", m)
	c.endTag(root)
	buf, err := c.buf, c.faults()
	c.release()
	if err != nil {
		return dst, err
	}
	return buf, nil
}

// startTag begins the element of a member. The tags of a list's elements are the list's.
func (c *Codec) startTag(name string) {
	c.tag = ""
	if c.place != atElement {
		c.tag = name
		c.openTag(name)
	}
}

// startObject begins the element of an object or map, or does nothing where it is an element of a list.
func (c *Codec) startObject(name string, at place) {
	if c.mode == writingXML && at != atElement {
		c.openTag(name)
	}
}

// endObject ends what startObject began.
func (c *Codec) endObject(name string, at place) {
	if c.mode == writingXML && at != atElement {
		c.endTag(name)
	}
}

func (c *Codec) openTag(name string) {
	if !isXMLName(name) {
		c.refuse("", "an XML element cannot have this name")
	}
	c.buf = append(c.buf, '<')
	c.buf = append(c.buf, name...)
	c.buf = append(c.buf, '>')
}

func (c *Codec) endTag(name string) {
	if name == "" {
		return
	}
	c.buf = append(c.buf, '<', '/')
	c.buf = append(c.buf, name...)
	c.buf = append(c.buf, '>')
}

// isXMLName reports whether name is one that [ReadXML] reads.
func isXMLName(name string) bool {
	end := nameEnd(name, 0)
	return end == len(name) && end > 0 && !strings.Contains(name, ":")
}

// appendXMLText appends a text with references for what stands for itself only there. Bytes that
// are not UTF-8 become U+FFFD.
func appendXMLText(dst []byte, s string) []byte {
	start := 0
	for i := range len(s) {
		var reference string
		switch s[i] {
		case '<':
			reference = "&lt;"
		case '>':
			reference = "&gt;"
		case '&':
			reference = "&amp;"
		case '\r':
			reference = "&#13;"
		default:
			continue
		}
		dst = append(appendValid(dst, s[start:i]), reference...)
		start = i + 1
	}
	return appendValid(dst, s[start:])
}
