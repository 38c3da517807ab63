package wire

import (
	"math"
	"strconv"
	"strings"
)

// AppendJSON appends m as JSON with all its members; nil lists and maps are empty ones, nil
// pointers null. It is what a server answers. The error holds a [*ValueError] for each value
// that cannot be written; dst is then returned as it was.
func AppendJSON(dst []byte, m Message) ([]byte, error) {
	return appendJSON(dst, m, false)
}

// AppendRequestJSON appends m as the JSON of a request: without what is not set (see
// [Codec.OmitZero], [Optional], [List]). The error is a [*MissingError] that lists all members that are
// [Codec.Required] and not set, joined with the errors of [AppendJSON]; dst is then returned as it was.
func AppendRequestJSON(dst []byte, m Message) ([]byte, error) {
	return appendJSON(dst, m, true)
}

func appendJSON(dst []byte, m Message, request bool) ([]byte, error) {
	c := newCodec(writingJSON)
	c.request, c.buf = request, dst
	c.writeMessage("", m)
	buf, err := c.buf, c.faults()
	c.release()
	if err != nil {
		return dst, err
	}
	return buf, nil
}

// starts reports whether a member is to be written, and writes what stands before its value.
// zero and empty say whether OmitZero and Required object to the value.
func (c *Codec) starts(name string, zero, empty bool) bool {
	if c.mod != 0 {
		mod := c.takeModifiers()
		if mod&required != 0 && empty {
			c.miss(name)
			return false
		}
		if mod&omitZero != 0 && zero {
			return false
		}
	}
	if c.mode == writingParams {
		c.startParam(name)
	} else {
		c.startMember(name)
	}
	return c.err == nil
}

// startsNilable is starts for a value that a request leaves out when it is nil.
func (c *Codec) startsNilable(name string, null, empty bool) bool {
	if null && c.request && c.mod&required == 0 && c.place != atElement {
		c.mod = 0
		return false
	}
	return c.starts(name, null, empty)
}

// startsList is startsNilable for lists and maps, which open writes the name of.
func (c *Codec) startsList(name string, null, empty bool) bool {
	mod := c.takeModifiers()
	if mod&required != 0 && empty {
		c.miss(name)
		return false
	}
	return !null || !c.request || c.place == atElement
}

// startsFloat is starts for a number that must be finite.
func (c *Codec) startsFloat(name string, f float64) bool {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		c.mod = 0
		c.refuse(name, strconv.FormatFloat(f, 'g', -1, 64)+" cannot be written: a number must be finite")
		return false
	}
	return c.starts(name, f == 0, false)
}

// miss notes that a required member is not set.
func (c *Codec) miss(name string) {
	c.missing = append(c.missing, c.member(name))
}

// startMember writes a comma where one is due, and the key.
func (c *Codec) startMember(name string) {
	if c.place == atElement {
		return
	}
	if last := len(c.buf) - 1; c.buf[last] != '{' {
		c.buf = append(c.buf, ',')
	}
	c.buf = append(c.buf, '"')
	c.buf = append(c.buf, name...)
	c.buf = append(c.buf, '"', ':')
}

// startElement writes what stands before the element of a list. It returns the size so far.
func (c *Codec) startElement(i int) int {
	if i > 0 && c.mode == writingJSON {
		c.buf = append(c.buf, ',')
	}
	c.place = atElement
	return len(c.buf)
}

// startEntry writes what stands before a value of a map. It returns the size so far.
func (c *Codec) startEntry(i int, key string) int {
	size := c.startElement(i)
	if c.mode == writingJSON {
		c.buf = append(appendQuoted(c.buf, key), ':')
		return len(c.buf)
	}
	if key == "" || strings.Contains(key, ".") {
		c.refuse("", "a key that is empty or holds a dot cannot be written as a parameter")
	}
	return size
}

// endElement checks that something was written for an element since it was started.
func (c *Codec) endElement(size int) {
	switch {
	case len(c.buf) > size:
	case c.mode == writingJSON:
		c.buf = append(c.buf, "null"...)
	case len(c.missing)+len(c.invalid) == 0:
		c.refuse("", "is empty, which a parameter cannot say")
	}
}

// open writes what stands before the members of an object, a map or a list, and goes into it.
func (c *Codec) open(name string, bracket byte) (frame, bool) {
	if c.err != nil {
		return frame{}, false
	}
	if c.depth == maxDepth || c.depth == maxParamsDepth && c.mode == writingParams {
		c.refuseAll(name, "the value is nested too deep, or holds itself")
		return frame{}, false
	}
	if c.mode == writingJSON {
		c.startMember(name)
		c.buf = append(c.buf, bracket)
	}
	c.depth++
	return c.descend(name), true
}

// close comes back from an object, a map or a list.
func (c *Codec) close(f frame, bracket byte) {
	if c.mode == writingJSON {
		c.buf = append(c.buf, bracket)
	}
	c.depth--
	c.ascend(f)
}

// writeMessage writes an object. With OmitZero, one in which nothing was written is taken back.
func (c *Codec) writeMessage(name string, m Message) {
	omit := c.takeModifiers()&omitZero != 0
	size, missing := len(c.buf), len(c.missing)
	f, ok := c.open(name, '{')
	if !ok {
		return
	}
	c.place = atKey
	inside := len(c.buf)
	m.WireMembers(c)
	empty := len(c.buf) == inside
	c.close(f, '}')
	if omit && empty {
		c.buf = c.buf[:size]
		c.missing = c.missing[:missing]
	}
}

// writeNil writes a pointer or an any that is nil.
func (c *Codec) writeNil(name string, mod modifier) {
	if mod&required != 0 {
		c.miss(name)
		return
	}
	if c.mode != writingJSON || c.request && c.place != atElement {
		return
	}
	c.startMember(name)
	c.buf = append(c.buf, "null"...)
}

func (c *Codec) writeText(s string) {
	if c.mode == writingParams {
		c.buf = append(c.buf, s...)
		c.endParam()
		return
	}
	c.buf = appendQuoted(c.buf, s)
}

func (c *Codec) writeBool(b bool) {
	c.buf = strconv.AppendBool(c.buf, b)
	c.endParam()
}

func (c *Codec) writeInt(n int64) {
	c.buf = strconv.AppendInt(c.buf, n, 10)
	c.endParam()
}

func (c *Codec) writeUint(n uint64) {
	c.buf = strconv.AppendUint(c.buf, n, 10)
	c.endParam()
}

// writeFloat writes the shortest text that reads back as f, without an exponent where it is short.
func (c *Codec) writeFloat(f float64) {
	format := byte('f')
	if size := math.Abs(f); size != 0 && (size < 1e-6 || size >= 1e21) {
		format = 'e'
	}
	c.buf = strconv.AppendFloat(c.buf, f, format, -1, 64)
	c.endParam()
}

// quote writes a quote around what JSON takes for a string.
func (c *Codec) quote() {
	if c.mode == writingJSON {
		c.buf = append(c.buf, '"')
	}
}
