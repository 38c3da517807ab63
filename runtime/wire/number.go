package wire

import (
	"math"
	"strconv"
	"strings"
)

// An integerType says what an integer may be.
type integerType struct {
	name         string
	below, above uint64 // the greatest magnitudes, negative and positive
}

var (
	int32s  = integerType{"int32", 1 << 31, math.MaxInt32}
	int64s  = integerType{"int64", 1 << 63, math.MaxInt64}
	uint64s = integerType{"uint64", 0, math.MaxUint64}
)

// bound returns n, negated if asked for, in two's complement, and whether t can hold it.
func (t *integerType) bound(negative bool, n uint64) (uint64, bool) {
	if negative {
		return -n, n <= t.below
	}
	return n, n <= t.above
}

// readInteger reads an integer, in two's complement; false if the value is null or refused.
func (c *Codec) readInteger(name string, t *integerType) (uint64, bool) {
	i := c.pos
	negative := c.look() == '-'
	if negative {
		i++
	}
	digits := i
	var n uint64
	for ; i < len(c.src) && c.src[i]-'0' < 10; i++ {
		n = n*10 + uint64(c.src[i]-'0')
	}
	size := i - digits
	if size == 0 || size > 19 || c.src[digits] == '0' && size > 1 || !endsNumber(c.src, i) {
		return c.readOddInteger(name, t)
	}
	n, ok := t.bound(negative, n)
	if !ok || negative && t.below == 0 {
		return c.readOddInteger(name, t)
	}
	c.pos = i
	c.next()
	return n, true
}

// endsNumber reports whether a number that is all digits so far ends before index i.
func endsNumber(s string, i int) bool {
	return i < len(s) && (s[i] == ',' || s[i] == '}' || s[i] == ']')
}

// readOddInteger reads an integer that is not just a few digits: 1e3, "5", 20 digits, null.
func (c *Codec) readOddInteger(name string, t *integerType) (n uint64, ok bool) {
	start := c.pos
	literal, text, ok := c.literal(name, t.name)
	if !ok {
		return 0, false
	}
	n, ok = 0, true
	if literal != "" {
		var negative bool
		if negative, n, ok = parseInteger(literal); ok {
			n, ok = t.bound(negative, n)
		}
	}
	if !ok {
		c.wrongKind(name, t.name, start)
		return 0, false
	}
	odd := strings.ContainsAny(literal, ".eE") || strings.HasPrefix(literal, "-") && t.below == 0
	if odd || text && !c.xml {
		c.mismatch(name, t.name, start)
	}
	c.next()
	return n, true
}

// readFloat reads a number.
func (c *Codec) readFloat(name string, p *float64) {
	start := c.pos
	literal, text, ok := c.literal(name, "float64")
	if !ok {
		return
	}
	var f float64
	if literal != "" {
		var err error
		if f, err = strconv.ParseFloat(literal, 64); err != nil {
			c.wrongKind(name, "float64", start)
			return
		}
	}
	*p = f
	if text && !c.xml {
		c.mismatch(name, "float64", start)
	}
	c.next()
}

// literal returns the text of the number that the codec stands at and goes past it. A string that
// holds a number, or nothing, will do as well (text tells). It is false, with the codec at the
// next member, for null, and false for anything else, which is refused.
func (c *Codec) literal(name, want string) (literal string, text, ok bool) {
	start := c.pos
	switch c.kind() {
	case kindNumber:
		ok = c.skipNumber()
		return c.src[start:c.pos], false, ok
	case kindString:
		literal, ok = c.text()
		if c.xml {
			literal = numberInXML(literal)
		}
		if ok && isMasked(literal) {
			if c.xml { // of other texts only JSON tells
				c.mismatch(name, want, start)
			}
			return "", true, true
		}
		if ok && literal != "" {
			end, whole := numberEnd(literal, 0)
			ok = whole && end == len(literal)
		}
		if !ok {
			c.wrongKind(name, want, start)
		}
		return literal, true, ok
	case kindNull:
		c.null()
		c.next()
	default:
		c.wrongKind(name, want, start)
	}
	return "", false, false
}

// isMasked reports whether a text is a number some of whose digits are hidden: 1688****.
func isMasked(text string) bool {
	return strings.Contains(text, "*") && strings.Trim(text, "0123456789*") == ""
}

// numberEnd returns the index of the end of the longest JSON number in s that begins at start;
// if there is none, of the first byte that keeps it from being one.
func numberEnd(s string, start int) (end int, ok bool) {
	i := start
	if i < len(s) && s[i] == '-' {
		i++
	}
	if i < len(s) && s[i] == '0' {
		i++
	} else if i, ok = digitsEnd(s, i); !ok {
		return i, false
	}
	if i < len(s) && s[i] == '.' {
		if i, ok = digitsEnd(s, i+1); !ok {
			return i, false
		}
	}
	if i == len(s) || s[i]|0x20 != 'e' {
		return i, true
	}
	i++
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	return digitsEnd(s, i)
}

// digitsEnd returns the index after the digits that begin at i, and whether there is one.
func digitsEnd(s string, i int) (end int, ok bool) {
	start := i
	for i < len(s) && s[i]-'0' < 10 {
		i++
	}
	return i, i > start
}

// parseInteger returns the sign and magnitude of a JSON number whose value is an integer
// below 2^64, however it is written: 1.50e1 is 15.
func parseInteger(literal string) (negative bool, n uint64, ok bool) {
	literal, negative = strings.CutPrefix(literal, "-")
	mantissa, exponent := literal, 0
	if i := strings.IndexAny(literal, "eE"); i >= 0 {
		mantissa = literal[:i]
		exponent = parseExponent(literal[i+1:])
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	exponent -= len(fraction)
	significant := strings.TrimRight(digits, "0")
	exponent += len(digits) - len(significant)
	if significant == "" {
		return negative, 0, true
	}
	if exponent < 0 || len(significant)+exponent > 20 {
		return negative, 0, false
	}
	n, err := strconv.ParseUint(significant+strings.Repeat("0", exponent), 10, 64)
	return negative, n, err == nil
}

// parseExponent returns an exponent, or one that is as good where it is beyond all sense.
func parseExponent(s string) int {
	const most = 1 << 30
	n, err := strconv.Atoi(s)
	switch {
	case err == nil:
		return max(-most, min(n, most))
	case s[0] == '-':
		return -most
	}
	return most
}

// readBool reads a bool, or one of 0, 1, "true", "false" and "".
func (c *Codec) readBool(name string, p *bool) {
	start := c.pos
	switch c.kind() {
	case kindBool:
		value := c.look() == 't'
		if value && c.word("true") || !value && c.word("false") {
			*p = value
		}
	case kindNull:
		c.null()
	case kindString, kindNumber:
		c.readOddBool(name, p, start)
	default:
		c.wrongKind(name, "bool", start)
	}
	c.next()
}

func (c *Codec) readOddBool(name string, p *bool, start int) {
	c.skip()
	if c.err != nil {
		return
	}
	if c.xml {
		c.readXMLBool(name, p, start)
		return
	}
	switch c.src[start:c.pos] {
	case `"true"`, "1":
		*p = true
	case `"false"`, `""`, "0":
		*p = false
	default:
		c.wrongKind(name, "bool", start)
		return
	}
	c.mismatch(name, "bool", start)
}
