// Package generator turns specs into Go files. It is pure: it reads an fs.FS
// and returns files in memory; package output puts them on a disk.
package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/overlay"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
	"github.com/signet-gen/signet/generator/workers"
)

// DefaultRuntime is the import path of the runtime that generated code calls.
const DefaultRuntime = "github.com/signet-gen/signet/runtime"

// Options say how to generate.
type Options struct {
	// Import is the import path of the root of the output.
	Import string
	// Runtime is the import path of the runtime; empty for [DefaultRuntime].
	Runtime string
	// Phase, if there is one, is told what comes next and how many things it is
	// about: the actions of rendering, the files of formatting. Step is told as
	// they are done, by several goroutines.
	Phase func(what string, total int) (step func(n int))
}

func (o Options) phase(what string, total int) (step func(n int)) {
	if o.Phase == nil {
		return func(int) {}
	}
	return o.Phase(what, total)
}

// A Renderer writes the Go files of a service, not yet formatted, by their
// paths below the root of the output. It is called by several goroutines.
type Renderer func(s *model.Service, imports model.Imports) (map[string][]byte, error)

// Load reads the specs, corrects them by their overlays and resolves them: all
// of them, for a fault may stand anywhere, and then only is kept, or everything
// when it is empty. The warnings are of overlays: changes that are not needed
// any more, whichever services are kept.
// The error is a [spec.Faults] with every fault found, or says what of only
// the specs don't have.
func Load(specs fs.FS, only []resolve.Selection) (services []*model.Service, warnings spec.Faults, err error) {
	set, unread := spec.Load(specs)
	warnings, uncorrected := overlay.ApplyAll(set)
	services, unresolved := resolve.Build(set)
	if warnings, err = join(set, unread, warnings, uncorrected.Err(), unresolved); err != nil {
		return nil, warnings, err
	}
	services, err = resolve.Select(services, only)
	return services, warnings, err
}

// Generate renders the services and formats each file once. The files are
// keyed by their slash-separated paths below the root of the output; the same
// services give the same bytes. The error names every file that failed.
func Generate(services []*model.Service, render Renderer, o Options) (map[string][]byte, error) {
	rendered, err := renderAll(services, render, o)
	if err != nil {
		return nil, err
	}
	files, err := merge(services, rendered)
	if err != nil {
		return nil, err
	}
	return formatAll(files, o)
}

func (o Options) imports() model.Imports {
	if o.Runtime == "" {
		o.Runtime = DefaultRuntime
	}
	return model.Imports{Output: o.Import, Runtime: o.Runtime}
}

// renderAll renders each service; the results are in the services' order.
func renderAll(services []*model.Service, render Renderer, o Options) ([]map[string][]byte, error) {
	actions := 0
	for _, s := range services {
		actions += len(s.Actions)
	}
	step := o.phase("rendering", actions)
	rendered := make([]map[string][]byte, len(services))
	err := workers.Each(len(services), func(i int) (err error) {
		rendered[i], err = render(services[i], o.imports())
		step(len(services[i].Actions))
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
