// Package exercise writes programs that use every exported identifier of
// generated packages, and type-checks them against other states of these
// packages: what a change breaks then shows, identifier by identifier.
package exercise

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
)

// Statement is one use of an identifier, on a line of its own.
type Statement struct {
	// Package is the import path of the package, and Name the identifier: Task,
	// Task.Size, Client.DescribeInstances.
	Package, Name string
	// Compared marks that values of the type are compared.
	Compared bool
	// Mentions are the other identifiers of generated packages that it names, as
	// import path and name with a dot between.
	Mentions []string

	text string
}

// Program is a package that uses generated ones.
type Program struct {
	Statements []Statement
	imports    map[string]string // alias by path
	order      []string
	generated  map[*types.Package]bool
}

// ProgramOf uses every exported identifier of the packages: each field is read,
// set and written in a literal with its type, each method and function has its
// signature, each constant its type, what can be compared is compared, and what
// fits an interface is put there.
func ProgramOf(packages ...*types.Package) *Program {
	p := &Program{imports: map[string]string{}, generated: map[*types.Package]bool{}}
	for _, pkg := range packages {
		p.generated[pkg] = true
	}
	for _, pkg := range packages {
		for _, name := range pkg.Scope().Names() {
			if obj := pkg.Scope().Lookup(name); obj.Exported() {
				p.object(obj)
			}
		}
	}
	return p
}

// Source is the program's Go; the statement i stands on the line [Program.Line] of i.
func (p *Program) Source() string {
	var b strings.Builder
	b.WriteString("package user\n")
	for _, path := range p.order {
		fmt.Fprintf(&b, "import %s %q\n", p.imports[path], path)
	}
	for _, s := range p.Statements {
		b.WriteString(s.text + "\n")
	}
	return b.String()
}

// At is the statement on a line of the source; nil for a line of imports.
func (p *Program) At(line int) *Statement {
	i := line - 2 - len(p.order)
	if i < 0 || i >= len(p.Statements) {
		return nil
	}
	return &p.Statements[i]
}

func (p *Program) object(obj types.Object) {
	switch obj := obj.(type) {
	case *types.TypeName:
		p.typeName(obj)
	case *types.Func, *types.Var:
		p.add(obj, obj.Name(), false, "var _ %s = %s", obj.Type(), obj)
	case *types.Const:
		p.add(obj, obj.Name(), false, "const _ %s = %s", obj.Type(), obj)
	}
}

func (p *Program) typeName(obj *types.TypeName) {
	t := obj.Type()
	switch u := t.Underlying().(type) {
	case *types.Struct:
		p.add(obj, obj.Name(), false, "var _ = %s{}", t)
		for field := range u.Fields() {
			if field.Exported() {
				p.field(obj, field)
			}
		}
		p.implements(obj)
	case *types.Interface:
		p.add(obj, obj.Name(), false, "var _ %s", t)
	default:
		p.add(obj, obj.Name(), false, `var _ = string(%s("a"))`, t)
	}
	if types.Comparable(t) && !isEmptyFake(obj) {
		p.add(obj, obj.Name(), true, "func _(a, b %s, m map[%s]bool) bool { return a == b && m[a] }", t, t)
	}
	methods := types.NewMethodSet(types.NewPointer(t))
	for method := range methods.Methods() {
		if f := method.Obj(); f.Exported() {
			p.method(obj, f.(*types.Func))
		}
	}
}

// implements puts a value of a structure where an interface of its package wants one.
func (p *Program) implements(obj *types.TypeName) {
	scope := obj.Pkg().Scope()
	for _, name := range scope.Names() {
		wanted, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || !wanted.Exported() {
			continue
		}
		if i, ok := wanted.Type().Underlying().(*types.Interface); ok && types.Implements(obj.Type(), i) {
			p.add(obj, obj.Name(), false, "var _ %s = %s{}", wanted.Type(), obj.Type())
		}
	}
}

// isEmptyFake reports whether a type is the typed fake of a service without
// actions: two of them can be compared, but only until the first action comes,
// and the diff makes no promise of it.
func isEmptyFake(obj *types.TypeName) bool {
	st, ok := obj.Type().Underlying().(*types.Struct)
	return ok && obj.Name() == "Fake" && st.NumFields() == 0
}

// field reads and sets a field, and writes it in a literal, with a variable of
// its type and with a literal where the type has one of its own.
func (p *Program) field(owner *types.TypeName, field *types.Var) {
	own := ""
	if named, ok := field.Type().(*types.Named); ok && p.generated[named.Obj().Pkg()] {
		own = fmt.Sprintf(" v.%s = %s", field.Name(), p.literal(named))
	}
	p.add(owner, owner.Name()+"."+field.Name(), false,
		"func _(v *%s, x %s) { v.%s = x; x = v.%s; var y *%s = &v.%s; *y = (%s{%s: x}).%s;"+own+" }",
		owner.Type(), field.Type(), field, field, field.Type(), field, owner.Type(), field, field)
}

// literal is a value of a generated type that no type of another kind takes.
func (p *Program) literal(named *types.Named) string {
	if _, ok := named.Underlying().(*types.Struct); ok {
		return p.spell(named) + "{}"
	}
	return `"a"`
}

// method has a method's signature, the receiver included.
func (p *Program) method(owner *types.TypeName, f *types.Func) {
	params := []*types.Var{types.NewParam(0, nil, "", types.NewPointer(owner.Type()))}
	for v := range f.Signature().Params().Variables() {
		params = append(params, types.NewParam(0, nil, "", v.Type()))
	}
	signature := types.NewSignatureType(nil, nil, nil, types.NewTuple(params...), f.Signature().Results(), f.Signature().Variadic())
	p.add(owner, owner.Name()+"."+f.Name(), false, "var _ %s = (*%s).%s", signature, owner.Type(), f)
}

// add adds a statement; types and objects among the arguments are spelled out.
func (p *Program) add(owner types.Object, name string, compared bool, format string, args ...any) {
	s := Statement{Package: owner.Pkg().Path(), Name: name, Compared: compared}
	own := s.Package + "." + owner.Name()
	for i, arg := range args {
		switch arg := arg.(type) {
		case types.Type:
			s.Mentions = append(s.Mentions, p.mentions(arg)...)
			args[i] = p.spell(arg)
		case types.Object:
			args[i] = arg.Name()
			if arg.Parent() == arg.Pkg().Scope() {
				args[i] = p.alias(arg.Pkg()) + "." + arg.Name()
			}
		}
	}
	if owner.Name() == name {
		s.Mentions = slices.DeleteFunc(s.Mentions, func(m string) bool { return m == own })
	}
	s.text = fmt.Sprintf(format, args...)
	p.Statements = append(p.Statements, s)
}

func (p *Program) spell(t types.Type) string { return types.TypeString(t, p.alias) }

// alias is the name that the program imports a package under.
func (p *Program) alias(pkg *types.Package) string {
	if p.imports[pkg.Path()] == "" {
		p.imports[pkg.Path()] = fmt.Sprintf("p%d", len(p.order))
		p.order = append(p.order, pkg.Path())
	}
	return p.imports[pkg.Path()]
}

// mentions are the named types of generated packages that a type is made of.
func (p *Program) mentions(t types.Type) []string {
	var all []string
	visit(t, func(named *types.Named) {
		if p.generated[named.Obj().Pkg()] {
			all = append(all, named.Obj().Pkg().Path()+"."+named.Obj().Name())
		}
	})
	return all
}

// visit calls f for the named types that a type is spelled with.
func visit(t types.Type, f func(*types.Named)) {
	switch t := t.(type) {
	case *types.Named:
		f(t)
		for arg := range t.TypeArgs().Types() {
			visit(arg, f)
		}
	case *types.Pointer:
		visit(t.Elem(), f)
	case *types.Slice:
		visit(t.Elem(), f)
	case *types.Map:
		visit(t.Key(), f)
		visit(t.Elem(), f)
	case *types.Signature:
		visit(t.Params(), f)
		visit(t.Results(), f)
	case *types.Tuple:
		for v := range t.Variables() {
			visit(v.Type(), f)
		}
	}
}
