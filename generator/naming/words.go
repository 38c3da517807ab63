package naming

import (
	"strings"
	"unicode"
)

// runs splits a text at everything that is neither a letter nor a digit.
func runs(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// words splits a text into words, each written as Go writes it. With shout set,
// a run in capitals is an ordinary word that somebody shouted.
func words(text string, shout bool) []string {
	var out []string
	for _, run := range runs(text) {
		if shout && !strings.ContainsFunc(run, unicode.IsLower) {
			run = strings.ToLower(run)
		}
		for _, w := range split(run) {
			out = append(out, spell(w))
		}
	}
	return out
}

// split splits a run of letters and digits into words: VPCId is VPC and Id,
// L7Rules is L7 and Rules, IDs is one.
func split(run string) []string {
	rs := []rune(run)
	var out []string
	start := 0
	for i := 1; i < len(rs); i++ {
		if boundary(rs, i) {
			out = append(out, string(rs[start:i]))
			start = i
		}
	}
	return append(out, string(rs[start:]))
}

// boundary reports whether a word begins at rs[i].
func boundary(rs []rune, i int) bool {
	prev, cur := rs[i-1], rs[i]
	switch {
	case unicode.IsDigit(cur):
		return false
	case unicode.IsDigit(prev):
		return !loneS(rs, i)
	case !capital(cur):
		return false
	case !capital(prev):
		return true
	default: // the last capital of several belongs to the word that follows
		return i+1 < len(rs) && unicode.IsLower(rs[i+1]) && !loneS(rs, i+1) && !ipVersion(rs[i:])
	}
}

// ipVersion reports whether rs continues IPv4 or IPv6 at its P.
func ipVersion(rs []rune) bool {
	return len(rs) > 2 && rs[0] == 'P' && rs[1] == 'v' && (rs[2] == '4' || rs[2] == '6')
}

// loneS reports whether rs[i] is an s that ends its word: the plural of IDs and
// URLsToPurge.
func loneS(rs []rune, i int) bool {
	return rs[i] == 's' && (i+1 == len(rs) || capital(rs[i+1]))
}

func capital(r rune) bool { return unicode.IsUpper(r) || unicode.IsTitle(r) }

// spell writes one word as Go does: an initialism of the table in its own way,
// alone, in the plural or before digits; any other with a capital in front.
func spell(word string) string {
	letters := strings.TrimRightFunc(word, unicode.IsDigit)
	digits := word[len(letters):]
	low := strings.ToLower(letters)
	if s, ok := initialisms[strings.ToLower(word)]; ok {
		return s
	}
	if s, ok := initialisms[low]; ok {
		return s + digits
	}
	if singular, ok := strings.CutSuffix(strings.ToLower(word), "s"); ok {
		if s, ok := initialisms[singular]; ok {
			return s + "s"
		}
	}
	return capitalise(word)
}

func capitalise(word string) string {
	for i, r := range word {
		return word[:i] + string(unicode.ToUpper(r)) + word[i+len(string(r)):]
	}
	return word
}
