package tencent

import (
	"regexp"
	"strings"
)

// clause is a part of a sentence between two marks.
type clause struct {
	text string
	// next is the clause behind it in the sentence.
	next     string
	sentence *sentence
}

// sentence is what clauses are parts of.
type sentence struct {
	text             string
	judged, sometime bool
}

// number is how prose writes a number; span is a range in brackets, which
// would fall apart at its comma.
const number = `-?[0-9]+(?:\.[0-9]+)?`

var (
	span      = regexp.MustCompile(`([\[【(（])\s*(` + number + `)\s*[,，~～\-－–—至到]\s*(` + number + `)\s*([\]】)）])`)
	sentences = regexp.MustCompile(`[。；;\n]|\.\s`)
	marks     = regexp.MustCompile(`[，,（）()]`)
)

// clauses takes prose apart. A range in brackets becomes one word: «[1~100]»,
// with < or > where the bracket leaves the bound out.
func clauses(prose string) []clause {
	prose = span.ReplaceAllStringFunc(prose, func(text string) string {
		m := span.FindStringSubmatch(text)
		open, end := "[", "]"
		if m[1] == "(" && strings.ContainsAny(m[4], "])") {
			open = "<"
		}
		if m[4] == ")" && strings.ContainsAny(m[1], "[(") {
			end = ">"
		}
		return "«" + open + m[2] + "~" + m[3] + end + "»"
	})
	var all []clause
	for _, text := range sentences.Split(prose, -1) {
		s := &sentence{text: text}
		parts := marks.Split(text, -1)
		for i, p := range parts {
			c := clause{text: strings.TrimRight(strings.TrimSpace(p), "."), sentence: s}
			if i+1 < len(parts) {
				c.next = strings.TrimSpace(parts[i+1])
			}
			all = append(all, c)
		}
	}
	return all
}

var (
	// absent are phrases that say no more than that a parameter is not there.
	absent = regexp.MustCompile(`(如果|若|当)?(用户)?(不|未|没有|没)(填写?|传入?|传递|指定|设置|提供|输入|携带|选择|配置)(该|此|本)?(参数|字段|值)?(时|的?情况下)?|(参数|字段|该值)?(为空|缺省|空)(时)|默认情况下|缺省时`)
	// condition are words of a sentence that holds only at times.
	condition = regexp.MustCompile(`如果|若|当[^前]|时(?:[，,：:、）)]|则|的?默认|$)|否则|对于|针对|仅|只有|只在|只支持|只能|根据|取决|不同|历史|之前|之后|以前|以后|分别|非|版本|不包含|不含|除外|类型为|模式下|(?i:\b(if|when|for|only|otherwise|depend)\b)`)
)

// conditional reports whether a sentence holds only at times.
func (s *sentence) conditional() bool {
	if !s.judged {
		s.judged, s.sometime = true, condition.MatchString(absent.ReplaceAllString(s.text, ""))
	}
	return s.sometime
}
