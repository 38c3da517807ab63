package wire

import (
	"fmt"
	"math"
	"strings"
)

// Any reads or writes a value of any kind. It reads nil, bool, string, []any, map[string]any, and
// numbers as int64 where they fit, else uint64, else float64. It writes these, the other
// integers and float32, []byte, []string and map[string]string. A request leaves nil out.
func (c *Codec) Any(name string, p *any) {
	if c.mode != reading {
		c.writeAny(name, *p)
		return
	}
	mod := c.takeModifiers()
	if c.at(name) {
		f := c.descend(name)
		if c.holdsText(mod) {
			text := c.openText(mod.style())
			text.anyInto(p)
			c.closeText(text)
		} else {
			c.anyInto(p)
		}
		c.ascend(f)
		c.next()
	}
}

func (c *Codec) anyInto(p *any) {
	if v := c.readAny(); c.err == nil {
		*p = v
	}
}

// readAny returns the value that the codec stands at.
func (c *Codec) readAny() any {
	switch c.kind() {
	case kindString:
		text, _ := c.text()
		return text
	case kindNumber:
		return c.readAnyNumber()
	case kindBool:
		var b bool
		c.readBool("", &b)
		return b
	case kindObject:
		var m map[string]any
		readMap(c, "", &m, (*Codec).Any)
		return m
	case kindList:
		var list []any
		readList(c, "", &list, (*Codec).Any)
		return list
	case kindNull:
		c.null()
	default:
		c.syntax("a value")
	}
	return nil
}

// readAnyNumber returns the number that the codec stands at.
func (c *Codec) readAnyNumber() any {
	start := c.pos
	literal, _, ok := c.literal("", "float64")
	if !ok {
		return nil
	}
	if !strings.ContainsAny(literal, ".eE") {
		if negative, n, ok := parseInteger(literal); ok {
			switch {
			case !negative && n <= math.MaxInt64:
				return int64(n)
			case !negative:
				return n
			case n != 0 && n <= 1<<63:
				return int64(-n)
			}
		}
	}
	var f float64
	c.pos = start
	c.readFloat("", &f)
	return f
}

func (c *Codec) writeAny(name string, v any) {
	switch v := v.(type) {
	case nil:
		c.writeNil(name, c.takeModifiers())
	case string:
		c.String(name, &v)
	case bool:
		c.Bool(name, &v)
	case float64:
		c.Float64(name, &v)
	case float32:
		c.writeAny(name, float64(v))
	case []byte:
		c.Bytes(name, &v)
	case []any:
		List(c, name, &v, (*Codec).Any)
	case map[string]any:
		Map(c, name, &v, (*Codec).Any)
	case []string:
		List(c, name, &v, (*Codec).String)
	case map[string]string:
		Map(c, name, &v, (*Codec).String)
	default:
		c.writeAnyInteger(name, v)
	}
}

func (c *Codec) writeAnyInteger(name string, v any) {
	var n int64
	switch v := v.(type) {
	case int:
		n = int64(v)
	case int8:
		n = int64(v)
	case int16:
		n = int64(v)
	case int32:
		n = int64(v)
	case int64:
		n = v
	case uint8:
		n = int64(v)
	case uint16:
		n = int64(v)
	case uint32:
		n = int64(v)
	case uint:
		c.writeAnyUint(name, uint64(v))
		return
	case uint64:
		c.writeAnyUint(name, v)
		return
	default:
		c.mod = 0
		c.refuse(name, fmt.Sprintf("a value of type %T cannot be written", v))
		return
	}
	c.Int64(name, &n)
}

func (c *Codec) writeAnyUint(name string, n uint64) { c.Uint64(name, &n) }
