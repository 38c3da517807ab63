package rpctest

import "github.com/signet-gen/signet/runtime/wire"

// Identify is an output with a request id in the member called so: its own,
// which the call takes over, or else the call's, in the output itself where it
// has such a member.
func Identify(output wire.Message, call *Request, member string) (wire.Message, error) {
	own, err := idOf(output, member)
	if err != nil {
		return nil, err
	}
	if own != "" {
		call.RequestID = own
		return output, nil
	}
	id := &identity{member: member, text: call.RequestID}
	text, err := wire.AppendJSON(nil, id)
	if err != nil {
		return nil, err
	}
	// The output reads its id as a client would, wherever it keeps it.
	if err := wire.ReadJSON(string(text), output, nil); err != nil {
		return nil, err
	}
	own, err = idOf(output, member)
	if err != nil || own != "" {
		return output, err
	}
	return &identified{output, id}, nil
}

// idOf is the request id that an output has.
func idOf(output wire.Message, member string) (string, error) {
	text, err := wire.AppendJSON(nil, output)
	if err != nil {
		return "", err
	}
	id := identity{member: member}
	err = wire.ReadJSON(string(text), &id, nil)
	return id.text, err
}

// identity is a message of which only the request id matters.
type identity struct{ member, text string }

// WireMembers lists the request id.
func (id *identity) WireMembers(c *wire.Codec) { c.String(id.member, &id.text) }

// identified is an output that has no member for the request id, with one.
type identified struct {
	output wire.Message
	id     *identity
}

// WireMembers lists the output's members and then the request id.
func (m *identified) WireMembers(c *wire.Codec) {
	m.output.WireMembers(c)
	m.id.WireMembers(c)
}
