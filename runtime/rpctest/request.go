package rpctest

import (
	"crypto/rand"
	"encoding/hex"
	"net/http"

	"github.com/signet-gen/signet/runtime/rpc"
)

// Request is a request that came to a [Server], answered or refused.
type Request struct {
	// Action and Version are what was called.
	Action, Version string
	// Region and Language are the common parameters of these names; empty when absent.
	Region, Language string
	// Format is the form of the reply that was asked for, where a cloud has
	// several: JSON or XML; empty where it has one.
	Format string
	// Method is the HTTP method: POST or GET.
	Method string
	// Signature is how the request was signed, in the cloud's words: TC3-HMAC-SHA256.
	Signature string
	// KeyID is the public half of the key that it was signed with.
	KeyID string
	// Multipart tells whether the body is multipart/form-data.
	Multipart bool
	// Params are the action's parameters as one JSON object. Where they came as
	// text, in a query or a form, all scalars are strings: {"Limit":"20"}.
	Params string
	// Header is the request's header, the values of secret fields masked.
	Header http.Header
	// RequestID is the id that the server gave the request.
	RequestID string
	// Code is the error code that was answered, and Message its text; both are
	// empty for a call that went well and for raw replies.
	Code    rpc.Code
	Message string
}

// NewRequestID returns a random id in the form of a UUID of version 4 (RFC 9562).
func NewRequestID() string {
	var id [16]byte
	rand.Read(id[:]) // never fails: crypto/rand ends the program instead
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	var text [36]byte
	hex.Encode(text[:], id[:4])
	text[8] = '-'
	hex.Encode(text[9:], id[4:6])
	text[13] = '-'
	hex.Encode(text[14:], id[6:8])
	text[18] = '-'
	hex.Encode(text[19:], id[8:10])
	text[23] = '-'
	hex.Encode(text[24:], id[10:])
	return string(text[:])
}
