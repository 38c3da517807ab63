package jsontree

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"github.com/signet-gen/signet/generator/spec"
)

// lines finds the line and column of an offset.
type lines struct {
	data []byte
	// starts are the offsets at which the lines begin.
	starts []int
}

func linesOf(data []byte) lines {
	starts := make([]int, 1, 1+bytes.Count(data, []byte("\n")))
	for i, c := range data {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return lines{data, starts}
}

// pos is the place of an offset; columns count characters, from 1. The end of
// the data is a place too.
func (l lines) pos(file string, offset int) spec.Pos {
	offset = max(0, min(offset, len(l.data)))
	line := sort.SearchInts(l.starts, offset+1) - 1
	return spec.Pos{File: file, Line: line + 1, Col: 1 + utf8.RuneCount(l.data[l.starts[line]:offset])}
}
