package templates

import (
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// typesFile holds the structures that are not the input or output of an action.
func (d declarer) typesFile() file {
	var all []jen.Code
	for _, s := range d.service.Structs {
		about := ended(sentence(subject{name: s.GoName}, d.prose(s.Doc)))
		if s.In {
			about = then(about, emptyIsLeftOut(s, "a request"))
		}
		all = append(all, d.structure(s, outer().text(about).deprecated(d.prose(s.Deprecated))))
		all = append(all, d.methods(s)...)
	}
	return d.file("types.go", all)
}

// methods are those of every structure.
func (d declarer) methods(s *model.Struct) []jen.Code {
	all := []jen.Code{d.wireMembers(s)}
	if s.PrintsItself() {
		all = append(all, d.format(s))
	}
	return all
}

// structure declares a structure, with the comment about it:
//
//	// Task is a migration.
//	type Task struct {
//		// TaskID identifies the task.
//		TaskID string `json:"TaskId"`
//
//		…
//	}
func (d declarer) structure(s *model.Struct, about *comment) *jen.Statement {
	return about.on(jen.Type().Id(s.GoName).StructFunc(func(g *jen.Group) {
		documented := false
		for i, f := range s.Fields {
			doc := d.fieldComment(f, s.In)
			if i > 0 && (documented || len(doc.lines) > 0) {
				g.Line()
			}
			documented = len(doc.lines) > 0
			g.Add(d.field(f, doc))
		}
	}))
}

// field declares a field:
//
//	// Limit is the most tasks to return; 0 lets the service choose 10.
//	Limit uint64 `json:"Limit,omitzero"`
func (d declarer) field(f *model.Field, doc *comment) *jen.Statement {
	return doc.on(jen.Id(f.GoName).Add(d.fieldType(f)).Tag(map[string]string{"json": tag(f)}))
}

// tag is the value of the json tag, for people who marshal structures
// themselves; the runtime does not read it.
func tag(f *model.Field) string {
	switch name := f.Name; {
	case !isTaggable(name):
		return "-"
	case f.Presence == model.OmitZero || f.Presence == model.Pointer:
		return name + ",omitzero"
	case name == "-":
		return "-," // "-" alone would leave the field out
	default:
		return name
	}
}

// isTaggable reports whether encoding/json takes the name from a tag: see its
// documentation of Marshal, "The key name will be used if it's a non-empty
// string consisting of only Unicode letters, digits, and ASCII punctuation
// except quotation marks, backslash, and comma."
func isTaggable(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r)
	})
}

// emptyIsLeftOut says so of a structure that is sent in what, unless all of it
// is required.
func emptyIsLeftOut(s *model.Struct, what string) string {
	for _, f := range s.Fields {
		if !f.Required {
			return "A field that is nil or zero is left out of " + what + ", unless it is required."
		}
	}
	return ""
}

// canBeNil reports whether a field is a pointer, list, map, any or bytes.
func canBeNil(f *model.Field) bool {
	if f.IsMasked() {
		return false
	}
	switch kindOf(f.Type, f.Sensitive) {
	case list, mapping, raw, "Any":
		return true
	}
	return f.Presence == model.Pointer
}

// format declares how fmt prints a structure that leads to secrets. Without it,
// a verb that does not fit a pointer would show all that is behind one.
//
//	// Format prints its members as %v does, whatever the verb, and no secret.
//	func (m Login) Format(f fmt.State, _ rune) {
//		type plain Login
//		wire.Print(f, "msp.Login", plain(m))
//	}
func (d declarer) format(s *model.Struct) *jen.Statement {
	about := outer().text("Format prints its members as %v does, whatever the verb, and no secret.")
	return about.on(jen.Func().Params(jen.Id("m").Id(s.GoName)).Id("Format").Params(jen.Id("f").Qual("fmt", "State"), jen.Id("_").Rune()).
		Block(
			jen.Type().Id("plain").Id(s.GoName),
			d.wire("Print").Call(jen.Id("f"), jen.Lit(d.service.Package+"."+s.GoName), jen.Id("plain").Call(jen.Id("m"))),
		))
}
