package wire

import "strings"

// readXMLBool reads the bool at start as XML writes it.
func (c *Codec) readXMLBool(name string, p *bool, start int) {
	c.pos = start
	text, _ := c.text()
	text = trimXML(text)
	switch text {
	case "true", "1":
		*p = true
	case "false", "0", "":
		*p = false
	default:
		c.wrongKind(name, "bool", start)
		return
	}
	if text == "1" || text == "0" {
		c.mismatch(name, "bool", start)
	}
}

// numberInXML returns a text as JSON would have the number: without space around it and zeros before it.
func numberInXML(text string) string {
	text = trimXML(text)
	digits, negative := strings.CutPrefix(text, "-")
	for len(digits) > 1 && digits[0] == '0' && digits[1]-'0' < 10 {
		digits = digits[1:]
	}
	if negative {
		return "-" + digits
	}
	return digits
}

// compact returns a JSON text without the space between its parts.
func compact(text string) string {
	short := make([]byte, 0, len(text))
	quoted := false
	for i := range len(text) {
		b := text[i]
		if b == '"' && !(quoted && text[i-1] == '\\' && oddBackslashes(text[:i])) {
			quoted = !quoted
		}
		if quoted || b != ' ' && b != oneName {
			short = append(short, b)
		}
	}
	return string(short)
}

// oddBackslashes reports whether a text ends in an odd number of backslashes, of which the last
// escapes what follows.
func oddBackslashes(text string) bool {
	return (len(text)-len(strings.TrimRight(text, `\`)))%2 == 1
}
