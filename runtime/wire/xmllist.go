package wire

import "strings"

// readXMLList adds elements to a list, which may stand inside one element under the name inner.
func readXMLList[T any](c *Codec, inner, name string, p *[]T, each func(*Codec, string, *T)) {
	list := *p
	if list == nil {
		list = []T{}
	}
	c.path = append(c.path, step{})
	switch {
	case c.look() == '[':
		c.pos++
		c.depth++
		for more := c.firstElement(); more; more = c.nextElement() {
			list = appendOccurrence(c, inner, name, list, each)
		}
		c.depth--
	case !c.blank():
		list = appendOccurrence(c, inner, name, list, each)
	}
	*p = list
}

// appendOccurrence adds what one element of the list's name holds: an element of the list, or
// several. Where that can be taken in two ways, it is taken in the first one that fits.
func appendOccurrence[T any](c *Codec, inner, name string, list []T, each func(*Codec, string, *T)) []T {
	m := c.mark()
	switch {
	case inner != "" && c.holdsOnly(inner):
		longer, first := appendInner(c, list, inner, each)
		if !c.misfits(first) {
			return longer
		}
		// It may be a member of the only element, called as the elements could be.
		misfit := c.err
		c.backTo(m)
		if longer = appendElement(c, list, name, each); c.unmatchedAt(m) {
			c.fail(misfit)
		}
		return longer
	case inner == "" && c.holdsOnly(""):
		c.textAt = m.pos
		longer := appendElement(c, list, name, each)
		c.textAt = 0
		if !c.misfits(m.pos) && !c.unmatchedAt(m) {
			return longer
		}
		c.backTo(m)
		longer, first := appendInner(c, list, "", each)
		if !c.misfits(first) {
			return longer
		}
		c.backTo(m)
	}
	return appendValue(c, list, name, each)
}

// unmatchedAt reports whether the only key of the object at a mark was one that no member has matched.
func (c *Codec) unmatchedAt(m mark) bool { return c.unknown == m.pos+len(oneKey) }

// appendInner adds the elements that stand inside an object whose members all have one name. It
// returns where the first one stands, too.
func appendInner[T any](c *Codec, list []T, inner string, each func(*Codec, string, *T)) (longer []T, first int) {
	c.pos += len(oneKey)
	c.depth++
	c.scan()
	c.colon()
	switch first = c.pos; {
	case c.look() != '[' && inner != "":
		list = appendOccurrence(c, "", inner, list, each)
	case c.look() != '[':
		list = appendValue(c, list, inner, each)
	default:
		c.pos++
		more := c.firstElement()
		for first = c.pos; more; more = c.nextElement() {
			list = appendElement(c, list, inner, each)
		}
	}
	c.space()
	c.pos++
	c.depth--
	return list, first
}

// appendValue adds one element, or those of a JSON list that stands there as a text.
func appendValue[T any](c *Codec, list []T, name string, each func(*Codec, string, *T)) []T {
	m := c.mark()
	longer := appendElement(c, list, name, each)
	if !c.misfits(m.pos) || !c.textBegins(m.pos, '[') {
		return longer
	}
	misfit := c.err
	c.backTo(m)
	if longer = appendText(c, list, name, each); c.err != nil {
		c.err = misfit
	}
	return longer
}

// appendText adds the elements of a JSON list that stands there as a text.
func appendText[T any](c *Codec, list []T, name string, each func(*Codec, string, *T)) []T {
	c.mismatch("", "list", c.pos)
	var more []T
	text := c.openText(JSON)
	readList(text, name, &more, each)
	c.closeText(text)
	return append(list, more...)
}

// appendElement adds one element.
func appendElement[T any](c *Codec, list []T, name string, each func(*Codec, string, *T)) []T {
	var zero T
	list = append(list, zero)
	last := len(list) - 1
	c.path[len(c.path)-1].index = last
	readElement(c, name, &list[last], each)
	return list
}

// A mark is a value to which a codec comes back to read it in another way.
type mark struct{ pos, depth int }

func (c *Codec) mark() mark { return mark{c.pos, c.depth} }

func (c *Codec) backTo(m mark) {
	c.err, c.place, c.pos, c.depth, c.unknown = nil, atElement, m.pos, m.depth, 0
}

// misfits reports whether the value at an offset was found to be of another kind than promised.
func (c *Codec) misfits(offset int) bool {
	wrong, ok := c.err.(*TypeError)
	return ok && wrong.Offset == offset
}

// textBegins reports whether the text at an offset begins with a character.
func (c *Codec) textBegins(offset int, with byte) bool {
	text := strings.TrimLeft(c.src[offset:], "\" \t\n")
	return c.src[offset] == '"' && text != "" && text[0] == with
}

// holdsOnly reports whether the value is an object whose members all have one name: this one, unless
// it is empty.
func (c *Codec) holdsOnly(name string) bool {
	rest, ok := strings.CutPrefix(c.src[c.pos:], oneKey)
	if !ok || name == "" {
		return ok
	}
	rest, ok = strings.CutPrefix(rest, name)
	return ok && strings.HasPrefix(rest, `"`)
}

// blank goes past an empty text, or one that is space alone, as stands where an element is empty.
func (c *Codec) blank() bool {
	if c.look() != '"' {
		return false
	}
	start := c.pos
	if text, _ := c.text(); trimXML(text) == "" {
		return true
	}
	c.pos = start
	return false
}
