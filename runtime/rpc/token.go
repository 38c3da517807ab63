package rpc

import (
	"crypto/rand"
	"fmt"

	"github.com/signet-gen/signet/runtime/wire"
)

// fillToken gives an input an idempotency token, unless it has one. The input is
// encoded once, so that every attempt carries the same.
func fillToken(in wire.Message, name string) error {
	text, err := wire.AppendJSON(nil, in)
	if err != nil {
		return nil // Encode says what is wrong with it
	}
	given := token{name: name}
	if err := wire.ReadJSON(string(text), &given, nil); err != nil || given.text != "" {
		return err
	}
	return wire.ReadJSON(`{"`+name+`":"`+newToken()+`"}`, in, nil)
}

// token is the member of an input that is its idempotency token.
type token struct{ name, text string }

func (t *token) WireMembers(c *wire.Codec) { c.String(t.name, &t.text) }

// newToken is a random UUID (RFC 9562, version 4).
func newToken() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
