package rpctest

import (
	"errors"
	"strconv"
	"strings"
)

// A comparison looks for what a text shows and another, which was written of
// what was read of it, does not. What says nothing may be left out.
type comparison struct {
	// absent is the cause of a member that the other text has not.
	absent Cause
	// xml tells that the other text was XML meanwhile.
	xml         bool
	differences []Difference
	path        []string
}

// note adds a difference at the value at hand.
func (c *comparison) note(cause Cause, msg string) {
	c.differences = append(c.differences, Difference{Cause: cause, Member: strings.Join(c.path, "."), Msg: msg})
}

// in compares a part of a value.
func (c *comparison) in(name string, want, got *tree) {
	c.path = append(c.path, name)
	c.value(want, got)
	c.path = c.path[:len(c.path)-1]
}

// value compares what is shown with what was written; null shows nothing.
func (c *comparison) value(want, got *tree) {
	switch {
	case want.kind == nullTree:
	case got == nil:
		c.missing(want)
	case want.isEmpty() && got.isZero(), want.isZero() && got.kind == textTree && got.text == "":
	case c.xml && isUntold(want, got):
	case want.kind == objectTree && got.kind == objectTree:
		c.members(want, got)
	case want.kind == listTree && got.kind == listTree:
		c.elements(want, got)
	case want.kind == listTree && got.kind == objectTree && len(got.items) == 1 && got.items[0].kind == listTree:
		c.elements(want, &got.items[0]) // promised inside an object of its own
	case want.kind == objectTree && got.kind == listTree && len(got.items) == 1:
		c.value(want, &got.items[0])
	case want.kind == listTree && got.kind == objectTree && len(want.items) == 1:
		c.value(&want.items[0], got)
	case want.kind == textTree && got.kind >= listTree:
		inner := want.unpacked(got.kind)
		c.value(&inner, got)
	case got.kind == textTree && want.kind >= listTree:
		inner := got.unpacked(want.kind)
		c.value(want, &inner)
	case !sameScalar(want, got):
		c.note(Changed, "the example shows "+want.String()+", and "+got.String()+" comes back")
	}
}

// isUntold reports whether two values differ in what XML cannot tell: a list of
// one empty element is an empty list, and the kind of a value of any kind.
func isUntold(want, got *tree) bool {
	if want.kind == got.kind {
		return want.kind == listTree && len(want.items) == 1 && want.items[0].isZero() && len(got.items) == 0
	}
	return got.kind != nullTree && max(want.kind, got.kind) >= listTree
}

// missing notes a member that the other text has not.
func (c *comparison) missing(want *tree) {
	switch {
	case c.absent == Unknown:
		c.note(Unknown, "the types have no such member")
	case c.absent == Missing:
		c.note(Missing, "the types require it, and the example has none")
	case !want.isZero():
		c.note(c.absent, want.String()+" is left out")
	}
}

func (c *comparison) members(want, got *tree) {
	for i, name := range want.names {
		if last, _ := want.member(name); last != &want.items[i] {
			continue
		}
		value, ok := got.member(name)
		if !ok {
			value = nil
		}
		c.in(name, &want.items[i], value)
	}
}

func (c *comparison) elements(want, got *tree) {
	if len(want.items) != len(got.items) {
		c.note(Changed, "the example shows "+count(len(want.items))+", and "+count(len(got.items))+" come back")
		return
	}
	for i := range want.items {
		c.in(strconv.Itoa(i), &want.items[i], &got.items[i])
	}
}

// unpacked is the list or object that a text shows as JSON, or as elements with
// commas between them.
func (t *tree) unpacked(kind treeKind) tree {
	if inner, err := parseTree(`{"":` + t.text + `}`); err == nil && len(inner.items) == 1 && inner.items[0].kind == kind {
		return inner.items[0]
	}
	list := tree{kind: listTree}
	for text := range strings.SplitSeq(t.text, ",") {
		list.items = append(list.items, tree{kind: textTree, text: text})
	}
	return list
}

func count(elements int) string { return strconv.Itoa(elements) + " elements" }

// isEmpty reports whether a value stands for no value at all, of whatever kind.
func (t *tree) isEmpty() bool {
	return t.kind != boolTree && t.kind != numberTree && t.text == "" && len(t.items) == 0
}

// sameScalar reports whether two values that are no lists or objects are the
// same, also where one has a number or bool as a text, or a bool as 0 or 1.
func sameScalar(a, b *tree) bool {
	if a.kind < boolTree || a.kind > textTree || b.kind < boolTree || b.kind > textTree {
		return false
	}
	switch {
	case a.text == b.text:
		return true
	case a.kind == textTree && b.kind == textTree:
		return false
	case a.kind == boolTree || b.kind == boolTree:
		return sameNumber(truth(a.text), truth(b.text))
	}
	return sameNumber(a.text, b.text)
}

// truth is a bool as a number.
func truth(text string) string {
	switch text {
	case "true":
		return "1"
	case "false":
		return "0"
	}
	return text
}

// sameNumber reports whether two numbers have the same value: to the last digit,
// or, where one is no whole number, as near as a float64 can tell.
func sameNumber(a, b string) bool {
	x, ok := decimalOf(a)
	y, also := decimalOf(b)
	switch {
	case !ok || !also:
		return false
	case x == y:
		return true
	case x.exponent >= 0 && y.exponent >= 0:
		return false
	}
	f, err := strconv.ParseFloat(a, 64)
	g, err2 := strconv.ParseFloat(b, 64)
	return err == nil && err2 == nil && f == g
}

// A decimal is an integer, its digits, times ten to the power of exponent; a
// number is so in one way only.
type decimal struct {
	negative bool
	digits   string
	exponent int
}

// decimalOf reads a number as JSON writes it; false if it is none, or beyond all sense.
func decimalOf(text string) (decimal, bool) {
	if _, err := strconv.ParseFloat(text, 64); err != nil && !errors.Is(err, strconv.ErrRange) {
		return decimal{}, false
	}
	text, negative := strings.CutPrefix(text, "-")
	mantissa, power, _ := strings.Cut(strings.ToLower(text), "e")
	exponent, err := strconv.Atoi(strings.TrimPrefix(power, "+"))
	if power != "" && err != nil || strings.Trim(mantissa, ".0123456789") != "" {
		return decimal{}, false
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	exponent -= len(fraction)
	significant := strings.TrimRight(digits, "0")
	if significant == "" {
		return decimal{}, true
	}
	return decimal{negative, significant, exponent + len(digits) - len(significant)}, true
}
