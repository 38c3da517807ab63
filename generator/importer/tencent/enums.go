package tencent

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/signet-gen/signet/generator/spec"
)

// fewest and most values make an enumeration.
const (
	fewestValues = 2
	mostValues   = 200
)

const (
	han       = `\p{Han}`
	quoteMark = "[\"'“”‘’`]?"
	// valueWord is a value of an enumeration as prose writes it.
	valueWord = quoteMark + `(-?[A-Za-z0-9][A-Za-z0-9_.+/*-]*)` + quoteMark
	// between stands between a value and what it means.
	between = `\s*(?:：|:|=|——|—|–|-|－|，|,|表示|代表|指|是|为)\s*`
)

var (
	// bullet is a line of a list: a value, and what it means behind a mark or in brackets.
	bullet      = regexp.MustCompile(`^[-*•·]\s*` + valueWord + `(?:` + between + `(\S.*)|\s+(` + han + `.*))$`)
	bulletAlone = regexp.MustCompile(`^[-*•·]\s*` + valueWord + `\s*(?:[（(](.*)[）)])?\s*[；;，,。.]?$`)
	// line is the same without a bullet; the mark must be there.
	line = regexp.MustCompile(`^` + valueWord + `\s*(?:：|:|-|－|——|—|–|表示|代表)\s*(` + han + `.*)$`)
	// limited are words behind a value that say what it may hold: it is a name.
	limited = regexp.MustCompile(`取值|可选|枚举|长度|必填|最大|最小`)
	// marked is another value in what a value means, with a mark of its own.
	marked = regexp.MustCompile(`(?:[\s，,、；;/|)）]|` + han + `\s?)-?[A-Za-z0-9_]+\s*[：:]\s*` + han +
		`|[\s，,、；;/|)）]-?[A-Za-z0-9_]+\s*[-－]\s*` + han)
	// announce ends a line after which the values come.
	announce = regexp.MustCompile(`(?:枚举值|枚举|可选值|可选项|可选|取值|取值范围|取值有|取值如下|包括|如下|分别|包含|状态|类型|方式|[Vv]alid values?|[Vv]alues?)\s*(?:为|有|是|如下|包括|列表)*\s*[：:]?$|[：:]$`)
	// onlyWhen is a condition before values: others hold at other times.
	onlyWhen = regexp.MustCompile(`(当|如果|若).*(时|则)|(为|是|=)\s*[A-Za-z0-9_]+\s*时`)
	// sample is a line that shows a value.
	sample = regexp.MustCompile(`(?m)(^|\s)示例值[：:].*$`)
	// open are words of prose whose list is not all there is, or no list of values.
	open = regexp.MustCompile(`逗号|分隔|拼接|组合|多选|多个|等[）)。，,；;\n]|等$|等等|例如|比如|譬如|示例|样例|举例|如[：:“"]|形如|其[他它]|自定义|正则|前缀|后缀|格式|过滤|模糊|不限于|参考|详见|请参见|[JjKk][Ss][Oo][Nn]|[Kk]ey|字段名|参数名|\.\.\.|…|~|～|历史版本|以.+为准|或者?为?空|空字符|空串|空值|["“]\s*["”]|为空表示|空：|[Xx]{3}|\{|(?i:\be\.g\.|\bfor example|\bsuch as|\betc\b|separated)`)
)

// enumOf are the values allowed that prose lists, where its whole list parses
// and nothing says that there are others.
func enumOf(t spec.TypeExpr, prose string) []string {
	for t.Elem != nil {
		t = *t.Elem
	}
	if t.Kind != spec.ScalarType || t.Name != "string" && !isInteger(t) || wordsIn(prose) < fewestValues {
		return nil
	}
	values, rest := blockOf(prose)
	inline := inlineOf(rest)
	if values == nil {
		values = inline
	}
	if slices.ContainsFunc(inline, func(v string) bool { return !slices.Contains(values, v) }) {
		return nil
	}
	if len(values) < fewestValues || len(values) > mostValues || !distinct(values) ||
		open.MatchString(sample.ReplaceAllString(prose, "")) {
		return nil
	}
	for _, v := range values {
		if isInteger(t) && scalarValue(t.Name, v) == nil || !isInteger(t) && (v[0] == '-' || dayOrMonth.MatchString(v) || utf8.RuneCountInString(v) > longestValue) {
			return nil
		}
	}
	return values
}

// dayOrMonth is how a date is written, not a value of its own.
var dayOrMonth = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}`)

// longestValue is the most characters of a value.
const longestValue = 80

// wordsIn counts the words of a text that could be values, up to as many as it
// takes for a list.
func wordsIn(text string) int {
	n, inside := 0, false
	for i := 0; i < len(text) && n < fewestValues; i++ {
		word := isWord(text[i:])
		if word && !inside {
			n++
		}
		inside = word
	}
	return n
}

func distinct(values []string) bool {
	sorted := slices.Sorted(slices.Values(values))
	return len(slices.Compact(sorted)) == len(values)
}

// blockOf reads values that stand one a line: with bullets, or after a line
// that announces them. There may be one list, and every line of it must parse;
// without one, rest is all of the prose.
func blockOf(prose string) (values []string, rest string) {
	var lines []string
	for _, l := range strings.Split(prose, "\n") {
		if l != "" {
			lines = append(lines, l)
		}
	}
	var others []string
	ended := false
	for i, l := range lines {
		v, isItem, ok := itemOf(l, i > 0 && (len(values) > 0 && !ended || announce.MatchString(lines[i-1])))
		switch {
		case isItem && (!ok || ended || i == 0 || len(values) == 0 && onlyWhen.MatchString(lines[i-1])):
			return nil, prose
		case isItem:
			values = append(values, v)
		default:
			others = append(others, l)
			ended = len(values) > 0
		}
	}
	return values, strings.Join(others, "\n")
}

// itemOf reads a line as one of a list. Without a bullet it is one only where
// a list was announced.
func itemOf(l string, expected bool) (value string, isItem, ok bool) {
	if strings.ContainsAny(l[:1], "-*") || strings.HasPrefix(l, "•") || strings.HasPrefix(l, "·") {
		if m := bulletAlone.FindStringSubmatch(l); m != nil {
			return m[1], true, true
		}
		m := bullet.FindStringSubmatch(l)
		if m == nil {
			return "", true, false
		}
		return m[1], true, plainMeaning(m[2] + m[3])
	}
	if m := line.FindStringSubmatch(l); m != nil && expected {
		return m[1], true, plainMeaning(m[2])
	}
	return "", false, false
}

// plainMeaning reports whether a text only says what a value means.
func plainMeaning(text string) bool { return !limited.MatchString(text) && !marked.MatchString(text) }
