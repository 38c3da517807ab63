package resolve

import (
	"fmt"
	"strings"

	"github.com/signet-gen/signet/generator/model"
)

// dump writes a service so that a person can read it and a golden file hold it:
// one line for each thing that was settled.
func dump(s *model.Service) string {
	d := &dumper{}
	d.line(0, "service %s %s: package %s in %s", s.Name, s.Version, s.Package, s.Path)
	d.line(1, "endpoints %s | %s | %s, %d regions", s.Endpoints.Default, s.Endpoints.Regional, s.Endpoints.VPC, len(s.Endpoints.Regions))
	for _, r := range s.Endpoints.Regions {
		if r.Host != "" || r.VPC != "" {
			d.line(2, "region %s: %s | %s", r.Name, r.Host, r.VPC)
		}
	}
	for _, e := range s.Errors {
		d.line(1, "error %s = %s", e.GoName, e.Code)
	}
	for _, a := range s.Actions {
		d.action(a)
	}
	for _, st := range s.Structs {
		d.structure("type", st)
	}
	for _, e := range s.Enums {
		d.line(0, "enum %s = %s", e.GoName, e.Name)
		for _, v := range e.Values {
			d.line(1, "%s = %q", v.GoName, v.Value)
		}
	}
	return d.String()
}

type dumper struct{ strings.Builder }

func (d *dumper) line(depth int, format string, args ...any) {
	fmt.Fprintf(d, "%s%s\n", strings.Repeat("  ", depth), strings.TrimRight(fmt.Sprintf(format, args...), " "))
}

func (d *dumper) action(a *model.Action) {
	d.line(0, "action %s = %s in %s: %s, %d a second, methods %v%s", a.GoName, a.Name, a.File, a.Effect, a.RateLimit, a.Methods, when(a.Multipart, ", multipart"))
	if a.Deprecated != "" {
		d.line(1, "deprecated: %s", a.Deprecated)
	}
	if a.IdempotencyToken != nil {
		d.line(1, "idempotency token %s", a.IdempotencyToken.Name)
	}
	d.structure("input", a.Input)
	d.structure("output", a.Output)
	if p := a.Pager; p != nil {
		d.line(1, "pager %s by %s: start %s, limit %s, items %s of %s, total %s, next %s", p.GoName, p.Kind,
			pathText(p.Start), pathText(p.Limit), pathText(p.Items), typeText(p.Elem), pathText(p.Total), pathText(p.Next))
	}
	for _, w := range a.Waiters {
		d.line(1, "waiter %s every %s for %s", w.GoName, w.Every, w.Timeout)
		for _, c := range w.Until {
			d.condition("until", c)
		}
		for _, c := range w.FailWhen {
			d.condition("fails when", c)
		}
	}
	for _, e := range a.Errors {
		d.line(1, "error %s: %s", e.GoName, e.Doc)
	}
	for _, e := range a.Examples {
		d.line(1, "example %s%s", e.Title, when(e.ErrorCode != "", " fails with "+e.ErrorCode))
	}
}

func (d *dumper) condition(what string, c *model.Condition) {
	if c.Error != nil {
		d.line(2, "%s error %s", what, c.Error.GoName)
		return
	}
	text := ""
	if c.Count != nil {
		text = " for each of " + c.Count.Name
	}
	d.line(2, "%s %s %s in %q%s", what, c.Match, pathText(c.Path), c.In, text)
}

func (d *dumper) structure(noun string, st *model.Struct) {
	depth := 1
	if noun == "type" {
		depth = 0
	}
	d.line(depth, "%s %s = %s%s%s", noun, st.GoName, st.Name, when(st.In, ", in"), when(st.Out, ", out"))
	for _, f := range st.Fields {
		d.line(depth+1, "%s %s = %s, %s%s", f.GoName, typeText(f.Type), f.Name, presenceText[f.Presence], fieldNotes(f))
	}
}

func fieldNotes(f *model.Field) string {
	notes := when(f.Required, ", required") + when(f.Nullable, ", nullable") + when(f.Sensitive, ", sensitive")
	for _, n := range []struct{ key, value string }{
		{"default", f.Default}, {"min", f.Min}, {"max", f.Max}, {"pattern", f.Pattern},
		{"in", f.In}, {"style", f.Style}, {"wrapper", f.Wrapper}, {"enum", strings.Join(f.Enum, "|")},
	} {
		notes += when(n.value != "", ", "+n.key+" "+n.value)
	}
	return notes
}

var presenceText = map[model.Presence]string{
	model.Plain: "plain", model.Required: "refused when empty",
	model.OmitZero: "left out when zero", model.Pointer: "pointer",
}

func when(b bool, text string) string {
	if b {
		return text
	}
	return ""
}

func pathText(p model.Path) string {
	if p == nil {
		return "-"
	}
	return strings.Join(names(p), ".")
}

func typeText(t model.Type) string {
	switch t := t.(type) {
	case model.Scalar:
		return string(t)
	case *model.Struct:
		return t.GoName
	case *model.Enum:
		return t.GoName
	case model.List:
		return "[]" + typeText(t.Elem)
	case model.Map:
		return "map[" + typeText(t.Elem) + "]"
	}
	return "nothing"
}
