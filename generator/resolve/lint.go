package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

// Lint returns what works and could be better: types that nothing uses, and
// descriptions that are missing or do not read as sentences. They are hints,
// sorted by place, and keep nothing from being generated.
func Lint(services []*model.Service) spec.Faults {
	l := &linter{&report{}}
	for _, s := range services {
		l.service(s)
	}
	return l.faults.Sorted()
}

type linter struct{ *report }

func (l *linter) service(s *model.Service) {
	used := map[model.Type]bool{}
	for _, a := range s.Actions {
		collect(a.Input, used)
		collect(a.Output, used)
		l.doc(a.Pos, "action "+a.Name, a.Doc)
		l.fields(a.Input)
		l.fields(a.Output)
	}
	for _, st := range s.Structs {
		l.used(used[st], st.Pos, st.Name)
		l.doc(st.Pos, "type "+st.Name, st.Doc)
		l.fields(st)
	}
	for _, en := range s.Enums {
		l.used(used[en], en.Pos, en.Name)
		l.doc(en.Pos, "type "+en.Name, en.Doc)
		for _, v := range en.Values {
			l.doc(v.Pos, "value "+v.Value, v.Doc)
		}
	}
	for _, e := range s.Errors {
		l.doc(e.Pos, "error "+e.Code, e.Doc)
	}
}

func (l *linter) used(used bool, pos spec.Pos, name string) {
	if !used {
		l.faultf(pos, "no action uses the type %s", name)
	}
}

func (l *linter) fields(st *model.Struct) {
	for _, f := range st.Fields {
		l.doc(f.Pos, "field "+f.Name, f.Doc)
	}
}

// doc wants a description, with a capital in front and a stop behind.
func (l *linter) doc(pos spec.Pos, what, doc string) {
	doc = strings.TrimSpace(doc)
	first, _ := utf8.DecodeRuneInString(doc)
	switch {
	case doc == "":
		l.faultf(pos, "%s has no doc", what)
	case unicode.IsLower(first):
		l.faultf(pos, "the doc of %s begins with a small letter", what)
	case !strings.ContainsAny(doc[len(doc)-1:], ".!?"):
		l.faultf(pos, "the doc of %s has no stop at its end", what)
	}
}
