// Package vendoring copies the runtime beside generated code, so that the code
// needs no module but the standard library.
package vendoring

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// Dir is the folder of the copy, below the root of the output.
const Dir = "runtime"

// Path returns the import path of the copy in an output whose own is root.
// Generated code that is to call the copy has to import it by this path.
func Path(root string) string { return path.Join(root, Dir) }

// Runtime is the source of the runtime.
type Runtime struct {
	// Files holds a folder for each package, such as rpc/client.go.
	Files fs.FS
	// Path is the import path of the folder at the root of Files.
	Path string
}

// Copy returns the runtime's packages that the Go files import from the copy,
// directly or through one another, as files of the output: runtime/rpc/client.go.
// Root is the import path of the output. Tests stay behind, imports are
// rewritten, and each file gets a header that marks it as generated.
func (rt Runtime) Copy(files map[string][]byte, root string) (map[string][]byte, error) {
	to := Path(root)
	wanted := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if strings.HasPrefix(name, Dir+"/") {
			return nil, fmt.Errorf("vendor the runtime: %s already stands in the folder of the copy; no provider can be called %s", name, Dir)
		}
		if path.Ext(name) != ".go" {
			continue
		}
		src, err := parse(name, files[name])
		if err != nil {
			return nil, fmt.Errorf("vendor the runtime: %w", err)
		}
		src.below(to, wanted)
	}
	return rt.copyPackages(wanted, to)
}

// copyPackages copies the packages wanted and those that they import.
func (rt Runtime) copyPackages(wanted map[string]bool, to string) (map[string][]byte, error) {
	copies := map[string][]byte{}
	done := map[string]bool{}
	for len(done) < len(wanted) {
		for _, pkg := range slices.Sorted(maps.Keys(wanted)) {
			if done[pkg] {
				continue
			}
			done[pkg] = true
			if err := rt.copyPackage(pkg, to, copies, wanted); err != nil {
				return nil, fmt.Errorf("vendor the runtime's package %s: %w", pkg, err)
			}
		}
	}
	return copies, nil
}

// copyPackage adds the files of one package to copies and what it imports to wanted.
func (rt Runtime) copyPackage(pkg, to string, copies map[string][]byte, wanted map[string]bool) error {
	entries, err := fs.ReadDir(rt.Files, pkg)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() || path.Ext(e.Name()) != ".go" || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		name := path.Join(pkg, e.Name())
		text, err := fs.ReadFile(rt.Files, name)
		if err != nil {
			return err
		}
		src, err := parse(name, text)
		if err != nil {
			return err
		}
		src.below(rt.Path, wanted)
		if copies[path.Join(Dir, name)], err = src.moved(rt.Path, to, pkg); err != nil {
			return err
		}
	}
	return nil
}
