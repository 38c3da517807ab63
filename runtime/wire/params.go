package wire

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Params is a list of parameters, name=value, over one buffer that is reused.
// Neither names nor values are escaped. The zero value is empty and ready for use.
// It may hold secrets: no fmt verb prints more than how many parameters there are.
type Params struct {
	buf   []byte
	pairs []pair
}

// A pair is one parameter: its name is buf[name:value], its value buf[value:end].
type pair struct {
	name, value, end int
	place            Place
}

// Reset takes all parameters away, and keeps the memory.
func (p *Params) Reset() { p.buf, p.pairs = p.buf[:0], p.pairs[:0] }

// Len returns how many parameters there are.
func (p *Params) Len() int { return len(p.pairs) }

// At returns the parameter at index i. The slices are valid until p is changed, and must not be written to.
func (p *Params) At(i int) (name, value []byte) {
	at := p.pairs[i]
	return p.buf[at.name:at.value:at.value], p.buf[at.value:at.end:at.end]
}

// PlaceAt returns where the parameter at index i travels: what [Codec.In] or AddIn said.
func (p *Params) PlaceAt(i int) Place { return p.pairs[i].place }

// Add adds a parameter at the end.
func (p *Params) Add(name, value string) { p.AddIn(Anywhere, name, value) }

// AddIn adds a parameter that travels in a place.
func (p *Params) AddIn(place Place, name, value string) {
	start := len(p.buf)
	p.buf = append(append(p.buf, name...), value...)
	p.pairs = append(p.pairs, pair{start, start + len(name), len(p.buf), place})
}

// AddInt adds a parameter whose value is a decimal number.
func (p *Params) AddInt(name string, value int64) {
	start := len(p.buf)
	p.buf = strconv.AppendInt(append(p.buf, name...), value, 10)
	p.pairs = append(p.pairs, pair{start, start + len(name), len(p.buf), Anywhere})
}

// AddFrom adds the parameter at index i of q.
func (p *Params) AddFrom(q *Params, i int) {
	at, start := q.pairs[i], len(p.buf)
	p.buf = append(p.buf, q.buf[at.name:at.end]...)
	p.pairs = append(p.pairs, pair{start, start + at.value - at.name, len(p.buf), at.place})
}

// AddAll adds the parameters of q at the end.
func (p *Params) AddAll(q *Params) {
	shift := len(p.buf)
	p.buf = append(p.buf, q.buf...)
	for _, at := range q.pairs {
		p.pairs = append(p.pairs, pair{at.name + shift, at.value + shift, at.end + shift, at.place})
	}
}

// Sort sorts the parameters by the bytes of their names; those of one name keep their order.
func (p *Params) Sort() {
	slices.SortFunc(p.pairs, func(a, b pair) int {
		if order := bytes.Compare(p.buf[a.name:a.value], p.buf[b.name:b.value]); order != 0 {
			return order
		}
		return a.name - b.name
	})
}

// AppendQuery appends the parameters as a query or form, name=value&name=value, escaped by [AppendEscaped].
func (p *Params) AppendQuery(dst []byte) []byte {
	start := len(dst)
	for i := range p.pairs {
		dst = p.AppendPair(dst, start, i)
	}
	return dst
}

// AppendPair appends the parameter at index i as AppendQuery does, to a query that begins at dst[start]:
// behind an ampersand, unless it is the first one there.
func (p *Params) AppendPair(dst []byte, start, i int) []byte {
	if len(dst) > start {
		dst = append(dst, '&')
	}
	name, value := p.At(i)
	dst = AppendEscaped(dst, name)
	dst = append(dst, '=')
	return AppendEscaped(dst, value)
}

// Format prints how many parameters there are, and none of them.
func (p Params) Format(f fmt.State, _ rune) {
	_, _ = io.WriteString(f, "wire.Params("+strconv.Itoa(p.Len())+")")
}

// Flatten says how values become parameters.
type Flatten struct {
	// Base is the number of a list's first element: 0 for Filters.0.Name, 1 for Filters.1.Name.
	Base int

	// RawBytes writes bytes as they are, for multipart/form-data; else they are base64.
	RawBytes bool

	// Host is written for a text that is [Codec.In] the host and not set: the region of the client.
	Host string
}

// AppendRequestParams adds the parameters of a request to p: Limit=20, Filters.0.Values.1=x.
// Members are left out, and errors are made, as by [AppendRequestJSON]; p is then as it was.
//
// Parameters cannot tell everything. Empty lists, maps and objects leave no trace; as elements of a
// list they are refused, like null, since they would change the count. So are map keys that are
// empty or hold a dot. Everything else comes back through [UnflattenJSON] and [ReadJSON], but for
// a map whose keys count from Base, which looks like a list there.
func AppendRequestParams(p *Params, m Message, f Flatten) error {
	size, pairs := len(p.buf), len(p.pairs)
	c := newCodec(writingParams)
	c.request, c.buf, c.params, c.flatten = true, p.buf, p, f
	c.writeMessage("", m)
	p.buf = c.buf
	err := c.faults()
	c.release()
	if err != nil {
		p.buf, p.pairs = p.buf[:size], p.pairs[:pairs]
	}
	return err
}

// startParam writes a parameter's name.
func (c *Codec) startParam(name string, in Place) {
	c.params.pairs = append(c.params.pairs, pair{name: len(c.buf), place: in})
	c.buf = c.appendMember(c.buf, name, c.flatten.Base)
	c.params.pairs[len(c.params.pairs)-1].value = len(c.buf)
}

// endValue notes where a parameter's value ends, or writes what stands behind a value in XML.
func (c *Codec) endValue() {
	switch c.mode {
	case writingParams:
		c.params.pairs[len(c.params.pairs)-1].end = len(c.buf)
	case writingXML:
		c.endTag(c.tag)
	}
}
