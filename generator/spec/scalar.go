package spec

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

func isQuoted(n *yaml.Node) bool {
	return n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0
}

// describe says what a node is, for a fault.
func describe(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a map"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Tag == "!!int", n.Tag == "!!float":
		return "the number " + cut(n.Value)
	case n.Tag == "!!bool", n.Tag == "!!null":
		return n.Value
	}
	return "the text " + quote(n.Value)
}

// mismatch refuses a value of the wrong kind. A value that is not there at all
// has no place of its own: the fault is at its key.
func (d *decoder) mismatch(n *yaml.Node, at Pos, what, want string) {
	switch {
	case n.Kind == yaml.AliasNode: // inspect has said so
	case isNull(n) && n.Value == "":
		d.fault(at, "%s has no value: it must be %s", what, want)
	default:
		d.fault(d.pos(n), "%s must be %s, not %s", what, want, describe(n))
	}
}

// scalar reads a single word into a field.
func (d *decoder) scalar(k *key, n *yaml.Node, at Pos, what string, to reflect.Value) {
	if n.Kind == yaml.AliasNode {
		return
	}
	switch k.kind {
	case textKind:
		d.setText(k, n, at, what, to)
	case boolKind:
		if b, ok := d.boolean(n, at, what); ok {
			set(to, At[bool]{d.pos(n), b})
		}
	case intKind:
		if i, ok := d.integer(k, n, at, what); ok {
			set(to, At[int]{d.pos(n), i})
		}
	case numberKind:
		if d.isNumber(n, at, what) {
			set(to, Number{d.pos(n), n.Value})
		}
	case typeKind:
		set(to, At[TypeExpr]{d.pos(n), d.typeExpr(n, at, what)})
	}
}

// set sets a field of type T or *T.
func set[T any](to reflect.Value, v T) {
	switch p := to.Addr().Interface().(type) {
	case *T:
		*p = v
	case **T:
		*p = &v
	}
}

func (d *decoder) setText(k *key, n *yaml.Node, at Pos, what string, to reflect.Value) {
	if text, ok := d.text(k, n, at, what); ok {
		set(to, text)
		set(to, At[string]{d.pos(n), text})
	}
}

// text reads a text as it was written: no, 1e3 and 2018-03-19 stand for themselves.
func (d *decoder) text(k *key, n *yaml.Node, at Pos, what string) (string, bool) {
	switch {
	case n.Kind == yaml.AliasNode:
		return "", false
	case n.Kind != yaml.ScalarNode || isNull(n) && n.Value == "":
		d.mismatch(n, at, what, wantText(k))
	case isNull(n):
		d.fault(d.pos(n), "%s must be %s, not %s, which is no value: quote it if you mean the word", what, wantText(k), n.Value)
	case n.Value == "" && !k.mayBeEmpty:
		d.fault(d.pos(n), "%s is an empty text: write something, or remove it", what)
	case len(k.enum) > 0 && !slices.Contains(k.enum, n.Value):
		d.fault(d.pos(n), "%s must be %s, not %s%s", what, wantText(k), quote(n.Value), didYouMean(n.Value, k.enum))
	case k.form != nil && !k.form.matches(n.Value):
		d.fault(d.pos(n), "%s", k.form.fault(what, n.Value, k.example))
	default:
		return n.Value, true
	}
	return "", false
}

func wantText(k *key) string {
	if len(k.enum) > 0 {
		return "one of " + strings.Join(k.enum, ", ")
	}
	if k.form != nil {
		return k.form.words + example(k.example)
	}
	return "a text"
}

func didYouMean(text string, candidates []string) string {
	if meant, ok := Nearest(text, candidates); ok {
		return "; did you mean " + meant + "?"
	}
	return ""
}

// truths are the words that other YAML reads as booleans.
var truths = map[string]string{"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false", "true": "true", "false": "false"}

func (d *decoder) boolean(n *yaml.Node, at Pos, what string) (value, ok bool) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!bool" {
		return strings.EqualFold(n.Value, "true"), true
	}
	meant := truths[strings.ToLower(n.Value)]
	if n.Kind != yaml.ScalarNode || meant == "" {
		d.mismatch(n, at, what, "true or false")
		return false, false
	}
	d.fault(d.pos(n), "%s must be true or false, not %s; did you mean %s, without quotes?", what, describe(n), meant)
	return false, false
}

// wholeNumber is how the language writes whole numbers: in one way only, so
// that YAML 1.1, YAML 1.2 and JSON all read the same.
var wholeNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)

// maxInteger bounds whole numbers alike on every machine.
const maxInteger = 1<<31 - 1

func (d *decoder) integer(k *key, n *yaml.Node, at Pos, what string) (int, bool) {
	if n.Kind != yaml.ScalarNode || isNull(n) {
		d.mismatch(n, at, what, "a whole number"+example(k.example))
		return 0, false
	}
	if isQuoted(n) && wholeNumber.MatchString(n.Value) {
		d.fault(d.pos(n), "%s must be a number, not a text: remove the quotes around %s", what, cut(n.Value))
		return 0, false
	}
	if n.Tag != "!!int" && n.Tag != "!!float" || !wholeNumber.MatchString(n.Value) {
		d.fault(d.pos(n), "%s must be a whole number in plain digits%s, not %s", what, example(k.example), quote(n.Value))
		return 0, false
	}
	i, err := strconv.Atoi(n.Value)
	if err != nil || i < k.least || i > maxInteger {
		d.fault(d.pos(n), "%s must be from %d to %d, not %s", what, k.least, maxInteger, cut(n.Value))
		return 0, false
	}
	return i, true
}

// plainNumber is how the language, and JSON, writes numbers.
var plainNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

func (d *decoder) isNumber(n *yaml.Node, at Pos, what string) bool {
	switch {
	case n.Kind != yaml.ScalarNode || isNull(n):
		d.mismatch(n, at, what, "a number")
	case isQuoted(n) && plainNumber.MatchString(n.Value):
		d.fault(d.pos(n), "%s must be a number, not a text: remove the quotes around %s", what, cut(n.Value))
	case n.Tag != "!!int" && n.Tag != "!!float":
		d.fault(d.pos(n), "%s must be a number, not %s", what, describe(n))
	case !plainNumber.MatchString(n.Value):
		d.fault(d.pos(n), "%s must be a number in plain digits, such as 10 or 0.5, not %s", what, cut(n.Value))
	default:
		return true
	}
	return false
}

// cut is a number for a message.
func cut(number string) string {
	if len(number) > quotedMost {
		return fmt.Sprintf("%s… (%d digits)", number[:quotedMost], len(number))
	}
	return number
}

// typeExpr reads a type; one that is broken reads as what was probably meant.
func (d *decoder) typeExpr(n *yaml.Node, at Pos, what string) TypeExpr {
	const want = "a type such as string, list of string, or the name of a type of types.yaml"
	if n.Kind != yaml.ScalarNode || isNull(n) {
		d.mismatch(n, at, what, want)
		return TypeExpr{Name: "any"}
	}
	t, msg := ParseType(n.Value)
	if msg != "" {
		d.fault(d.pos(n), "%s", msg)
	}
	return t
}
