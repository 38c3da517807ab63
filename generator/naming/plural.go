package naming

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Iterator returns the Go name of the method that reads all the pages of an
// action, from the action's Go name: its last word in the plural
// (ListMigrationTask becomes ListMigrationTasks). Where that word is a plural
// already, has none, or names a collection, All follows the first word
// (DescribeInstances becomes DescribeAllInstances). The two names never agree.
func Iterator(action string) string {
	if action == "" {
		return ""
	}
	ws := split(action)
	last := len(ws) - 1
	if p, ok := plural(ws[last]); ok && last > 0 {
		return strings.Join(ws[:last], "") + p
	}
	return AllIterator(action)
}

// AllIterator returns the other Go name that such a method can have, where
// something else has the first: ListAllMigrationTask.
func AllIterator(action string) string {
	ws := split(action)
	return ws[0] + "All" + strings.Join(ws[1:], "")
}

// irregular words have plurals that no rule gives.
var irregular = map[string]string{
	"alias": "aliases", "analysis": "analyses", "atlas": "atlases", "axis": "axes",
	"basis": "bases", "bias": "biases", "canvas": "canvases", "child": "children",
	"crisis": "crises", "criterion": "criteria", "diagnosis": "diagnoses",
	"epoch": "epochs", "half": "halves", "leaf": "leaves", "lens": "lenses",
	"life": "lives", "matrix": "matrices", "person": "people", "quiz": "quizzes",
	"shelf": "shelves", "thesis": "theses", "vertex": "vertices",
}

// collective words are plurals without an s, words that have no plural, or
// names of collections: one more s would say something else.
var collective = setOf(`
	all analyses audio axes bandwidth bases billing capacity children criteria
	crises data diagnoses feedback health history info information inventory list
	matrices media menus meta metadata monitoring news only people progress set
	software statis stock storage topology traffic usage vertices
`)

// plural returns the plural of a word, keeping its case, and false where it is
// one already or has none.
func plural(word string) (string, bool) {
	low := strings.ToLower(word)
	end, _ := utf8.DecodeLastRuneInString(word)
	if p, ok := irregular[low]; ok {
		return word[:1] + p[1:], true
	}
	switch {
	case collective[low], unicode.IsDigit(end), end == 'S', !unicode.IsLetter(end):
		return "", false
	case unicode.IsUpper(end): // an initialism: IDs, URLs
		return word + "s", true
	case hasSuffix(low, "ss", "us", "x", "z", "ch", "sh"):
		return word + "es", true
	case hasSuffix(low, "s"):
		return "", false
	case hasSuffix(low, "y") && !hasSuffix(low, "ay", "ey", "oy", "uy"):
		return word[:len(word)-1] + "ies", true
	}
	return word + "s", true
}

func hasSuffix(word string, suffixes ...string) bool {
	for _, s := range suffixes {
		if strings.HasSuffix(word, s) {
			return true
		}
	}
	return false
}

func setOf(list string) map[string]bool {
	t := map[string]bool{}
	for _, w := range strings.Fields(list) {
		t[w] = true
	}
	return t
}
