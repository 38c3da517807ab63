package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"github.com/signet-gen/signet/generator/spec"
	"github.com/signet-gen/signet/generator/workers"
)

// importedServices are those of one run.
type importedServices []*imported

// importAll imports what the arguments name. The error has all that is wrong.
func (f *importFlags) importAll(t *terminal, args []string) (importedServices, error) {
	names, faults := findInputs(f.source, args)
	all := make(importedServices, len(names))
	selected := onlyServices{names: f.only, found: map[string]bool{}}
	progress := t.progress("importing", len(names))
	err := workers.Each(len(names), func(i int) (err error) {
		all[i], err = f.importFile(names[i], &selected)
		progress.step(1)
		return err
	})
	progress.done()
	all = slices.DeleteFunc(all, func(s *imported) bool { return s == nil })
	if err := joined(faults.Err(), err, all.twice()); err != nil {
		return nil, err
	}
	return all, selected.absent()
}

// joined are the faults of several errors in one list, and what else went wrong.
func joined(errs ...error) error {
	var faults spec.Faults
	var others []error
	var collect func(err error)
	collect = func(err error) {
		switch several := err.(type) {
		case nil:
		case spec.Faults:
			faults = append(faults, several...)
		case interface{ Unwrap() []error }:
			for _, err := range several.Unwrap() {
				collect(err)
			}
		default:
			others = append(others, err)
		}
	}
	collect(errors.Join(errs...))
	return errors.Join(append(others, faults.Err())...)
}

// twice are the faults of services that two files describe.
func (all importedServices) twice() error {
	var faults spec.Faults
	first := map[string]string{}
	for _, s := range all {
		if other := first[s.dir]; other != "" {
			faults = append(faults, spec.Fault{Pos: spec.Pos{File: s.input}, Msg: fmt.Sprintf("%s describes %s, too: import one of them", other, s.dir)})
			continue
		}
		first[s.dir] = s.input
	}
	return faults.Err()
}

// files are all that are to be written below out, and those that go.
func (all importedServices) files(out string) (files map[string][]byte, stale []string, err error) {
	files = map[string][]byte{}
	for _, s := range all {
		for name, text := range s.files {
			files[path.Join(s.dir, name)] = text
		}
		for _, name := range s.stale {
			stale = append(stale, path.Join(s.dir, name))
		}
		if s.provider != nil {
			cloud := path.Dir(path.Dir(s.dir))
			files[path.Join(cloud, "provider.yaml")] = s.provider
		}
	}
	schemas, err := missingSchemas(out)
	maps.Copy(files, schemas)
	return files, stale, err
}

// missingSchemas are those that a tree lacks for an editor to complete its files.
func missingSchemas(out string) (map[string][]byte, error) {
	missing := map[string][]byte{}
	for _, k := range schemaKinds() {
		name := path.Join("schema", k.name+".json")
		if _, err := fs.Stat(treeAt(out), name); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		text, err := k.schema()
		if err != nil {
			return nil, err
		}
		missing[name] = text
	}
	return missing, nil
}
