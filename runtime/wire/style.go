package wire

// Place is where a parameter of a request travels.
type Place uint8

// The places. Clouds that carry all parameters in one body do not look at them.
const (
	Anywhere Place = iota // wherever the cloud puts a parameter that does not say
	Query                 // the query of the URL
	Body                  // the form of a POST
	Header                // the header
	Host                  // it names the region that the request acts in, which picks the host
)

// Style is how a list, map or object becomes parameters. Texts, numbers and bools are single
// parameters in every style.
type Style uint8

// The styles.
const (
	Repeat Style = iota // one parameter an element or member: Disk.1.Size=20, Labels.zone=a
	Flat                // the same, as the specs of structures call it: Disk.Size=20
	JSON                // one parameter, whose value is a JSON text: Disk={"Size":20}
	Simple              // one parameter, whose value is the elements with commas between them: Ids=a,b
)

// Modifiers of a member, beside required and omitZero.
const (
	styleShift          = 3
	placeShift          = 5
	styleMask  modifier = 3 << styleShift
	placeMask  modifier = 7 << placeShift
	// kept are those that hold for the value of a pointer as well.
	kept = wrapped | styleMask | placeMask
)

func (m modifier) style() Style { return Style(m & styleMask >> styleShift) }
func (m modifier) place() Place { return Place(m & placeMask >> placeShift) }

// As makes the next member, which must be a list, map or object, one that parameters hold in this
// style. JSON and XML ignore it.
func (c *Codec) As(style Style) *Codec {
	if c.request {
		c.mod = c.mod&^styleMask | modifier(style)<<styleShift
	}
	return c
}

// In makes the next member one whose parameters travel in this place: see [Params.PlaceAt].
// A text that is In(Host) and not set takes the value of [Flatten].Host. JSON and XML ignore it.
func (c *Codec) In(place Place) *Codec {
	if c.request {
		c.mod = c.mod&^placeMask | modifier(place)<<placeShift
	}
	return c
}

// Wrapped makes the next member, which must be a list, one that stands inside an object under
// this name: {"Tags":{"Tag":[…]}} or <Tags><Tag>…</Tag></Tags>. Parameters ignore it.
func (c *Codec) Wrapped(name string) *Codec {
	c.mod |= wrapped
	c.wrapper = name
	return c
}
