package jsontree

import (
	"bytes"
	"sort"

	"github.com/signet-gen/signet/generator/spec"
)

// lines finds the line and column of an offset.
type lines struct {
	data []byte
	// starts are the offsets at which the lines begin.
	starts []int
	// marks are how many characters begin before each stretch of the data, so
	// that finding a place in a file of one line does not count all of it.
	marks []int
}

// stretch is how many bytes lie between two marks.
const stretch = 4096

func linesOf(data []byte) lines {
	l := lines{data: data, starts: make([]int, 1, 1+bytes.Count(data, []byte("\n")))}
	count := 0
	for i, c := range data {
		if i%stretch == 0 {
			l.marks = append(l.marks, count)
		}
		if begins(c) {
			count++
		}
		if c == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// begins reports whether a byte of UTF-8 is the first of a character.
func begins(c byte) bool { return c&0xC0 != 0x80 }

// characters is how many characters begin before an offset.
func (l lines) characters(offset int) int {
	count, from := 0, 0
	if n := min(offset/stretch, len(l.marks)-1); n >= 0 {
		count, from = l.marks[n], n*stretch
	}
	for _, c := range l.data[from:offset] {
		if begins(c) {
			count++
		}
	}
	return count
}

// pos is the place of an offset; columns count characters, from 1. The end of
// the data is a place too.
func (l lines) pos(file string, offset int) spec.Pos {
	offset = max(0, min(offset, len(l.data)))
	line := sort.SearchInts(l.starts, offset+1) - 1
	return spec.Pos{File: file, Line: line + 1, Col: 1 + l.characters(offset) - l.characters(l.starts[line])}
}
