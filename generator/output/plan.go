package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// plan looks at everything before anything is done.
func plan(d disk, dir string, files map[string][]byte, o Options) (Report, error) {
	p := planner{disk: d, dir: dir, files: files, folders: map[string]error{}}
	folded := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if other := folded[strings.ToLower(name)]; other != "" {
			p.fault("%s and %s are the same file where case does not count: rename one of them", other, name)
		}
		folded[strings.ToLower(name)] = name
		p.file(name, files[name])
	}
	for _, folder := range o.Prune {
		p.prune(path.Clean(folder))
	}
	slices.Sort(p.report.Removed)
	p.report.Removed = slices.Compact(p.report.Removed) // folders of Prune may lie in one another
	return p.report.sorted(), errors.Join(p.faults...)
}

type planner struct {
	disk
	dir     string
	files   map[string][]byte
	report  Report
	faults  []error
	folders map[string]error // what is wrong with a folder, by its path
}

func (p *planner) fault(format string, args ...any) {
	p.faults = append(p.faults, fmt.Errorf(format, args...))
}

// file decides what becomes of one file.
func (p *planner) file(name string, text []byte) {
	if err := p.mayWrite(name, text); err != nil {
		p.faults = append(p.faults, err)
		return
	}
	old, err := p.read(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.report.Written = append(p.report.Written, name)
		p.report.Missing = append(p.report.Missing, name)
	case err != nil:
		p.faults = append(p.faults, err)
	case bytes.Equal(old, text):
		p.report.Unchanged = append(p.report.Unchanged, name)
	case !IsGenerated(old):
		p.fault("%s: signet did not write this file and will not overwrite it: move it away, or generate into another folder", p.at(name))
	default:
		p.report.Written = append(p.report.Written, name)
	}
}

// at names a file as the user knows it.
func (p *planner) at(name string) string { return path.Join(p.dir, name) }

// mayWrite refuses paths that lead out of the folder or through a link, and
// files that a later run would not know for its own.
func (p *planner) mayWrite(name string, text []byte) error {
	switch {
	case !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, `\:`):
		return fmt.Errorf("%q is no path below the folder of the output", name)
	case !IsGenerated(text):
		return fmt.Errorf("%s: the new text lacks the header of generated files, by which a later run would know it", p.at(name))
	}
	return p.folder(path.Dir(name))
}

// folder refuses a path through something that is no folder of our own.
func (p *planner) folder(name string) error {
	if name == "." {
		return nil
	}
	if err, known := p.folders[name]; known {
		return err
	}
	err := p.folder(path.Dir(name))
	if err == nil {
		err = p.isFolder(name)
	}
	p.folders[name] = err
	return err
}

func (p *planner) isFolder(name string) error {
	if _, both := p.files[name]; both {
		return fmt.Errorf("%s: is to be both a file and a folder", p.at(name))
	}
	info, err := p.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil // it will be made
	case err != nil:
		return p.named(name, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return fmt.Errorf("%s: is a symbolic link, and signet writes through none: put a folder there, or generate into another one", p.at(name))
	case !info.IsDir():
		return fmt.Errorf("%s: is no folder: move it away, or generate into another one", p.at(name))
	}
	return nil
}

// read reads a file that is there, refusing what is no file.
func (p *planner) read(name string) ([]byte, error) {
	info, err := p.Lstat(name)
	switch {
	case err != nil:
		return nil, p.named(name, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, fmt.Errorf("%s: is a symbolic link, and signet replaces none: move it away, or generate into another folder", p.at(name))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: is no regular file: move it away, or generate into another folder", p.at(name))
	}
	text, err := p.ReadFile(name)
	return text, p.named(name, err)
}

// named puts the whole path before what the operating system says.
func (p *planner) named(name string, err error) error {
	var inner *fs.PathError
	if errors.As(err, &inner) {
		return fmt.Errorf("%s: %s: %w", p.at(name), inner.Op, inner.Err)
	}
	return err
}
