// Package generator turns specs into Go files. It is pure: it reads an fs.FS
// and returns files in memory; package output puts them on a disk.
package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"sync"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
)

// DefaultRuntime is the import path of the runtime that generated code calls.
const DefaultRuntime = "github.com/signet-gen/signet/runtime"

// Options say how to generate.
type Options struct {
	// Import is the import path of the root of the output.
	Import string
	// Runtime is the import path of the runtime; empty for [DefaultRuntime].
	Runtime string
}

// A Renderer writes the Go files of a service, not yet formatted, by their
// paths below the root of the output. It is called by several goroutines.
type Renderer func(s *model.Service, imports model.Imports) (map[string][]byte, error)

// Load reads the specs and resolves them: all of them, for a fault may stand
// anywhere, and then only is kept, or everything when it is empty.
// The error is a [spec.Faults] with every fault found, or says what of only
// the specs don't have.
func Load(specs fs.FS, only []resolve.Selection) ([]*model.Service, error) {
	set, unread := spec.Load(specs)
	services, unresolved := resolve.Build(set)
	if err := join(set, unread, unresolved); err != nil {
		return nil, err
	}
	return resolve.Select(services, only)
}

// Generate renders the services and formats each file once. The files are
// keyed by their slash-separated paths below the root of the output; the same
// services give the same bytes. The error names every file that failed.
func Generate(services []*model.Service, render Renderer, o Options) (map[string][]byte, error) {
	rendered, err := renderAll(services, render, o.imports())
	if err != nil {
		return nil, err
	}
	files, err := merge(services, rendered)
	if err != nil {
		return nil, err
	}
	return formatAll(files)
}

func (o Options) imports() model.Imports {
	if o.Runtime == "" {
		o.Runtime = DefaultRuntime
	}
	return model.Imports{Output: o.Import, Runtime: o.Runtime}
}

// renderAll renders each service; the results are in the services' order.
func renderAll(services []*model.Service, render Renderer, imports model.Imports) ([]map[string][]byte, error) {
	rendered := make([]map[string][]byte, len(services))
	err := parallel(len(services), func(i int) (err error) {
		rendered[i], err = render(services[i], imports)
		return err
	})
	return rendered, err
}

// merge puts the files of all services together.
func merge(services []*model.Service, rendered []map[string][]byte) (map[string][]byte, error) {
	files := map[string][]byte{}
	owner := map[string]*model.Service{}
	var faults []error
	for i, s := range services {
		for _, path := range slices.Sorted(maps.Keys(rendered[i])) {
			if other := owner[path]; other != nil {
				faults = append(faults, fmt.Errorf("%s comes out of both %s and %s: give one of them another package name", path, other.Dir, s.Dir))
				continue
			}
			owner[path], files[path] = s, rendered[i][path]
		}
	}
	return files, errors.Join(faults...)
}

// parallel calls do for 0 to n-1 on all processors and joins the errors in order.
func parallel(n int, do func(i int) error) error {
	faults := make([]error, n)
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := range next {
				faults[i] = do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	workers.Wait()
	return errors.Join(faults...)
}
