package wire

import (
	"slices"
	"strconv"
	"strings"
)

// A step leads from a value into one of its members (index < 0) or elements.
type step struct {
	name  string
	index int
}

// ofMap is the index of a step into a map, whose keys nobody has promised.
const ofMap = -2

// appendPath appends the dotted path of the innermost value: Filters.0.Values.
// Elements are counted from base.
func (c *Codec) appendPath(dst []byte, base int) []byte {
	start := len(dst)
	for i := range c.path {
		if len(dst) > start {
			dst = append(dst, '.')
		}
		if s := &c.path[i]; s.index >= 0 {
			dst = strconv.AppendInt(dst, int64(s.index+base), 10)
		} else {
			dst = append(dst, s.name...)
		}
	}
	return dst
}

// appendMember appends the dotted path of a member of the innermost value,
// or of the value itself when the codec stands at an element.
func (c *Codec) appendMember(dst []byte, name string, base int) []byte {
	start := len(dst)
	dst = c.appendPath(dst, base)
	if c.place == atElement {
		return dst
	}
	if len(dst) > start {
		dst = append(dst, '.')
	}
	return append(dst, name...)
}

// member is appendMember as a text for people, elements counted from 0. The keys
// of maps in a hidden value are a part of it, and stars here.
func (c *Codec) member(name string) string {
	path := c.path
	if c.hidden > 0 && len(path) >= c.hidden {
		c.path = slices.Clone(path)
		for i := range c.path[c.hidden-1:] {
			if s := &c.path[c.hidden-1+i]; s.index == ofMap {
				s.name = "*"
			}
		}
	}
	c.scratch = c.appendMember(c.scratch[:0], name, 0)
	c.path = path
	return abridged(c.scratch)
}

// hide begins to hide the member at hand from errors. It returns what to set
// hidden to behind it.
func (c *Codec) hide() (before int) {
	before = c.hidden
	if before == 0 {
		c.hidden = len(c.path) + 1
		if c.place != atElement {
			c.hidden++
		}
	}
	return before
}

// abridged returns a path without its middle if it is longer than anyone would read.
func abridged(path []byte) string {
	const end = 120
	if len(path) <= 2*end {
		return string(path)
	}
	return strings.ToValidUTF8(string(path[:end])+"…"+string(path[len(path)-end:]), "")
}
