package spec

import (
	"slices"
	"strings"
)

// Path names what an overlay changes, as actions/ListTasks/input/Limit does, or
// several such things: in a segment * stands for any text and ? for any
// character; the segment ** stands for any segments, or none.
type Path struct{ segments []pathSegment }

// pathSegment is what stands between two slashes.
type pathSegment struct {
	text  string
	parts []pathPart
	// name is the one that a segment without wildcards stands for.
	name    string
	isExact bool
	// deep is the segment **.
	deep bool
}

// pathPart is one character, or what stands for characters.
type pathPart struct {
	char      rune
	one, many bool
}

// pathEscape lets a slash or a wildcard stand for itself.
const pathEscape = '\\'

// mostSegments bounds a path: what has more names nothing.
const mostSegments = 16

// ParsePath reads a path. The message says what is wrong with it, if anything.
func ParsePath(text string) (p Path, msg string) {
	for _, t := range splitPath(text) {
		if strings.HasSuffix(strings.ReplaceAll(t, `\\`, ""), `\`) {
			return Path{}, `the path ends in a \: write \\ where a name holds one`
		}
		s := newPathSegment(t)
		// ** beside ** says nothing more.
		if last := len(p.segments) - 1; !s.deep || last < 0 || !p.segments[last].deep {
			p.segments = append(p.segments, s)
		}
	}
	if len(p.segments) > mostSegments {
		return Path{}, "nothing is so deep within a service as this path"
	}
	return p, ""
}

func newPathSegment(text string) pathSegment {
	s := pathSegment{text: text, deep: text == "**", parts: pathParts(text)}
	s.isExact = !s.deep && !slices.ContainsFunc(s.parts, func(p pathPart) bool { return p.one || p.many })
	for _, p := range s.parts {
		s.name += string(p.char)
	}
	return s
}

// splitPath cuts a path at its slashes.
func splitPath(text string) []string {
	var segments []string
	begin, escaped := 0, false
	for i, r := range text {
		switch {
		case escaped:
			escaped = false
		case r == pathEscape:
			escaped = true
		case r == '/':
			segments = append(segments, text[begin:i])
			begin = i + 1
		}
	}
	return append(segments, text[begin:])
}

func pathParts(segment string) []pathPart {
	var parts []pathPart
	escaped := false
	for _, r := range segment {
		switch {
		case escaped:
			parts, escaped = append(parts, pathPart{char: r}), false
		case r == pathEscape:
			escaped = true
		default:
			parts = append(parts, pathPart{char: r, one: r == '?', many: r == '*'})
		}
	}
	return parts
}

// JoinPath is the path of one thing, by the names that lead to it.
func JoinPath(names ...string) string {
	escaped := make([]string, len(names))
	for i, name := range names {
		escaped[i] = pathEscaper.Replace(name)
	}
	return strings.Join(escaped, "/")
}

var pathEscaper = strings.NewReplacer(`\`, `\\`, "/", `\/`, "*", `\*`, "?", `\?`)

// Literal gives the names of a path that has no wildcards.
func (p Path) Literal() (names []string, ok bool) {
	for _, s := range p.segments {
		if !s.isExact {
			return nil, false
		}
		names = append(names, s.name)
	}
	return names, true
}

// String gives the path as it was written.
func (p Path) String() string {
	texts := make([]string, len(p.segments))
	for i, s := range p.segments {
		texts[i] = s.text
	}
	return strings.Join(texts, "/")
}

// Head is the path of the first n segments, as far as there are so many.
func (p Path) Head(n int) Path { return Path{p.segments[:min(max(n, 0), len(p.segments))]} }

// Segment is the segment at an index, as it was written.
func (p Path) Segment(i int) string { return p.segments[i].text }

// Name is the name that the segment at an index stands for, if it has no wildcards.
func (p Path) Name(i int) (name string, ok bool) {
	return p.segments[i].name, p.segments[i].isExact
}

// Len is the number of segments.
func (p Path) Len() int { return len(p.segments) }

// matches reports whether a name fits: the last * seen gives way one character
// at a time.
func (s pathSegment) matches(name string) bool {
	if s.isExact {
		return s.name == name
	}
	runes := []rune(name)
	at, i, star, retry := 0, 0, -1, 0
	for i < len(runes) {
		switch {
		case at < len(s.parts) && s.parts[at].many:
			star, retry = at, i
			at++
		case at < len(s.parts) && (s.parts[at].one || s.parts[at].char == runes[i]):
			at++
			i++
		case star >= 0:
			retry++
			at, i = star+1, retry
		default:
			return false
		}
	}
	return !slices.ContainsFunc(s.parts[at:], func(p pathPart) bool { return !p.many })
}
