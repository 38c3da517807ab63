package templates

import (
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A block is a paragraph or an item of a list.
type block struct {
	// marker is an item's "-" or "1.", and empty for a paragraph.
	marker string
	words  []string
}

// blocks takes prose apart. A paragraph whose first word would mean something
// to a tool has a word put before it.
func blocks(prose string) []block {
	var all []block
	open := false // whether the last block goes on
	for line := range strings.Lines(clean(prose)) {
		marker, words := "", tokens(line)
		if m, rest := listItem(line); m != "" {
			marker, words, open = m, tokens(rest), false
		}
		switch {
		case len(words) == 0:
			open = false
			continue
		case open:
			last := &all[len(all)-1]
			last.words = append(last.words, words...)
		default:
			all = append(all, block{marker, words})
		}
		open = true
	}
	for start, end := range lists(all) {
		even(all[start:end])
	}
	return guard(all)
}

// lists gives the ranges of blocks that are items of one list.
func lists(all []block) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		for start := 0; start < len(all); start++ {
			end := start
			for end < len(all) && all[end].marker != "" {
				end++
			}
			if end > start && !yield(start, end) {
				return
			}
			start = end
		}
	}
}

// even gives all items dashes when some have them and others have numbers,
// which gofmt would take for text of the item before.
func even(items []block) {
	isDash := func(b block) bool { return b.marker == "-" }
	isNumber := func(b block) bool { return b.marker != "-" }
	if !slices.ContainsFunc(items, isDash) || !slices.ContainsFunc(items, isNumber) {
		return
	}
	for i, b := range items {
		if isNumber(b) {
			items[i] = block{"-", append([]string{b.marker + " " + b.words[0]}, b.words[1:]...)}
		}
	}
}

// item matches a line that begins an item of a list.
var item = regexp.MustCompile(`^(?:[-*•]|([0-9]{1,2})[.)])\s+(.*)$`)

// listItem gives the marker and the text of a line that begins an item.
func listItem(line string) (marker, text string) {
	line = strings.TrimSpace(line)
	if !mayBe(line, "-*•0123456789") {
		return "", ""
	}
	m := item.FindStringSubmatch(line)
	switch {
	case m == nil:
		return "", ""
	case m[1] == "":
		return "-", m[2]
	}
	return m[1] + ".", m[2]
}

// guard sees to the first word of each block, and to the last: a short
// paragraph without a stop is a heading. comment.wrap sees to the others.
func guard(all []block) []block {
	for i, b := range all {
		if b.marker != "" {
			continue
		}
		if startsSomething(b.words[0]) {
			all[i].words = append([]string{"Note: " + b.words[0]}, b.words[1:]...)
		}
		last := &all[i].words[len(all[i].words)-1]
		if r, _ := utf8.DecodeLastRuneInString(*last); unicode.IsLetter(r) || unicode.IsDigit(r) {
			*last += "."
		}
	}
	return all
}

// tokens gives the words of text, between which a line may break.
func tokens(text string) []string {
	var words []string
	text = clean(text)
	if strings.Contains(text, "``") || strings.Contains(text, "''") {
		text = quotes.Replace(text)
	}
	for word := range strings.FieldsFuncSeq(text, breaks) {
		if word = strings.TrimSpace(breakable(word)); word != "" {
			words = append(words, word)
		}
	}
	return words
}

// quotes are what gofmt makes of quotes doubled by hand.
var quotes = strings.NewReplacer("``", "“", "''", "”")

// A space that a line does not break at is this one, until it is written.
const noBreak = '\u00a0'

func breaks(r rune) bool { return unicode.IsSpace(r) && r != noBreak }

// unbroken keeps a text on one line; breakable undoes it.
func unbroken(text string) string { return strings.ReplaceAll(text, " ", string(noBreak)) }

func breakable(text string) string { return strings.ReplaceAll(text, string(noBreak), " ") }

// special matches words that make more of a line of a comment than text:
// headings, list items, link targets, and the directives of compilers and linters.
var special = regexp.MustCompile(`^(?:#|//|/\*|\+build|go:|lint:|nolint|nosec|Deprecated:|[-*+•]$|[0-9]+[.)]$|\[.*\]:$)`)

func startsSomething(word string) bool {
	return mayBe(word, "#/+glnD-*•[0123456789") && special.MatchString(word)
}

// mayBe reports whether text begins with a byte of first, which saves asking
// a regular expression about nearly every word.
func mayBe(text, first string) bool {
	return text != "" && strings.IndexByte(first, text[0]) >= 0
}

// clean drops what Go source must not hold or a reader could not see: control
// characters, byte order marks and marks that turn the direction of text.
func clean(text string) string {
	if isPlain(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t', r > '\u2069' && r != '\ufeff': // beyond all that follow
			return r
		case r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			return '\n'
		case unicode.IsControl(r), r == '\ufeff', unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, strings.ReplaceAll(text, "\r\n", "\n"))
}

// isPlain reports whether text is printable ASCII and line ends alone.
func isPlain(text string) bool {
	for i := range len(text) {
		if b := text[i]; b >= 0x7f || b < ' ' && b != '\n' && b != '\t' {
			return false
		}
	}
	return true
}
