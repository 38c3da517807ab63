package tencent

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// item is one of several values in a sentence, and whether what it means is told.
type item struct {
	value   string
	meaning string
	told    bool
}

const inlineWord = quoteMark + `(-[0-9]+|[A-Za-z0-9][A-Za-z0-9_.+]*(?:-[A-Za-z0-9_.+]+)*)` + quoteMark

var (
	// introduces ends where a sentence begins to list values.
	introduces = regexp.MustCompile(`(?:枚举值?|可选值|可选项|可选|取值范围|可取值|接口取值|合法值|取值|[Vv]alid values?)(?:可以|可)?(?:为|有|是|包括|如下|支持|分别为|范围)*\s*[：:]?\s*`)
	itemStart  = regexp.MustCompile(`^` + inlineWord + `\s*(?:：|:|—+|–|-|－|表示|代表)?\s*`)
	itemMark   = regexp.MustCompile(`(?:：|:|—|–|-|－|表示|代表)\s*$`)
	itemGap    = regexp.MustCompile(`^\s*(?:[，,、；;/|]\s*(?:或者?|和|及)?|或者?|和|及|\s)\s*`)
	bareEnd    = regexp.MustCompile(`^\s*[，,]?\s*(?:不[填传].{0,6})?(?:默认|缺省|[Dd]efault)`)
	bareWord   = regexp.MustCompile(`^` + inlineWord + `$`)
	// afterHan ends a text that goes on with a word that is part of it: 防火墙ID.
	afterHan = regexp.MustCompile(han + `$`)
	hasHan   = regexp.MustCompile(han)
	// another is a value inside of a meaning: the list did not fall apart as it should.
	another  = regexp.MustCompile(`[，,、；;/|]\s*-?[0-9]+\s*(?:` + han + `|[.．])|[，,、；;/|]\s*[A-Za-z][A-Za-z0-9_]+\s*(?:` + han + `|$|[，,、；;/|])`)
	fullStop = regexp.MustCompile(`[。\n]|\.\s`)
	stops    = regexp.MustCompile(`[，,、；;/|]`)
)

// inlineOf reads values that stand in one sentence: behind words that announce
// them, or each with what it means. Where two sentences do so, they must agree,
// and what is announced must parse.
func inlineOf(prose string) []string {
	var values []string
	for _, sentence := range fullStop.Split(prose, -1) {
		found, announced := valuesIn(strings.TrimSpace(sentence))
		switch {
		case found == nil && announced, found != nil && onlyWhen.MatchString(sentence),
			found != nil && values != nil && !slices.Equal(values, found):
			return nil
		case found != nil:
			values = found
		}
	}
	return values
}

// valuesIn are the values of a sentence, or nothing, and whether words announce
// some.
func valuesIn(sentence string) (values []string, announced bool) {
	if at := introduces.FindStringIndex(sentence); at != nil && at[1] < len(sentence) {
		rest := sentence[at[1]:]
		return itemsIn(rest, false), itemStart.MatchString(strings.TrimLeft(rest, "[【"))
	}
	at := strings.IndexFunc(sentence, func(r rune) bool { return r < utf8.RuneSelf && isWord(string(r)) })
	if at < 0 || afterHan.MatchString(sentence[:at]) {
		return nil, false
	}
	if strings.HasSuffix(sentence[:at], "-") {
		at--
	}
	return itemsIn(sentence[at:], true), false
}

// itemsIn reads all of a text as values with marks between them. All say what
// they mean, or none does; told demands that they do.
func itemsIn(text string, told bool) []string {
	text = strings.Trim(text, " []【】；;，,.")
	var values []string
	for i := 0; text != ""; i++ {
		it, rest, ok := nextItem(text)
		if !ok || i == 0 && told && !it.told || i > 0 && it.told != told {
			return nil
		}
		told = it.told
		values = append(values, it.value)
		if rest == "" || !told && bareEnd.MatchString(rest) {
			break
		}
		gap := itemGap.FindString(rest)
		if gap == "" {
			return nil
		}
		text = rest[len(gap):]
	}
	if !told && !slices.ContainsFunc(values, hasLetter) && len(values) < 3 {
		return nil // 取值范围[1,100] is a range
	}
	return values
}

func hasLetter(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return !isDigit(byte(r)) })
}

// nextItem takes the first item off a text.
func nextItem(text string) (it item, rest string, ok bool) {
	m := itemStart.FindStringSubmatch(text)
	if m == nil {
		return it, "", false
	}
	it.value, rest = m[1], text[len(m[0]):]
	switch {
	case itemMark.MatchString(m[0]):
		it.told = true
		it.meaning, rest = meaningIn(rest)
	case strings.HasPrefix(rest, "（") || strings.HasPrefix(rest, "("):
		it.told = true
		it.meaning, rest = bracketIn(rest)
	}
	if it.told && (!hasHan.MatchString(it.meaning) || !plainMeaning(it.meaning) || another.MatchString(it.meaning)) {
		return it, "", false
	}
	return it, rest, true
}

// meaningIn is what a value means: up to the mark behind which the next begins.
func meaningIn(text string) (meaning, rest string) {
	for at := 0; at < len(text); {
		stop := stops.FindStringIndex(text[at:])
		if stop == nil {
			break
		}
		next := strings.TrimSpace(text[at+stop[1]:])
		m := itemStart.FindString(next)
		if m != "" && (itemMark.MatchString(m) || bareWord.MatchString(strings.TrimSpace(m)) && startsBracket(next[len(m):])) {
			return text[:at+stop[0]], text[at+stop[0]:]
		}
		at += stop[1]
	}
	return text, ""
}

func startsBracket(text string) bool {
	return strings.HasPrefix(text, "（") || strings.HasPrefix(text, "(")
}

// bracketIn is what stands in the brackets at the beginning of a text; they may
// stay open at its end.
func bracketIn(text string) (meaning, rest string) {
	if m := inBrackets.FindStringSubmatch(text); m != nil {
		return m[1], text[len(m[0]):]
	}
	return text, ""
}

var inBrackets = regexp.MustCompile(`^[（(]([^（()）]*)[）)]`)
