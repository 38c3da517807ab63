package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/model"
)

// sheet prints all that there is to know of an operation.
type sheet struct {
	*terminal
	operation
	// all asks for the codes that every action may answer with, too.
	all bool
}

// textWidth is the width of running text.
const textWidth = 78

func (s *sheet) print() error {
	methods, err := s.goMethods()
	if err != nil {
		return err
	}
	s.head()
	s.fields("Input", s.action.Input.Fields, true)
	s.fields("Output", s.action.Output.Fields, false)
	s.types()
	s.errors()
	s.pages()
	s.waiters()
	s.examples()
	s.title("Go package " + s.service.Package + ", in " + s.service.Path)
	for _, m := range methods {
		s.printf("  %s\n", m)
	}
	return nil
}

func (s *sheet) title(text string) { s.printf("\n%s\n", s.styled(bold, text)) }

func (s *sheet) paragraph(indent, text string) {
	for _, line := range wrap(text, textWidth-len(indent)) {
		s.printf("%s%s\n", indent, line)
	}
}

// effects say what each effect means to a caller.
var effects = map[model.Effect]string{
	model.Read:       "read: changes nothing, may be repeated",
	model.Idempotent: "idempotent: a repeated call changes nothing more",
	model.Write:      "write: a repeated call may act again",
}

func (s *sheet) head() {
	a := s.action
	s.printf("%s  %s %s\n", s.styled(bold, a.Name), s.service.Provider.Name+"/"+s.service.Name, s.service.Version)
	s.paragraph("  ", a.Doc)
	s.printf("\n")
	b := table{t: s.terminal, indent: "  "}
	if a.Deprecated != "" {
		b.row("deprecated", a.Deprecated)
	}
	b.row("effect", effects[a.Effect])
	if a.RateLimit > 0 {
		b.row("rate limit", count(a.RateLimit, "call")+" a second")
	}
	if len(a.Methods) > 0 {
		b.row("methods", strings.Join(a.Methods, ", "))
	}
	if a.Multipart {
		b.row("body", "multipart/form-data")
	}
	if a.IdempotencyToken != nil {
		b.row("token", a.IdempotencyToken.Name+" makes a repeated call harmless")
	}
	for _, r := range a.Resource {
		b.row("resource", r)
	}
	b.print()
}

// fields prints a list of fields; takes tells inputs, which the caller fills in.
func (s *sheet) fields(title string, fields []*model.Field, takes bool) {
	s.title(title)
	if len(fields) == 0 {
		s.printf("  nothing\n")
	}
	s.fieldLines(fields, takes)
}

func (s *sheet) fieldLines(fields []*model.Field, takes bool) {
	var name, kind int
	for _, f := range fields {
		name, kind = max(name, len(f.Name)), max(kind, len(typeName(f.Type)))
	}
	for _, f := range fields {
		line := fmt.Sprintf("  %-*s  %-*s  %s", name, f.Name, kind, typeName(f.Type), strings.Join(traits(f, takes), "; "))
		s.printf("%s\n", strings.TrimRight(line, " "))
		s.paragraph("      ", f.Doc)
	}
}

// errors prints the codes that the action names, and says where the others stand.
func (s *sheet) errors() {
	s.title("Errors")
	for _, e := range s.action.Errors {
		s.code(e)
	}
	n := len(s.service.Provider.Errors)
	switch {
	case s.all:
		for _, e := range s.service.Provider.Errors {
			if !slices.Contains(s.action.Errors, e) {
				s.code(e)
			}
		}
	case n > 0:
		s.paragraph("  ", fmt.Sprintf("and the %d codes that every action of %s may answer with: see --all.", n, s.service.Provider.Name))
	}
}

func (s *sheet) code(e *model.ErrorCode) {
	s.printf("  %s  %s\n", e.Code, s.styled(dim, e.GoName))
	s.paragraph("      ", strings.TrimSpace(e.Doc+" "+e.Advice))
}

func (s *sheet) pages() {
	p := s.action.Pager
	if p == nil {
		return
	}
	s.title("Pages")
	text := fmt.Sprintf("%s iterates over %s of all pages, by %s: %s", p.GoName, pathName(p.Items), p.Kind, pathName(p.Start))
	if p.Limit != nil {
		text += ", " + pathName(p.Limit) + " at a time"
	}
	if p.Total != nil {
		text += ", until " + pathName(p.Total)
	}
	if p.Next != nil {
		text += ", with " + pathName(p.Next) + " of the page before"
	}
	s.paragraph("  ", text+".")
}

func pathName(p model.Path) string {
	names := make([]string, len(p))
	for i, f := range p {
		names[i] = f.Name
	}
	return strings.Join(names, ".")
}

func (s *sheet) waiters() {
	if len(s.action.Waiters) == 0 {
		return
	}
	s.title("Waiters")
	for _, w := range s.action.Waiters {
		s.printf("  %s\n", w.Method())
		s.paragraph("      ", w.Doc)
		text := "Until " + conditionsText(w.Until)
		if len(w.FailWhen) > 0 {
			text += "; fails when " + conditionsText(w.FailWhen)
		}
		every, timeout := cmp.Or(w.Every, "5s"), cmp.Or(w.Timeout, "30m") // those of package wait
		s.paragraph("      ", text+"; asks after "+every+" and then less and less often, for "+timeout+" at most.")
	}
}

// conditionsText tells conditions of which one ends a wait: all Items.State in ["ready"]
func conditionsText(conditions []*model.Condition) string {
	var all []string
	for _, c := range conditions {
		if c.Error != nil {
			all = append(all, "the error "+c.Error.Code)
			continue
		}
		text := strings.TrimSpace(c.Match+" "+pathName(c.Path)) + fmt.Sprintf(" in %q", c.In)
		if c.Count != nil {
			text += " for each of " + c.Count.Name
		}
		all = append(all, text)
	}
	return strings.Join(all, ", or ")
}
