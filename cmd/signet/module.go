package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"

	"github.com/signet-gen/signet/generator/spec"
)

// ownModule is the module of this command. It is read off a package of the
// module rather than written down, so that a copy of the module under another
// path generates code that imports its own runtime.
func ownModule() string {
	return strings.TrimSuffix(reflect.TypeFor[spec.Pos]().PkgPath(), "/generator/spec")
}

// goModule is the Go module that a folder is part of.
type goModule struct {
	// dir is the absolute path of the folder that holds file, a go.mod.
	dir  string
	file *modfile.File
}

// moduleOf finds the module of dir, which need not exist yet.
func moduleOf(dir string) (*goModule, error) {
	start, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	for at := start; ; at = filepath.Dir(at) {
		name := filepath.Join(at, "go.mod")
		text, err := os.ReadFile(name)
		switch {
		case err == nil:
			return parseModule(at, name, text)
		case !errors.Is(err, fs.ErrNotExist) && !isNotDir(at):
			return nil, fmt.Errorf("find the module of %s: %w", dir, err)
		case at == filepath.Dir(at):
			return nil, fmt.Errorf("there is no go.mod in %s or above it, so the import path of %s is unknown; "+
				"run \"go mod init MODULE\" there, or say it with --import", filepath.Dir(start), dir)
		}
	}
}

// isNotDir reports whether something that is no folder stands at path.
func isNotDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

func parseModule(dir, name string, text []byte) (*goModule, error) {
	file, err := modfile.ParseLax(name, text, nil)
	if err != nil {
		return nil, err
	}
	if file.Module == nil || file.Module.Mod.Path == "" {
		return nil, fmt.Errorf("%s names no module; run \"go mod edit -module MODULE\", or say the import path with --import", name)
	}
	return &goModule{dir: dir, file: file}, nil
}

// importPath returns the import path of the folder dir of the module.
func (m *goModule) importPath(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(m.dir, abs)
	if err != nil {
		return "", err
	}
	p := path.Join(m.file.Module.Mod.Path, filepath.ToSlash(rel))
	if err := module.CheckImportPath(p); err != nil {
		return "", fmt.Errorf("no package can be imported from %s: %w; choose another folder with --out", dir, err)
	}
	return p, nil
}

// has reports whether packages of the module can import those of another.
func (m *goModule) has(other string) bool {
	if m.file.Module.Mod.Path == other {
		return true
	}
	for _, r := range m.file.Require {
		if r.Mod.Path == other {
			return true
		}
	}
	return false
}

// inWorkspace reports whether a go.work may bring in what the go.mod in dir does not require.
func inWorkspace(dir string) bool {
	switch os.Getenv("GOWORK") {
	case "":
	case "off":
		return false
	default:
		return true
	}
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.work")); err == nil {
			return true
		}
		if at == filepath.Dir(at) {
			return false
		}
	}
}
