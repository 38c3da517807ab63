package main

import (
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/signet-gen/signet/generator/cache"
	"github.com/signet-gen/signet/generator/output"
	"github.com/signet-gen/signet/generator/workers"
)

// A recall is what earlier runs tell of one that has the same inputs: by their
// bytes, never by the times of files.
type recall struct {
	cache *cache.Cache
	key   func() (cache.Key, error)
	// at is the key as it was before anything was read.
	at    cache.Key
	known bool
}

// recall looks up what the run of a plan depends on.
func (f *generateFlags) recall(p *plan) *recall {
	r := &recall{cache: cache.OfUser(), key: func() (cache.Key, error) { return f.key(p) }}
	if f.noCache || r.cache == nil {
		return r
	}
	at, err := r.key()
	r.at, r.known = at, err == nil
	return r
}

// key is made of everything that decides what is generated and what is said of it.
func (f *generateFlags) key(p *plan) (cache.Key, error) {
	here, err := os.Getwd() // faults and warnings are told from here
	if err != nil {
		return cache.Key{}, err
	}
	options := *f
	options.check, options.verbose, options.noCache, options.jobs = false, false, false, 0
	h := cache.NewHasher()
	h.Program()
	h.Text(here, fmt.Sprintf("%+v", options), string(p.project.text), p.importPath, p.project.specs.dir, fmt.Sprint(p.project.specs.shipped))
	if !p.project.specs.shipped { // what is, is part of the program
		h.Tree(p.project.specs.files)
	}
	return h.Key()
}

// upToDate returns what an earlier run generated if that is what the output
// holds, and the report on it.
func (r *recall) upToDate(p *plan) (*cache.Entry, output.Report, bool) {
	if !r.known {
		return nil, output.Report{}, false
	}
	entry, ok := r.cache.Get(r.at)
	if !ok {
		return nil, output.Report{}, false
	}
	report, err := output.Compare(p.out, entry.Files, output.Options{Prune: entry.Prune})
	return entry, report, err == nil && report.Clean()
}

// keep remembers what a run generated, unless what it read has changed meanwhile.
func (r *recall) keep(p *plan, files map[string][]byte) {
	if !r.known {
		return
	}
	if now, err := r.key(); err != nil || now != r.at {
		return
	}
	r.cache.Put(r.at, &cache.Entry{Files: sumsOf(files), Prune: p.prune, Warnings: p.warnings})
}

func sumsOf(files map[string][]byte) map[string]output.Sum {
	names := slices.Collect(maps.Keys(files))
	sums := make([]output.Sum, len(names))
	_ = workers.Each(len(names), func(i int) error {
		sums[i] = output.SumOf(files[names[i]])
		return nil
	})
	all := make(map[string]output.Sum, len(names))
	for i, name := range names {
		all[name] = sums[i]
	}
	return all
}
