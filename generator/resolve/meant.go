package resolve

import (
	"strings"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

// meant returns the words that suggest the name that was probably meant, to be
// put behind a fault, or nothing where no name is near.
func meant(name string, known []string) string {
	if near, ok := spec.Nearest(name, known); ok && near != name {
		return "; did you mean " + near + "?"
	}
	return ""
}

// meantMember suggests the member of a structure that was probably meant, or
// lists them.
func meantMember(name string, st *model.Struct) string {
	known := names(st.Fields)
	if m := meant(name, known); m != "" {
		return m
	}
	if len(known) == 0 {
		return "; it has none"
	}
	return "; it has " + choices(known)
}

// choices lists what may be written, the first few of many.
func choices(names []string) string {
	const shown = 8
	if len(names) > shown {
		return strings.Join(names[:shown], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}
