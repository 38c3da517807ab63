package spec

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Nearest returns the candidate that name was probably meant to be: the one
// that differs only in case, else the one at the least edit distance, if that
// is small beside the name's length. The first of equals wins.
func Nearest(name string, candidates []string) (string, bool) {
	for _, c := range candidates {
		if strings.EqualFold(c, name) {
			return c, true
		}
	}
	best, least := "", 1+min(3, (utf8.RuneCountInString(name)+1)/3)
	lower := strings.ToLower(name)
	for _, c := range candidates {
		if d := distance(lower, strings.ToLower(c), least); d < least {
			best, least = c, d
		}
	}
	return best, best != ""
}

// distance is how many insertions, deletions, changes and swaps of neighbours
// turn a into b, or most when they are that many or more.
func distance(a, b string, most int) int {
	s, t := []rune(a), []rune(b)
	if max(len(s)-len(t), len(t)-len(s)) >= most {
		return most
	}
	before, row, next := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(s); i++ {
		next[0] = i
		for j := 1; j <= len(t); j++ {
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+differ(s[i-1], t[j-1]))
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row, next = row, next, before
	}
	return min(row[len(t)], most)
}

func differ(a, b rune) int {
	if a == b {
		return 0
	}
	return 1
}

// synonyms are words that other languages use for keys of ours.
var synonyms = map[string]string{
	"description": "doc", "desc": "doc", "summary": "doc", "comment": "doc",
	"parameters": "input", "params": "input", "request": "input", "inputs": "input",
	"response": "output", "result": "output", "reply": "output", "outputs": "output", "returns": "output",
	"properties": "fields", "members": "fields", "attributes": "fields",
	"values": "enum", "allowed": "enum", "oneOf": "enum",
	"minimum": "min", "maximum": "max", "format": "pattern", "regex": "pattern", "regexp": "pattern",
	"optional": "required", "nillable": "nullable", "null": "nullable", "secret": "sensitive",
	"pagination": "paginate", "pager": "paginate", "paging": "paginate", "qps": "rateLimit",
	"location": "in", "wait": "waiters", "goName": "name", "errorCodes": "errors", "method": "methods",
	"url": "default", "host": "default", "interval": "every", "api": "service",
	"target": "at", "path": "at", "reason": "why", "because": "why",
	"delete": "remove", "drop": "remove", "replace": "set", "update": "set", "insert": "add",
}

// spoken is a name in a message: quoted only where it would not be seen as one.
func spoken(name string) string {
	for i := range len(name) {
		if c := name[i]; c <= ' ' || c > '~' || c == '"' || c == ':' || i == quotedMost {
			return quote(name)
		}
	}
	if name == "" {
		return quote(name)
	}
	return name
}

// quotedMost bounds the characters of a spec that a message repeats.
const quotedMost = 60

// quote repeats a text of a spec in a message, cut where it is long.
func quote(text string) string {
	count := 0
	for i := range text {
		if count == quotedMost {
			return strconv.Quote(text[:i]) + "…"
		}
		count++
	}
	return strconv.Quote(text)
}
