package rpc

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/ratelimit"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/wire"
)

// Client calls one service. It is safe for any number of goroutines.
type Client struct {
	protocol Protocol
	*hidden
	learnt *learnt
}

// hidden keeps the settings two pointers away from a client. Package fmt follows one
// where a verb does not fit, and calls no methods on what it finds in unexported
// fields, so that nothing there can mask itself.
type hidden struct{ *settings }

// settings are what a client was told.
type settings struct {
	credentials credential.Provider
	options     Options
	header      http.Header
	read        wire.ReadOptions
	userAgent   string
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
	return &Client{protocol: p, learnt: new(learnt), hidden: &hidden{&settings{
		credentials: creds, options: o.withDefaults(), header: o.Header.canonical(),
		read:      wire.ReadOptions{CopyStrings: o.CopyStrings},
		userAgent: strings.TrimSpace(o.UserAgent + " " + runtimeName),
		fault:     o.check(),
	}}}
}

// Sharing makes c use what other has learnt and learns yet, the budget of
// further attempts, the skew of the clock and the calls that rate limits count,
// and returns c. It is for a client that was just made as a variation of other.
func (c *Client) Sharing(other *Client) *Client {
	if other != nil && other.learnt != nil {
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
// of it cannot be known. A clock that is wrong, and credentials that the cloud
// takes no more and whose provider is a [credential.Forgetter], are put right once.
func Call[Out any, P interface {
	*Out
	wire.Message
}](ctx context.Context, c *Client, op *Operation, in wire.Message) (*Out, error) {
	out, _, err := call[Out, P](ctx, c, op, in)
	return out, err
}

// call is Call, and tells what became of an attempt that failed.
func call[Out any, P interface {
	*Out
	wire.Message
}](ctx context.Context, c *Client, op *Operation, in wire.Message) (*Out, retry.Fate, error) {
	r, err := c.encode(ctx, op, in)
	if err != nil {
		return nil, retry.Final, inOperation(op, err)
	}
	defer r.release()
	for {
		out := new(Out)
		err := c.attempt(ctx, r, P(out))
		if err == nil {
			return out, retry.Final, nil
		}
		if err := c.again(ctx, r, err); err != nil {
			return nil, r.fate, err
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
	case c == nil || c.hidden == nil:
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
	r.input = in
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
		return inOperation(r.Operation, err)
	}
	if c.observed() {
		return c.observe(ctx, r, out)
	}
	return c.exchange(ctx, r, out)
}

// exchange sends a signed attempt and reads what comes back. Its error is whole, for
// hooks may hand it to other goroutines.
func (c *Client) exchange(ctx context.Context, r *Request, out wire.Message) error {
	reply, err := c.send(ctx, r)
	if err != nil {
		return inOperation(r.Operation, err)
	}
	if err := c.decode(reply, out); err != nil {
		r.fate = c.fateOfRefusal(r, reply, err)
		if refusal, ok := err.(*Error); ok {
			c.explain(r, refusal)
		}
		return inOperation(r.Operation, err)
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
	for name, values := range c.header {
		r.attempt.request.Header[name] = slices.Clone(values) // which transports may change
	}
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
		return nil, ended(bounded, withoutURL(err, c.secrets(r, r.Credentials.ID)))
	}
	if response == nil {
		return nil, errNoReply
	}
	r.attempt.reply.Status = response.StatusCode // which hooks are told even if the rest breaks
	body, err := readBody(response, c.options.MaxReplyBytes)
	if err != nil {
		r.fate = fateOfBody(ctx, bounded, err)
		return nil, ended(bounded, withoutURL(err, c.secrets(r, r.Credentials.ID)))
	}
	r.attempt.from = sender{c, r}
	reply := &r.attempt.reply
	*reply = Reply{
		Operation: r.Operation, Status: response.StatusCode, Header: response.Header, Body: body,
		from: &r.attempt.from,
	}
	return reply, nil
}
