package rpc

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/ratelimit"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/wire"
)

// DefaultMaxReplyBytes is the most bytes of a reply's body that a client reads
// when Options.MaxReplyBytes is 0.
const DefaultMaxReplyBytes = 64 << 20

// Options are what a client can be told whatever its cloud. The zero value is
// useful.
type Options struct {
	// Transport sends the requests; nil is one that all clients share. Redirects
	// are not followed, since a signature holds for one host. How long a call may
	// take is for its context to say.
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
	// Sleep waits for d between two attempts, or until ctx ends, which it
	// returns the error of; nil waits by the real clock.
	Sleep func(ctx context.Context, d time.Duration) error
}

// Client calls one service. It is safe for any number of goroutines.
type Client struct {
	protocol    Protocol
	credentials credential.Provider
	options     Options
	read        wire.ReadOptions
	userAgent   string
	learnt      *learnt
	// fault is what is wrong with the options.
	fault error
}

// learnt is what clients find out while they call, and share.
type learnt struct {
	budget retry.Budget
	clock  clock
	limits ratelimit.Limiter
}

// runtimeName is what the runtime calls itself in the User-Agent header.
const runtimeName = "signet/0.1"

// NewClient makes a client that speaks p. Packages of clouds call it; programs
// call those. A nil provider is an error of every call.
func NewClient(p Protocol, creds credential.Provider, o Options) *Client {
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
	return &Client{
		protocol: p, credentials: creds, options: o,
		read:      wire.ReadOptions{CopyStrings: o.CopyStrings},
		userAgent: strings.TrimSpace(o.UserAgent + " " + runtimeName),
		learnt:    new(learnt),
		fault:     o.Retry.Check(),
	}
}

// Sharing makes c use what other has learnt and learns yet, the budget of
// further attempts, the skew of the clock and the calls that rate limits count,
// and returns c. It is for a client
// that was just made as a variation of other.
func (c *Client) Sharing(other *Client) *Client {
	if other != nil {
		c.learnt = other.learnt
	}
	return c
}

// Call calls op with the input in and returns its output.
//
// An error is an [*Error] when the cloud refused, a [*ReplyError] when its
// reply cannot be read, a [*wire.MissingError] within it when the input lacks
// what the operation requires, ctx's own error within it when ctx has ended,
// else of the transport or the configuration. All begin with service.action.
// An error after which another attempt was made, or refused to be made, is
// within an [*AttemptsError].
//
// A call that failed is attempted again as Options.Retry says: whatever the
// operation's effect when the request was throttled or cannot have been seen
// whole, and for reads and operations that are idempotent also when what became
// of it cannot be known.
func Call[Out any, P interface {
	*Out
	wire.Message
}](ctx context.Context, c *Client, op *Operation, in wire.Message) (*Out, error) {
	r, err := c.encode(ctx, op, in)
	if err != nil {
		return nil, inOperation(op, err)
	}
	defer r.release()
	for {
		out := new(Out)
		err := c.attempt(ctx, r, P(out))
		if err == nil {
			return out, nil
		}
		if err := c.again(ctx, r, inOperation(op, err)); err != nil {
			return nil, err
		}
	}
}

var (
	errNoClient  = errors.New("the client is empty: make it with the package's New")
	errNoCtx     = errors.New("the context is nil: use context.Background() if there is none to pass on")
	errNoService = errors.New("the operation names no service: set Operation.Service")
	errNoInput   = errors.New("the input is nil: use an empty one if there is nothing to pass on")
	errNoCreds   = errors.New("the client has no credentials: set Config.Credentials")
	errNoReply   = errors.New("the transport gave neither a reply nor an error")
)

// NewRequest is the request that [Call] would send, for a caller who sends it
// by other means. It is good for as long as the cloud takes its signature to be
// fresh. Errors are those of [Call].
func (c *Client) NewRequest(ctx context.Context, op *Operation, in wire.Message) (*http.Request, error) {
	r, err := c.encode(ctx, op, in)
	if err == nil {
		defer r.release()
		err = c.sign(ctx, r)
	}
	if err != nil {
		return nil, inOperation(op, err)
	}
	return r.http(ctx), nil
}

// encode begins a request, which the caller releases if there is no error.
func (c *Client) encode(ctx context.Context, op *Operation, in wire.Message) (*Request, error) {
	switch {
	case c == nil:
		return nil, errNoClient
	case ctx == nil:
		return nil, errNoCtx
	case op == nil || op.Service == nil:
		return nil, errNoService
	case in == nil:
		return nil, errNoInput
	case c.fault != nil:
		return nil, c.fault
	}
	if op.IdempotencyToken != "" {
		if err := fillToken(in, op.IdempotencyToken); err != nil {
			return nil, err
		}
	}
	r := newRequest(op)
	if err := c.protocol.Encode(r, in); err != nil {
		r.release()
		return nil, err
	}
	return r, nil
}

// attempt signs, sends and reads. It can be made again for the same r, whose
// fate tells what became of an attempt that failed.
func (c *Client) attempt(ctx context.Context, r *Request, out wire.Message) error {
	r.attempts++
	r.fate = retry.Final
	if err := c.sign(ctx, r); err != nil {
		return err
	}
	if c.observed() {
		return c.observe(ctx, r, out)
	}
	return c.exchange(ctx, r, out)
}

// exchange sends a signed attempt and reads what comes back.
func (c *Client) exchange(ctx context.Context, r *Request, out wire.Message) error {
	reply, err := c.send(ctx, r)
	if err != nil {
		return err
	}
	if err := c.decode(reply, out); err != nil {
		r.fate = c.fateOfRefusal(r, reply, err)
		return err
	}
	c.learnt.budget.Succeeded(r.lent)
	return nil
}

// sign completes r with the credentials and the time of now.
func (c *Client) sign(ctx context.Context, r *Request) error {
	if err := ctx.Err(); err != nil {
		return ended(ctx, err)
	}
	if c.credentials == nil {
		return errNoCreds
	}
	creds, err := c.credentials.Retrieve(ctx)
	if err != nil {
		return ended(ctx, err)
	}
	if err := creds.Check(); err != nil {
		return err
	}
	if c.options.RateLimit != Unlimited {
		if err := c.keepToLimit(ctx, r, creds.ID); err != nil {
			return err
		}
	}
	r.skew = c.learnt.clock.skew()
	r.begin(creds, c.options.Now().Add(r.skew))
	r.SetHeader("User-Agent", c.userAgent)
	return c.protocol.Sign(r)
}

// send makes one round trip and reads the whole reply.
func (c *Client) send(ctx context.Context, r *Request) (*Reply, error) {
	bounded := ctx
	if limit := c.options.Retry.AttemptTimeout; limit > 0 {
		var cancel context.CancelFunc
		bounded, cancel = context.WithTimeoutCause(ctx, limit, attemptTimeout(limit))
		defer cancel()
	}
	response, err := c.options.Transport.RoundTrip(r.http(bounded))
	if err != nil {
		r.fate = fateOfTransport(ctx, bounded, r.attempt, err)
		return nil, ended(bounded, withoutURL(err, r.Credentials))
	}
	if response == nil {
		return nil, errNoReply
	}
	r.attempt.reply.Status = response.StatusCode // which hooks are told even if the rest breaks
	body, err := readBody(response, c.options.MaxReplyBytes)
	if err != nil {
		r.fate = fateOfBody(ctx, bounded, err)
		return nil, ended(bounded, err)
	}
	reply := &r.attempt.reply
	*reply = Reply{
		Operation: r.Operation, Status: response.StatusCode, Header: response.Header, Body: body,
		credentials: r.Credentials,
	}
	return reply, nil
}
