package resolve

import (
	"time"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

// waiter resolves a state to wait for.
func (s *service) waiter(a *action, e spec.Entry[*spec.Waiter]) *model.Waiter {
	sp := e.Value
	w := &model.Waiter{
		Pos: e.Pos, GoName: e.Key, Doc: sp.Doc,
		Every: sp.Every.Value, Timeout: sp.Timeout.Value,
	}
	for _, c := range sp.Until {
		w.Until = append(w.Until, s.condition(a, c))
	}
	for _, c := range sp.FailWhen {
		w.FailWhen = append(w.FailWhen, s.condition(a, c))
	}
	every, err1 := time.ParseDuration(w.Every)
	timeout, err2 := time.ParseDuration(w.Timeout)
	if err1 == nil && err2 == nil && timeout < every {
		s.faultf(sp.Timeout.Pos, "the timeout %s is over before the second call: every is %s", w.Timeout, w.Every)
	}
	return w
}

func (s *service) condition(a *action, sp *spec.Condition) *model.Condition {
	c := &model.Condition{In: values(sp.In)}
	if sp.Error.IsSet() {
		code, ok := s.codes[sp.Error.Value]
		if !ok {
			s.faultf(sp.Error.Pos, "neither the service nor the provider defines the error %s%s", sp.Error.Value, meant(sp.Error.Value, s.codeNames()))
		}
		c.Error = code
		return c
	}
	if !sp.Path.IsSet() {
		return c // spec.Load has reported it
	}
	c.Path = s.path(sp.Path, a.model.Output, "the output of "+a.model.Name, true)
	if c.Path == nil {
		return c
	}
	if throughList(c.Path) {
		c.Match = "any"
	}
	if sp.Match.IsSet() {
		if !throughList(c.Path) {
			s.faultf(sp.Match.Pos, "match is for paths through a list, and %s is one value: remove it", sp.Path.Value)
		}
		c.Match = sp.Match.Value
	}
	s.lookedFor(sp, innermost(leaf(c.Path)))
	return c
}

// lookedFor checks that the values of a condition are ones that can occur.
func (s *service) lookedFor(sp *spec.Condition, t model.Type) {
	if !isPlain(t) {
		s.faultf(sp.Path.Pos, "a condition looks at one value, and %s is %s: go on to a member of it", sp.Path.Value, article(t))
		return
	}
	for _, v := range sp.In {
		switch t := t.(type) {
		case *model.Enum:
			if known := enumValues(t); !contains(known, v.Value) {
				s.faultf(v.Pos, "%s has no value %q%s", t.Name, v.Value, meantValue(v.Value, known))
			}
		case model.Scalar:
			if !s.canBe(t, v.Value) {
				s.faultf(v.Pos, "%s is %s, which is never %q", sp.Path.Value, article(t), v.Value)
			}
		}
	}
}

// canBe reports whether a scalar can have the value that a text names.
func (s *service) canBe(t model.Scalar, text string) bool {
	if r, isNumber := ranges[t]; isNumber {
		n, ok := numberOf(text)
		return ok && r.holds(n)
	}
	return t != model.Bool || text == "true" || text == "false"
}
