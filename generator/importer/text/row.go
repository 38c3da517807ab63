package text

import (
	"regexp"
	"strings"
)

// row is one row of a table, its cells put together again.
type row struct {
	// number is the line that it begins on.
	number int
	parts  [][]string
	// given is how many cells the lines so far had.
	given int
}

// cell is the text of a column.
func (w *row) cell(t *table, c column) string {
	i := t.index(c)
	if i < 0 {
		return ""
	}
	switch c {
	case nameColumn:
		return unmarked(strings.Trim(unescaped(strings.Join(w.parts[i], "")), "`"))
	case typeColumn:
		return joinType(w.parts[i])
	}
	return strings.Join(w.parts[i], "\n")
}

// maxType is how long a type may be.
const maxType = 200

// joinType puts the parts of a type together: a name that was broken needs no
// space, "Array of" and "Timestamp" do.
func joinType(parts []string) string {
	var b strings.Builder
	for _, p := range parts {
		if b.Len() > maxType {
			break
		}
		word := b.String()
		if i := strings.LastIndexByte(word, ' '); i >= 0 {
			word = word[i+1:]
		}
		switch strings.ToLower(word) {
		case "array", "list", "of", "timestamp":
			b.WriteByte(' ')
		}
		b.WriteString(p)
	}
	return unmarked(strings.Trim(unescaped(b.String()), "`"))
}

func (w *row) put(i int, text string) {
	if text != "" {
		w.parts[i] = append(w.parts[i], text)
	}
}

var humps = regexp.MustCompile(`^[A-Z][a-z0-9]+([A-Z.][A-Za-z0-9_]*)+$`)

// unlikeWord holds for what is a name and no word of a sentence.
func unlikeWord(text string) bool { return humps.MatchString(text) }

var (
	ended    = regexp.MustCompile(`[.!?。]["')\]]?$`)
	pending  = regexp.MustCompile(`(?i)([,:;(\-–=]|\b(and|or|the|a|an|of|to|in|is|are|for|include|includes|with|by))$`)
	bulleted = regexp.MustCompile(`^([-*•·]\s+|<li>)`)
	midway   = regexp.MustCompile(`^[a-z0-9(<` + "`" + `,;)]`)
)

// goesOn reports whether a text behind a gap is the rest of a cell. A gap is
// where a page ends, and where a table does.
func goesOn(parts []string, text string) bool {
	if len(parts) == 0 {
		return true
	}
	before := parts[len(parts)-1]
	switch {
	case pending.MatchString(before):
		return true
	case bulleted.MatchString(text):
		return bulleted.MatchString(before)
	}
	return !ended.MatchString(before) && midway.MatchString(text)
}

// yesNo reads the word under Required.
func yesNo(text string) (yes, ok bool) {
	switch strings.ToLower(strings.Trim(text, ".* ")) {
	case "yes", "y", "true", "required", "mandatory":
		return true, true
	case "no", "n", "false", "optional":
		return false, true
	}
	return false, false
}
