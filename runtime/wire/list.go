package wire

import "slices"

// List reads or writes a list; each reads or writes an element, and is given name for it.
// A request leaves a nil list out, and writes an empty one.
func List[T any](c *Codec, name string, p *[]T, each func(*Codec, string, *T)) {
	mod := c.takeModifiers()
	if c.mode == reading {
		if c.at(name) {
			f := c.descend(name)
			switch {
			case c.xml:
				readXMLList(c, c.innerName(mod, f.place, name), name, p, each)
			case mod != 0:
				readOtherList(c, mod, name, p, each)
			default:
				readList(c, name, p, each)
			}
			c.ascend(f)
			c.next()
		}
		return
	}
	switch {
	case !c.startsList(mod, name, *p == nil, len(*p) == 0):
	case mod&wrapped != 0 && c.mode != writingParams:
		writeWrapped(c, mod, name, *p, each)
	default:
		writeList(c, mod, name, *p, each)
	}
}

// readList reads a list anew: what p held before is not touched.
func readList[T any](c *Codec, name string, p *[]T, each func(*Codec, string, *T)) {
	null := c.look() == 'n'
	if c.look() == '{' && c.isLenient() && c.isElement() {
		readElementAlone(c, name, p, each)
		return
	}
	if !c.opens('[', "list") {
		if *p = []T{}; null {
			*p = nil
		}
		return
	}
	var zero T
	list := []T{}
	at := len(c.path)
	c.path = append(c.path, step{})
	start := c.pos
	for more := c.firstElement(); more; more = c.nextElement() {
		if len(list) == cap(list) {
			list = slices.Grow(list, c.likely(len(list), start))
		}
		list = append(list, zero)
		last := len(list) - 1
		c.path[at].index = last
		readElement(c, name, &list[last], each)
	}
	c.depth--
	*p = list
}

// likely returns for how many more elements to make room in a list that holds n, and begins at start.
// Short lists grow as append has it; of long ones, as many as the rest of the body can hold if they are
// like those so far, but at most three times as many.
func (c *Codec) likely(n, start int) int {
	switch {
	case n == 1:
		return 3
	case n < 16:
		return 1
	}
	size := (c.pos - start) / n
	return min(3*n, (len(c.src)-c.pos)/size+1)
}

// readElement reads one value, and skips it if each does not.
func readElement[T any](c *Codec, name string, p *T, each func(*Codec, string, *T)) {
	c.place = atElement
	each(c, name, p)
	if c.place == atElement {
		c.skip()
	}
}

func writeList[T any](c *Codec, mod modifier, name string, list []T, each func(*Codec, string, *T)) {
	o, ok := c.open(mod, name, '[')
	if !ok {
		return
	}
	at := len(c.path)
	c.path = append(c.path, step{})
	for i := range list {
		c.path[at].index = i
		size := c.startElement(i, name)
		each(c, name, &list[i])
		c.endElement(size, name)
		if c.mode == writingJoined && !c.joined(o.start, len(list)) {
			break
		}
	}
	c.close(o, ']')
}

// joined reports whether the elements that were written of a list in style Simple, which begins at
// start and has so many, can be told from each other and from no element at all.
func (c *Codec) joined(start, elements int) bool {
	if elements == 1 && len(c.buf) == start && len(c.invalid) == 0 {
		c.refuse("", "is empty, which in style simple looks like no element at all")
	}
	return len(c.invalid) == 0
}

// writeWrapped writes a list inside an object.
func writeWrapped[T any](c *Codec, mod modifier, name string, list []T, each func(*Codec, string, *T)) {
	wrapper := c.wrapper
	o, ok := c.open(mod, name, '{')
	if !ok {
		return
	}
	c.startObject(name, o.place)
	c.place = atKey
	writeList(c, 0, wrapper, list, each)
	c.endObject(name, o.place)
	c.close(o, '}')
}

// Map reads or writes an object whose keys are not known beforehand; each reads or writes a value,
// and is given name for it. It is written in the order of its keys. A request leaves a nil map out.
func Map[T any](c *Codec, name string, p *map[string]T, each func(*Codec, string, *T)) {
	mod := c.takeModifiers()
	if c.mode == reading {
		if c.at(name) {
			f := c.descend(name)
			if c.holdsText(mod) {
				text := c.openText(mod.style())
				readMap(text, name, p, each)
				c.closeText(text)
			} else {
				readMap(c, name, p, each)
			}
			c.ascend(f)
			c.next()
		}
		return
	}
	if c.startsList(mod, name, *p == nil, len(*p) == 0) {
		writeMap(c, mod, name, *p, each)
	}
}

// readMap adds the members of an object to a map.
func readMap[T any](c *Codec, name string, p *map[string]T, each func(*Codec, string, *T)) {
	null := c.look() == 'n'
	opens := c.opens('{', "map")
	if null {
		*p = nil
		return
	}
	if *p == nil {
		*p = map[string]T{}
	}
	if !opens {
		return
	}
	var zero, value T
	at := len(c.path)
	c.path = append(c.path, step{index: ofMap})
	for c.firstKey(); c.place == atKey; c.next() {
		key, ok := c.rest()
		if !ok || !c.colon() {
			break
		}
		c.path[at].name = key
		value = zero
		readElement(c, name, &value, each)
		if c.err != nil {
			break
		}
		(*p)[key] = value
		c.place = atKey
	}
	c.depth--
}

func writeMap[T any](c *Codec, mod modifier, name string, m map[string]T, each func(*Codec, string, *T)) {
	o, ok := c.open(mod, name, '{')
	if !ok {
		return
	}
	c.startObject(name, o.place)
	first := len(c.keys)
	for key := range m {
		c.keys = append(c.keys, key)
	}
	keys := c.keys[first:]
	slices.Sort(keys)
	at := len(c.path)
	c.path = append(c.path, step{index: ofMap})
	var value T
	for i, key := range keys {
		c.path[at].name = key
		value = m[key]
		size := c.startEntry(i, key)
		each(c, name, &value)
		c.endElement(size, key)
	}
	c.keys = c.keys[:first]
	c.endObject(name, o.place)
	c.close(o, '}')
}

// Optional reads or writes a value that may be absent; value reads or writes it when it is there.
// null reads as nil. A request leaves nil out; [AppendJSON] writes null.
func Optional[T any](c *Codec, name string, p **T, value func(*Codec, string, *T)) {
	if c.mode == reading {
		mod := c.takeModifiers()
		if c.at(name) {
			f := c.descend(name)
			c.mod = mod & kept
			readOptional(c, name, p, value)
			c.mod = 0
			c.ascend(f)
			c.next()
		}
		return
	}
	mod := c.takeModifiers()
	if *p != nil {
		c.mod = mod & kept
		value(c, name, *p)
		return
	}
	c.writeNil(name, mod)
}

func readOptional[T any](c *Codec, name string, p **T, value func(*Codec, string, *T)) {
	if c.null() {
		*p = nil
		return
	}
	if *p == nil {
		*p = new(T)
	}
	readElement(c, name, *p, value)
}
