package resolve

import (
	"cmp"
	"slices"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

// resolveAction settles what an action is beside its fields.
func (s *service) resolveAction(a *action) {
	m, sp := a.model, a.spec
	m.Effect = model.Effect(cmp.Or(sp.Effect.Value, string(model.Write)))
	m.RateLimit = cmp.Or(sp.RateLimit.Value, s.spec.RateLimit.Value, s.provider.spec.RateLimit.Value)
	m.Resource = values(sp.Resource)
	m.Multipart = sp.Body.Value == "multipart"
	m.Methods = s.methods(sp)
	if m.Multipart && len(m.Methods) == 0 {
		m.Methods = []string{"POST"}
	}
	s.checkMethods(a, at(sp.Body.Pos, m.Pos))
	s.checkHosts(a)
	m.IdempotencyToken = s.idempotencyToken(a)
	m.Pager = s.pager(a)
	for _, e := range sp.Waiters {
		m.Waiters = append(m.Waiters, s.waiter(a, e))
	}
	for _, e := range sp.Examples {
		m.Examples = append(m.Examples, s.example(a, e))
	}
}

// methods are the action's, or else the service's.
func (s *service) methods(sp *spec.Action) []string {
	list := sp.Methods
	if len(list) == 0 {
		list = s.spec.Methods
	}
	var out []string
	for _, m := range list {
		if !slices.Contains(out, m.Value) {
			out = append(out, m.Value)
		}
	}
	return out
}

func contains(list []string, text string) bool { return slices.Contains(list, text) }

// idempotencyToken finds the parameter that makes a repeated call harmless.
func (s *service) idempotencyToken(a *action) *model.Field {
	token := a.spec.IdempotencyToken
	if !token.IsSet() {
		return nil
	}
	f := find(a.model.Input.Fields, token.Value)
	switch {
	case f == nil:
		s.faultf(token.Pos, "%s has no input %s%s", a.model.Name, token.Value, meantMember(token.Value, a.model.Input))
	case f.Type != model.String:
		s.faultf(token.Pos, "an idempotency token is a text (type string), and %s is %s", f.Name, article(f.Type))
	case a.spec.Effect.Value == string(model.Read):
		s.faultf(token.Pos, "%s has the effect read, which needs no token: remove one of them", a.model.Name)
	}
	return f
}

// example checks an example against the types of its action, unless it stands
// as its vendor published it.
func (s *service) example(a *action, sp *spec.Example) *model.Example {
	e := &model.Example{Pos: sp.Pos, Title: sp.Title, Input: sp.Input, Output: sp.Output}
	if sp.Error != nil {
		e.ErrorCode, e.ErrorMessage = sp.Error.Code.Value, sp.Error.Message
		s.exampleError(a, sp.Error.Code)
	}
	if !sp.Verbatim.Value {
		s.exampleValues(a, sp)
	}
	return e
}

// exampleValues checks the request and the reply of an example.
func (s *service) exampleValues(a *action, sp *spec.Example) {
	input := sp.Input
	if input == nil {
		input = &spec.Value{Pos: sp.Pos, Kind: spec.MapValue}
	}
	s.exampleOf(s.request("example's input"), input, a.model.Input, "the input of "+a.model.Name)
	if sp.Output != nil {
		s.exampleOf(s.reply("example's output"), sp.Output, a.model.Output, "the output of "+a.model.Name)
	}
}

func (s *service) exampleOf(c valueCheck, v *spec.Value, st *model.Struct, name string) {
	if v.Kind != spec.MapValue {
		s.faultf(v.Pos, "the %s is %s: write a mapping of members", c.what, kindNames[v.Kind])
		return
	}
	c.members(v, st, name)
}

// exampleError wants a code that the spec defines anywhere the action can see.
func (s *service) exampleError(a *action, code spec.At[string]) {
	if _, ok := s.codes[code.Value]; !ok {
		s.faultf(code.Pos, "neither %s nor the service nor the provider defines the error %s%s",
			a.model.Name, code.Value, meant(code.Value, s.codeNames()))
	}
}
