package wire

import (
	"math/bits"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// scan goes past the string whose opening quote the codec has passed. It returns the text between
// the quotes, and whether that is the string itself: without escapes, and valid UTF-8.
func (c *Codec) scan() (raw string, plain bool) {
	start := c.pos
	end, wide := special(c.src, start)
	if end < len(c.src) && c.src[end] == '"' {
		c.pos = end + 1
		raw = c.src[start:end]
		return raw, !wide || utf8.ValidString(raw)
	}
	return c.scanEscaped(start, end), false
}

// scanEscaped is scan from the first byte that is not plain, at i.
func (c *Codec) scanEscaped(start, i int) string {
	for i < len(c.src) {
		switch c.src[i] {
		case '"':
			c.pos = i + 1
			return c.src[start:i]
		case '\\':
			_, size := unescape(c.src[i:])
			if size == 0 {
				c.syntaxAt(i, "not an escape that JSON knows")
				return ""
			}
			i += size
		default:
			c.syntaxAt(i, "a control character in a string must be escaped")
			return ""
		}
		i, _ = special(c.src, i)
	}
	c.syntaxAt(i, "the text ends inside a string")
	return ""
}

// A byte of each kind, eight times.
const (
	ones       = 0x0101010101010101
	highs      = 0x80 * ones
	quotes     = '"' * ones
	backslashs = '\\' * ones
	spaces     = ' ' * ones
)

// special returns the index, at or after i, of the first quote, backslash or control character
// of s, or its length; and whether a byte before that is not ASCII.
//
// It takes eight bytes at a time. In x-ones&^x&highs the lowest bit that is set marks the lowest byte
// of x that is zero, and in x-spaces&^x&highs the lowest that is below a space (higher marks may be false).
func special(s string, i int) (end int, wide bool) {
	var seen uint64
	for ; i+8 <= len(s); i += 8 {
		x := load(s[i : i+8])
		q, b := x^quotes, x^backslashs
		found := ((q-ones)&^q | (b-ones)&^b | (x-spaces)&^x) & highs
		if found != 0 {
			before := bits.TrailingZeros64(found) &^ 7
			seen |= x & (1<<before - 1)
			return i + before>>3, seen&highs != 0
		}
		seen |= x
	}
	for ; i < len(s) && s[i] != '"' && s[i] != '\\' && s[i] >= ' '; i++ {
		seen |= uint64(s[i])
	}
	return i, seen&highs != 0
}

// load returns eight bytes as one number, the first one lowest; the compiler makes one load of it.
func load(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// unescape returns the character that the escape at the beginning of s stands for and the escape's
// size in bytes; 0 if it is none. Half of a surrogate pair stands for U+FFFD.
func unescape(s string) (rune, int) {
	if len(s) < 2 {
		return 0, 0
	}
	switch s[1] {
	case '"', '\\', '/':
		return rune(s[1]), 2
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		return unescapeUnicode(s)
	}
	return 0, 0
}

func unescapeUnicode(s string) (rune, int) {
	r, ok := codeUnit(s)
	if !ok {
		return 0, 0
	}
	if !utf16.IsSurrogate(r) {
		return r, 6
	}
	if low, ok := codeUnit(s[6:]); ok {
		if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
			return pair, 12
		}
	}
	return utf8.RuneError, 6
}

// codeUnit returns the UTF-16 code unit that \u and four digits at the beginning of s stand for.
func codeUnit(s string) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	var r rune
	for _, b := range []byte(s[2:6]) {
		switch {
		case '0' <= b && b <= '9':
			b -= '0'
		case 'a' <= b|0x20 && b|0x20 <= 'f':
			b = b | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(b)
	}
	return r, true
}

// appendUnescaped appends the text that raw, found well-formed by scan, stands for.
func appendUnescaped(dst []byte, raw string) []byte {
	for {
		plain, _, found := strings.Cut(raw, `\`)
		dst = appendValid(dst, plain)
		if !found {
			return dst
		}
		raw = raw[len(plain):]
		r, size := unescape(raw)
		dst = utf8.AppendRune(dst, r)
		raw = raw[size:]
	}
}

// appendValid appends s with U+FFFD for each byte that is not UTF-8.
func appendValid(dst []byte, s string) []byte {
	if utf8.ValidString(s) {
		return append(dst, s...)
	}
	for _, r := range s {
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}
