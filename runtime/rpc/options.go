package rpc

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/wait"
	"github.com/signet-gen/signet/runtime/wire"
)

// DefaultMaxReplyBytes is the most bytes of a reply's body that a client reads
// when Options.MaxReplyBytes is 0.
const DefaultMaxReplyBytes = 64 << 20

// Options are what a client can be told whatever its cloud. The zero value is
// useful.
type Options struct {
	// Transport sends the requests; nil is one that all clients share: HTTP/2 where
	// the server speaks it, TLS 1.2 at least, the proxies of the environment
	// (HTTP_PROXY, HTTPS_PROXY, NO_PROXY), gzip, 10 seconds for a dial and as many for
	// a handshake, 128 idle connections a host for 50 seconds. Redirects are not
	// followed, since a signature holds for one host. How long a call may take is
	// for its context to say.
	Transport http.RoundTripper
	// Now tells the time that requests are signed with; nil is [time.Now].
	Now func() time.Time
	// MaxReplyBytes is the most bytes of a reply's body, unpacked, that are
	// read; a longer reply is an error. 0 is [DefaultMaxReplyBytes].
	MaxReplyBytes int64
	// CopyStrings gives each string of an output memory of its own. Without it
	// all share one copy of the reply, which is faster, and keeps the whole
	// reply in memory as long as any one of them is kept.
	CopyStrings bool
	// OnMismatch, if not nil, is told of each member of a reply that has
	// another type than the API promises and was read all the same. It is
	// called by the goroutine of the call.
	OnMismatch func(*Operation, wire.Mismatch)
	// UserAgent names the program to the cloud, such as billing/1.4; the
	// runtime's own name is added to it.
	UserAgent string
	// Header is further header fields of every request, such as the id of a trace.
	// They are not signed, and in no error. A field that the requests have of
	// themselves is refused. For one call alone, make it by the client's With.
	Header Header
	// Retry says how often and how patiently a call that failed is attempted
	// again, where that can do no harm; the zero value is three attempts within
	// seconds, and [retry.Never] makes one.
	Retry retry.Policy
	// RateLimit says what to do about the calls a second that a cloud lets an
	// account make of an operation, where its spec tells them: nothing, wait, or
	// fail. They are counted for each operation, region and access key.
	RateLimit RateLimit
	// OnAttempt, if not nil, is told of each attempt before it is sent, by the
	// goroutine of the call. The context that it returns is the attempt's: one
	// that holds a span, or ctx itself.
	OnAttempt func(ctx context.Context, a *Attempt) context.Context
	// OnAttemptEnd, if not nil, is told how the attempt ended, with the context
	// that OnAttempt returned.
	OnAttemptEnd func(ctx context.Context, a *Attempt)
	// Sleep waits for d between two attempts of a call or two polls of a wait, or
	// until ctx ends, which it returns the error of; nil waits by the real clock.
	Sleep func(ctx context.Context, d time.Duration) error
	// Wait says how often and how long the WaitUntil methods poll; the zero value
	// goes by what the comment of each says.
	Wait wait.Policy
}

// withDefaults fills in what is not set.
func (o Options) withDefaults() Options {
	if o.Transport == nil {
		o.Transport = defaultTransport()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.MaxReplyBytes <= 0 {
		o.MaxReplyBytes = DefaultMaxReplyBytes
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	return o
}

// check says what is wrong with options.
func (o Options) check() error {
	faults := []error{o.Retry.Check(), o.Wait.Check(), o.Header.check()}
	if hasControl(o.UserAgent) {
		faults = append(faults, errors.New("Options.UserAgent holds a line end or another control character"))
	}
	return errors.Join(faults...)
}
