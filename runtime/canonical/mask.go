package canonical

import (
	"slices"
	"strconv"
	"strings"

	"github.com/signet-gen/signet/runtime/wire"
)

// Mask says what of a text may be shown. The zero value shows no value, and every
// name that looks like one.
type Mask struct {
	// Parameters and Headers are the common ones, whose values are shown.
	Parameters, Headers []string
	// KeyIDs are those that hold the id of a key, which is shown by [KeyID].
	KeyIDs []string
	// Named tells of other names whether they are the caller's, and may be shown;
	// nil takes each for one that is of letters, digits, dots, dashes and underscores.
	Named func(name string) bool
	// Hidden are secrets and values, which are shown nowhere, not even where a
	// server put them into another place.
	Hidden []string
}

// mostShown is how many lines of a text are shown.
const mostShown = 500

// Show is the text as people may see it: decoded, a parameter or header a line.
func (m Mask) Show(t Text) string {
	lines := make([]string, 0, min(len(t.parts), mostShown+1))
	for i, p := range t.parts {
		if i == mostShown {
			lines = append(lines, "… and "+strconv.Itoa(len(t.parts)-i)+" lines more")
			break
		}
		lines = append(lines, m.part(p))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// part shows a part in one line.
func (m Mask) part(p part) string {
	switch p.kind {
	case line:
		if strings.ContainsAny(p.value, " =&%") { // which is not one line, but several
			return length(p.value)
		}
		return m.shown(p.value)
	case parameter:
		if p.name == "" && p.value == "" {
			return ""
		}
		return m.name(p) + "=" + m.value(p)
	case header:
		return m.name(p) + ":" + m.value(p)
	case names:
		all := strings.Split(p.value, ";")
		for i, name := range all {
			all[i] = m.name(part{kind: header, name: name})
		}
		return strings.Join(all, ";")
	}
	return length(p.value)
}

// longestShown bounds names and values that are shown.
const longestShown = 256

// shown is a text that may be seen, unless it is not what belongs there.
func (m Mask) shown(text string) string {
	if len(text) > longestShown || !printable(text) || Hide(text, m.Hidden) != text {
		return length(text)
	}
	return text
}

// common tells whether a parameter or header is one whose value is shown.
func (m Mask) common(p part) bool {
	if p.kind == parameter {
		return slices.Contains(m.Parameters, p.name)
	}
	return slices.Contains(m.Headers, p.name)
}

// name is the name of a parameter or header.
func (m Mask) name(p part) string {
	known := m.common(p) || slices.Contains(m.KeyIDs, p.name)
	switch {
	case known:
	case m.Named == nil:
		known = !strings.ContainsFunc(p.name, notOfName)
	default:
		known = m.Named(p.name)
	}
	if known && p.name != "" && m.shown(p.name) == p.name {
		return p.name
	}
	return "<name of " + count(len(p.name)) + ">"
}

// notOfName tells of what is in no name, so that what has it is no name alone.
func notOfName(r rune) bool {
	return !('a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9' || r == '.' || r == '-' || r == '_')
}

// value is the value of a parameter or header.
func (m Mask) value(p part) string {
	switch {
	case m.common(p) && !strings.Contains(p.value, "&"): // else the next ones follow in it
		return m.shown(p.value)
	case slices.Contains(m.KeyIDs, p.name) && printable(p.value):
		return KeyID(p.value)
	}
	return length(p.value)
}

func printable(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// KeyID is the id of a key, masked in its middle: AKID***789a.
func KeyID(id string) string {
	keep := min(len(id)/4, 4)
	if id == "" {
		return ""
	}
	return id[:keep] + "***" + id[len(id)-keep:]
}

// shortestHidden is the length from which on a text is looked for in others: a
// shorter one would tear words apart.
const shortestHidden = 8

// Hide is text with *** for each of the hidden texts, as they are and escaped
// once or twice.
func Hide(text string, hidden []string) string {
	for _, secret := range hidden {
		if len(secret) < shortestHidden {
			continue
		}
		for range 3 {
			text = strings.ReplaceAll(text, secret, "***")
			escaped := string(wire.AppendEscaped(nil, secret))
			if escaped == secret {
				break
			}
			text = strings.ReplaceAll(text, lowerHex(escaped), "***")
			secret = escaped
		}
	}
	return text
}

// lowerHex is an escaped text as those write it whose escapes have small letters.
func lowerHex(escaped string) string {
	b := []byte(escaped)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' {
			copy(b[i+1:], strings.ToLower(escaped[i+1:i+3]))
		}
	}
	return string(b)
}
