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
	in := c.in
	if c.mod != 0 {
		mod := c.takeModifiers()
		switch {
		case empty && c.fill(name, mod):
			return false
		case mod&required != 0 && empty:
			c.miss(name)
			return false
		case mod&omitZero != 0 && zero:
			return false
		case mod.place() != Anywhere:
			in = mod.place()
		}
	}
	switch c.mode {
	case writingParams:
		c.startParam(name, in)
	case writingXML:
		c.startTag(name)
	default:
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
func (c *Codec) startsList(mod modifier, name string, null, empty bool) bool {
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
func (c *Codec) startElement(i int, tag string) int {
	if i > 0 && (c.mode == writingJSON || c.mode == writingJoined) {
		c.buf = append(c.buf, ',')
	}
	if c.mode == writingXML {
		c.openTag(tag)
	}
	c.place = atElement
	return len(c.buf)
}

// startEntry writes what stands before a value of a map. It returns the size so far.
func (c *Codec) startEntry(i int, key string) int {
	size := c.startElement(i, key)
	if c.mode == writingJSON {
		c.buf = append(appendQuoted(c.buf, key), ':')
		return len(c.buf)
	}
	if c.mode == writingParams && (key == "" || strings.Contains(key, ".")) {
		c.refuse("", "a key that is empty or holds a dot cannot be written as a parameter")
	}
	return size
}

// endElement checks that something was written for an element since it was started.
func (c *Codec) endElement(size int, tag string) {
	switch {
	case c.mode == writingXML:
		c.endTag(tag)
	case len(c.buf) > size, c.mode == writingJoined:
	case c.mode == writingJSON:
		c.buf = append(c.buf, "null"...)
	case len(c.missing)+len(c.invalid) == 0:
		c.refuse("", "is empty, which a parameter cannot say")
	}
}

// writeNil writes a pointer or an any that is nil.
func (c *Codec) writeNil(name string, mod modifier) {
	switch {
	case c.fill(name, mod):
	case mod&required != 0:
		c.miss(name)
	case c.mode == writingJoined:
		c.refuse("", "a list in style simple cannot hold nothing")
	case c.mode == writingJSON && (!c.request || c.place == atElement):
		c.startMember(name)
		c.buf = append(c.buf, "null"...)
	}
}

// fill writes a text that names the region and is not set, if there is a region to fill in.
func (c *Codec) fill(name string, mod modifier) bool {
	if c.mode != writingParams || mod.place() != Host || c.flatten.Host == "" {
		return false
	}
	c.startParam(name, Host)
	c.writeText(c.flatten.Host)
	return true
}

func (c *Codec) writeText(s string) {
	switch c.mode {
	case writingParams:
		c.buf = append(c.buf, s...)
		c.endValue()
	case writingJoined:
		if strings.Contains(s, ",") {
			c.refuse("", "holds a comma, which in style simple stands between texts")
		}
		c.buf = append(c.buf, s...)
	case writingXML:
		if strayXML(s) >= 0 {
			c.refuse(c.tag, "holds a character that XML cannot")
		}
		c.buf = appendXMLText(c.buf, s)
		c.endValue()
	default:
		if c.hidden > 0 && c.seen != nil {
			*c.seen = append(*c.seen, s)
		}
		c.buf = appendQuoted(c.buf, s)
	}
}

func (c *Codec) writeBool(b bool) {
	c.buf = strconv.AppendBool(c.buf, b)
	c.endValue()
}

func (c *Codec) writeInt(n int64) {
	c.buf = strconv.AppendInt(c.buf, n, 10)
	c.endValue()
}

func (c *Codec) writeUint(n uint64) {
	c.buf = strconv.AppendUint(c.buf, n, 10)
	c.endValue()
}

// writeFloat writes the shortest text that reads back as f, without an exponent where it is short.
func (c *Codec) writeFloat(f float64) {
	format := byte('f')
	if size := math.Abs(f); size != 0 && (size < 1e-6 || size >= 1e21) {
		format = 'e'
	}
	c.buf = strconv.AppendFloat(c.buf, f, format, -1, 64)
	c.endValue()
}

// quote writes a quote around what JSON takes for a string.
func (c *Codec) quote() {
	if c.mode == writingJSON {
		c.buf = append(c.buf, '"')
	}
}
