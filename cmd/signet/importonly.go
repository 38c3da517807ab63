package main

import (
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/signet-gen/signet/generator/importer"
)

// onlyServices are the services that --only names.
type onlyServices struct {
	names []string

	mu    sync.Mutex
	found map[string]bool
	seen  []string
}

// has reports whether a service is asked for.
func (o *onlyServices) has(r *importer.Result) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	name := r.Service.Name.Value
	own := []string{name, r.Provider + "/" + name, r.Service.Dir}
	o.seen = append(o.seen, own...)
	asked := len(o.names) == 0
	for _, n := range own {
		if slices.Contains(o.names, n) {
			o.found[n], asked = true, true
		}
	}
	return asked
}

// absent are the names that no service has.
func (o *onlyServices) absent() error {
	var faults []error
	for _, n := range o.names {
		if !o.found[n] {
			faults = append(faults, fmt.Errorf("no file describes the service %q%s", n, suggestion(n, o.seen, "--only takes names such as cvm, tencent/cvm or tencent/cvm/2017-03-12")))
		}
	}
	return errors.Join(faults...)
}
