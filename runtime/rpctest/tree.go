package rpctest

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/signet-gen/signet/runtime/wire"
)

// A tree is a JSON value. Its numbers stand as they were written, so that none
// loses a digit.
type tree struct {
	kind treeKind
	// text is a scalar: the text itself, a number's digits, true or false.
	text string
	// names are those of an object's members, and items their values or the
	// elements of a list.
	names []string
	items []tree
}

type treeKind uint8

const (
	nullTree treeKind = iota
	boolTree
	numberTree
	textTree
	listTree
	objectTree
)

// errNoObject is that a text holds more or other than one JSON object.
var errNoObject = errors.New("the text is not one JSON object")

// parseTree reads a JSON object.
func parseTree(text string) (tree, error) {
	if err := wire.ReadJSON(text, &unread{}, nil); err != nil {
		return tree{}, err
	}
	text = strings.TrimLeft(text, jsonSpace)
	if !strings.HasPrefix(text, "{") {
		return tree{}, errNoObject
	}
	// The text is well-formed, so that nothing below need look for faults.
	p := treeParser{rest: text}
	return p.value(), nil
}

// unread is a message without members: reading it checks a text and keeps nothing.
type unread struct{}

// WireMembers lists nothing.
func (*unread) WireMembers(*wire.Codec) {}

// jsonSpace is what may stand between the parts of a JSON text.
const jsonSpace = " \t\r\n"

// treeParser reads a JSON text that is known to be well-formed.
type treeParser struct{ rest string }

// look goes past space and returns the byte that follows.
func (p *treeParser) look() byte {
	p.rest = strings.TrimLeft(p.rest, jsonSpace)
	return p.rest[0]
}

func (p *treeParser) value() tree {
	switch p.look() {
	case '{':
		return p.members(objectTree, '}')
	case '[':
		return p.members(listTree, ']')
	case '"':
		return tree{kind: textTree, text: p.quoted()}
	case 't', 'f':
		return tree{kind: boolTree, text: p.word()}
	case 'n':
		p.word()
		return tree{}
	}
	return tree{kind: numberTree, text: p.word()}
}

// members reads an object or list up to its closing bracket.
func (p *treeParser) members(kind treeKind, closing byte) tree {
	t := tree{kind: kind}
	p.rest = p.rest[1:]
	for p.look() != closing {
		if p.rest[0] == ',' {
			p.rest = p.rest[1:]
			continue
		}
		if kind == objectTree {
			t.names = append(t.names, p.quoted())
			p.look()
			p.rest = p.rest[1:] // the colon
		}
		t.items = append(t.items, p.value())
	}
	p.rest = p.rest[1:]
	return t
}

// word reads up to what ends a number, true, false or null.
func (p *treeParser) word() string {
	end := strings.IndexAny(p.rest, ",]}"+jsonSpace)
	word := p.rest[:end]
	p.rest = p.rest[end:]
	return word
}

// quoted reads a text in quotes.
func (p *treeParser) quoted() string {
	end := 1
	for p.rest[end] != '"' {
		if p.rest[end] == '\\' {
			end++
		}
		end++
	}
	literal := p.rest[:end+1]
	p.rest = p.rest[end+1:]
	if plain := literal[1:end]; !strings.Contains(plain, `\`) && utf8.ValidString(plain) {
		return plain
	}
	var v single
	// The literal is well-formed, and reads as it does in a message.
	_ = wire.ReadJSON(`{"v":`+literal+`}`, &v, nil)
	return v.text
}

// single is a message of one text.
type single struct{ text string }

// WireMembers lists the text.
func (s *single) WireMembers(c *wire.Codec) { c.String("v", &s.text) }

// member is the value of the last member of a name, as readers of JSON have it.
func (t *tree) member(name string) (*tree, bool) {
	for i := len(t.names) - 1; i >= 0; i-- {
		if t.names[i] == name {
			return &t.items[i], true
		}
	}
	return nil, false
}

// isZero reports whether a value says nothing: null, "", 0, false, an empty
// list or object, or an object that holds nothing else.
func (t *tree) isZero() bool {
	switch t.kind {
	case boolTree:
		return t.text == "false"
	case numberTree:
		return sameNumber(t.text, "0")
	case textTree:
		return t.text == ""
	case listTree:
		return len(t.items) == 0
	}
	for i := range t.items {
		if !t.items[i].isZero() {
			return false
		}
	}
	return true
}

// String shows a value to people, a long one in part.
func (t *tree) String() string {
	const most = 60
	switch t.kind {
	case nullTree:
		return "null"
	case listTree:
		return "a list"
	case objectTree:
		return "an object"
	}
	text := t.text
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	if t.kind == textTree {
		return `"` + text + `"`
	}
	return text
}
