package tencent

import (
	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
)

// reader reads one document. What is not as the vendor writes it is a fault;
// reading goes on, so that all faults are told at once.
type reader struct {
	jsontree.Reader
	// docs keeps the vendor's prose.
	docs bool
}

// flag is a member that is true or false; missing, it is false.
func (r *reader) flag(of *jsontree.Node, key, owner string) bool {
	n := of.Get(key)
	return r.Want(n, jsontree.Bool, key+" of "+owner) && n.Text == "true"
}

// section is an object at the top of the file, which must be there.
func (r *reader) section(key string) *jsontree.Node {
	root := r.Doc.Root
	n := root.Get(key)
	if n == nil || n.Kind == jsontree.Null {
		r.Fault(root, "the file has no %s: it is not a description of a service as tccli and the SDKs have it (api.json)", key)
		return nil
	}
	if !r.Want(n, jsontree.Object, key) {
		return nil
	}
	return n
}

// named are the members of an object that are objects themselves, without
// those whose name was there before.
func (r *reader) named(of *jsontree.Node, noun string) []jsontree.Member {
	var members []jsontree.Member
	seen := map[string]bool{}
	if of == nil {
		return nil
	}
	for _, m := range of.Members {
		what := noun + " " + jsontree.Quote(m.Key)
		switch {
		case seen[m.Key]:
			r.Note(m.Value, importer.Skipped, "", "the %s is there a second time: the first counts", what)
		case m.Value.Kind != jsontree.Object:
			r.Fault(m.Value, "%s must be an object, not %v: %s", what, m.Value.Kind, jsontree.Fetch)
		default:
			members = append(members, m)
		}
		seen[m.Key] = true
	}
	return members
}
