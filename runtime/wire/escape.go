package wire

// unreserved are the characters that RFC 3986, section 2.3, never escapes.
var unreserved = func() (table [256]bool) {
	for _, b := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~") {
		table[b] = true
	}
	return table
}()

// AppendEscaped appends s with all but the unreserved characters of RFC 3986 (A-Z a-z 0-9 - _ . ~)
// percent-encoded, in upper-case hexadecimal. A space is %20.
func AppendEscaped[T string | []byte](dst []byte, s T) []byte {
	const hex = "0123456789ABCDEF"
	start := 0
	for i := range len(s) {
		if b := s[i]; !unreserved[b] {
			dst = append(dst, s[start:i]...)
			dst = append(dst, '%', hex[b>>4], hex[b&15])
			start = i + 1
		}
	}
	return append(dst, s[start:]...)
}
