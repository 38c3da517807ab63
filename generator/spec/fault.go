package spec

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Fault is one thing that is wrong with a spec: where, what, and what to do.
type Fault struct {
	// Pos is the place. It names only a file where no line of it is to blame.
	Pos Pos
	Msg string
}

// String gives the fault on one line, as path:line:col: message.
func (f Fault) String() string { return f.Pos.String() + ": " + f.Msg }

// Faults are all that is wrong with a set of specs. As an error they are one a
// line, the first hundred of them.
type Faults []Fault

// faultsShown bounds the lines of an error.
const faultsShown = 100

// Error gives the faults one a line.
func (fs Faults) Error() string {
	var b strings.Builder
	for i, f := range fs {
		if i == faultsShown {
			fmt.Fprintf(&b, "\nand %d more", len(fs)-i)
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(f.String())
	}
	return b.String()
}

// Err returns the faults as an error, sorted and without repetitions, or nil
// when there are none.
func (fs Faults) Err() error {
	if len(fs) == 0 {
		return nil
	}
	return fs.Sorted()
}

// Sorted returns the faults by file, line and column, without repetitions.
func (fs Faults) Sorted() Faults {
	sorted := slices.SortedFunc(slices.Values(fs), func(a, b Fault) int {
		return cmp.Or(a.Pos.Compare(b.Pos), strings.Compare(a.Msg, b.Msg))
	})
	return slices.Compact(sorted)
}

// In returns the faults with dir before the path of each file: how a reader
// who stands outside the root of the specs would name it.
func (fs Faults) In(dir string) Faults {
	moved := slices.Clone(fs)
	for i := range moved {
		moved[i].Pos.File = filepath.Join(dir, filepath.FromSlash(moved[i].Pos.File))
	}
	return moved
}

// Compare orders places by file, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(strings.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}
