package rpc

import (
	"context"
	"time"

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/wire"
)

// Attempt is one attempt of a call, as hooks are told of it. It holds nothing of
// what is sent, and is theirs for as long as they like.
type Attempt struct {
	// Operation is what is called.
	Operation *Operation
	// Number counts the attempts of a call from 1.
	Number int
	// Method and Host are where the attempt goes.
	Method, Host string

	// What follows is set when it has ended.

	// Duration is how long it took, from sending to the end of the reply.
	Duration time.Duration
	// Status is the HTTP status; 0 if there was no reply.
	Status int
	// Err is the error of the attempt; nil if it succeeded.
	Err error
	// Fate is what became of a request that failed, as far as is known: whether
	// it may be attempted again follows from it.
	Fate retry.Fate
}

// observed tells whether there are hooks.
func (c *Client) observed() bool { return c.options.OnAttempt != nil || c.options.OnAttemptEnd != nil }

// observe is exchange between the hooks.
func (c *Client) observe(ctx context.Context, r *Request, out wire.Message) error {
	a := &Attempt{Operation: r.Operation, Number: r.attempts, Method: r.Method, Host: r.Host}
	if hook := c.options.OnAttempt; hook != nil {
		if own := hook(ctx, a); own != nil {
			ctx = own
		}
	}
	began := time.Now()
	err := c.exchange(ctx, r, out)
	a.Duration, a.Status, a.Err, a.Fate = time.Since(began), r.attempt.reply.Status, err, r.fate
	if hook := c.options.OnAttemptEnd; hook != nil {
		hook(ctx, a)
	}
	return err
}
