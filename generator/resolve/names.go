package resolve

// settleNames refuses names that generated code cannot have twice. None is
// bent to make room: the spec says which one gives way.
func (s *service) settleNames() {
	s.packageNames()
	s.methodNames()
	s.fileNames()
	for _, st := range s.structs {
		s.memberNames(st)
	}
}

// packageNames are those of types, constants and functions of the package.
func (s *service) packageNames() {
	sc := newScope(s.report)
	sc.reserve("Client", "the client")
	sc.reserve("New", "the function that makes a client")
	for _, e := range s.provider.model.Errors {
		sc.taken[e.GoName] = thing{"error", e.Code, e.Pos}
	}
	for _, e := range s.model.Errors {
		sc.add(e.GoName, thing{"error", e.Code, e.Pos}, "name:")
	}
	for _, st := range s.model.Structs {
		sc.add(st.GoName, thing{"type", st.Name, st.Pos}, "name:")
	}
	for _, en := range s.model.Enums {
		sc.add(en.GoName, thing{"type", en.Name, en.Pos}, "name:")
		for _, v := range en.Values {
			sc.add(v.GoName, thing{"value", en.Name + "." + v.Value, v.Pos}, "name:")
		}
	}
	seen := map[string]bool{}
	for _, a := range s.model.Actions {
		if seen[a.GoName] {
			continue // methodNames reports it
		}
		seen[a.GoName] = true
		sc.add(a.Input.GoName, thing{"the input of", a.Name, a.Pos}, "name:")
		sc.add(a.Output.GoName, thing{"the output of", a.Name, a.Pos}, "name:")
	}
}

// methodNames are those of the client's methods. Waiters have a place of their
// own, since Go has no type for the one that waits yet.
func (s *service) methodNames() {
	methods, waiters := newScope(s.report), newScope(s.report)
	methods.reserve("With", "the method that changes a client's configuration")
	for _, a := range s.model.Actions {
		methods.add(a.GoName, thing{"action", a.Name, a.Pos}, "name:")
		for _, w := range a.Waiters {
			waiters.add(w.GoName, thing{"waiter", w.GoName, w.Pos}, "")
		}
	}
	for _, a := range s.actions {
		if p := a.model.Pager; p != nil {
			methods.add(p.GoName, thing{"the iterator of", a.model.Name, at(a.spec.Paginate.Name.Pos, a.spec.Paginate.Pos)}, "name:")
		}
	}
}

func (s *service) fileNames() {
	files, seen := newScope(s.report), map[string]bool{}
	for _, a := range s.model.Actions {
		if !seen[a.GoName] { // methodNames reports the others
			files.add(a.File, thing{"the file of action", a.Name, a.Pos}, "name:")
		}
		seen[a.GoName] = true
	}
}

// memberNames are those of the fields of one structure.
func (s *service) memberNames(st *structure) {
	sc := newScope(s.report)
	sc.reserve("WireMembers", "the method that reads and writes it")
	for _, f := range st.model.Fields {
		if s.source[f] == nil {
			sc.reserve(f.GoName, "the "+f.Name+" that every reply of the provider carries")
		}
	}
	for _, f := range st.model.Fields {
		if s.source[f] != nil {
			sc.add(f.GoName, thing{"field", f.Name, f.Pos}, "name:")
		}
	}
}
