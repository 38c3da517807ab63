package settle

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/resolve"
)

// suffixes tell a thing from one of another kind that has its name.
var suffixes = map[resolve.Noun]string{
	resolve.ActionNoun:   "Action",
	resolve.ErrorNoun:    "Code",
	resolve.TypeNoun:     "Type",
	resolve.ValueNoun:    "Value",
	resolve.FieldNoun:    "Field",
	resolve.IteratorNoun: "Iterator",
	resolve.WaiterNoun:   "Waiter",
}

// sayable reports whether the language can say a Go name.
func sayable(name string) bool { return goNames.MatchString(name) }

var goNames = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`)

// candidates are names for a thing that has to give way, the best first. They
// depend on the thing itself as far as they can, so that it gets the same name
// whatever else there is: its own name as the vendor writes it (Ttl beside
// TTL), with its signs spoken out (Minus1 beside 1), then with a word for what
// it is (StatusType beside an action called Status), and at last with a number,
// from where the numbers of its scope stand.
func candidates(c clash, numbers map[string]int) func(yield func(string) bool) {
	n := c.loser
	wire, suffix := n.place.key, suffixes[n.noun]
	base := asWritten(n.part())
	switch {
	case n.noun == resolve.IteratorNoun:
		base = asWritten(n.action)
	case base == "":
		base = asWritten(wire) + suffix
	}
	var row []string
	switch {
	case n.noun == resolve.IteratorNoun:
		row = append(row, naming.AllIterator(n.action))
	case strings.IndexFunc(wire, isASCIIWord) != 0 && (n.noun == resolve.ValueNoun || n.Go == ""):
		row = append(row, spoken(wire)) // begins with a sign, or is one
	case n.noun == resolve.ValueNoun:
		row = append(row, asWritten(wire), spoken(wire))
	default:
		row = append(row, asWritten(wire))
	}
	if c.winner == nil || c.winner.noun != n.noun {
		row = append(row, base+suffix)
	}
	if base == "" || n.noun == resolve.IteratorNoun || unicode.IsDigit(rune(base[len(base)-1])) {
		base += suffix // IPv4Field2, for IPv42 would be read otherwise
	}
	return func(yield func(string) bool) {
		for _, name := range row {
			if !yield(name) {
				return
			}
		}
		for i := max(2, numbers[base]); yield(base + strconv.Itoa(i)); i++ {
			numbers[base] = i + 1
		}
	}
}

// asWritten is a name as its vendor writes it, without what no Go name has: its
// letters and digits, what was parted with capitals. One that begins with a
// digit has an N before it.
func asWritten(name string) string {
	var b strings.Builder
	begun := false // a word has
	for _, r := range name {
		switch {
		case !isASCIIWord(r):
			begun = false
		case !begun:
			if b.Len() == 0 && unicode.IsDigit(r) {
				b.WriteByte('N')
			}
			b.WriteRune(unicode.ToUpper(r))
			begun = true
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// signs are the words for what no Go name has.
var signs = map[rune]string{
	'-': "Minus", '+': "Plus", '*': "Star", '/': "Slash", '\\': "Backslash", '.': "Dot", ',': "Comma", ';': "Semicolon",
	':': "Colon", '!': "Bang", '?': "Question", '%': "Percent", '&': "And", '|': "Bar", '=': "Equal", '<': "Less",
	'>': "Greater", '#': "Hash", '@': "At", '$': "Dollar", '~': "Tilde", '^': "Caret", '_': "Underscore", ' ': "Space",
	'(': "Open", ')': "Close", '[': "Open", ']': "Close", '{': "Open", '}': "Close", '"': "Quote", '\'': "Quote", '`': "Tick",
}

// spoken is a name with its signs spoken out; the empty one is Empty.
func spoken(name string) string {
	if name == "" {
		return "Empty"
	}
	var b strings.Builder
	for _, r := range name {
		switch {
		case isASCIIWord(r):
			b.WriteRune(r)
		case signs[r] != "":
			b.WriteString(" " + signs[r] + " ")
		default:
			b.WriteString(" U" + strings.ToUpper(strconv.FormatInt(int64(r), 16)) + " ")
		}
	}
	return asWritten(b.String())
}
