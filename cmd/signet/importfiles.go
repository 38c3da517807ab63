package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// findInputs are the files that the arguments name or hold, each once, and what
// is wrong with the arguments.
func findInputs(source importer.Source, args []string) ([]string, spec.Faults) {
	var names []string
	var faults spec.Faults
	for _, arg := range args {
		found, err := inputsOf(source, filepath.Clean(arg))
		if err != nil {
			faults = append(faults, spec.Fault{Pos: spec.Pos{File: arg}, Msg: err.Error()})
		}
		for _, name := range found {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names, faults
}

// inputsOf is a file, or those of a folder and below it.
func inputsOf(source importer.Source, arg string) ([]string, error) {
	info, err := os.Stat(arg)
	switch {
	case err != nil:
		return nil, bare(err)
	case !info.IsDir():
		return []string{arg}, nil
	case len(source.Main) == 0:
		return nil, fmt.Errorf("this is a folder, and %s is imported from files that are named one by one", source.Short)
	}
	var names []string
	err = filepath.WalkDir(arg, func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() && slices.Contains(source.Main, e.Name()) {
			names = append(names, name)
		}
		return err
	})
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("no file here or below is called %s", list(source.Main))
	}
	return names, err
}

// list are names as a sentence has them.
func list(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return fmt.Sprintf("any of %v", names)
}

// bare is what the operating system says, without the path that a fault has already.
func bare(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("this cannot be read: %w", p.Err)
	}
	return err
}

// readInput reads a file and those beside it.
func readInput(source importer.Source, name string, docs bool) (importer.Input, error) {
	in := importer.Input{File: name, Beside: map[string][]byte{}, Docs: docs}
	var err error
	if in.Data, err = readBounded(name); err != nil {
		return in, faultIn(name, err)
	}
	for _, base := range source.Beside {
		beside := filepath.Join(filepath.Dir(name), base)
		text, err := readBounded(beside)
		switch {
		case err == nil:
			in.Beside[base] = text
		case !errors.Is(err, fs.ErrNotExist):
			return in, faultIn(beside, err)
		}
	}
	return in, nil
}

// readBounded reads a file unless it is larger than any that describes a service.
func readBounded(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, bare(err)
	case !info.Mode().IsRegular():
		return nil, errors.New("this is no regular file")
	case info.Size() > importer.MaxSize:
		return nil, fmt.Errorf("the file has %d MiB, and none that describes a service has more than %d", info.Size()>>20, importer.MaxSize>>20)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, bare(err)
	}
	return text, nil
}

// faultIn is an error about a file as a fault.
func faultIn(name string, err error) error {
	return spec.Faults{{Pos: spec.Pos{File: name}, Msg: err.Error()}}
}
