package exercise

import (
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"sync"
)

// Exports are the files of what compiled packages export, by import path.
type Exports map[string]string

// Compiled compiles packages, as the go command run in the folder dir knows
// them, and all that they import.
func Compiled(dir string, packages ...string) (Exports, error) {
	cmd := exec.Command("go", append([]string{"list", "-export", "-deps", "-f", "{{.ImportPath}}={{.Export}}"}, packages...)...)
	cmd.Dir = dir
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		err = fmt.Errorf("%w: %s", err, exit.Stderr)
	}
	if err != nil {
		return nil, fmt.Errorf("compile %s: %w", strings.Join(packages, ", "), err)
	}
	all := Exports{}
	for line := range strings.Lines(string(out)) {
		name, file, _ := strings.Cut(strings.TrimSpace(line), "=")
		all[name] = file
	}
	return all, nil
}

// Checker type-checks generated packages against each other and compiled ones.
type Checker struct {
	fset     *token.FileSet
	files    map[string][]*ast.File // by import path
	compiled types.Importer
	checked  map[string]*types.Package
}

// imports reads each compiled package once for all checkers.
type imports struct {
	mu sync.Mutex
	types.Importer
}

func (i *imports) Import(path string) (*types.Package, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.Importer.Import(path)
}

// Importer finds the compiled packages; checkers share it.
func (e Exports) Importer() types.Importer {
	lookup := func(path string) (io.ReadCloser, error) {
		if e[path] == "" {
			return nil, fmt.Errorf("generated code imports %s", path)
		}
		return os.Open(e[path])
	}
	return &imports{Importer: importer.ForCompiler(token.NewFileSet(), "gc", lookup)}
}

// NewChecker makes a checker of generated files, by their paths below the
// import path output.
func NewChecker(compiled types.Importer, output string, files map[string][]byte) (*Checker, error) {
	c := &Checker{fset: token.NewFileSet(), files: map[string][]*ast.File{}, compiled: compiled, checked: map[string]*types.Package{}}
	for name, text := range files {
		f, err := parser.ParseFile(c.fset, name, text, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		pkg := path.Join(output, path.Dir(name))
		c.files[pkg] = append(c.files[pkg], f)
	}
	return c, nil
}

// Packages are all generated packages, checked.
func (c *Checker) Packages() ([]*types.Package, error) {
	var paths []string
	for path := range c.files {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	var all []*types.Package
	for _, path := range paths {
		pkg, err := c.Import(path)
		if err != nil {
			return nil, err
		}
		all = append(all, pkg)
	}
	return all, nil
}

// Import finds a package for the type checker.
func (c *Checker) Import(path string) (*types.Package, error) {
	if c.checked[path] != nil {
		return c.checked[path], nil
	}
	files := c.files[path]
	if files == nil {
		return c.compiled.Import(path)
	}
	config := types.Config{Importer: c, GoVersion: "go1.26"}
	pkg, err := config.Check(path, c.fset, files, nil)
	if err != nil {
		return nil, err
	}
	c.checked[path] = pkg
	return pkg, nil
}

// Fault is a statement of a program that does not compile. Statement is nil for
// an import of a package that is not there.
type Fault struct {
	Statement *Statement
	Message   string
	Line      int
}

// Checked is a program as the type checker sees it, against the packages of c.
type Checked struct {
	Fset   *token.FileSet
	File   *ast.File
	Info   *types.Info
	Faults []Fault
}

// Run type-checks a program against the packages of c.
func (c *Checker) Run(p *Program) (*Checked, error) {
	r := &Checked{Fset: token.NewFileSet(), Info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
	}}
	var err error
	if r.File, err = parser.ParseFile(r.Fset, "user.go", p.Source(), parser.SkipObjectResolution); err != nil {
		return nil, fmt.Errorf("the program is no Go: %w", err)
	}
	config := types.Config{Importer: c, GoVersion: "go1.26", Error: func(err error) {
		var e types.Error
		if errors.As(err, &e) && !e.Soft {
			r.Faults = append(r.Faults, Fault{p.At(r.Fset.Position(e.Pos).Line), e.Msg, r.Fset.Position(e.Pos).Line})
		}
	}}
	_, _ = config.Check("user", r.Fset, []*ast.File{r.File}, r.Info) // every fault is in Faults
	return r, nil
}

// Broken are the lines with faults.
func (r *Checked) Broken() map[int]bool {
	lines := map[int]bool{}
	for _, f := range r.Faults {
		lines[f.Line] = true
	}
	return lines
}
