package wire

// skip goes past a value of any kind, checking that it is well-formed.
func (c *Codec) skip() {
	switch c.kind() {
	case kindString:
		c.pos++
		c.scan()
	case kindNumber:
		c.skipNumber()
	case kindNull:
		c.word("null")
	case kindBool:
		if c.look() == 't' {
			c.word("true")
		} else {
			c.word("false")
		}
	case kindObject:
		c.skipObject()
	case kindList:
		c.skipList()
	default:
		c.syntax("a value")
	}
}

// skipNumber goes past a number; false if it is malformed.
func (c *Codec) skipNumber() bool {
	end, ok := numberEnd(c.src, c.pos)
	c.pos = end
	if !ok {
		c.syntax("a digit")
	}
	return ok
}

func (c *Codec) skipObject() {
	if !c.opens('{', "object") {
		return
	}
	f := c.descend("")
	for c.firstKey(); c.place == atKey; {
		if c.scan(); c.err == nil && c.colon() {
			c.skip()
			c.next()
		}
	}
	c.depth--
	c.ascend(f)
}

func (c *Codec) skipList() {
	if !c.opens('[', "list") {
		return
	}
	for more := c.firstElement(); more; more = c.nextElement() {
		c.skip()
	}
	c.depth--
}

// firstElement goes from an opening bracket to the first value; false, past the closing bracket, if there is none.
func (c *Codec) firstElement() bool {
	c.space()
	if c.look() == ']' {
		c.pos++
		return false
	}
	return true
}

// nextElement goes from a value to the next one; false, past the closing bracket, if there is none.
func (c *Codec) nextElement() bool {
	if c.err != nil {
		return false
	}
	if i := c.pos + 1; i < len(c.src) && c.src[i] > ' ' && c.src[i-1] == ',' {
		c.pos = i
		return true
	}
	c.space()
	switch c.look() {
	case ',':
		c.pos++
		c.space()
		return true
	case ']':
		c.pos++
		return false
	}
	c.syntax("a comma or a closing bracket")
	return false
}
