package wire

import "encoding/base64"

// String reads or writes a text.
func (c *Codec) String(name string, p *string) {
	if c.mode == reading {
		if c.at(name) {
			c.readString(name, p)
		}
		return
	}
	if c.starts(name, *p == "", *p == "") {
		c.writeText(*p)
	}
}

// Bool reads or writes a bool; in parameters it is true or false.
func (c *Codec) Bool(name string, p *bool) {
	if c.mode == reading {
		if c.at(name) {
			c.readBool(name, p)
		}
		return
	}
	if c.starts(name, !*p, false) {
		c.writeBool(*p)
	}
}

// Int32 reads or writes an integer.
func (c *Codec) Int32(name string, p *int32) {
	if c.mode == reading {
		if c.at(name) {
			if n, ok := c.readInteger(name, &int32s); ok {
				*p = int32(n)
			}
		}
		return
	}
	if c.starts(name, *p == 0, false) {
		c.writeInt(int64(*p))
	}
}

// Int64 reads or writes an integer.
func (c *Codec) Int64(name string, p *int64) {
	if c.mode == reading {
		if c.at(name) {
			if n, ok := c.readInteger(name, &int64s); ok {
				*p = int64(n)
			}
		}
		return
	}
	if c.starts(name, *p == 0, false) {
		c.writeInt(*p)
	}
}

// Uint64 reads or writes an integer that is not negative.
func (c *Codec) Uint64(name string, p *uint64) {
	if c.mode == reading {
		if c.at(name) {
			if n, ok := c.readInteger(name, &uint64s); ok {
				*p = n
			}
		}
		return
	}
	if c.starts(name, *p == 0, false) {
		c.writeUint(*p)
	}
}

// Float64 reads or writes a number. NaN and infinities cannot be written.
func (c *Codec) Float64(name string, p *float64) {
	if c.mode == reading {
		if c.at(name) {
			c.readFloat(name, p)
		}
		return
	}
	if c.startsFloat(name, *p) {
		c.writeFloat(*p)
	}
}

// Bytes reads or writes octets: as base64 (RFC 4648, section 4) in JSON and in parameters,
// or as they are in parameters that ask for it. A request leaves nil out.
func (c *Codec) Bytes(name string, p *[]byte) {
	if c.mode == reading {
		if c.at(name) {
			c.readBytes(name, p)
		}
		return
	}
	if !c.startsNilable(name, *p == nil, len(*p) == 0) {
		return
	}
	if c.mode == writingParams && c.flatten.RawBytes {
		c.buf = append(c.buf, *p...)
		c.endValue()
		return
	}
	c.quote()
	c.buf = base64.StdEncoding.AppendEncode(c.buf, *p)
	c.quote()
	c.endValue()
}

// Text is [Codec.String] for any type of string, as an element of a list, map or pointer.
func Text[T ~string](c *Codec, name string, p *T) {
	s := string(*p)
	if c.mode != reading {
		c.String(name, &s) // without touching *p: several goroutines may write one request
	} else if c.at(name) {
		c.readString(name, &s)
		*p = T(s)
	}
}
