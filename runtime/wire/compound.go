package wire

// opened is what a Codec must remember of a value while it writes what is in it.
type opened struct {
	frame
	mode  mode
	in    Place
	start int  // where in buf the value's text begins
	text  bool // the value is the text of one parameter
}

// open writes what stands before the members of an object, a map or a list, and goes into it.
func (c *Codec) open(mod modifier, name string, bracket byte) (opened, bool) {
	if c.err != nil {
		return opened{}, false
	}
	if c.depth == maxDepth || c.depth == maxParamsDepth && c.mode == writingParams {
		c.refuseAll(name, "the value is nested too deep, or holds itself")
		return opened{}, false
	}
	o := opened{mode: c.mode, in: c.in}
	if in := mod.place(); in != Anywhere {
		c.in = in
	}
	switch c.mode {
	case writingParams:
		o.text = mod.style() == JSON || mod.style() == Simple
		if !c.openParam(mod.style(), name, bracket) {
			c.in = o.in
			return opened{}, false
		}
	case writingJoined:
		c.refuse(name, "a list in style simple holds only texts, numbers and bools")
		return opened{}, false
	case writingJSON:
		c.startMember(name)
	}
	o.start = len(c.buf)
	if c.mode == writingJSON {
		c.buf = append(c.buf, bracket)
	}
	c.depth++
	o.frame = c.descend(name)
	return o, true
}

// openParam starts the one parameter that holds a value in style JSON or Simple.
func (c *Codec) openParam(style Style, name string, bracket byte) bool {
	switch {
	case style == JSON:
		c.startParam(name, c.in)
		c.mode = writingJSON
	case style == Simple && bracket != '[':
		c.refuse(name, "only a list can be written in style simple")
		return false
	case style == Simple:
		c.startParam(name, c.in)
		c.mode = writingJoined
	}
	return true
}

// close comes back from an object, a map or a list.
func (c *Codec) close(o opened, bracket byte) {
	if c.mode == writingJSON {
		c.buf = append(c.buf, bracket)
	}
	c.depth--
	c.ascend(o.frame)
	c.mode, c.in = o.mode, o.in
	if o.text {
		c.endValue()
	}
}

// writeMessage writes an object. With OmitZero, one in which nothing was written is taken back.
func (c *Codec) writeMessage(name string, m Message) {
	mod := c.takeModifiers()
	before, missing := c.written(), len(c.missing)
	o, ok := c.open(mod, name, '{')
	if !ok {
		return
	}
	c.startObject(name, o.place)
	c.place = atKey
	inside := len(c.buf)
	m.WireMembers(c)
	empty := len(c.buf) == inside
	c.endObject(name, o.place)
	c.close(o, '}')
	if mod&omitZero != 0 && empty {
		c.takeBack(before)
		c.missing = c.missing[:missing]
	}
}

// extent is how much was written.
type extent struct{ buf, pairs int }

func (c *Codec) written() extent {
	w := extent{buf: len(c.buf)}
	if c.params != nil {
		w.pairs = len(c.params.pairs)
	}
	return w
}

// takeBack takes back what was written since.
func (c *Codec) takeBack(since extent) {
	c.buf = c.buf[:since.buf]
	if c.params != nil {
		c.params.pairs = c.params.pairs[:since.pairs]
	}
}
