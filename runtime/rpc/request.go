package rpc

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/wire"
)

// Request is one call on its way out: what [Protocol.Encode] wrote once, and
// what [Protocol.Sign] made of it for the present attempt.
//
// Its buffers are used again when the call has ended and the transport has
// closed every body of it, so a Protocol keeps nothing of it.
type Request struct {
	// Operation is what is called.
	Operation *Operation
	// Credentials and Time are those of the present attempt.
	Credentials credential.Credentials
	Time        time.Time

	// Params is what Encode wrote, where parameters travel as text.
	Params wire.Params
	// Payload is what Encode wrote, where they travel as one body.
	Payload []byte
	// Signed is room for Sign to set out the parameters that it signs.
	Signed wire.Params

	// Method is set by Encode, and so is Region, if the call names one.
	Method, Region string
	// URL and Host are where the attempt goes; Host is what the Host header says.
	URL  url.URL
	Host string
	// Body is what is sent, or empty. It may be all or a part of Payload or of Buffer.
	Body []byte
	// Buffer is room for what Sign writes. It is only ever appended to within
	// one call, since a transport may still be sending a part of it.
	Buffer []byte

	attempt *attempt
	// input is what Encode wrote.
	input wire.Message
	// attempts counts those made; fate is what became of the present one, when it
	// failed, and lent the decision that it goes back to.
	attempts int
	fate     retry.Fate
	lent     retry.Decision
	// skew is what Time has beyond the clock of this machine; corrected tells
	// that it was put right for this call, renewed that the credentials were, and
	// keyRefused that this is what the next attempt is for.
	skew                           time.Duration
	corrected, renewed, keyRefused bool
	// holders counts who needs the buffers: the call, and each body not yet closed.
	holders atomic.Int32
}

// maxKept is the size in bytes above which a buffer is not kept for other calls.
const maxKept = 1 << 20

var requests = sync.Pool{New: func() any { return new(Request) }}

// newRequest is the request of one call, held by the call.
func newRequest(op *Operation) *Request {
	r := requests.Get().(*Request)
	r.Operation = op
	r.holders.Store(1)
	return r
}

// begin makes r ready to be signed for an attempt, the first or another.
func (r *Request) begin(c credential.Credentials, now time.Time) {
	r.Credentials, r.Time = c, now
	r.Host, r.URL, r.Body = "", url.URL{}, nil
	r.attempt = newAttempt(r)
}

// SetHeader sets a header field of the attempt. The name is in Go's canonical
// form: X-Tc-Action.
func (r *Request) SetHeader(name, value string) { r.attempt.setHeader(name, value) }

// Header is the header of the attempt as far as it is set, for a Protocol that
// signs it. It is written by SetHeader alone.
func (r *Request) Header() http.Header { return r.attempt.request.Header }

// String names the operation, for all else may be a secret.
func (r *Request) String() string { return "request of " + r.Operation.String() }

// Format prints the same for every verb.
func (r *Request) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, r.String()) }

// MarshalText is the same for log/slog, encoding/json and all that ask for a text.
func (r *Request) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// release gives up one hold, and with the last one gives the buffers back.
func (r *Request) release() {
	if r.holders.Add(-1) > 0 {
		return
	}
	if cap(r.Payload) > maxKept || cap(r.Buffer) > maxKept {
		return
	}
	params, signed, payload, buffer := r.Params, r.Signed, r.Payload[:0], r.Buffer[:0]
	params.Reset()
	signed.Reset()
	*r = Request{Params: params, Signed: signed, Payload: payload, Buffer: buffer}
	requests.Put(r)
}
