package jsontree

import (
	"fmt"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// Reader reads a document of a known form. What has another one is a fault, and
// reading goes on, so that all faults are told at once. A null stands for no value.
type Reader struct {
	Doc    *Document
	Faults spec.Faults
	Notes  []importer.Note
}

// Fetch is the advice for a file that is not as the vendor publishes them.
const Fetch = "fetch the file again, or correct it"

// IsNothing reports whether a value is missing, or null, which is the same.
func (n *Node) IsNothing() bool { return n == nil || n.Kind == Null }

// Fault tells what is wrong with a value, or with the file where there is none.
func (r *Reader) Fault(at *Node, format string, args ...any) {
	r.Faults = append(r.Faults, spec.Fault{Pos: r.Doc.Pos(at), Msg: fmt.Sprintf(format, args...)})
}

// Note tells what a person may want to know of a value.
func (r *Reader) Note(at *Node, kind importer.Kind, path, format string, args ...any) {
	r.Notes = append(r.Notes, importer.Note{Pos: r.Doc.Pos(at), Kind: kind, Path: path, Msg: fmt.Sprintf(format, args...)})
}

// Want reports whether a value is there and of a kind; another kind is a fault.
func (r *Reader) Want(n *Node, kind Kind, what string) bool {
	if n.IsNothing() {
		return false
	}
	if n.Kind != kind {
		r.Fault(n, "%s must be %v, not %v: %s", what, kind, n.Kind, Fetch)
		return false
	}
	return true
}

// Text is a member that is a text, or "" where it is missing.
func (r *Reader) Text(of *Node, key, owner string) string {
	n := of.Get(key)
	// The name of the member costs more than the look at it.
	if n.IsNothing() || n.Kind != String && !r.Want(n, String, key+" of "+owner) {
		return ""
	}
	return n.Text
}

// Needed is a member that must be a text with something in it.
func (r *Reader) Needed(of *Node, key, owner string) (string, bool) {
	n := of.Get(key)
	switch {
	case n.IsNothing():
		r.Fault(of, "%s has no %s: %s", owner, key, Fetch)
	case !r.Want(n, String, key+" of "+owner):
	case n.Text == "":
		r.Fault(n, "%s of %s is empty: %s", key, owner, Fetch)
	default:
		return n.Text, true
	}
	return "", false
}

// longestShown is how much of a text a message shows.
const longestShown = 80

// Quote is a text as a message shows it, cut where it is long.
func Quote(text string) string { return fmt.Sprintf("%q", Cut(text)) }

// Cut is a text as a message shows it, without quotes.
func Cut(text string) string {
	if runes := []rune(text); len(runes) > longestShown {
		text = string(runes[:longestShown]) + "…"
	}
	return text
}
