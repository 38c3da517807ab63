// Package alibaba reads how Alibaba Cloud describes its services of the RPC
// style: the files api-docs.json that its API portal publishes for each version
// of a product.
//
// What is taken as it stands: names, types, where and how parameters travel,
// what is required, limits, defaults, enumerations, error codes, hosts and the
// samples of replies. What is concluded:
//
//   - Wrapped lists: an object of a reply whose one member is a list, where the
//     names tell that the object is only there to hold it (see wrappers.go).
//   - The effect of an action: it reads when its name begins with a verb that
//     does and nothing in the file says otherwise (see effects.go). With the
//     parameter ClientToken it is idempotent by it; all others write.
//   - Paging, where parameters and members are named as the vendor names them
//     and the reply has one list (see pagers.go).
//   - Secrets, from the names of texts (see secrets.go).
//   - That the parameter RegionId picks the host, where each region has its own.
//   - That a number is larger than the file says, or none without a fraction,
//     where the vendor's own example shows it (see evidence.go).
//   - The names of types for objects that have none, from where they stand: the
//     action and the members down the path (see names.go).
//
// A second shape is read too, the requests alone as the vendor's SDKs are made
// of (see requests.go).
package alibaba

import (
	"fmt"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

const (
	provider = "alibaba"
	docsFile = "api-docs.json"
)

// Source is the import of Alibaba Cloud's own descriptions.
func Source() importer.Source {
	return importer.Source{
		Name:  provider,
		Short: "Alibaba Cloud's api-docs.json, RPC style",
		Main:  []string{docsFile},
		Read:  read,
	}
}

// read turns an api-docs.json, or a file of requests alone, into a spec.
func read(in importer.Input) (*importer.Result, error) {
	if len(in.Data) > importer.MaxSize {
		return nil, spec.Faults{{Pos: spec.Pos{File: in.File}, Msg: fmt.Sprintf(
			"the file is larger than %d MiB: it is no description of a service", importer.MaxSize>>20)}}
	}
	doc, err := jsontree.Parse(in.File, in.Data)
	if err != nil {
		return nil, err
	}
	s := newService(doc, in.Docs)
	if doc.Root.Kind != jsontree.Object {
		s.Fault(doc.Root, "the file must be an object, not %v: it is no description of a service as Alibaba Cloud publishes it (%s)", doc.Root.Kind, docsFile)
		return nil, s.Faults.Err()
	}
	if doc.Root.Get("apis") == nil && doc.Root.Get("operations") != nil {
		s.readRequests()
	} else {
		s.readDocs()
	}
	if err := s.Faults.Err(); err != nil {
		return nil, err
	}
	return &importer.Result{Provider: provider, Service: s.spec, Notes: s.Notes}, nil
}
