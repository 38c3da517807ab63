package tencent

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// nowhere is the position of a value that was in no file of a spec.
var nowhere = importer.Set(0).Pos

// maxDepth is how deep a value may be nested that becomes part of a spec, whose
// files have bounds of their own.
const maxDepth = 60

// unsayable says why no spec can hold a value, or nothing.
func unsayable(n *jsontree.Node) string {
	if depth(n) > maxDepth {
		return "it is nested too deeply"
	}
	if !shortKeys(n) {
		return "a name in it is longer than 100 characters"
	}
	return ""
}

// shortKeys reports whether the names of all members are short enough for YAML.
func shortKeys(n *jsontree.Node) bool {
	return !slices.ContainsFunc(n.Items, func(item *jsontree.Node) bool { return !shortKeys(item) }) &&
		!slices.ContainsFunc(n.Members, func(m jsontree.Member) bool {
			return utf8.RuneCountInString(m.Key) > longestName || !shortKeys(m.Value)
		})
}

// depth is how deep a value is nested.
func depth(n *jsontree.Node) int {
	deepest := 0
	for _, item := range n.Items {
		deepest = max(deepest, depth(item))
	}
	for _, m := range n.Members {
		deepest = max(deepest, depth(m.Value))
	}
	return deepest + 1
}

var (
	whole   = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)
	decimal = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)
)

// dates are how texts look that are dates of a kind.
var dates = map[string]*regexp.Regexp{
	"datetime":  regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$`),
	"timestamp": regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$`),
	"date":      regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`),
}

// scalarValue is a text read as a scalar, or nil where it is none of its kind.
func scalarValue(name, text string) *spec.Value {
	v := &spec.Value{Pos: nowhere, Text: text}
	ok := false
	switch name {
	case "string":
		v.Kind, ok = spec.StringValue, true
	case "bool":
		v.Kind, ok = spec.BoolValue, text == "true" || text == "false"
	case "int64", "uint64":
		v.Kind, ok = spec.IntValue, fits(name, text)
	case "float64":
		v.Kind, ok = jsontree.NumberKind(text), decimal.MatchString(text) && len(text) < 30
	case "datetime", "timestamp", "date":
		v.Kind, ok = spec.StringValue, dates[name].MatchString(text)
	}
	if !ok {
		return nil
	}
	return v
}

var (
	least    = map[string]*big.Int{"int64": new(big.Int).Lsh(big.NewInt(-1), 63), "uint64": new(big.Int)}
	greatest = map[string]uint{"int64": 63, "uint64": 64}
)

// fits reports whether a text is an integer of a type.
func fits(name, text string) bool {
	if !whole.MatchString(text) || len(text) > 20 {
		return false
	}
	n, _ := new(big.Int).SetString(text, 10)
	return n.Cmp(least[name]) >= 0 && n.Cmp(new(big.Int).Lsh(big.NewInt(1), greatest[name])) < 0
}

// longestExample is the most characters of an example of a field.
const longestExample = 200

// nothing are examples that say that there is none.
var nothing = []string{"", "无", "null", "NULL", "nil", "none", "None", "N/A", "-", "--", "/", "暂无", "空", `""`}

// exampleOf is the example of a field where it is one of the field's type: a
// scalar, or a list of them as JSON.
func exampleOf(t spec.TypeExpr, text string) *spec.Value {
	text = strings.TrimSpace(text)
	if slices.Contains(nothing, text) || utf8.RuneCountInString(text) > longestExample || strings.Contains(text, "\n") {
		return nil
	}
	switch {
	case t.Kind == spec.ScalarType:
		return scalarValue(t.Name, unquoted(text))
	case t.Kind == spec.ListType && t.Elem.Kind == spec.ScalarType:
		return listOf(t.Elem.Name, text)
	}
	return nil
}

// unquoted is what a text in quotes holds, and any other text itself.
func unquoted(text string) string {
	if len(text) > 1 && text[0] == '"' {
		if d, err := jsontree.Parse("", []byte(text)); err == nil && d.Root.Kind == jsontree.String {
			return d.Root.Text
		}
	}
	return text
}

// listOf reads a JSON list of scalars of one type, or nothing.
func listOf(name, text string) *spec.Value {
	d, err := jsontree.Parse("", []byte(text))
	if err != nil || d.Root.Kind != jsontree.List || len(d.Root.Items) == 0 {
		return nil
	}
	list := d.Root.Value()
	for i, item := range list.Items {
		want := scalarValue(name, strings.TrimSpace(item.Text))
		if want == nil || want.Kind != item.Kind || want.Text == "" || strings.Contains(want.Text, "\n") {
			return nil
		}
		list.Items[i] = want
	}
	return list
}
