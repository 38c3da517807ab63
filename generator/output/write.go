package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/workers"
)

// write writes the files, all beside their places before the first is moved
// to its own. An error before that undoes everything, the end of ctx likewise;
// after that ctx counts no more.
func write(ctx context.Context, d disk, report Report, files map[string][]byte, step func(int)) (err error) {
	w := writer{disk: d}
	defer func() {
		if err != nil {
			err = errors.Join(err, w.undo())
		}
	}()
	if err := w.prepareAll(ctx, report, files, step); err != nil {
		return err
	}
	names := report.Written
	for len(w.waiting) > 0 {
		name := w.waiting[0]
		if err := w.Rename(temporary(name), path.Base(name)); err != nil {
			return fmt.Errorf("%d of %d files are in place, the others are as they were: %w",
				len(names)-len(w.waiting), len(names), err)
		}
		w.waiting = w.waiting[1:]
	}
	return nil
}

// A writer remembers what it has to undo.
type writer struct {
	disk
	made    []string // folders, outermost first
	waiting []string // files whose new text may lie beside them
}

// temporary is where the new text of a file waits. The go command passes over
// the name.
func temporary(name string) string {
	return path.Join(path.Dir(name), "."+path.Base(name)+".signet")
}

func isTemporary(base string) bool {
	return strings.HasPrefix(base, ".") && strings.HasSuffix(base, ".signet")
}

// prepareAll writes the new text of each file beside it, several folders at a
// time: within one, the operating system would have them wait for each other.
// The first fault ends it.
func (w *writer) prepareAll(ctx context.Context, report Report, files map[string][]byte, step func(int)) error {
	folders := byFolder(report.Written)
	for _, names := range folders {
		if err := w.folder(path.Dir(names[0])); err != nil {
			return err
		}
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	w.waiting = report.Written
	_ = workers.Each(len(folders), func(i int) error {
		for _, name := range folders[i] {
			if ctx.Err() != nil {
				break
			}
			_, isNew := slices.BinarySearch(report.Missing, name)
			if err := w.prepare(name, files[name], isNew); err != nil {
				stop(err)
			}
			step(1)
		}
		return nil
	})
	return context.Cause(ctx)
}

// byFolder groups sorted paths.
func byFolder(names []string) [][]string {
	index := map[string]int{}
	var folders [][]string
	for _, name := range names {
		i, known := index[path.Dir(name)]
		if !known {
			i = len(folders)
			index[path.Dir(name)] = i
			folders = append(folders, nil)
		}
		folders[i] = append(folders[i], name)
	}
	return folders
}

// prepare writes the new text of a file beside it.
func (w *writer) prepare(name string, text []byte, isNew bool) error {
	mode := fs.FileMode(0o666)
	if !isNew {
		if info, err := w.Lstat(name); err == nil {
			mode = info.Mode().Perm()
		}
	}
	err := w.Create(temporary(name), text, mode)
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	// It lies there from a run that was killed.
	if err := w.Remove(temporary(name)); err != nil {
		return err
	}
	return w.Create(temporary(name), text, mode)
}

// folder makes a folder and those that it lies in.
func (w *writer) folder(name string) error {
	if _, err := w.Lstat(name); name == "." || err == nil {
		return nil
	}
	if err := w.folder(path.Dir(name)); err != nil {
		return err
	}
	if err := w.Mkdir(name); err != nil {
		return err
	}
	w.made = append(w.made, name)
	return nil
}

// undo removes the texts that are still waiting, and the folders that were
// made and are empty.
func (w *writer) undo() error {
	var faults []error
	for _, name := range w.waiting {
		if err := w.Remove(temporary(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			faults = append(faults, fmt.Errorf("clean up: %w", err))
		}
	}
	for i := len(w.made) - 1; i >= 0; i-- {
		_ = w.Remove(w.made[i]) // it stays if it holds a file that is in its place
	}
	return errors.Join(faults...)
}

// remove removes files, and the folders that it leaves empty.
func remove(d disk, names []string) error {
	var faults []error
	for _, name := range names {
		if err := d.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			faults = append(faults, err)
			continue
		}
		for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
			if d.Remove(folder) != nil {
				break // it holds something else
			}
		}
	}
	return errors.Join(faults...)
}
