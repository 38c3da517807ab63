package output

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// write writes the files, all beside their places before the first is moved
// to its own. An error before that undoes everything.
func write(d disk, names []string, files map[string][]byte) (err error) {
	w := writer{disk: d}
	defer func() {
		if err != nil {
			err = errors.Join(err, w.undo())
		}
	}()
	for _, name := range names {
		if err := w.prepare(name, files[name]); err != nil {
			return err
		}
	}
	for len(w.waiting) > 0 {
		if err := w.Rename(temporary(w.waiting[0]), w.waiting[0]); err != nil {
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
	waiting []string // files whose new text lies beside them
}

// temporary is where the new text of a file waits. The go command passes over
// the name.
func temporary(name string) string {
	return path.Join(path.Dir(name), "."+path.Base(name)+".signet")
}

func isTemporary(base string) bool {
	return strings.HasPrefix(base, ".") && strings.HasSuffix(base, ".signet")
}

// prepare writes the new text of a file beside it.
func (w *writer) prepare(name string, text []byte) error {
	if err := w.folder(path.Dir(name)); err != nil {
		return err
	}
	mode := fs.FileMode(0o666)
	if info, err := w.Lstat(name); err == nil {
		mode = info.Mode().Perm()
	}
	// One may lie there from a run that was killed.
	if err := w.Remove(temporary(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	w.waiting = append(w.waiting, name)
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
