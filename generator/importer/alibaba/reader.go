package alibaba

import (
	"fmt"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// reader reads one document. What has the wrong form is a fault; reading goes
// on, so that all faults are told at once.
type reader struct {
	doc    *jsontree.Document
	faults spec.Faults
	notes  []importer.Note
	// docs keeps the vendor's prose.
	docs bool
}

// fetch is the advice for a file that is not as the vendor publishes them.
const fetch = "fetch the file again, or correct it"

// fault tells what is wrong with a value.
func (r *reader) fault(at *jsontree.Node, format string, args ...any) {
	r.faults = append(r.faults, spec.Fault{Pos: r.doc.Pos(at), Msg: fmt.Sprintf(format, args...)})
}

// note tells what a person may want to know of a value.
func (r *reader) note(at *jsontree.Node, kind importer.Kind, path, format string, args ...any) {
	r.notes = append(r.notes, importer.Note{Pos: r.doc.Pos(at), Kind: kind, Path: path, Msg: fmt.Sprintf(format, args...)})
}

// isNothing reports whether a member is missing, or null, which is the same.
func isNothing(n *jsontree.Node) bool { return n == nil || n.Kind == jsontree.Null }

// want reports whether a value is there and of a kind; another kind is a fault.
func (r *reader) want(n *jsontree.Node, kind jsontree.Kind, what string) bool {
	if isNothing(n) {
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
	if isNothing(n) || n.Kind != jsontree.String && !r.want(n, jsontree.String, key+" of "+owner) {
		return ""
	}
	return n.Text
}

// needed is a member that must be a text with something in it.
func (r *reader) needed(of *jsontree.Node, key, owner string) (string, bool) {
	n := of.Get(key)
	switch {
	case isNothing(n):
		r.fault(of, "%s has no %s: %s", owner, key, fetch)
	case !r.want(n, jsontree.String, key+" of "+owner):
	case n.Text == "":
		r.fault(n, "%s of %s is empty: %s", key, owner, fetch)
	default:
		return n.Text, true
	}
	return "", false
}

// scalar is a member that may be written as a text, a number or a bool: the
// vendor's own files have limits and defaults as texts, others as what they are.
func (r *reader) scalar(of *jsontree.Node, key, owner string) (string, bool) {
	n := of.Get(key)
	switch {
	case isNothing(n):
		return "", false
	case n.Kind == jsontree.List, n.Kind == jsontree.Object:
		r.fault(n, "%s of %s must be a text, a number or a bool, not %v: %s", key, owner, n.Kind, fetch)
		return "", false
	}
	return n.Text, true
}

// flag is a member that is true or false, also as a text; missing, it is false.
func (r *reader) flag(of *jsontree.Node, key, owner string) bool {
	n := of.Get(key)
	switch {
	case isNothing(n):
		return false
	case n.Kind == jsontree.Bool, n.Kind == jsontree.String && (n.Text == "true" || n.Text == "false" || n.Text == ""):
		return n.Text == "true"
	}
	return r.want(n, jsontree.Bool, key+" of "+owner) && n.Text == "true"
}

// items are the values of a list that must be of a kind; others are faults.
func (r *reader) items(n *jsontree.Node, kind jsontree.Kind, what string) []*jsontree.Node {
	if !r.want(n, jsontree.List, what) {
		return nil
	}
	var items []*jsontree.Node
	for _, item := range n.Items {
		if isNothing(item) {
			r.fault(item, "an item of %s is null: %s", what, fetch)
		} else if r.want(item, kind, "an item of "+what) {
			items = append(items, item)
		}
	}
	return items
}

// members are those of an object that must be of a kind, without those whose
// name was there before.
func (r *reader) members(n *jsontree.Node, kind jsontree.Kind, path, what string) []jsontree.Member {
	if !r.want(n, jsontree.Object, what) {
		return nil
	}
	var members []jsontree.Member
	seen := map[string]bool{}
	for _, m := range n.Members {
		switch {
		case seen[m.Key]:
			r.note(m.Value, importer.Skipped, path, "%s has %s a second time: the first counts", what, quote(m.Key))
		case isNothing(m.Value):
			r.fault(m.Value, "%s of %s is null: %s", quote(m.Key), what, fetch)
		case r.want(m.Value, kind, quote(m.Key)+" of "+what):
			members = append(members, m)
		}
		seen[m.Key] = true
	}
	return members
}

// longestQuote is how much of a text a message shows.
const longestQuote = 80

// quote is a text as a message shows it, cut where it is long.
func quote(text string) string { return fmt.Sprintf("%q", cut(text)) }

func cut(text string) string {
	if runes := []rune(text); len(runes) > longestQuote {
		text = string(runes[:longestQuote]) + "…"
	}
	return text
}

// join is the path of a thing as an overlay names it.
func join(parts ...string) string { return strings.Join(parts, "/") }
