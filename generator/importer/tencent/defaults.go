package tencent

import (
	"regexp"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/spec"
)

var (
	// speaks finds the words for a default; all that do must say the same one.
	speaks = regexp.MustCompile(`默认|缺省|[Dd]efault`)
	// silent are uses of the words that tell of no value.
	silent = regexp.MustCompile(`^(默认|缺省)值?$`)

	word = `["“”'‘’` + "`" + `]?(-?[A-Za-z0-9@][A-Za-z0-9_.:+@-]*)["“”'‘’` + "`" + `]?`
	// defaultClause is a clause that is all about the default.
	defaultClause = regexp.MustCompile(`^(?:[-*•]\s*)?(?:` + absent.String() + `)?(?:则|即|系统|参数|该参数|可选)?\s*(?:默认|缺省)(取)?(值|参数)?\s*(为|是|：|:|=|取)?\s*[：:]?\s*` + word + `\s*(?:条|个|项|次)?(?:数据|记录)?$`)
	// defaultWords is the same in English.
	defaultWords = regexp.MustCompile(`^(?:[-*•]\s*)?(?:[Tt]he )?[Dd]efault(?: value)?\s*(is|:|：|=)\s*` + word + `$`)
)

// defaultOf is the default that prose tells of, where every mention of one is a
// whole clause, in a sentence without conditions, and all name the same value.
//
// A text that is one of the values allowed is a default also where the prose
// puts nothing between: 默认VPC is otherwise a network of that kind.
func defaultOf(t spec.TypeExpr, prose string, allowed []string) *spec.Value {
	if t.Kind != spec.ScalarType || !speaks.MatchString(prose) {
		return nil
	}
	var found *spec.Value
	for _, c := range clauses(prose) {
		if !speaks.MatchString(absent.ReplaceAllString(c.text, "")) || silent.MatchString(c.text) {
			continue
		}
		v := defaultIn(t, c, allowed)
		if v == nil || found != nil && found.Text != v.Text {
			return nil
		}
		found = v
	}
	return found
}

func defaultIn(t spec.TypeExpr, c clause, allowed []string) *spec.Value {
	if c.sentence.conditional() || c.next != "" && isWord(c.next) {
		return nil
	}
	text, explicit := "", true
	if m := defaultClause.FindStringSubmatch(c.text); m != nil {
		text, explicit = m[len(m)-1], m[len(m)-2] != "" || m[len(m)-3] != ""
	} else if m := defaultWords.FindStringSubmatch(c.text); m != nil {
		text = m[2]
	}
	switch {
	case text == "":
		return nil
	case t.Name == "string" && !explicit && !slices.Contains(allowed, text):
		return nil
	case t.Name == "bool":
		text = strings.ToLower(text)
	}
	return scalarValue(t.Name, text)
}

// isWord reports whether a text, which is not empty, begins as values do.
func isWord(text string) bool {
	c := text[0]
	return isDigit(c) || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
