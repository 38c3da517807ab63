// Package output puts generated files on a disk: only what changed, whole or
// not at all, and without touching what somebody else wrote.
package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
)

// Options say what else there is to do.
type Options struct {
	// Prune are the folders below the root, "." for the root itself, in which
	// a generated file that is not among the files is stale, and removed.
	// Folders that the go command passes over (testdata, vendor, names that
	// begin with a dot or an underscore) and other modules are left alone.
	Prune []string
	// Phase, if there is one, is told what comes next, comparing or writing, and
	// how many files it is about; step is told as they are done, by several
	// goroutines.
	Phase func(what string, total int) (step func(n int))

	// owned tells that the files are ours whatever their header; stale are
	// those of them that go. See [Replace].
	owned bool
	stale []string
}

func (o Options) phase(what string, total int) (step func(n int)) {
	if o.Phase == nil {
		return func(int) {}
	}
	return o.Phase(what, total)
}

// Report is what was done, or by [Check] what there is to do: slash-separated
// paths below the root, sorted.
type Report struct {
	// Written are the files that differed or were missing.
	Written []string
	// Missing are those of Written that were not there at all.
	Missing []string
	// Removed are the generated files that were stale.
	Removed []string
	// Unchanged are the files that were already as they should be.
	Unchanged []string
}

// Clean reports whether there was nothing to do.
func (r Report) Clean() bool { return len(r.Written) == 0 && len(r.Removed) == 0 }

// Sync makes the folder dir hold the files, which are keyed by slash-separated
// paths below it. Files that are as they should be keep their times. Each
// other is written beside its place, and when all of them are written they are
// moved to their places; an error before that, or the end of ctx, leaves
// everything as it was. Then stale files go, and the folders that this leaves empty.
//
// It refuses, with all faults at once and nothing done, to overwrite a file
// that does not bear the header of generated files, to go through symbolic
// links, and to leave dir.
func Sync(ctx context.Context, dir string, files map[string][]byte, o Options) (Report, error) {
	return syncFiles(ctx, dir, files, o)
}

func syncFiles(ctx context.Context, dir string, files map[string][]byte, o Options) (Report, error) {
	report, err := Check(dir, files, o)
	if err != nil || report.Clean() {
		return report, err
	}
	if err := carryOutIn(ctx, dir, report, files, o); err != nil {
		return Report{}, err
	}
	return report, nil
}

// carryOutIn does what a report says in a folder, which is made if need be, and
// gone again where it fails.
func carryOutIn(ctx context.Context, dir string, report Report, files map[string][]byte, o Options) (err error) {
	made, err := makeFolder(dir)
	defer func() {
		for i := 0; err != nil && i < len(made); i++ {
			_ = os.Remove(made[i]) // unless something is in place
		}
	}()
	if err != nil {
		return fmt.Errorf("create the folder of the output: %w", err)
	}
	d, err := openDisk(dir)
	if err != nil {
		return fmt.Errorf("open the folder of the output: %w", err)
	}
	err = carryOut(ctx, d, report, files, o)
	d.Close() // before the folder may go
	if err != nil {
		return fmt.Errorf("%s: %w", dir, err)
	}
	return nil
}

// makeFolder makes a folder and those that it lies in. It returns those that
// were not there, innermost first.
func makeFolder(dir string) (made []string, err error) {
	for at := filepath.Clean(dir); ; at = filepath.Dir(at) {
		if _, err := os.Lstat(at); err == nil || !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at) {
			break
		}
		made = append(made, at)
	}
	return made, os.MkdirAll(dir, 0o777)
}

// carryOut does what a report says there is to do.
func carryOut(ctx context.Context, d disk, report Report, files map[string][]byte, o Options) error {
	if err := write(ctx, d, report, files, o.phase("writing", len(report.Written))); err != nil {
		return fmt.Errorf("write the output: %w", err)
	}
	if err := remove(d, report.Removed); err != nil {
		return fmt.Errorf("the output is written, but stale files are left: %w", err)
	}
	return nil
}

// Check tells what [Sync] would do, and does nothing. A folder that is not
// there is as good as an empty one.
func Check(dir string, files map[string][]byte, o Options) (Report, error) {
	return check(dir, texts(files), o)
}

// Compare is [Check] for files that bear the header of generated files and are
// known by their sums.
func Compare(dir string, sums map[string]Sum, o Options) (Report, error) {
	files := make(map[string]wanted, len(sums))
	for name, sum := range sums {
		files[name] = wanted{sum: &sum}
	}
	return check(dir, files, o)
}

func check(dir string, files map[string]wanted, o Options) (Report, error) {
	d, err := openDisk(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return plan(noDisk{}, dir, files, o)
	}
	if err != nil {
		return Report{}, fmt.Errorf("open the folder of the output: %w", err)
	}
	defer d.Close()
	return plan(d, dir, files, o)
}

// header matches the first line of a generated file.
var header = regexp.MustCompile(`^// Code generated by signet .* DO NOT EDIT\.\r?$`)

// IsGenerated reports whether the text of a file bears, in its first line, the
// header by which Signet knows the files that it wrote.
func IsGenerated(text []byte) bool {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	return header.Match(first)
}

// sorted gives a report its order.
func (r Report) sorted() Report {
	for _, paths := range []*[]string{&r.Written, &r.Missing, &r.Removed, &r.Unchanged} {
		slices.Sort(*paths)
	}
	return r
}
