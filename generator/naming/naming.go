// Package naming turns the names of the wire into the identifiers of Go.
//
// A wire name is split into words at case changes, after digits and at
// everything that is neither a letter nor a digit; a word that is an initialism
// of the table is written in capitals (VpcIds becomes VPCIDs, Ipsec stays), and
// the words are joined again. Generated code is called by these names, so what
// this package answers, the table included, is API: it may grow for words that
// no spec uses yet and change for none that one does.
//
// No name is ever bent to escape a collision. Two wire names that come to the
// same identifier are a fault of the spec, settled there with name:.
package naming

import (
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Go returns the exported identifier for the wire name of an action, a type or
// a field, or "" where the name has no letter and no digit to make one of.
// A name that begins with a digit, or with a letter that has no capital, gets
// an X in front: 4KVideo becomes X4KVideo.
//
// A single word in capitals is taken for an abbreviation and kept (TTL, FPGA);
// words in capitals with separators between them are not (SLB_PORT_NAME becomes
// SLBPortName).
func Go(wire string) string {
	shout := !strings.ContainsFunc(wire, unicode.IsLower) && len(runs(wire)) > 1
	return exported(join(words(wire, shout)))
}

// Value returns the part of an identifier that a value of an enumeration or an
// error code becomes, or "" where it has no letter and no digit. Values are not
// identifiers by themselves: they may begin with a digit.
//
// Values in capitals are often plain words (RUNNING, NOT_FOUND), so each becomes
// a capitalised word unless the table knows it.
func Value(wire string) string { return join(words(wire, true)) }

// Constant returns the identifier of a value of an enumeration: the type's Go
// name, then the value. It is "" where the value makes no part of a name.
func Constant(typeGoName, value string) string {
	return after(typeGoName, Value(value))
}

// Error returns the identifier of an error code: InvalidParameterValue.Limit
// becomes ErrInvalidParameterValueLimit. It is "" where the code makes no name.
func Error(code string) string { return after("Err", Value(code)) }

// after joins a prefix to a part of a name that may begin with a digit.
func after(prefix, part string) string {
	if part == "" {
		return ""
	}
	return join([]string{prefix, part})
}

// join puts words together. Between two digits an underscore stays, so that 5.7
// and 57 remain two names.
func join(words []string) string {
	var b strings.Builder
	var last rune
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if unicode.IsDigit(last) && unicode.IsDigit(first) {
			b.WriteByte('_')
		}
		b.WriteString(w)
		last, _ = utf8.DecodeLastRuneInString(w)
	}
	return b.String()
}

// exported makes an identifier that other packages can see.
func exported(name string) string {
	if name == "" || token.IsExported(name) {
		return name
	}
	return "X" + name
}
