package tencent

import (
	"fmt"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// reader reads one document. What is not as the vendor writes it is a fault;
// reading goes on, so that all faults are told at once.
type reader struct {
	doc    *jsontree.Document
	faults spec.Faults
	notes  []importer.Note
	// docs keeps the vendor's prose.
	docs bool
}

// fault tells what is wrong with a value, or with the file where there is none.
func (r *reader) fault(at *jsontree.Node, format string, args ...any) {
	r.faults = append(r.faults, spec.Fault{Pos: r.doc.Pos(at), Msg: fmt.Sprintf(format, args...)})
}

// note tells what a person may want to know of a value.
func (r *reader) note(at *jsontree.Node, kind importer.Kind, path, format string, args ...any) {
	r.notes = append(r.notes, importer.Note{Pos: r.doc.Pos(at), Kind: kind, Path: path, Msg: fmt.Sprintf(format, args...)})
}

// fetch is the advice for a file that is not as the vendor publishes them.
const fetch = "fetch the file again, or correct it"

// want reports whether a value is of a kind. A null stands for no value.
func (r *reader) want(n *jsontree.Node, kind jsontree.Kind, what string) bool {
	if n == nil || n.Kind == jsontree.Null {
		return false
	}
	if n.Kind != kind {
		r.fault(n, "%s must be %v, not %v: %s", what, kind, n.Kind, fetch)
		return false
	}
	return true
}

// text is a member that is a text, or "" where it is missing.
func (r *reader) text(of *jsontree.Node, key, owner string) string {
	n := of.Get(key)
	if !r.want(n, jsontree.String, key+" of "+owner) {
		return ""
	}
	return n.Text
}

// needed is a member that must be a text with something in it.
func (r *reader) needed(of *jsontree.Node, key, owner string) (string, bool) {
	n := of.Get(key)
	switch {
	case n == nil || n.Kind == jsontree.Null:
		r.fault(of, "%s has no %s: %s", owner, key, fetch)
	case !r.want(n, jsontree.String, key+" of "+owner):
	case n.Text == "":
		r.fault(n, "%s of %s is empty: %s", key, owner, fetch)
	default:
		return n.Text, true
	}
	return "", false
}

// flag is a member that is true or false; missing, it is false.
func (r *reader) flag(of *jsontree.Node, key, owner string) bool {
	n := of.Get(key)
	return r.want(n, jsontree.Bool, key+" of "+owner) && n.Text == "true"
}

// section is an object at the top of the file, which must be there.
func (r *reader) section(key string) *jsontree.Node {
	root := r.doc.Root
	n := root.Get(key)
	if n == nil || n.Kind == jsontree.Null {
		r.fault(root, "the file has no %s: it is not a description of a service as tccli and the SDKs have it (api.json)", key)
		return nil
	}
	if !r.want(n, jsontree.Object, key) {
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
		what := noun + " " + quote(m.Key)
		switch {
		case seen[m.Key]:
			r.note(m.Value, importer.Skipped, "", "the %s is there a second time: the first counts", what)
		case m.Value.Kind != jsontree.Object:
			r.fault(m.Value, "%s must be an object, not %v: %s", what, m.Value.Kind, fetch)
		default:
			members = append(members, m)
		}
		seen[m.Key] = true
	}
	return members
}

// longestQuote is how much of a name a message shows.
const longestQuote = 80

// quote is a name as a message shows it, cut where it is long.
func quote(name string) string {
	if runes := []rune(name); len(runes) > longestQuote {
		name = string(runes[:longestQuote]) + "…"
	}
	return fmt.Sprintf("%q", name)
}
