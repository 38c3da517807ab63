package exercise

import (
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/diff"
)

// Follows reports whether a statement does not compile because of a change: one
// of what the statement uses or mentions. Output is the import path that the
// packages of changes are below.
func (f Fault) Follows(c diff.Change, output string) bool {
	return slices.ContainsFunc(c.Symbols, func(s diff.Symbol) bool {
		pkg := output + "/" + s.Package
		switch {
		case f.Statement == nil:
			return s.Name == "" && strings.Contains(f.Message, pkg)
		case s.Compared && !f.Statement.Compared:
			return false
		case pkg == f.Statement.Package && s.Name == f.Statement.Name:
			return true
		}
		return slices.Contains(f.Statement.Mentions, pkg+"."+s.Name)
	})
}
