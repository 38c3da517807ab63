package usage

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/signet-gen/signet/generator/diff"
)

// Trace notes in each change of a report which lines of the code it touches.
func (c *Code) Trace(r *diff.Report) {
	r.Traced = true
	for i := range r.Changes {
		r.Changes[i].Uses = c.Uses(r.Changes[i].Symbols)
	}
}

func sorted(uses map[diff.Use]bool) []diff.Use {
	return slices.SortedFunc(maps.Keys(uses), func(a, b diff.Use) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
}

// A search goes through one file.
type search struct {
	*Code
	info *types.Info
}

// imports notes the packages that a file imports.
func (s search) imports(f *ast.File) {
	for _, spec := range f.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil {
			s.note(path, "", false, spec.Pos())
		}
	}
}

// node notes what one node uses.
func (s search) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Ident:
		s.ident(n)
	case *ast.CompositeLit:
		s.literal(n)
	case *ast.BinaryExpr:
		if n.Op == token.EQL || n.Op == token.NEQ {
			s.compared(s.info.TypeOf(n.X), n.Pos())
			s.compared(s.info.TypeOf(n.Y), n.Pos())
		}
	case *ast.SwitchStmt:
		if n.Tag != nil {
			s.compared(s.info.TypeOf(n.Tag), n.Pos())
		}
	case *ast.MapType:
		s.compared(s.info.TypeOf(n.Key), n.Pos())
	case *ast.SelectorExpr:
		s.unresolved(n)
	}
	return true
}

// ident notes the use of an identifier of another package, where Go resolves a
// name to it: x.F, the keys of literals and qualified names alike.
func (s search) ident(id *ast.Ident) {
	obj := s.info.Uses[id]
	if obj == nil || obj.Pkg() == nil {
		return
	}
	if name := s.name(obj); name != "" {
		s.note(obj.Pkg().Path(), name, false, id.Pos())
	}
	s.instance(id)
}

// unresolved notes the use of what is not there any more: the code was generated
// anew already, and this line does not compile since.
func (s search) unresolved(n *ast.SelectorExpr) {
	if s.info.Uses[n.Sel] != nil || s.info.Selections[n] != nil {
		return
	}
	if id, ok := n.X.(*ast.Ident); ok {
		if pkg, ok := s.info.Uses[id].(*types.PkgName); ok {
			s.note(pkg.Imported().Path(), n.Sel.Name, false, n.Sel.Pos())
			return
		}
	}
	if named := structure(s.info.TypeOf(n.X)); named != nil {
		s.note(named.Obj().Pkg().Path(), named.Obj().Name()+"."+n.Sel.Name, false, n.Sel.Pos())
	}
}

// instance notes the arguments of generic types and functions that must be comparable.
func (s search) instance(id *ast.Ident) {
	instance, ok := s.info.Instances[id]
	if !ok {
		return
	}
	var params *types.TypeParamList
	switch t := s.info.Uses[id].Type().(type) {
	case *types.Signature:
		params = t.TypeParams()
	case *types.Named:
		params = t.TypeParams()
	}
	for i := range instance.TypeArgs.Len() {
		if i >= params.Len() {
			return
		}
		if constraint, ok := params.At(i).Constraint().Underlying().(*types.Interface); ok && constraint.IsComparable() {
			s.compared(instance.TypeArgs.At(i), id.Pos())
		}
	}
}

// literal notes a literal of a structure, which often names no type, as in
// []Task{{Name: "a"}}; one without keys touches every field.
func (s search) literal(n *ast.CompositeLit) {
	named := structure(s.info.TypeOf(n))
	if named == nil {
		return
	}
	pkg, name := named.Obj().Pkg().Path(), named.Obj().Name()
	s.note(pkg, name, false, n.Pos())
	if len(n.Elts) == 0 {
		return
	}
	if _, keyed := n.Elts[0].(*ast.KeyValueExpr); keyed {
		s.unresolvedKeys(n, pkg, name)
		return
	}
	for field := range named.Underlying().(*types.Struct).Fields() {
		s.note(pkg, name+"."+field.Name(), false, n.Pos())
	}
}

// unresolvedKeys notes the fields of a literal that are not there any more.
func (s search) unresolvedKeys(n *ast.CompositeLit, pkg, name string) {
	for _, element := range n.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && s.info.Uses[key] == nil {
				s.note(pkg, name+"."+key.Name, false, key.Pos())
			}
		}
	}
}

// compared notes that values of a type are compared, and with them all that
// they hold: arrays of structures, and structures by value.
func (s search) compared(t types.Type, pos token.Pos) {
	s.comparedWithin(t, pos, map[types.Type]bool{})
}

func (s search) comparedWithin(t types.Type, pos token.Pos, seen map[types.Type]bool) {
	if t == nil || seen[t] {
		return
	}
	seen[t] = true
	if named := structure(t); named != nil {
		if _, isPointer := types.Unalias(t).(*types.Pointer); isPointer {
			return
		}
		s.note(named.Obj().Pkg().Path(), named.Obj().Name(), true, pos)
	}
	switch u := t.Underlying().(type) {
	case *types.Array:
		s.comparedWithin(u.Elem(), pos, seen)
	case *types.Struct:
		for field := range u.Fields() {
			s.comparedWithin(field.Type(), pos, seen)
		}
	}
}

// structure is the named type of a structure, or of a pointer to one: literals
// may leave out the & of the latter.
func structure(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return nil
	}
	if _, ok := named.Underlying().(*types.Struct); !ok {
		return nil
	}
	return named
}

// name is what a symbol calls an object: Task, Task.Size, Client.Describe.
func (s search) name(obj types.Object) string {
	switch obj := obj.(type) {
	case *types.Var:
		if obj.IsField() {
			return s.fields(obj.Pkg())[obj]
		}
	case *types.Func:
		if recv := obj.Signature().Recv(); recv != nil {
			return receiver(recv.Type()) + "." + obj.Name()
		}
	case *types.PkgName, *types.Label, *types.Builtin, *types.Nil:
		return ""
	}
	if obj.Parent() != obj.Pkg().Scope() {
		return "" // local
	}
	return obj.Name()
}

func receiver(t types.Type) string {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Obj().Name()
	}
	return ""
}

// fields are the names of all fields of a package's structures.
func (c *Code) fields(pkg *types.Package) map[types.Object]string {
	if c.members[pkg] != nil {
		return c.members[pkg]
	}
	all := map[types.Object]string{}
	for _, name := range pkg.Scope().Names() {
		t, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		if st, ok := t.Type().Underlying().(*types.Struct); ok && !t.IsAlias() {
			for field := range st.Fields() {
				all[field] = name + "." + field.Name()
			}
		}
	}
	c.members[pkg] = all
	return all
}
