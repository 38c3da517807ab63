// Package jsontree reads JSON (RFC 8259) into a tree that knows where each value
// stands and keeps the order of members, for reading what others wrote and
// saying where it is wrong.
package jsontree

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/signet-gen/signet/generator/spec"
)

// Kind is what a value is.
type Kind int

// The kinds of value.
const (
	Null Kind = iota
	Bool
	Number
	String
	List
	Object
)

// kindNames are the kinds as a sentence has them.
var kindNames = [...]string{"null", "a bool", "a number", "a text", "a list", "an object"}

// String is the kind with its article: an object.
func (k Kind) String() string { return kindNames[k] }

// Node is one value.
type Node struct {
	Kind Kind
	// Text is a text without its quotes, a number as it was written, or true or false.
	Text string
	// Items are the values of a list.
	Items []*Node
	// Members are those of an object, in order.
	Members []Member

	offset int
}

// Member is a member of an object.
type Member struct {
	Key   string
	Value *Node
}

// Get returns the member called key, or nil; a nil node and one that is no
// object have none. Of several the last counts, as encoding/json has it.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for i := len(n.Members) - 1; i >= 0; i-- {
		if n.Members[i].Key == key {
			return n.Members[i].Value
		}
	}
	return nil
}

// MaxDepth is how deep values may be nested.
const MaxDepth = 100

// Document is a file and what it holds.
type Document struct {
	Root *Node

	file  string
	lines lines
}

// Parse reads a file. The error is a [spec.Faults] of one fault: text that is
// not UTF-8 or not JSON, or nested deeper than [MaxDepth].
func Parse(file string, data []byte) (*Document, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	d := &Document{file: file, lines: linesOf(data)}
	if at := invalidUTF8(data); at >= 0 {
		return nil, d.fault(at, "this is not UTF-8: convert the file, or fetch it again")
	}
	p := parser{in: json.NewDecoder(bytes.NewReader(data)), data: data}
	p.in.UseNumber()
	root, err := p.value(0)
	if err == nil {
		err = p.end()
	}
	if err != nil {
		return nil, d.fault(p.blame(err), complaint(err))
	}
	d.Root = root
	return d, nil
}

func (d *Document) fault(offset int, msg string) error {
	return spec.Faults{{Pos: d.lines.pos(d.file, offset), Msg: msg}}
}

// Pos is the place of a value; that of the file for nil.
func (d *Document) Pos(n *Node) spec.Pos {
	if n == nil {
		return spec.Pos{File: d.file}
	}
	return d.lines.pos(d.file, n.offset)
}

// errDepth is the error of a document that is nested too deeply.
var errDepth = fmt.Errorf("this is nested deeper than %d levels: it is no description of a service", MaxDepth)

// errMore is the error of a document with something behind it.
var errMore = errors.New("the file goes on after the end of its value: it holds one, and nothing else")

// complaint says what is wrong with a document.
func complaint(err error) string {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "the file ends in the middle of a value: it was cut off, fetch it again"
	}
	if errors.Is(err, errDepth) || errors.Is(err, errMore) {
		return err.Error()
	}
	return "this is not JSON: " + err.Error()
}

// parser builds the tree out of the tokens of encoding/json.
type parser struct {
	in   *json.Decoder
	data []byte
}

// blame is the offset that an error is about: that of the token that was to come.
func (p *parser) blame(err error) int {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return len(p.data)
	}
	return p.next()
}

// next is the offset of the next token.
func (p *parser) next() int {
	at := int(p.in.InputOffset())
	for at < len(p.data) && strings.IndexByte(" \t\r\n,:", p.data[at]) >= 0 {
		at++
	}
	return at
}

func (p *parser) end() error {
	if rest := p.data[p.in.InputOffset():]; len(bytes.Trim(rest, " \t\r\n")) > 0 {
		return errMore
	}
	return nil
}

// value reads the next value, which is nested depth deep.
func (p *parser) value(depth int) (*Node, error) {
	n := &Node{offset: p.next()}
	if depth >= MaxDepth && n.offset < len(p.data) && strings.IndexByte("[{", p.data[n.offset]) >= 0 {
		return nil, errDepth
	}
	token, err := p.in.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case bool:
		n.Kind, n.Text = Bool, strconv.FormatBool(t)
	case json.Number:
		n.Kind, n.Text = Number, t.String()
	case string:
		n.Kind, n.Text = String, t
	case json.Delim:
		return n, p.inside(n, t, depth+1)
	}
	return n, nil
}

// inside reads what is in a list or an object, and its end.
func (p *parser) inside(n *Node, open json.Delim, depth int) error {
	n.Kind = List
	if open == '{' {
		n.Kind = Object
	}
	for p.in.More() {
		if n.Kind == List {
			item, err := p.value(depth)
			if err != nil {
				return err
			}
			n.Items = append(n.Items, item)
			continue
		}
		key, err := p.in.Token()
		if err != nil {
			return err
		}
		value, err := p.value(depth)
		if err != nil {
			return err
		}
		n.Members = append(n.Members, Member{key.(string), value})
	}
	_, err := p.in.Token()
	return err
}

// invalidUTF8 is the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	at := 0
	for {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
}
