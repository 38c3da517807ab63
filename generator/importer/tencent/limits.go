package tencent

import (
	"math/big"
	"regexp"
	"strings"

	"github.com/signet-gen/signet/generator/spec"
)

// bounds are the least and the greatest value, each empty where there is none.
type bounds struct{ min, max string }

const (
	head   = `^(?:[-*•]\s*)?`
	counts = `\s*(?:条|个|项|次)?$`
)

var (
	bracketed = regexp.MustCompile(head + `(?:有效|可选|可)?(?:的)?(?:取值|数值|值|参数|输入|有效)?(?:的)?(?:范围|区间|取值)?(?:为|是|在|应为)?\s*[：:]?\s*«([\[<])(` + number + `)~(` + number + `)([\]>])»(?:之间)?` + counts)
	ranged    = regexp.MustCompile(head + `(?:有效|可选|可)?(?:的)?(?:取值|数值|值|参数|输入|有效)?(?:的)?(?:范围|区间|取值)(?:为|是|在|应为)?\s*[：:]?\s*(` + number + `)\s*(?:~|～|-|－|–|—|至|到)\s*(` + number + `)(?:之间)?` + counts)
	greatestC = regexp.MustCompile(head + `(?:可)?(?:取值|允许|支持)?(?:的)?(?:最大|上限|最多)(?:取)?(?:值|限制|数量|可取|可设置|支持|允许|返回)?(?:值)?(?:为|是|不(?:能|可)?超过|不(?:能|可)?大于)?\s*[：:]?\s*(` + number + `)` + counts)
	leastC    = regexp.MustCompile(head + `(?:可)?(?:取值|允许|支持)?(?:的)?(?:最小|下限|最少)(?:取)?(?:值|限制|数量|可取|可设置)?(?:值)?(?:为|是|不(?:能|可)?小于)?\s*[：:]?\s*(` + number + `)` + counts)
	limiting  = regexp.MustCompile(`最大|最小|上限|下限|最多|最少|范围|区间|超过|大于|小于|不少于|不低于|不高于|以内|«`)
)

// boundsOf are the limits of a number that prose tells of, where every mention
// of one is a whole clause, in a sentence without conditions, and none
// contradicts another.
func boundsOf(t spec.TypeExpr, prose string) (b bounds) {
	if t.Kind != spec.ScalarType || t.Name != "int64" && t.Name != "uint64" && t.Name != "float64" {
		return b
	}
	if !strings.ContainsAny(prose, "0123456789") {
		return b
	}
	for _, c := range clauses(prose) {
		if !limiting.MatchString(c.text) {
			continue
		}
		in, ok := boundsIn(t, c)
		if !ok || c.sentence.conditional() || c.next != "" && isDigit(c.next[0]) ||
			b.min != "" && in.min != "" && b.min != in.min || b.max != "" && in.max != "" && b.max != in.max {
			return bounds{}
		}
		if in.min != "" {
			b.min = in.min
		}
		if in.max != "" {
			b.max = in.max
		}
	}
	if b.min != "" && b.max != "" && compare(b.min, b.max) >= 0 {
		return bounds{}
	}
	return b
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// boundsIn are the limits in a clause that is all about them.
func boundsIn(t spec.TypeExpr, c clause) (b bounds, ok bool) {
	if m := bracketed.FindStringSubmatch(c.text); m != nil {
		b = bounds{within(t, m[2], m[1] == "<", 1), within(t, m[3], m[4] == ">", -1)}
	} else if m := ranged.FindStringSubmatch(c.text); m != nil {
		b = bounds{m[1], m[2]}
	} else if m := greatestC.FindStringSubmatch(c.text); m != nil {
		b.max = m[1]
	} else if m := leastC.FindStringSubmatch(c.text); m != nil {
		b.min = m[1]
	}
	for _, text := range []string{b.min, b.max} {
		if text != "" && scalarValue(t.Name, text) == nil {
			return b, false
		}
	}
	return b, b != bounds{}
}

// within is a bound that is reached: the integer beside one that is not.
func within(t spec.TypeExpr, text string, open bool, step int64) string {
	n, ok := new(big.Int).SetString(text, 10)
	if !open || !ok || !isInteger(t) {
		return text
	}
	return n.Add(n, big.NewInt(step)).String()
}

// compare compares two numbers.
func compare(a, b string) int {
	x, _ := new(big.Float).SetString(a)
	y, _ := new(big.Float).SetString(b)
	if x == nil || y == nil {
		return strings.Compare(a, b)
	}
	return x.Cmp(y)
}
