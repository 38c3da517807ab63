package wire

// Services that are written in languages without types, and those that made
// their JSON of XML, answer a list of one as its element, or the reverse.

// isLenient reports whether a reply is being read for good: a request, and a
// member that Peek looks at, are what they say they are.
func (c *Codec) isLenient() bool { return !c.request && !c.mute && !c.xml }

// holdsObject reports whether the list that the codec stands at begins with an object.
func (c *Codec) holdsObject() bool {
	start := c.pos
	c.pos++
	c.space()
	found := c.look() == '{'
	c.pos = start
	return found
}

// readLone reads an object that is the only element of a list.
func (c *Codec) readLone(m Message) {
	start := c.pos
	c.pos++
	if c.depth++; c.depth > maxDepth {
		c.syntaxAt(start, "values are nested too deep")
		return
	}
	c.space()
	c.readObject(m)
	c.depth--
	c.space()
	if c.err != nil {
		return
	}
	c.place = atElement
	switch c.look() {
	case ']':
		c.pos++
		c.mismatch("", "object", start)
	default:
		c.wrongKind("", "object", start)
	}
}

// isElement reports whether the object that the codec stands at can be an
// element of the list promised. One that begins with a list rather holds the
// elements of a list, in a way that nobody promised.
func (c *Codec) isElement() bool {
	start := c.pos
	c.pos++
	c.space()
	found := false
	if c.look() == '"' {
		c.pos++
		c.scan()
		found = c.err == nil && c.colon() && c.look() != '['
	}
	c.pos, c.err = start, nil
	return found
}

// readElementAlone reads an object as a list of it alone.
func readElementAlone[T any](c *Codec, name string, p *[]T, each func(*Codec, string, *T)) {
	start := c.pos
	list := make([]T, 1)
	at := len(c.path)
	c.path = append(c.path, step{})
	readElement(c, name, &list[0], each)
	c.path, c.place = c.path[:at], atElement
	switch wrong, ok := c.err.(*TypeError); {
	case ok && wrong.Offset == start:
		c.err = nil
		c.wrongKind("", "list", start)
	case c.err == nil:
		*p = list
		c.mismatch("", "list", start)
	}
}
