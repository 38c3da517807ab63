package rpc

import (
	"context"
	"errors"
	"time"

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/wait"
	"github.com/signet-gen/signet/runtime/wire"
)

// WaitUntil calls op with the input in until w says that what is waited for has come
// to be, as often and as long as Options.Wait says. It returns the last output,
// beside an error as well, if one came.
//
// An error is a [*wait.Error], which the error of the last call is within. A
// call that fails by what may pass, after [Call] has made its attempts, does
// not end the wait: throttling, and a server or a network that fails.
func WaitUntil[Out any, P interface {
	*Out
	wire.Message
}](ctx context.Context, c *Client, op *Operation, in wire.Message, w wait.Waiter[Out]) (*Out, error) {
	if c == nil || c.hidden == nil || ctx == nil || op == nil || op.Service == nil {
		return Call[Out, P](ctx, c, op, in) // which says so
	}
	answered := false // whether the cloud was reached at all
	out, err := w.Run(ctx, c.options.Wait, wait.Clock{Now: c.options.Now, Sleep: c.options.Sleep}, func(ctx context.Context) wait.Poll[Out] {
		out, fate, err := call[Out, P](ctx, c, op, in)
		answered = answered || isAnswer(err)
		return wait.Poll[Out]{Out: out, Err: err, Passing: passing(fate, answered, err), After: pollAfter(err)}
	})
	var fault *wait.Error
	if errors.As(err, &fault) {
		fault.Service, fault.Action = op.Service.Name, op.Action
	}
	return out, err
}

// isAnswer tells of what the cloud itself answered.
func isAnswer(err error) bool { return err == nil || errors.As(err, new(*Error)) }

// passing tells of an error that a later call need not meet. A server that
// nothing could be sent to may be gone for a while, unless it was never there:
// then the host is wrong.
func passing(fate retry.Fate, answered bool, err error) bool {
	switch fate {
	case retry.Final:
		return errors.As(err, new(*RateLimitError))
	case retry.Unsent:
		return answered
	}
	return true
}

// pollAfter is how long the cloud asked to wait in the last answer.
func pollAfter(err error) time.Duration {
	var several *AttemptsError
	if errors.As(err, &several) {
		err = several.Err
	}
	return askedToWait(err)
}
