// Package text reads the documentation of a service as plain text: the "API
// Documentation" of a Tencent Cloud service, as it comes out of its PDF or off
// its pages.
//
// The way is a short one. Bytes become lines, what belongs to pages and not to
// the document goes, headings divide the lines into chapters and sections,
// tables become rows whose cells are whole again, and those become the spec.
// Lines of an action or a data type that nothing of this understood are named.
package text

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// Source is the import of documents as text.
func Source() importer.Source {
	return importer.Source{
		Name:  "text",
		Short: "a documentation page as text, with numbered sections and tables",
		Read:  read,
	}
}

// reader is the work on one document.
type reader struct {
	file   string
	docs   bool
	cloud  cloud
	notes  []importer.Note
	faults spec.Faults
	// types are the names that tables give as types, described those of the
	// data types read so far, codes the service's own error codes so far.
	types     map[string]bool
	described map[string]*spec.Type
	codes     map[string]bool
	// prose are the descriptions of fields, also where no docs are wanted.
	prose map[*spec.Field]string
	// shown are the lines of the examples.
	shown map[*spec.Example]int
}

func read(in importer.Input) (*importer.Result, error) {
	lines, err := readLines(in.File, in.Data)
	if err != nil {
		return nil, err
	}
	r := &reader{
		file: in.File, docs: in.Docs,
		types: map[string]bool{}, described: map[string]*spec.Type{}, codes: map[string]bool{},
		prose: map[*spec.Field]string{}, shown: map[*spec.Example]int{},
	}
	removePages(lines)
	d, err := r.document(closed(lines))
	if err != nil {
		return nil, err
	}
	service := r.service(d)
	if len(r.faults) > 0 {
		return nil, r.faults.Sorted().Err()
	}
	slices.SortStableFunc(r.notes, func(a, b importer.Note) int { return cmp.Compare(a.Pos.Line, b.Pos.Line) })
	return &importer.Result{Provider: r.cloud.name, Service: service, Notes: r.notes}, nil
}

// at is the place of a line.
func (r *reader) at(number int) spec.Pos {
	if number <= 0 {
		return spec.Pos{File: r.file}
	}
	return spec.Pos{File: r.file, Line: number, Col: 1}
}

func (r *reader) note(kind importer.Kind, number int, path, format string, args ...any) {
	r.notes = append(r.notes, importer.Note{Pos: r.at(number), Kind: kind, Path: path, Msg: fmt.Sprintf(format, args...)})
}

func (r *reader) fault(number int, format string, args ...any) {
	r.faults = append(r.faults, spec.Fault{Pos: r.at(number), Msg: fmt.Sprintf(format, args...)})
}

// unread names the lines that nothing understood, a note a line.
func (r *reader) unread(path string, lines []line) {
	for _, l := range lines {
		if !l.blank() && !l.isFence() {
			r.note(importer.Unread, l.number, path, "%s", quote(l.text))
		}
	}
}

// doc is a text of the vendor's, where those are wanted.
func (r *reader) doc(text string) string {
	if !r.docs {
		return ""
	}
	return text
}
