package rpc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/retry"
)

// AttemptsError is the error of a call that was attempted more than once, or
// that would have been but for a reason that it names.
type AttemptsError struct {
	// Attempts is how many were made.
	Attempts int
	// Reason says why there was not another one; empty when the last failure
	// was one that another attempt would have met again.
	Reason string
	// Err is the error of the last attempt.
	Err error
	// Ended is the context's error when it ended while the next attempt was
	// waited for, else nil.
	Ended error
}

// Error is the last attempt's error, how many there were, and why it stopped.
func (e *AttemptsError) Error() string {
	var notes []string
	if e.Attempts > 1 {
		notes = append(notes, fmt.Sprintf("after %d attempts", e.Attempts))
	}
	if e.Reason != "" {
		notes = append(notes, "not attempted again: "+e.Reason)
	}
	return e.Err.Error() + "; " + strings.Join(notes, "; ")
}

// Format prints the error as its text for all verbs; %+v adds what explains the last
// attempt's, as [Error.Report] does.
func (e *AttemptsError) Format(f fmt.State, verb rune) {
	if e == nil {
		_, _ = io.WriteString(f, "<nil>")
		return
	}
	text := e.Error()
	if refusal := (*Error)(nil); verb == 'v' && f.Flag('+') && errors.As(e.Err, &refusal) {
		_, _ = io.WriteString(f, refusal.report(text))
		return
	}
	fmt.Fprintf(f, fmt.FormatString(f, verb), text)
}

// Unwrap is the last attempt's error, and the context's if that ended the wait.
func (e *AttemptsError) Unwrap() []error {
	if e.Ended != nil {
		return []error{e.Err, e.Ended}
	}
	return []error{e.Err}
}

// again waits for the next attempt of r, of which the present one failed by err,
// or returns the error of the call.
func (c *Client) again(ctx context.Context, r *Request, err error) error {
	d := c.options.Retry.Next(r.attempts, retry.Failure{
		Fate:       r.fate,
		Repeatable: r.Operation.repeatable(),
		After:      askedToWait(err),
	}, &c.learnt.budget)
	if !d.Again {
		return gaveUp(r.attempts, err, d.Reason, nil)
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < d.Wait {
		return gaveUp(r.attempts, err, fmt.Sprintf("the context ends before the %v until the next attempt are over", d.Wait.Round(time.Millisecond)), nil)
	}
	if ended := c.options.Sleep(ctx, d.Wait); ended != nil {
		return gaveUp(r.attempts, err, "the wait for the next attempt ended: "+ended.Error(), ended)
	}
	if r.keyRefused {
		if reason := c.otherKey(ctx, r); reason != "" {
			r.fate = retry.Final
			return gaveUp(r.attempts, err, reason, ctx.Err())
		}
	}
	r.lent = d
	return nil
}

// gaveUp is the error of a call that is not attempted again.
func gaveUp(attempts int, err error, reason string, ended error) error {
	if attempts == 1 && reason == "" {
		return err
	}
	return &AttemptsError{Attempts: attempts, Reason: reason, Err: err, Ended: ended}
}

// repeatable tells whether a server may see a request of the operation twice.
func (op *Operation) repeatable() bool {
	return op.Effect == Read || op.Effect == Idempotent || op.IdempotencyToken != ""
}

// askedToWait is how long the cloud asked to wait in the reply that err is.
func askedToWait(err error) time.Duration {
	switch e := err.(type) {
	case *Error:
		return e.RetryAfter
	case *ReplyError:
		return e.RetryAfter
	}
	return 0
}

// sleep waits by the real clock.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// attemptTimeout is the cause of the end of an attempt that took too long.
type attemptTimeout time.Duration

func (t attemptTimeout) Error() string {
	return fmt.Sprintf("the attempt took longer than the %v of Options.Retry.AttemptTimeout", time.Duration(t))
}
