package wire

import "sync"

// A Message lists its members to a Codec, which reads or writes them.
// The list must be the same each time: it may be run through more than once for one value.
type Message interface{ WireMembers(c *Codec) }

// A Codec reads or writes the members of a [Message]. WireMembers is handed one;
// it is valid until WireMembers returns, and not safe for use by two goroutines.
//
// Each method takes the member's name on the wire and where its value is kept.
// After the first error all of them do nothing; the entry point returns it.
type Codec struct {
	mode  mode
	place place // where the codec stands in the innermost value
	after place // where it stands when it has read a member and there is another
	mod   modifier
	depth int
	// wrapper is what Wrapped was given, as long as mod says so.
	wrapper string
	path    []step // the members that lead to the innermost value
	hidden  int    // 1 + how many of them lead to a value that is not to be seen; 0 outside of one
	err     error

	// Reading.
	src   string
	pos   int
	key   string // the key's text, when place is atEscapedKey
	value int    // where the value begins, when place is atEscapedKey
	clone bool   // strings are copied
	xml   bool   // src is what was made of XML, which has no types
	// textAt is where, in XML, an object or list will not do for a string, and unknown where the last
	// key stands that no member has matched.
	textAt, unknown int
	mute            bool // Peek is reading: mismatches are told when the member is really read
	hook            func(Mismatch)

	// Writing.
	request bool // Reading, too: src are the parameters of a request
	buf     []byte
	params  *Params
	flatten Flatten
	in      Place  // where the parameters of the innermost value travel
	tag     string // of the XML element being written
	missing []string
	invalid []error
	seen    *[]string // collects the texts that are not to be seen, unless it is nil

	scratch []byte   // a text being unescaped, a path being spelled
	keys    []string // the sorted keys of the maps being written
}

// mode is what a Codec does with the members.
type mode uint8

const (
	reading mode = iota
	writingJSON
	writingParams
	writingJoined // the elements of a list in style Simple
	writingXML
)

// place is where a Codec stands.
type place uint8

const (
	nowhere      place = iota // no member is left, or there was an error: nothing matches
	atElement                 // at a value whose name does not matter: of a list, map or pointer
	held                      // at a key that the next run through the list may read
	atKey                     // at a key, after its opening quote
	atEscapedKey              // the same, and the key's text is in Codec.key
)

// modifier says how the next member is to be written.
type modifier uint16

const (
	required modifier = 1 << iota
	omitZero
	wrapped
)

// How deep values may be nested: in JSON as in encoding/json; in parameters, whose names
// grow with the depth, far less.
const (
	maxDepth       = 10_000
	maxParamsDepth = 100
)

// Required makes the next member one that a request must have: an empty
// string, []byte, list or map, or a nil pointer or any, is reported as missing.
// Numbers, bools and messages are always there. Reading, and [AppendJSON], ignore it.
func (c *Codec) Required() *Codec {
	if c.request {
		c.mod |= required
	}
	return c
}

// OmitZero makes the next member one that a request leaves out when it is its type's zero
// value; a message, when nothing in it is written. Reading, and [AppendJSON], ignore it.
func (c *Codec) OmitZero() *Codec {
	if c.request {
		c.mod |= omitZero
	}
	return c
}

// takeModifiers returns what was asked for the member at hand, and forgets it.
func (c *Codec) takeModifiers() modifier {
	mod := c.mod
	c.mod = 0
	return mod
}

// A frame is what a Codec must remember of a value while it is inside one of its members.
type frame struct {
	place, after place
	path         int
}

// descend goes from a member to its value.
func (c *Codec) descend(name string) frame {
	f := frame{place: c.place, after: c.after, path: len(c.path)}
	if c.place != atElement {
		c.path = append(c.path, step{name: name, index: -1})
	}
	c.place, c.after = atElement, atKey
	return f
}

// ascend comes back from it.
func (c *Codec) ascend(f frame) {
	c.path = c.path[:f.path]
	c.after = f.after
	c.place = f.place
	if c.err != nil {
		c.place = nowhere
	}
}

var codecs = sync.Pool{New: func() any { return new(Codec) }}

func newCodec(m mode) *Codec {
	c := codecs.Get().(*Codec)
	c.mode, c.place, c.after = m, atElement, atKey
	return c
}

// maxKept bounds the buffers that a pooled Codec keeps.
const maxKept = 1 << 10

// release gives c back to the pool, without anything that belongs to the caller.
func (c *Codec) release() {
	path, scratch, keys := c.path[:0], c.scratch[:0], c.keys[:0]
	if cap(path) > maxKept || cap(scratch) > 64*maxKept || cap(keys) > maxKept {
		return
	}
	clear(path[:cap(path)])
	clear(keys[:cap(keys)])
	*c = Codec{path: path, scratch: scratch, keys: keys}
	codecs.Put(c)
}
