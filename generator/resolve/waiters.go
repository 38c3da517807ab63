package resolve

import (
	"strconv"
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
	if a.model.Effect != model.Read {
		s.faultf(e.Pos, "the waiter %s repeats %s, whose effect is %s: only what reads can be polled; if it changes nothing, say effect: read", e.Key, a.model.Name, a.model.Effect)
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
	if f := maskedOn(c.Path); f != nil {
		s.faultf(sp.Path.Pos, "%s is sensitive and no text, so that a waiter cannot look into it: remove sensitive there, or choose another member", f.Name)
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
	if throughMap(c.Path) && (c.Match == "first" || c.Match == "last") {
		s.faultf(sp.Match.Pos, "the values of a map have no order, so that none is the %s: match any or all", c.Match)
	}
	c.Count = s.counted(a, sp)
	t := innermost(leaf(c.Path))
	s.lookedFor(sp, t)
	for i, text := range c.In {
		c.In[i] = asPrinted(t, text)
	}
	return c
}

// asPrinted is a number as Go prints it, which generated code compares; other
// texts stay as they are.
func asPrinted(t model.Type, text string) string {
	n, ok := numberOf(text)
	switch {
	case !ok || !isNumberType(t):
		return text
	case ranges[t].whole:
		whole, _ := n.Int(nil)
		return whole.String()
	}
	float, _ := n.Float64()
	return strconv.FormatFloat(float, 'g', -1, 64)
}

// counted finds the input whose items a condition counts.
func (s *service) counted(a *action, sp *spec.Condition) *model.Field {
	if !sp.Count.IsSet() {
		return nil
	}
	if sp.Match.Value != "all" {
		s.faultf(sp.Count.Pos, "count goes with match: all, which wants every item that is asked for")
	}
	f := find(a.model.Input.Fields, sp.Count.Value)
	if f == nil {
		s.faultf(sp.Count.Pos, "%s has no input %s%s", a.model.Name, sp.Count.Value, meantMember(sp.Count.Value, a.model.Input))
		return nil
	}
	if !isListType(f.Type) {
		s.faultf(sp.Count.Pos, "count is by a list of what is asked for, and %s is %s", f.Name, article(f.Type))
	}
	return f
}

// throughMap reports whether a path passes or ends at a map.
func throughMap(p model.Path) bool {
	for _, f := range p {
		for t := f.Type; t != nil; {
			if _, isMap := t.(model.Map); isMap {
				return true
			}
			t, _ = container(t)
		}
	}
	return false
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
