// Package tencent reads how Tencent Cloud describes its services: the files
// api.json and examples.json that its command line and its SDKs are made of.
//
// What is taken as it stands: names, types, what is required or may be null,
// what is offline or deprecated. What is concluded:
//
//   - The effect of an action, from its name. Names that begin with Describe,
//     List, Get, Query, Search, Inquire, Inquiry, Check, Validate, Estimate,
//     Calculate, Preview, Count, Find or Lookup read, also after Batch, unless a
//     word of the name speaks of something made or spent (see effects.go). An
//     action with the parameter ClientToken is idempotent by it. All others write.
//   - Paging, where an action reads, its parameters and its reply are named as
//     the vendor names them, and the reply has one list (see pagers.go).
//   - Secrets, from the names of texts (see secrets.go).
//   - Defaults, limits and the values allowed, from prose whose whole shape is
//     known and says nothing else (see facts.go). What the examples contradict is
//     not taken.
//   - That a required text or list may be empty, where an example sends it so.
//
// An action that is offline stays, deprecated: what calls it still compiles. So
// does a member that the vendor calls disabled.
package tencent

import (
	"slices"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

const (
	provider     = "tencent"
	apiFile      = "api.json"
	examplesFile = "examples.json"
)

// Source is the import of Tencent Cloud's own descriptions.
func Source() importer.Source {
	return importer.Source{
		Name:   provider,
		Short:  "Tencent Cloud's api.json and examples.json, as tccli has them",
		Main:   []string{apiFile},
		Beside: []string{examplesFile},
		Read:   read,
	}
}

// read turns an api.json, and the examples.json beside it, into a spec.
func read(in importer.Input) (*importer.Result, error) {
	doc, err := jsontree.Parse(in.File, in.Data)
	if err != nil {
		return nil, err
	}
	s := &service{reader: reader{Reader: jsontree.Reader{Doc: doc}, docs: in.Docs}, spec: &spec.Service{}, codes: map[string]bool{}}
	if !s.Want(doc.Root, jsontree.Object, "the file") {
		if doc.Root.Kind == jsontree.Null {
			s.Fault(doc.Root, "the file must be an object, not null: %s", jsontree.Fetch)
		}
		return nil, s.Faults.Err()
	}
	s.read(in.File)
	x := &examples{reader: reader{docs: in.Docs}, service: s}
	if data, ok := in.Beside[examplesFile]; ok {
		x.read(beside(in.File), data)
	}
	s.write()
	if err := slices.Concat(s.Faults, x.Faults).Err(); err != nil {
		return nil, err
	}
	notes := slices.Concat(s.Notes, x.Notes)
	slices.SortStableFunc(notes, func(a, b importer.Note) int { return a.Pos.Compare(b.Pos) })
	return &importer.Result{Provider: provider, Service: s.spec, Notes: notes}, nil
}
