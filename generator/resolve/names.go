package resolve

import "github.com/signet-gen/signet/generator/spec"

// A Scope holds Go names of which no two may agree: those of a package, of the
// methods of its client, of its files, or of the members of one structure.
type Scope struct {
	// Reserved are the names that generated code needs itself, and what for.
	Reserved map[string]string
	// Given are names of the provider, which are the same in all its services.
	Given []Name
	Names []Name
}

// Name is a name in Go, and what bears it. It is empty where a wire name makes none.
type Name struct {
	Go   string
	Noun Noun
	// Wire is the name in the spec; the values of enumerations have their
	// type's before it: Status.running.
	Wire string
	Pos  spec.Pos
}

// String is what a fault calls the bearer of the name.
func (n Name) String() string { return string(n.Noun) + " " + n.Wire }

// Noun is a kind of things that have names.
type Noun string

// The kinds of things that have names. What belongs to an action and follows
// from its name is named with the action.
const (
	ActionNoun   Noun = "action"
	InputNoun    Noun = "the input of"
	OutputNoun   Noun = "the output of"
	FileNoun     Noun = "the file of action"
	IteratorNoun Noun = "the iterator of"
	WaiterNoun   Noun = "waiter"
	TypeNoun     Noun = "type"
	ValueNoun    Noun = "value"
	FieldNoun    Noun = "field"
	ErrorNoun    Noun = "error"
	serviceNoun  Noun = "service"
)

// Scopes are the scopes of the Go names that a service has. It wants nothing
// of the spec: whatever is wrong with it is for [Build] to say.
func Scopes(p *spec.Provider, s *spec.Service) []*Scope {
	resolved := newProvider(&report{}, p).resolved(s)
	return resolved.scopes()
}

// settleNames refuses names that generated code cannot have twice. None is
// bent to make room: the spec says which one gives way.
func (s *service) settleNames() {
	for _, scope := range s.scopes() {
		scope.judge(s.report)
	}
}

// judge reports the names that are gone when their turn comes.
func (s *Scope) judge(r *report) {
	sc := newScope(r)
	sc.reserved = s.Reserved
	for _, n := range s.Given {
		sc.taken[n.Go] = n
	}
	for _, n := range s.Names {
		key := "name:"
		if n.Noun == WaiterNoun {
			key = "" // its name is its key
		}
		sc.add(n, key)
	}
}

func (s *Scope) add(name string, noun Noun, wire string, pos spec.Pos) {
	s.Names = append(s.Names, Name{name, noun, wire, pos})
}

func (s *service) scopes() []*Scope {
	scopes := []*Scope{s.packageNames(), s.methodNames(), s.fileNames()}
	for _, st := range s.structs {
		scopes = append(scopes, s.memberNames(st))
	}
	return scopes
}

// packageNames are those of types, constants and functions of the package.
func (s *service) packageNames() *Scope {
	sc := &Scope{Reserved: map[string]string{
		"Client": "the client",
		"New":    "the function that makes a client",

		"ReadOnlyClient": "the client that only reads",
		"Presignable":    "what a presigned URL can be made of",
	}}
	for _, e := range s.provider.model.Errors {
		sc.Given = append(sc.Given, Name{e.GoName, ErrorNoun, e.Code, e.Pos})
	}
	for _, e := range s.model.Errors {
		sc.add(e.GoName, ErrorNoun, e.Code, e.Pos)
	}
	for _, st := range s.model.Structs {
		sc.add(st.GoName, TypeNoun, st.Name, st.Pos)
	}
	for _, en := range s.model.Enums {
		sc.add(en.GoName, TypeNoun, en.Name, en.Pos)
		for _, v := range en.Values {
			sc.add(v.GoName, ValueNoun, en.Name+"."+v.Value, v.Pos)
		}
	}
	for _, a := range s.distinctActions() {
		sc.add(a.model.Input.GoName, InputNoun, a.model.Name, a.model.Pos)
		sc.add(a.model.Output.GoName, OutputNoun, a.model.Name, a.model.Pos)
	}
	return sc
}

// distinctActions are the actions but for those whose method has the name of
// one before: what follows from the name is told with the method.
func (s *service) distinctActions() []*action {
	var distinct []*action
	seen := map[string]bool{}
	for _, a := range s.actions {
		if !seen[a.model.GoName] && a.model.GoName != "" {
			distinct = append(distinct, a)
		}
		seen[a.model.GoName] = true
	}
	return distinct
}

// methodNames are those of the client's methods.
func (s *service) methodNames() *Scope {
	sc := &Scope{Reserved: map[string]string{
		"With":     "the method that changes a client's configuration",
		"ReadOnly": "the method that makes a client that only reads",
		"Presign":  "the method that makes presigned URLs",
	}}
	for _, a := range s.model.Actions {
		sc.add(a.GoName, ActionNoun, a.Name, a.Pos)
	}
	for _, a := range s.actions {
		if p := a.model.Pager; p != nil {
			sc.add(p.GoName, IteratorNoun, a.model.Name, at(a.spec.Paginate.Name.Pos, a.spec.Paginate.Pos))
		}
		for _, w := range a.model.Waiters {
			sc.add(w.Method(), WaiterNoun, w.GoName, w.Pos)
		}
	}
	return sc
}

func (s *service) fileNames() *Scope {
	sc := &Scope{}
	for _, a := range s.distinctActions() {
		sc.add(a.model.File, FileNoun, a.model.Name, a.model.Pos)
	}
	return sc
}

// memberNames are those of the fields of one structure.
func (s *service) memberNames(st *structure) *Scope {
	sc := &Scope{Reserved: map[string]string{"WireMembers": "the method that reads and writes it"}}
	for _, f := range st.model.Fields {
		if s.source[f] == nil {
			sc.Reserved[f.GoName] = "the " + f.Name + " that every reply of the provider carries"
			continue
		}
		sc.add(f.GoName, FieldNoun, f.Name, f.Pos)
	}
	return sc
}
