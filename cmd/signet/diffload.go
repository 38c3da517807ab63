package main

import (
	"bytes"
	"errors"
	"path"
	"strings"

	"github.com/signet-gen/signet/cmd/internal/revision"
	"github.com/signet-gen/signet/generator/model"
)

// A state is a tree of descriptions to compare, and its folder as the user
// would open it.
type state struct {
	files revision.Files
	dir   string
}

// readStates reads and resolves what two arguments name, as far as it differs;
// faults of both are told at once. Step counts the files.
func readStates(oldArg, newArg string, step func(n int)) (old, new []*model.Service, err error) {
	was, oldErr := stateOf(oldArg)
	is, newErr := stateOf(newArg)
	if err := errors.Join(oldErr, newErr); err != nil {
		return nil, nil, err
	}
	dropUnchanged(was.files, is.files)
	old, oldErr = was.load(step)
	new, newErr = is.load(step)
	return old, new, errors.Join(oldErr, newErr)
}

// stateOf finds and reads what an argument names.
func stateOf(arg string) (state, error) {
	p, err := placeOf(arg)
	if err != nil {
		return state{}, err
	}
	return p.state()
}

func (s state) load(step func(n int)) ([]*model.Service, error) {
	return tree{files: &counted{s.files, step}, dir: s.dir}.load()
}

// dropUnchanged takes away the versions of services whose files are the same in
// both trees, and those of their provider: nothing can have changed in them.
func dropUnchanged(old, new revision.Files) {
	differs := map[string]bool{}
	note := func(a, b revision.Files) {
		for name, text := range a {
			if other, ok := b[name]; !ok || !bytes.Equal(text, other) {
				differs[versionOf(name)] = true
			}
		}
	}
	note(old, new)
	note(new, old)
	for _, files := range []revision.Files{old, new} {
		for name := range files {
			provider, _, _ := strings.Cut(name, "/")
			if version := versionOf(name); version != provider && !differs[version] && !differs[provider] {
				delete(files, name)
			}
		}
	}
}

// versionOf is the folder of the version that a file is part of, or of the
// provider: tencent/cvm/2017-03-12 for all that is in it and below it.
func versionOf(name string) string {
	const depth = 3
	parts := strings.Split(name, "/")
	if len(parts) > depth {
		return path.Join(parts[:depth]...)
	}
	return parts[0]
}
