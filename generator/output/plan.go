package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/workers"
)

// plan looks at everything before anything is done.
func plan(d disk, dir string, files map[string]wanted, o Options) (Report, error) {
	p := planner{disk: d, dir: dir, files: files, owned: o.owned, folders: map[string]error{}, folded: map[string]string{}}
	names := slices.Sorted(maps.Keys(files))
	faults := make([]error, len(names))
	for i, name := range names {
		faults[i] = p.mayWrite(name, files[name])
	}
	p.compare(names, faults, o.phase("comparing", len(names)))
	p.faults = append(p.faults, faults...)
	for _, folder := range o.Prune {
		p.prune(path.Clean(folder))
	}
	p.discard(o.stale)
	slices.Sort(p.report.Removed)
	p.report.Removed = slices.Compact(p.report.Removed) // folders of Prune may lie in one another
	return p.report.sorted(), errors.Join(p.faults...)
}

type planner struct {
	disk
	dir     string
	files   map[string]wanted
	owned   bool // whatever their header
	report  Report
	faults  []error
	folders map[string]error  // what is wrong with a folder, by its path
	folded  map[string]string // files by their paths in lower case
}

func (p *planner) fault(format string, args ...any) {
	p.faults = append(p.faults, fmt.Errorf(format, args...))
}

// state is what a file on the disk is to the one that is wanted.
type state int

const (
	missing state = iota
	different
	same
)

// compare decides what becomes of the files that may be written.
func (p *planner) compare(names []string, faults []error, step func(int)) {
	states := make([]state, len(names))
	_ = workers.Each(len(names), func(i int) error {
		if faults[i] == nil {
			states[i], faults[i] = p.state(names[i])
		}
		step(1)
		return nil
	})
	for i, name := range names {
		switch {
		case faults[i] != nil:
		case states[i] == same:
			p.report.Unchanged = append(p.report.Unchanged, name)
		case states[i] == missing:
			p.report.Missing = append(p.report.Missing, name)
			fallthrough
		default:
			p.report.Written = append(p.report.Written, name)
		}
	}
}

// state looks at a file, refusing to replace one that somebody else wrote. It
// reads no more of it than it must.
func (p *planner) state(name string) (state, error) {
	info, err := p.regular(name)
	if errors.Is(err, fs.ErrNotExist) {
		return missing, nil
	}
	if err != nil {
		return 0, err
	}
	want := p.files[name]
	read := p.ReadHead
	if info.Size() == want.size() {
		read = p.ReadFile
	}
	text, err := read(name)
	switch {
	case err != nil:
		return 0, p.named(name, err)
	case info.Size() == want.size() && want.is(text):
		return same, nil
	case !p.owned && !IsGenerated(text):
		return 0, fmt.Errorf("%s: signet did not write this file and will not overwrite it: move it away, or generate into another folder", p.at(name))
	}
	return different, nil
}

// at names a file as the user knows it.
func (p *planner) at(name string) string { return path.Join(p.dir, name) }

// mayWrite refuses paths that lead out of the folder or through a link, and
// files that a later run would not know for its own.
func (p *planner) mayWrite(name string, w wanted) error {
	other := p.folded[strings.ToLower(name)]
	p.folded[strings.ToLower(name)] = name
	switch {
	case other != "":
		return fmt.Errorf("%s and %s are the same file where case does not count: rename one of them", other, name)
	case !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, `\:`):
		return fmt.Errorf("%q is no path below the folder of the output", name)
	case !p.owned && !w.isGenerated():
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

// regular tells of a file that is there, refusing what is no file.
func (p *planner) regular(name string) (fs.FileInfo, error) {
	info, err := p.Lstat(name)
	switch {
	case err != nil:
		return nil, p.named(name, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, fmt.Errorf("%s: is a symbolic link, and signet replaces none: move it away, or generate into another folder", p.at(name))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: is no regular file: move it away, or generate into another folder", p.at(name))
	}
	return info, nil
}

// named puts the whole path before what the operating system says.
func (p *planner) named(name string, err error) error {
	var inner *fs.PathError
	if errors.As(err, &inner) {
		return fmt.Errorf("%s: %s: %w", p.at(name), inner.Op, inner.Err)
	}
	return err
}
