package resolve

import (
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

// travel checks where and how a field is carried.
func (c *fieldCheck) travel() {
	c.place()
	c.style()
	if w := c.sp.Wrapper; w.IsSet() {
		if _, isList := c.f.Type.(model.List); !isList {
			c.faultf(w.Pos, "wrapper is for lists, and %s is %s: remove it", c.f.Name, article(c.f.Type))
		} else if c.input() {
			c.faultf(w.Pos, "wrapper is for replies, and %s is a parameter: remove it", c.f.Name)
		}
	}
}

// place checks in.
func (c *fieldCheck) place() {
	in := c.sp.In
	if !in.IsSet() {
		return
	}
	_, isStruct := c.f.Type.(*model.Struct)
	_, holds := container(c.f.Type)
	switch {
	case !c.input():
		c.faultf(in.Pos, "in is for parameters, and %s is a member of %s %s: remove it", c.f.Name, c.st.noun, c.st.name)
	case in.Value == "host" && !isName(c.f.Type):
		c.faultf(in.Pos, "a parameter in the host is a text, and %s is %s", c.f.Name, article(c.f.Type))
	case in.Value == "header" && (isStruct || holds || c.f.Type == model.Any):
		c.faultf(in.Pos, "a header carries one value, and %s is %s: choose query or body", c.f.Name, article(c.f.Type))
	}
}

// isName reports whether values of a type can be part of a host.
func isName(t model.Type) bool {
	_, isEnum := t.(*model.Enum)
	return isEnum || t == model.String
}

// style checks that the type can be written so.
func (c *fieldCheck) style() {
	style := c.sp.Style
	if !style.IsSet() {
		return
	}
	_, holds := container(c.f.Type)
	list, isList := c.f.Type.(model.List)
	_, isStruct := c.f.Type.(*model.Struct)
	switch {
	case c.output():
		c.faultf(style.Pos, "style is for parameters, and %s is a member of a reply: remove it", c.f.Name)
	case !holds && !isStruct && c.f.Type != model.Any:
		c.faultf(style.Pos, "style is for lists, maps and structures, and %s is %s: remove it", c.f.Name, article(c.f.Type))
	case style.Value == "simple" && !(isList && isPlain(list.Elem)):
		c.faultf(style.Pos, "style simple joins a list of texts or numbers, and %s is %s", c.f.Name, article(c.f.Type))
	case style.Value != "json" && c.f.Type == model.Any:
		c.faultf(style.Pos, "%s can hold anything, and only style json carries that", c.f.Name)
	}
}

// isPlain reports whether values of a type are single texts.
func isPlain(t model.Type) bool {
	switch t := t.(type) {
	case *model.Enum:
		return true
	case model.Scalar:
		return t != model.Any && t != model.Binary
	}
	return false
}

// checkHosts allows one parameter of an action to pick the host.
func (s *service) checkHosts(a *action) {
	var first *model.Field
	for _, f := range a.model.Input.Fields {
		switch {
		case f.In != "host":
		case first == nil:
			first = f
		default:
			s.faultf(s.source[f].In.Pos, "%s and %s (%s) are both in the host: only one can pick it", f.Name, first.Name, first.Pos)
		}
	}
}

// checkMethods checks that the methods of an action can carry its parameters.
func (s *service) checkMethods(a *action, pos spec.Pos) {
	m := a.model
	if len(m.Methods) == 0 || contains(m.Methods, "POST") {
		return
	}
	if m.Multipart {
		s.faultf(pos, "%s has the body multipart, which needs the method POST", m.Name)
	}
	for _, f := range m.Input.Fields {
		if f.In == "body" {
			s.faultf(s.source[f].In.Pos, "%s is in the body, and %s takes no POST", f.Name, m.Name)
		}
	}
}
