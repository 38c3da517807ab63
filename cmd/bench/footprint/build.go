package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A footprint is what a program costs.
type footprint struct {
	standard effort // compiling what it takes of the standard library, from an empty cache
	own      effort // then compiling its other packages and linking it
	packages int    // packages outside the standard library, the main one included
	modules  int    // modules outside this one
	size     int64  // bytes of the stripped binary
}

// An effort is the time of one build: on the clock, and of all processors.
type effort struct{ clock, processor time.Duration }

func (e effort) String() string {
	return fmt.Sprintf("%.1f s (%.1f s of CPU)", e.clock.Seconds(), e.processor.Seconds())
}

func (f *footprint) row(name string, least int64) []string {
	return []string{
		name, f.own.String(), f.standard.String(), fmt.Sprint(f.packages), fmt.Sprint(f.modules),
		fmt.Sprintf("%.2f MB", float64(f.size)/1e6), fmt.Sprintf("%+.2f MB", float64(f.size-least)/1e6),
	}
}

// measure builds one program, the standard library first and apart.
func measure(ctx context.Context, dir, folder string, builds int) (*footprint, error) {
	need, err := list(ctx, folder)
	if err != nil {
		return nil, err
	}
	cold, err := os.MkdirTemp(dir, "cold")
	if err != nil {
		return nil, err
	}
	f := &footprint{packages: need.packages, modules: len(need.modules)}
	if f.standard, err = build(ctx, cold, need.standard...); err != nil {
		return nil, err
	}
	binary := filepath.Join(dir, filepath.Base(folder))
	var efforts []effort
	for range builds {
		e, err := buildOwn(ctx, dir, cold, binary, folder)
		if err != nil {
			return nil, err
		}
		efforts = append(efforts, e)
	}
	f.own = median(efforts)
	info, err := os.Stat(binary)
	if err != nil {
		return nil, err
	}
	f.size = info.Size()
	return f, os.RemoveAll(cold)
}

// buildOwn builds folder from a copy of the cache that holds the standard
// library and nothing else.
func buildOwn(ctx context.Context, dir, cold, binary, folder string) (effort, error) {
	cache, err := os.MkdirTemp(dir, "warm")
	if err != nil {
		return effort{}, err
	}
	defer os.RemoveAll(cache)
	if err := share(cold, cache); err != nil {
		return effort{}, err
	}
	// A binary that is there would be found up to date, and nothing be built.
	if err := os.RemoveAll(binary); err != nil {
		return effort{}, err
	}
	return build(ctx, cache, "-o", binary, folder)
}

// share fills the folder to with the files of from. The go command never
// changes an entry of its cache in place, so that links will do.
func share(from, to string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return os.MkdirAll(filepath.Join(to, name), 0o777)
		}
		return os.Link(path, filepath.Join(to, name))
	})
}

// needs are what a program is built of.
type needs struct {
	standard []string        // packages of the standard library that can be named
	packages int             // others
	modules  map[string]bool // the modules of those, but for this one
}

// list asks the go command what a program imports, which also downloads what
// is not there yet, outside the time that is measured.
func list(ctx context.Context, folder string) (*needs, error) {
	const form = `{{.ImportPath}} {{.Standard}} {{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}`
	command := exec.CommandContext(ctx, "go", "list", "-deps", "-f", form, folder)
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	var faults bytes.Buffer
	command.Stderr = &faults
	text, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w\n%s", folder, err, faults.Bytes())
	}
	n := &needs{modules: map[string]bool{}}
	for line := range strings.Lines(string(text)) {
		n.add(strings.Fields(line))
	}
	return n, nil
}

// add notes one line of the list: path, whether it is standard, module.
func (n *needs) add(fields []string) {
	path, standard := fields[0], fields[1] == "true"
	switch {
	case !standard:
		n.packages++
		if len(fields) > 2 {
			n.modules[fields[2]] = true
		}
	case !strings.Contains(path, "internal") && !strings.HasPrefix(path, "vendor/"):
		n.standard = append(n.standard, path)
	}
}

// build runs go build with a cache of its own and says what it took.
func build(ctx context.Context, cache string, args ...string) (effort, error) {
	args = append([]string{"build", "-buildvcs=false", "-ldflags=-s -w"}, args...)
	command := exec.CommandContext(ctx, "go", args...)
	command.Env = append(os.Environ(), "CGO_ENABLED=0", "GOCACHE="+cache)
	begin := time.Now()
	if text, err := command.CombinedOutput(); err != nil {
		return effort{}, fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, text)
	}
	state := command.ProcessState
	return effort{time.Since(begin), state.UserTime() + state.SystemTime()}, nil
}

func median(efforts []effort) effort {
	slices.SortFunc(efforts, func(a, b effort) int { return int(a.clock - b.clock) })
	return efforts[(len(efforts)-1)/2]
}
