package wire

// kind is the kind of a JSON value, told by its first byte.
type kind uint8

const (
	kindNone kind = iota
	kindNull
	kindBool
	kindNumber
	kindString
	kindObject
	kindList
)

var kindNames = [...]string{"nothing", "null", "bool", "number", "string", "object", "list"}

var kinds = [256]kind{
	'n': kindNull, 't': kindBool, 'f': kindBool, '"': kindString, '{': kindObject, '[': kindList, '-': kindNumber,
	'0': kindNumber, '1': kindNumber, '2': kindNumber, '3': kindNumber, '4': kindNumber,
	'5': kindNumber, '6': kindNumber, '7': kindNumber, '8': kindNumber, '9': kindNumber,
}

// kind returns the kind of the value that the codec stands at.
func (c *Codec) kind() kind { return kinds[c.look()] }

// mismatch tells of a value that was accepted although it is not of the promised kind.
func (c *Codec) mismatch(name, want string, start int) {
	if c.hook != nil && !c.mute && c.err == nil {
		c.hook(Mismatch{c.member(name), want, c.found(start), start})
	}
}

// wrongKind stops at a value that is not of the promised kind, or is malformed altogether.
func (c *Codec) wrongKind(name, want string, start int) {
	c.pos = start
	if c.skip(); c.err == nil {
		c.fail(&TypeError{c.member(name), want, c.found(start), start})
	}
}

// found describes the value at start. Of numbers it tells the text, unless they are hidden; texts
// may be secret.
func (c *Codec) found(start int) string {
	k := kinds[c.src[start]]
	if k != kindNumber || c.hidden > 0 {
		return kindNames[k]
	}
	const most = 40
	end, _ := numberEnd(c.src, start)
	literal := c.src[start:end]
	if len(literal) > most {
		literal = literal[:most] + "…"
	}
	return "number " + literal
}
