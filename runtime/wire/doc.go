// Package wire turns Go values into the texts that cloud APIs speak, and back:
// JSON (RFC 8259) and XML (1.0) both ways, and parameters (Filters.0.Name=x).
//
// A type takes part by one method that lists its members in order.
// A [Codec] runs through that list and either reads or writes each member:
//
//	type Disk struct {
//		ID   string
//		Size uint64
//		Tags []string
//	}
//
//	func (d *Disk) WireMembers(c *wire.Codec) {
//		c.String("DiskId", &d.ID)
//		c.Required().Uint64("DiskSize", &d.Size)
//		wire.List(c, "Tags", &d.Tags, (*wire.Codec).String)
//	}
//
// [ReadJSON] and [ReadXML] read it, [AppendJSON] and [AppendXML] write all of it,
// [AppendRequestJSON] and [AppendRequestParams] write it as a request: members
// that are not set are left out, and required ones that are missing are reported
// all at once. A server reads requests by [UnflattenJSON] and [ReadRequestJSON].
//
// What differs from member to member stands before the call that lists it:
//
//	c.OmitZero().In(wire.Query).Int64("PageSize", &in.PageSize)
//	wire.List(c.As(wire.JSON), "Disk", &in.Disks, wire.Struct)
//	wire.List(c.Wrapped("Tag"), "Tags", &out.Tags, wire.Struct)
//
// # Reading
//
// Whatever encoding/json refuses as malformed is refused here too, with the
// offset: invalid numbers and escapes, control characters, trailing data,
// nesting deeper than 10,000. Invalid UTF-8 and lone surrogates become U+FFFD.
// Unknown members are checked and skipped. Where a key comes twice, the last
// one counts; objects and maps are merged, lists are replaced. null leaves a
// scalar or an object as it is, and makes a list, map, pointer, []byte or any nil.
// Keys match exactly: "Ip" is not "IP".
//
// Services do not always keep to their documents, so these are accepted, and
// each is told to [ReadOptions].OnMismatch:
//
//   - a number or a bool where a string was promised (its literal text);
//   - a string where a number or a bool was promised ("123", "true"; "" is zero);
//   - 0 or 1 for a bool, 1.0 or 1e3 for an integer;
//   - a number whose digits are hidden in part ("1688****" is zero);
//   - [] or "" for an object or a map, "" or {} for a list;
//   - a bare list where a wrapped one was promised;
//   - in a reply, an object for a list of one, or a list of one for an object.
//
// XML has no kinds but text and elements, so that of these only hidden digits, 0
// and 1 are told there, and two more are accepted and told: an element with others
// in it where a string was promised (it is read as JSON), and a list as a JSON
// text. Anything else is a [TypeError].
//
// Strings without escapes are substrings of the body: a reply is copied once,
// and any string of it keeps the whole body in memory. Set
// [ReadOptions].CopyStrings where a few strings outlive a large reply.
//
// # Cost
//
// The codec expects the members in the order in which the method lists them, and then
// reads an object in one run through the list, comparing each key once.
// A member out of order, or unknown, costs one more run, so that reading takes
// at most (members in the body) x (members of the type) comparisons: linear in
// the body whatever a server sends, and nothing is allocated for what is skipped.
// Only lists, maps, pointers, bytes, any and strings with escapes allocate.
// Writing allocates nothing but the growth of the buffer, and a variable for each map.
//
// XML is read in two runs: one over the document, which makes JSON of it and
// leaves open what only a type can tell, and that of the codec over this JSON.
// The first is linear in the document, and so is the JSON's length.
//
// # Names
//
// A member's name goes into JSON as it stands: it must hold no quote, backslash
// or control character. The keys of maps may hold anything, but for XML, where
// they are names of elements.
package wire
