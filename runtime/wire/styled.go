package wire

import "strings"

// ReadRequestJSON reads the parameters of a request as a server does: as [ReadJSON], but that a
// text is taken apart where [Codec.As] says that a list, map or object is sent as one text.
func ReadRequestJSON(body string, m Message, o *ReadOptions) error {
	return readJSON(body, m, o, true)
}

// holdsText reports whether the value is the text of a list, map or object.
func (c *Codec) holdsText(mod modifier) bool { return mod.style() >= JSON && c.look() == '"' }

// openText goes past such a text, and returns a codec that reads what is in it.
func (c *Codec) openText(style Style) *Codec {
	text, _ := c.text()
	if style == Simple {
		text = listOf(text)
	}
	inner := newCodec(reading)
	inner.src, inner.request, inner.clone, inner.mute, inner.hook = text, c.request, c.clone, c.mute, c.hook
	inner.path, inner.depth, inner.hidden, inner.err = append(inner.path, c.path...), c.depth, c.hidden, c.err
	inner.space()
	return inner
}

// closeText comes back from it.
func (c *Codec) closeText(inner *Codec) {
	if inner.err == nil {
		inner.end()
	}
	if inner.err != nil {
		c.fail(inner.err)
	}
	inner.release()
}

// listOf is the JSON list of what commas part; nothing is an empty list.
func listOf(joined string) string {
	list := []byte{'['}
	if joined != "" {
		for element := range strings.SplitSeq(joined, ",") {
			list = append(appendQuoted(list, element), ',')
		}
		list = list[:len(list)-1]
	}
	return string(append(list, ']'))
}

// readOtherList reads a list that is wrapped, or held by a text.
func readOtherList[T any](c *Codec, mod modifier, name string, p *[]T, each func(*Codec, string, *T)) {
	switch {
	case c.holdsText(mod):
		text := c.openText(mod.style())
		readList(text, name, p, each)
		c.closeText(text)
	case mod&wrapped != 0:
		readWrapped(c, c.wrapper, name, p, each)
	default:
		readList(c, name, p, each)
	}
}

// readWrapped reads a list that stands inside an object, or is bare all the same.
func readWrapped[T any](c *Codec, wrapper, name string, p *[]T, each func(*Codec, string, *T)) {
	if c.look() == '[' {
		c.mismatch("", "object", c.pos)
	}
	if c.look() != '{' {
		readList(c, name, p, each)
		return
	}
	*p = []T{}
	if !c.opens('{', "object") {
		return
	}
	for c.firstKey(); c.seek(wrapper); c.next() {
		f := c.descend(wrapper)
		readList(c, wrapper, p, each)
		c.ascend(f)
	}
	c.depth--
}

// seek goes to the value of the next member called name, skipping others; false, past the end of
// the object, if there is none.
func (c *Codec) seek(name string) bool {
	for c.place == atKey {
		if c.at(name) {
			return true
		}
		raw, plain := c.scan()
		found := !plain && c.err == nil && c.unescaped(raw) == name
		if c.err != nil || !c.colon() {
			return false
		}
		if found {
			return true
		}
		c.skip()
		c.next()
	}
	return false
}
