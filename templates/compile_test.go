package templates_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// exports are the files that hold what compiled packages export, by import path:
// those of the runtime, and all that it and the generated code import.
func exports(t *testing.T) map[string]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}={{.Export}}", "../runtime/...", "cmp", "fmt", "iter", "strconv", "testing", "time")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("list the runtime: %v", err)
	}
	all := map[string]string{}
	for line := range strings.Lines(string(out)) {
		name, file, _ := strings.Cut(strings.TrimSpace(line), "=")
		all[name] = file
	}
	return all
}

// A checker type-checks generated packages, against each other and the runtime.
type checker struct {
	fset     *token.FileSet
	files    map[string][]*ast.File // by import path
	compiled types.Importer
	checked  map[string]*types.Package
}

func newChecker(exports map[string]string) *checker {
	fset := token.NewFileSet()
	lookup := func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("generated code imports %s", path)
		}
		return os.Open(exports[path])
	}
	return &checker{
		fset: fset, files: map[string][]*ast.File{}, checked: map[string]*types.Package{},
		compiled: importer.ForCompiler(fset, "gc", lookup),
	}
}

func (c *checker) add(name string, text []byte) error {
	f, err := parser.ParseFile(c.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err == nil {
		pkg := path.Join(importPath, path.Dir(name))
		if strings.HasSuffix(f.Name.Name, "_test") {
			pkg += "_test"
		}
		c.files[pkg] = append(c.files[pkg], f)
	}
	return err
}

// Import finds a package for the type checker.
func (c *checker) Import(path string) (*types.Package, error) {
	if c.checked[path] != nil {
		return c.checked[path], nil
	}
	files := c.files[path]
	if files == nil {
		return c.compiled.Import(path)
	}
	config := types.Config{Importer: c, GoVersion: "go1.26"}
	pkg, err := config.Check(path, c.fset, files, nil)
	c.checked[path] = pkg
	return pkg, err
}

func TestGoldensCompile(t *testing.T) {
	exports := exports(t)
	for _, name := range scenarios(t) {
		t.Run(path.Base(name), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			c := newChecker(exports)
			for _, f := range a.Files {
				if name, ok := strings.CutPrefix(f.Name, "gen/"); ok {
					if err := c.add(name, f.Data); err != nil {
						t.Fatal(err)
					}
				}
			}
			if len(c.files) == 0 {
				t.Fatal("no Go in the golden file")
			}
			for _, pkg := range slices.Sorted(maps.Keys(c.files)) {
				if _, err := c.Import(pkg); err != nil {
					t.Error(err)
				}
			}
		})
	}
}
