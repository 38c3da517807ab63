package alibaba

import (
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
)

// reader reads one document. What has the wrong form is a fault; reading goes
// on, so that all faults are told at once.
type reader struct {
	jsontree.Reader
	// docs keeps the vendor's prose.
	docs bool
}

// scalar is a member that may be written as a text, a number or a bool: the
// vendor's own files have limits and defaults as texts, others as what they are.
func (r *reader) scalar(of *jsontree.Node, key, owner string) (string, bool) {
	n := of.Get(key)
	switch {
	case n.IsNothing():
		return "", false
	case n.Kind == jsontree.List, n.Kind == jsontree.Object:
		r.Fault(n, "%s of %s must be a text, a number or a bool, not %v: %s", key, owner, n.Kind, jsontree.Fetch)
		return "", false
	}
	return n.Text, true
}

// flag is a member that is true or false, also as a text; missing, it is false.
func (r *reader) flag(of *jsontree.Node, key, owner string) bool {
	n := of.Get(key)
	switch {
	case n.IsNothing():
		return false
	case n.Kind == jsontree.Bool, n.Kind == jsontree.String && (n.Text == "true" || n.Text == "false" || n.Text == ""):
		return n.Text == "true"
	}
	return r.Want(n, jsontree.Bool, key+" of "+owner) && n.Text == "true"
}

// items are the values of a list that must be of a kind; others are faults.
func (r *reader) items(n *jsontree.Node, kind jsontree.Kind, what string) []*jsontree.Node {
	if !r.Want(n, jsontree.List, what) {
		return nil
	}
	var items []*jsontree.Node
	for _, item := range n.Items {
		if item.IsNothing() {
			r.Fault(item, "an item of %s is null: %s", what, jsontree.Fetch)
		} else if r.Want(item, kind, "an item of "+what) {
			items = append(items, item)
		}
	}
	return items
}

// members are those of an object that must be of a kind, without those whose
// name was there before.
func (r *reader) members(n *jsontree.Node, kind jsontree.Kind, path, what string) []jsontree.Member {
	if !r.Want(n, jsontree.Object, what) {
		return nil
	}
	var members []jsontree.Member
	seen := map[string]bool{}
	for _, m := range n.Members {
		switch {
		case seen[m.Key]:
			r.Note(m.Value, importer.Skipped, path, "%s has %s a second time: the first counts", what, jsontree.Quote(m.Key))
		case m.Value.IsNothing():
			r.Fault(m.Value, "%s of %s is null: %s", jsontree.Quote(m.Key), what, jsontree.Fetch)
		case r.Want(m.Value, kind, jsontree.Quote(m.Key)+" of "+what):
			members = append(members, m)
		}
		seen[m.Key] = true
	}
	return members
}

// join is the path of a thing as an overlay names it.
func join(parts ...string) string { return strings.Join(parts, "/") }
