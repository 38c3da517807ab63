package text

import (
	"regexp"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/spec"
)

// leadIn are the words that announce all the values that are allowed.
var leadIn = regexp.MustCompile(`(?i)\b(?:(?:valid|possible|available|allowed|optional|enumerated|enumeration|supported) values?(?: for [\w -]{1,40}?)?|values|value range)` +
	`(?:\s+(?:are as follows|include|includes|are|is))?\s*[:：]\s*|` +
	`\b(?:valid|possible|available|allowed|enumerated|supported) values?(?: for [\w -]{1,40}?)?\s+(?:include|includes|are)\s+`)

// enumOf are the values that a text allows, where it lists them beyond doubt:
// all of them, between words that announce them and the end of a sentence.
func enumOf(text string, t spec.TypeExpr) []string {
	if t.Kind != spec.ScalarType || t.Name != "string" && (!isNumber(t) || t.Name == "float64") {
		return nil
	}
	var found []string
	for _, at := range leadIn.FindAllStringIndex(text, -1) {
		values := (&lister{rest: text[at[1]:]}).values()
		switch {
		case len(values) < 2:
		case found != nil && !slices.Equal(found, values):
			return nil
		default:
			found = values
		}
	}
	for _, v := range found {
		if t.Name != "string" && !integer.MatchString(v) {
			return nil
		}
	}
	return found
}

// lister reads a list of values in a sentence.
type lister struct {
	rest string
	// points says that each value stands on a line of its own.
	points bool
	// told counts the values that a description follows.
	told int
}

var (
	listed    = regexp.MustCompile("^(?:`([^`\n]+)`|\"([^\"\n]+)\"|'([^'\n]+)'|(-?[A-Za-z0-9_]+(?:[/+.-][A-Za-z0-9_]+)*))")
	separator = regexp.MustCompile(`^(?:\s*[,;、]\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+)`)
	listEnd   = regexp.MustCompile(`^(?:$|\s*[.。](?:\s|$)|\s*\n)`)
	described = regexp.MustCompile(`^(?: *[:：=]\s*| +[-–—] +)`)
	wordy     = regexp.MustCompile(`(?i)^(?:etc|so|others?|more|any|letters?|digits?|numbers?|numerals|underscores?|hyphens?|dash(?:es)?|spaces?|characters?|symbols?|periods?|dots|integers?|strings?|english|chinese|\d+-\d+)$`)
	nextTold  = regexp.MustCompile(`^(?:or\s+|and\s+)?` + toldValue)
	// nextSentence is the end of a sentence and the beginning of one that
	// describes another value.
	nextSentence = regexp.MustCompile(`^\s*\.\s*` + toldValue)
	// nextPoint is a line that begins with another value.
	nextPoint = regexp.MustCompile("^\n- (?:" + toldValue + "|(?:`[^`\n]+`|[A-Za-z0-9_.-]+)\\s*(?:[.,;(\n]|$))")
)

// toldValue is a value that a description follows.
const toldValue = "(?:`[^`\n]+`|\"[^\"\n]+\"|'[^'\n]+'|-?[A-Za-z0-9_]+(?:[/+.-][A-Za-z0-9_]+)*)(?: *[:：=]| +[-–—] )"

// maxValues is how many values an enumeration may have.
const maxValues = 500

// values are those of the list, or nothing when it is not one to its end.
func (s *lister) values() []string {
	var values []string
	s.points = strings.HasPrefix(s.rest, "\n- ") || strings.HasPrefix(s.rest, "- ")
	s.rest = strings.TrimPrefix(strings.TrimLeft(s.rest, " \n"), "- ")
	for len(values) < maxValues {
		v, ok := s.value()
		if !ok || wordy.MatchString(v) {
			return nil
		}
		if !slices.Contains(values, v) {
			values = append(values, v)
		}
		if !s.description() || s.told != 0 && s.told != len(values) {
			return nil
		}
		switch more, ok := s.next(); {
		case !ok:
			return nil
		case !more:
			return values
		}
	}
	return nil
}

// next goes on to the next value. Without ok, what follows is neither one nor
// the end of the list.
func (s *lister) next() (more, ok bool) {
	if s.points {
		rest := strings.TrimLeft(s.rest, " .,;")
		if !nextPoint.MatchString(rest) {
			return false, rest == "" || rest[0] == '\n' || listEnd.MatchString(s.rest)
		}
		s.rest = strings.TrimPrefix(rest, "\n- ")
		return true, true
	}
	switch {
	case s.told != 0 && nextSentence.MatchString(s.rest):
		s.rest = strings.TrimLeft(s.rest, ". \n")
	case listEnd.MatchString(s.rest):
		return false, true
	case separator.MatchString(s.rest):
		s.rest = s.rest[len(separator.FindString(s.rest)):]
		return s.rest != "", true
	default:
		return false, false
	}
	return true, true
}

func (s *lister) value() (string, bool) {
	m := listed.FindStringSubmatch(s.rest)
	if m == nil {
		return "", false
	}
	s.rest = s.rest[len(m[0]):]
	return strings.TrimSpace(m[1] + m[2] + m[3] + m[4]), true
}

// description passes over what a value means: in parentheses, or behind a colon.
func (s *lister) description() bool {
	if trimmed := strings.TrimLeft(s.rest, " "); strings.HasPrefix(trimmed, "(") {
		end := closing(trimmed)
		if end < 0 {
			return false
		}
		s.rest = trimmed[end+1:]
		return true
	}
	if mark := described.FindString(s.rest); mark != "" {
		s.told++
		s.rest = s.rest[len(mark):]
		s.rest = s.rest[toldEnd(s.rest):]
	}
	return true
}

// closing is the index of the parenthesis that closes the first, or -1.
func closing(text string) int {
	depth := 0
	for i, c := range text {
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// toldEnd is where a description ends: at a semicolon, at the end of a line or a
// sentence, or at a comma behind which the next value is described.
func toldEnd(text string) int {
	depth := 0
	for i, c := range text {
		next := strings.TrimLeft(text[min(i+1, len(text)):], " ")
		switch {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case depth > 0:
		case c == ';' || c == '\n' || c == '。':
			return i
		case c == ',' && nextTold.MatchString(next):
			return i
		case c == '.' && (next == "" || text[i+1] == ' ' || text[i+1] == '\n'):
			return i
		}
	}
	return len(text)
}
