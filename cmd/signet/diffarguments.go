package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/signet-gen/signet/cmd/internal/revision"
)

// diffArguments fills in the arguments that were left out.
func diffArguments(args []string) ([]string, error) {
	switch len(args) {
	case 0:
		t, err := defaultTree("")
		if err != nil {
			return nil, err
		}
		if t.shipped || filepath.IsAbs(t.dir) {
			return nil, usageError{errors.New("say what to compare: OLD and NEW, such as HEAD~1:specs and specs")}
		}
		return []string{"HEAD:./" + filepath.ToSlash(t.dir), t.dir}, nil
	case 1:
		_, at, ok := splitRevision(args[0])
		if !ok {
			return nil, usageError{fmt.Errorf("say what to compare %s with, unless it is a revision of git: REV:PATH", args[0])}
		}
		dir, err := workingPath(at)
		return []string{args[0], dir}, err
	}
	return args, nil
}

// splitRevision takes REV:PATH apart. What is there as a file or folder is no revision.
func splitRevision(arg string) (rev, at string, ok bool) {
	if _, err := os.Stat(arg); err == nil {
		return "", "", false
	}
	return strings.Cut(arg, ":")
}

// workingPath is a path of a revision in the working tree, relative where that is shorter.
func workingPath(at string) (string, error) {
	if isRelative(at) {
		return filepath.FromSlash(at), nil
	}
	root, err := revision.Root(".")
	if err != nil {
		return "", err
	}
	dir := filepath.Join(root, filepath.FromSlash(at))
	if here, err := os.Getwd(); err == nil {
		if resolved, err := filepath.EvalSymlinks(here); err == nil {
			here = resolved
		}
		if rel, err := filepath.Rel(here, dir); err == nil && len(rel) < len(dir) {
			return rel, nil
		}
	}
	return dir, nil
}

// isRelative reports whether git takes a path for one below the current folder.
func isRelative(at string) bool {
	return at == "." || at == ".." || strings.HasPrefix(at, "./") || strings.HasPrefix(at, "../")
}
