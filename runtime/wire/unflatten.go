package wire

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// UnflattenJSON appends the JSON text that a server reads from parameters: Filters.0.Name=x becomes
// {"Filters":[{"Name":"x"}]}. All values are strings; [ReadJSON] takes them for numbers and bools.
//
// Members whose names count from base, without a gap, are a list; any others are an object.
// The error lists the names that cannot stand together (A and A.B, A twice) or have an empty part;
// dst is then returned as it was.
func UnflattenJSON(dst []byte, p *Params, base int) ([]byte, error) {
	u := unflattener{buf: dst, base: base, leaves: make([]leaf, p.Len())}
	for i := range u.leaves {
		name, value := p.At(i)
		u.leaves[i] = leaf{string(name), string(value)}
	}
	slices.SortFunc(u.leaves, func(a, b leaf) int { return compareNames(a.name, b.name) })
	u.check()
	if len(u.faults) > 0 {
		return dst, errors.Join(u.faults...)
	}
	u.object(u.leaves, 0)
	return u.buf, nil
}

type leaf struct{ name, value string }

type unflattener struct {
	buf    []byte
	base   int
	leaves []leaf // in the order of compareNames, so that those of one member stand together
	faults []error
}

// compareNames orders names part by part, and numerals by their value.
func compareNames(a, b string) int {
	for a != "" && b != "" {
		var x, y string
		x, a, _ = strings.Cut(a, ".")
		y, b, _ = strings.Cut(b, ".")
		if order := compareParts(x, y); order != 0 {
			return order
		}
	}
	return cmp.Compare(len(a), len(b))
}

// compareParts puts numerals, by their value, before all other parts.
func compareParts(x, y string) int {
	switch number := isNumeral(x); {
	case number != isNumeral(y):
		if number {
			return -1
		}
		return 1
	case number && len(x) != len(y):
		return cmp.Compare(len(x), len(y))
	}
	return strings.Compare(x, y)
}

// isNumeral reports whether s is a number as a list's element is numbered.
func isNumeral(s string) bool {
	end, ok := digitsEnd(s, 0)
	return ok && end == len(s) && (s[0] != '0' || end == 1)
}

// check notes the names that are malformed, and those that clash with the one before.
func (u *unflattener) check() {
	last := ""
	for i, l := range u.leaves {
		if l.name == "" || strings.HasPrefix(l.name, ".") || strings.HasSuffix(l.name, ".") || strings.Contains(l.name, "..") {
			u.fault(l.name, "a part of the parameter's name is empty")
		}
		if strings.Count(l.name, ".") >= maxParamsDepth {
			u.fault(abridged([]byte(l.name)), "the parameter's name has too many parts")
		}
		switch {
		case i > 0 && l.name == last:
			u.fault(l.name, "the parameter comes twice")
		case i > 0 && strings.HasPrefix(l.name, last+"."):
			u.fault(last, "the parameter cannot have a value and the member "+strconv.Quote(l.name))
		}
		last = l.name
	}
}

func (u *unflattener) fault(name, msg string) {
	if len(u.faults) < maxInvalid {
		u.faults = append(u.faults, &ValueError{strconv.Quote(name), msg})
	}
}

// value appends what the leaves say, which have the first skip bytes of their names in common.
func (u *unflattener) value(leaves []leaf, skip int) {
	switch {
	case len(leaves[0].name) < skip:
		u.buf = appendQuoted(u.buf, leaves[0].value)
	case u.isList(leaves, skip):
		u.list(leaves, skip)
	default:
		u.object(leaves, skip)
	}
}

// members calls do with the leaves of each member in turn, and the member's name.
func members(leaves []leaf, skip int, do func(part string, leaves []leaf)) {
	for len(leaves) > 0 {
		part, _, _ := strings.Cut(leaves[0].name[skip:], ".")
		n := 1
		for n < len(leaves) && hasPart(leaves[n].name[skip:], part) {
			n++
		}
		do(part, leaves[:n])
		leaves = leaves[n:]
	}
}

// hasPart reports whether part is the first one of name.
func hasPart(name, part string) bool {
	rest, ok := strings.CutPrefix(name, part)
	return ok && (rest == "" || rest[0] == '.')
}

func (u *unflattener) isList(leaves []leaf, skip int) bool {
	want, ok := u.base, true
	members(leaves, skip, func(part string, _ []leaf) {
		ok = ok && part == strconv.Itoa(want)
		want++
	})
	return ok
}

func (u *unflattener) list(leaves []leaf, skip int) {
	u.buf = append(u.buf, '[')
	members(leaves, skip, func(part string, of []leaf) {
		if &of[0] != &leaves[0] {
			u.buf = append(u.buf, ',')
		}
		u.value(of, skip+len(part)+1)
	})
	u.buf = append(u.buf, ']')
}

func (u *unflattener) object(leaves []leaf, skip int) {
	u.buf = append(u.buf, '{')
	members(leaves, skip, func(part string, of []leaf) {
		if &of[0] != &leaves[0] {
			u.buf = append(u.buf, ',')
		}
		u.buf = append(appendQuoted(u.buf, part), ':')
		u.value(of, skip+len(part)+1)
	})
	u.buf = append(u.buf, '}')
}
