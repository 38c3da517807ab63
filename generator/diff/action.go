package diff

import (
	"slices"
	"strconv"
	"strings"

	"github.com/signet-gen/signet/generator/model"
)

// methodsNamed are the methods of one name: the client's, and that of the
// client that only reads, which has those of actions that do.
func methodsNamed(a *model.Action, name string) []string {
	if a.Effect == model.Read {
		return []string{"Client." + name, "ReadOnlyClient." + name}
	}
	return []string{"Client." + name}
}

// callNames are the methods that call an action.
func callNames(a *model.Action) []string { return append(methodsNamed(a, a.GoName), repeatNames(a)...) }

// repeatNames are the methods that call an action several times: to read all
// pages, and to wait.
func repeatNames(a *model.Action) []string {
	var all []string
	if a.Pager != nil {
		all = methodsNamed(a, a.Pager.GoName)
	}
	for _, w := range a.Waiters {
		all = append(all, methodsNamed(a, w.Method())...)
	}
	return all
}

// actionSymbols are all identifiers of an action.
func actionSymbols(s *model.Service, a *model.Action) []Symbol {
	var all []Symbol
	for _, name := range append(callNames(a), a.Input.GoName, a.Output.GoName) {
		all = append(all, Symbol{Package: s.Path, Name: name})
	}
	return append(all, Symbol{Package: testPackage(s), Name: "Fake." + a.GoName})
}

// members are all fields of an old structure.
func (c *comparison) members(st *model.Struct) []Symbol {
	var all []Symbol
	for _, f := range st.Fields {
		all = append(all, c.symbol(st.GoName+"."+f.GoName))
	}
	return all
}

func (c *comparison) action(p pair[model.Action]) {
	if p.old == nil {
		c.at("actions/"+p.new.Name, actionSymbols(c.new, p.new)...).tell(Safe, Added, "", p.new.Name, "added")
		return
	}
	at := c.at("actions/"+p.old.Name, actionSymbols(c.old, p.old)...)
	if p.new == nil {
		at.symbols = slices.Concat(at.symbols, c.members(p.old.Input), c.members(p.old.Output))
		at.tell(Compile, Removed, p.old.Name, "", "removed")
		return
	}
	c.actionName(at, p.old, p.new)
	c.actionRules(at.about(c.symbols(callNames(p.old)...)...), p.old, p.new)
	c.pager(at, p.old, p.new)
	c.waiters(at, p.old, p.new)
	c.reading(at, p.old, p.new)
	in, out := c.inputOf(at, p.old, p.new), c.outputOf(at, p.old, p.new)
	c.printing(in.place, p.old.Input, p.new.Input)
	c.fields(in)
	c.printing(out.place, p.old.Output, p.new.Output)
	c.fields(out)
}

func (c *comparison) actionName(at place, old, new *model.Action) {
	if old.GoName != new.GoName {
		repeats := repeatNames(old) // have names of their own
		at := at.about(slices.DeleteFunc(slices.Clone(at.symbols), func(s Symbol) bool { return slices.Contains(repeats, s.Name) })...)
		at.tell(Compile, Renamed, old.GoName, new.GoName, "the method is called %s in Go instead of %s, and its input and output likewise", new.GoName, old.GoName)
	}
	if old.Name != new.Name {
		at.path = "actions/" + new.Name
		at.tell(Behaviour, Changed, old.Name, new.Name, "the method %s calls %s instead of %s", new.GoName, new.Name, old.Name)
	}
}

// actionRules compares how an action is called and what a call does.
func (c *comparison) actionRules(at place, old, new *model.Action) {
	at.differs("the effect, which decides what is tried again,", string(old.Effect), string(new.Effect))
	at.differs("the idempotency token", tokenOf(old), tokenOf(new))
	at.bound(bound{what: "the number of calls a second", old: rate(old), new: rate(new)}, true)
	at.methods(methodsOf(old), methodsOf(new))
	at.differs("the form of the body", bodyOf(old), bodyOf(new))
	at.resources(old.Resource, new.Resource)
	at.deprecated(old.Deprecated, new.Deprecated)
	at.described(old.Doc, new.Doc)
	at.actionErrors(codesOf(old), codesOf(new))
}

func tokenOf(a *model.Action) string {
	if a.IdempotencyToken == nil {
		return ""
	}
	return a.IdempotencyToken.Name
}

// rate is the number of calls a second; empty where none is known.
func rate(a *model.Action) string {
	if a.RateLimit == 0 {
		return ""
	}
	return strconv.Itoa(a.RateLimit)
}

// methodsOf are the HTTP methods of an action, the first preferred.
func methodsOf(a *model.Action) []string {
	if len(a.Methods) == 0 {
		return []string{"POST", "GET"}
	}
	return a.Methods
}

func bodyOf(a *model.Action) string {
	if a.Multipart {
		return "multipart"
	}
	return "json"
}

func codesOf(a *model.Action) []string {
	var all []string
	for _, e := range a.Errors {
		all = append(all, e.Code)
	}
	return all
}

func (p place) methods(old, new []string) {
	p.differs("the HTTP method that a client uses unasked", old[0], new[0])
	p.fewer("the HTTP method", old, new)
}

// resources compares what an access policy must grant.
func (p place) resources(old, new []string) {
	for _, r := range new {
		if !slices.Contains(old, r) {
			p.tell(Behaviour, Added, "", r, "an access policy must grant %s now", r)
		}
	}
	for _, r := range old {
		if !slices.Contains(new, r) {
			p.tell(Safe, Removed, r, "", "an access policy need not grant %s any more", r)
		}
	}
}

// actionErrors compares which codes an action names. Their constants are the
// service's, and stay where no action names them.
func (p place) actionErrors(old, new []string) {
	var added, removed []string
	for _, code := range new {
		if !slices.Contains(old, code) {
			added = append(added, code)
		}
	}
	for _, code := range old {
		if !slices.Contains(new, code) {
			removed = append(removed, code)
		}
	}
	if len(added) > 0 {
		p.tell(Safe, Added, "", strings.Join(added, ", "), "it can fail with %s", strings.Join(added, ", "))
	}
	if len(removed) > 0 {
		p.tell(Safe, Removed, strings.Join(removed, ", "), "", "it does not fail with %s any more", strings.Join(removed, ", "))
	}
}
