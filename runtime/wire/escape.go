package wire

import "slices"

// unreserved are the characters that RFC 3986, section 2.3, never escapes.
var unreserved = func() (table [256]bool) {
	for _, b := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~") {
		table[b] = true
	}
	return table
}()

// escapedAtOnce is how many bytes are escaped in room that is made for the worst case.
const escapedAtOnce = 1 << 10

// AppendEscaped appends s with all but the unreserved characters of RFC 3986 (A-Z a-z 0-9 - _ . ~)
// percent-encoded, in upper-case hexadecimal. A space is %20.
func AppendEscaped[T string | []byte](dst []byte, s T) []byte {
	for len(s) > escapedAtOnce {
		dst = appendEscaped(dst, s[:escapedAtOnce])
		s = s[escapedAtOnce:]
	}
	return appendEscaped(dst, s)
}

func appendEscaped[T string | []byte](dst []byte, s T) []byte {
	const hex = "0123456789ABCDEF"
	end := len(dst)
	dst = slices.Grow(dst, 3*len(s))
	room := dst[:end+3*len(s)]
	for i := range len(s) {
		b := s[i]
		if unreserved[b] {
			room[end] = b
			end++
			continue
		}
		room[end], room[end+1], room[end+2] = '%', hex[b>>4], hex[b&15]
		end += 3
	}
	return room[:end]
}
