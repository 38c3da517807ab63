package wire

// Message reads or writes an object. A request writes it even when nothing in it is set,
// unless [Codec.OmitZero] says otherwise.
func (c *Codec) Message(name string, m Message) {
	if c.mode != reading {
		c.writeMessage(name, m)
		return
	}
	mod := c.takeModifiers()
	if c.at(name) {
		f := c.descend(name)
		if c.holdsText(mod) {
			text := c.openText(mod.style())
			text.readObject(m)
			c.closeText(text)
		} else {
			c.readObject(m)
		}
		c.ascend(f)
		c.next()
	}
}

// Struct is [Codec.Message] for an element of a list, map or pointer.
func Struct[T any, P messagePointer[T]](c *Codec, name string, p *T) { c.Message(name, P(p)) }

type messagePointer[T any] interface {
	*T
	Message
}

// Peek looks at the member called name if it is the next one of the object being read: it reads
// the value into m without consuming it, so that another member of that name still gets it, and
// reports whether that went well. A failure is forgotten, though m may be filled in part.
// An object that is peeked at is read one member a run, so that Peek sees each of them if it is
// called first. The value is read twice: do not nest messages that peek.
func (c *Codec) Peek(name string, m Message) bool {
	return c.peek(name, func() { c.readObject(m) })
}

// PeekString is [Codec.Peek] for a text.
func (c *Codec) PeekString(name string, p *string) bool {
	return c.peek(name, func() { c.readString(name, p) })
}

func (c *Codec) peek(name string, read func()) bool {
	if c.mode != reading {
		return false
	}
	c.after = held
	before, pos, mute := c.place, c.pos, c.mute
	key, value := c.key, c.value
	if before < atKey || !c.at(name) && c.err == nil {
		return false
	}
	found := false
	if c.err == nil {
		f := c.descend(name)
		c.mute = true
		read()
		found = c.err == nil
		c.err = nil
		c.ascend(f)
	}
	c.err, c.place, c.pos, c.mute = nil, before, pos, mute
	c.key, c.value = key, value
	return found
}

// readObject reads an object into m; the codec stands at the value.
func (c *Codec) readObject(m Message) {
	if c.look() == '[' && len(c.path) > 0 && c.isLenient() && c.holdsObject() {
		c.readLone(m)
		return
	}
	if !c.opens('{', "object") {
		return
	}
	for c.firstKey(); c.place != nowhere; {
		if c.place == held {
			c.place = atKey
		}
		start := c.pos
		m.WireMembers(c)
		if c.pos == start && c.place != nowhere {
			c.unmatched(m)
		}
	}
	c.depth--
}

// opens goes past the bracket that opens an object, map or list. Where something else stands, it
// reads that if it may stand for nothing, and reports false.
func (c *Codec) opens(bracket byte, want string) bool {
	start, got := c.pos, c.look()
	switch {
	case got == bracket:
		c.pos++
		if c.depth++; c.depth > maxDepth {
			c.syntaxAt(start, "values are nested too deep")
		}
		return c.err == nil
	case got == 'n':
		c.null()
	case c.xml && c.blank():
	case (got == '"' || got == '[' || got == '{') && c.nothing():
		c.mismatch("", want, start)
	default:
		c.wrongKind("", want, start)
	}
	return false
}

// nothing reports whether the value is "", [] or {}, and goes past it.
func (c *Codec) nothing() bool {
	start, closing := c.pos, c.look()
	if closing != '"' {
		closing += 2 // ']' and '}' follow '[' and '{' at that distance in ASCII
	}
	c.pos++
	if closing != '"' {
		c.space()
	}
	if c.look() == closing {
		c.pos++
		return true
	}
	c.pos = start
	return false
}

// firstKey goes from an opening brace to the first key, or past the closing brace.
func (c *Codec) firstKey() {
	c.place = atKey
	c.space()
	switch c.look() {
	case '"':
		c.pos++
	case '}':
		c.pos++
		c.place = nowhere
	default:
		c.syntax("a key in quotes or a closing brace")
	}
}

// unmatched deals with a key that no member has matched: it tries again if the key is spelled
// with escapes, and else skips the member.
func (c *Codec) unmatched(m Message) {
	start := c.pos
	c.unknown = start
	raw, plain := c.scan()
	if c.err != nil {
		return
	}
	if !plain {
		c.value, c.pos = c.pos, start
		c.key, c.place = c.unescaped(raw), atEscapedKey
		m.WireMembers(c)
		if c.place != atEscapedKey || c.pos != start {
			return
		}
		c.pos = c.value
	}
	c.place = atKey
	if c.colon() {
		c.skip()
		c.next()
	}
}
