package wire

import (
	"strings"
	"sync"
)

// xmlReader makes JSON of an XML document, in one pass: an element becomes a member, several of one
// name that follow each other become a list, an element without others in it becomes a string.
//
// Whether an element is the first of several is known only at the next one, and whether all in an
// element have one name only at its end. So a space is left before each value and behind each
// opening brace, which JSON does not mind, and what turns out is written over it.
type xmlReader struct {
	src  string
	pos  int
	out  []byte
	open []xmlElement
	err  error
	// rooted tells that there was a root element.
	rooted bool
	// The text since the last tag: plain if it is one part of src as it stands, else in text.
	plain string
	text  []byte
	parts int
	// begins tells where in src each element begins whose value begins in out, if traced.
	begins []xmlBegin
	traced bool
}

// An xmlBegin is where an element begins, and where what stands for its value does.
type xmlBegin struct{ src, out int }

// oneName stands behind the opening brace of an object whose members all have one name, and oneKey
// is what stands there up to the name.
const (
	oneName = '\t'
	oneKey  = "{\t\""
)

// An xmlElement is an element whose end is not yet read.
type xmlElement struct {
	name string
	// brace is where in out the object's brace stands, and last the name of the last element in it,
	// whose value begins in out at value; empty if there is none.
	brace int
	last  string
	value int
	// list tells that the last element is one of several of its name, and names that there are others.
	list, names bool
}

var xmlReaders = sync.Pool{New: func() any { return new(xmlReader) }}

func newXMLReader(src string) *xmlReader {
	x := xmlReaders.Get().(*xmlReader)
	x.src = src
	return x
}

// maxXMLDepth is how deep elements may be nested: far deeper than any reply's. An element that can
// be taken in two ways is looked at twice, and so is what is in it.
const maxXMLDepth = 500

// byteOrderMark may stand at the beginning of a document.
const byteOrderMark = "\ufeff"

// maxKeptXML bounds the buffers that a pooled xmlReader keeps, in bytes.
const maxKeptXML = 1 << 20

func (x *xmlReader) release() {
	out, open, text := x.out[:0], x.open[:0], x.text[:0]
	if cap(out) > maxKeptXML || cap(text) > maxKeptXML || cap(open) > maxKept {
		return
	}
	clear(open[:cap(open)])
	*x = xmlReader{out: out, open: open, text: text}
	xmlReaders.Put(x)
}

// fail stops the reader.
func (x *xmlReader) fail(offset int, msg string) {
	if x.err == nil {
		x.err = &SyntaxError{Offset: offset, Msg: msg, Format: "XML"}
	}
}

// run reads the whole document.
func (x *xmlReader) run() {
	if strings.HasPrefix(x.src, byteOrderMark) {
		x.pos = len(byteOrderMark)
	}
	for x.err == nil && x.pos < len(x.src) {
		if x.src[x.pos] == '<' {
			x.markup()
		} else {
			x.characters()
		}
	}
	switch {
	case x.err != nil:
	case len(x.open) > 0:
		x.fail(x.pos, "the text ends inside the element "+abridged([]byte(x.open[len(x.open)-1].name)))
	case !x.rooted:
		x.fail(x.pos, "the text ends where an element should stand")
	}
}

// markup reads what begins with <.
func (x *xmlReader) markup() {
	rest := x.src[x.pos:]
	switch {
	case strings.HasPrefix(rest, "</"):
		x.endTag()
	case strings.HasPrefix(rest, "<?"):
		x.instruction()
	case strings.HasPrefix(rest, "<!--"):
		x.comment()
	case strings.HasPrefix(rest, "<![CDATA["):
		x.cdata()
	case strings.HasPrefix(rest, "<!"):
		x.fail(x.pos, "a document type is not read: it can hold entities that grow without bound")
	default:
		x.startTag()
	}
}

// startTag reads <name attribute="value"> or <name/>.
func (x *xmlReader) startTag() {
	start := x.pos
	x.pos++
	name := x.name("an element")
	for x.err == nil {
		x.space()
		switch x.look() {
		case '>':
			x.pos++
			x.begin(name, start)
			return
		case '/':
			if x.pos++; x.look() != '>' {
				x.fail(x.pos, "a > should stand behind the / of a tag")
				return
			}
			x.pos++
			if x.begin(name, start); x.err == nil {
				x.end()
			}
			return
		default:
			x.attribute()
		}
	}
}

// endTag reads </name>.
func (x *xmlReader) endTag() {
	start := x.pos
	x.pos += len("</")
	name := x.name("an element")
	if x.space(); x.err != nil {
		return
	}
	if x.look() != '>' {
		x.fail(x.pos, "a > should stand behind the name of an end tag")
		return
	}
	x.pos++
	switch {
	case len(x.open) == 0:
		x.fail(start, "an end tag that no element began: "+abridged([]byte(name)))
	case x.open[len(x.open)-1].name != name:
		x.fail(start, "the element "+abridged([]byte(x.open[len(x.open)-1].name))+" is not ended before "+abridged([]byte(name)))
	default:
		x.end()
	}
}

// begin goes into an element.
func (x *xmlReader) begin(name string, start int) {
	switch {
	case len(x.open) >= maxXMLDepth:
		x.fail(start, "elements are nested too deep")
		return
	case len(x.open) > 0:
		x.open[len(x.open)-1].add(x, localName(name))
	case x.rooted:
		x.fail(start, "there is a second root element")
		return
	}
	x.rooted = true
	if x.traced {
		x.begins = append(x.begins, xmlBegin{start, len(x.out) - 1})
	}
	x.open = append(x.open, xmlElement{name: name})
	x.forget()
}

// add writes what stands before the value of the next element in e.
func (e *xmlElement) add(x *xmlReader, name string) {
	switch {
	case e.last == name:
		if !e.list {
			x.out[e.value] = '['
			e.list = true
		}
		x.out = append(x.out, ',')
		return
	case e.last == "":
		e.brace = len(x.out)
		x.out = append(x.out, '{', ' ')
	default:
		e.endList(x)
		e.names = true
		x.out = append(x.out, ',')
	}
	x.out = append(appendQuoted(x.out, name), ':')
	e.last, e.value = name, len(x.out)
	x.out = append(x.out, ' ')
}

func (e *xmlElement) endList(x *xmlReader) {
	if e.list {
		x.out = append(x.out, ']')
		e.list = false
	}
}

// end comes out of the innermost element.
func (x *xmlReader) end() {
	e := &x.open[len(x.open)-1]
	switch {
	case e.last == "" && len(x.open) == 1 && !x.blank():
		x.out = append(appendQuoted(append(x.out, '{'), localName(e.name)), ':')
		x.out = append(x.appendText(x.out), '}')
	case e.last == "":
		x.out = x.appendText(x.out)
	default:
		e.endList(x)
		x.out = append(x.out, '}')
		if !e.names {
			x.out[e.brace+1] = oneName
		}
	}
	x.open = x.open[:len(x.open)-1]
	x.forget()
}
