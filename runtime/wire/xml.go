package wire

import "slices"

// ReadXML reads an XML document (XML 1.0, without a document type) into m, by the same lists of
// members as [ReadJSON]. What the document does not mention stays as it is, but that a list to
// which it has elements keeps those that it held. The error is a [*SyntaxError] or a [*TypeError];
// m may then be filled in part.
//
// The root element is the object, whatever its name; an element in an object is the member of its
// name. Attributes, comments, processing instructions, prefixes of names and text between elements
// are skipped. References to characters and the five entities of XML are replaced, sections of
// CDATA taken as they are, line ends made \n. Text is taken with all its space, but for numbers and
// bools. An empty element is an empty text, list, map or object, or zero.
//
// A list stands there in one of these ways, and a list of one looks no different:
//
//	<Tag>…</Tag><Tag>…</Tag>                    repeated, called as the list
//	<Tags><Tag>…</Tag><Tag>…</Tag></Tags>       inside one element, under the name that the list is
//	                                            Wrapped in, or, where it is not wrapped and its
//	                                            elements are no objects, under any one name
//	<Tags><Key>…</Key></Tags><Tags>…</Tags>     wrapped all the same: repeated around what each
//	                                            element has of its own
//
// Malformed documents are refused as encoding/xml does: names, nesting, references, characters. So
// are document types, which can hold entities that grow without bound, encodings other than UTF-8,
// and nesting deeper than 500. A name may begin with a digit, dash or dot all the same.
func ReadXML(body string, m Message, o *ReadOptions) error {
	x := newXMLReader(body)
	defer x.release()
	x.traced = o != nil && o.OnMismatch != nil
	if x.run(); x.err != nil {
		return x.err
	}
	c := newCodec(reading)
	c.src, c.xml = string(x.out), true
	if o != nil {
		c.clone = o.CopyStrings
	}
	if x.traced {
		c.hook = func(m Mismatch) {
			m.Offset = x.offset(m.Offset)
			o.OnMismatch(m)
		}
	}
	c.readObject(m)
	err := c.err
	c.release()
	if wrong, ok := err.(*TypeError); ok {
		wrong.Offset = xmlOffset(body, wrong.Offset)
	}
	return err
}

// xmlOffset returns where in a document the element begins whose value stands at an offset of the
// JSON text that is made of it.
func xmlOffset(body string, offset int) int {
	x := newXMLReader(body)
	defer x.release()
	x.traced = true
	x.run()
	return x.offset(offset)
}

// offset is [xmlOffset] of a document that was traced.
func (x *xmlReader) offset(offset int) int {
	next, _ := slices.BinarySearchFunc(x.begins, offset, func(b xmlBegin, offset int) int {
		if b.out <= offset {
			return -1
		}
		return 1
	})
	if next == 0 {
		return 0
	}
	return x.begins[next-1].src
}

// innerName returns the name under which the elements of a list stand inside the list's own element.
// An element of another list, or of a map, holds the elements of a list under the name of that.
func (c *Codec) innerName(mod modifier, at place, name string) string {
	switch {
	case mod&wrapped != 0:
		return c.wrapper
	case at == atElement:
		return name
	}
	return ""
}
