// Package wait polls until something has come to be: it calls what tells the
// state of a thing until the thing is done, has failed, or takes too long.
//
// It knows no cloud and no network: who calls it makes the polls and says which
// of their errors may pass. Generated code describes what is waited for by a
// [Waiter]; programs set a [Policy] where that does not suit them, and read an
// [Error].
package wait

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Waiter is what is waited for, told from the outputs of one action.
type Waiter[Out any] struct {
	// Name is what it is called by, such as MigrationTaskFinished.
	Name string
	// Every and Timeout are the API's figures for a [Policy] that has none.
	Every, Timeout time.Duration
	// Until are the conditions of which one ends the wait well, and FailWhen
	// those of which one ends it by an error. A poll that meets some of both
	// has failed: some of many things can be done while another cannot be any more.
	Until, FailWhen []Condition[Out]
}

// Poll is what came of one call.
type Poll[Out any] struct {
	// Out is the output; nil if the call failed, by Err.
	Out *Out
	Err error
	// Passing tells of an error that the next poll need not meet.
	Passing bool
	// After is how long the server asks to wait; 0 if it does not.
	After time.Duration
}

// Clock is the time that a wait goes by.
type Clock struct {
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error
}

// least is what a poll may take, however little is left until the timeout.
const least = 30 * time.Second

// Run calls poll until w says that it has ended. The first poll is made at once
// and the last one when the timeout is over. There is none for an impossible wait.
//
// The output is the last one that came. It stands beside the error, too, and is
// nil there if none came; the error is an [*Error].
func (w Waiter[Out]) Run(ctx context.Context, p Policy, c Clock, poll func(context.Context) Poll[Out]) (*Out, error) {
	r := run[Out]{Waiter: w, clock: c, began: c.Now(), pace: p.pace(w.Every, w.Timeout)}
	if err := w.cannot(); err != nil {
		return nil, r.fault(Impossible, "", err)
	}
	for {
		done, err := r.poll(ctx, poll)
		if done || err != nil {
			return r.out, err
		}
		if err := r.pause(ctx); err != nil {
			return r.out, err
		}
	}
}

// A run is a wait under way.
type run[Out any] struct {
	Waiter[Out]
	clock Clock
	began time.Time
	pace  pace
	// slept counts, so that a clock that stands still does not wait for ever.
	slept time.Duration
	polls int
	// out is the last output, and last the last poll.
	out  *Out
	last Poll[Out]
}

// elapsed is how long the wait takes so far.
func (r *run[Out]) elapsed() time.Duration { return max(r.clock.Now().Sub(r.began), r.slept) }

// poll makes a poll and tells whether it ends the wait.
func (r *run[Out]) poll(ctx context.Context, poll func(context.Context) Poll[Out]) (done bool, err error) {
	if err := ctx.Err(); err != nil {
		return false, r.ended(ctx, err)
	}
	bounded, cancel := context.WithTimeoutCause(ctx, max(r.pace.timeout-r.elapsed(), least), errOverdue)
	defer cancel()
	r.last = poll(bounded)
	r.polls++
	if r.last.Err == nil {
		r.out = r.last.Out
	}
	if c := met(r.FailWhen, r.last); c != nil {
		return false, r.fault(Failed, c.seen(r.last.Out), r.last.Err)
	}
	if met(r.Until, r.last) != nil {
		if r.out == nil {
			r.out = new(Out) // an error code has ended it, and nobody expects nil beside no error
		}
		return true, nil
	}
	switch {
	case r.last.Err == nil, r.last.Passing, bounded.Err() != nil && ctx.Err() == nil:
		return false, nil
	case ctx.Err() != nil && errors.Is(r.last.Err, ctx.Err()):
		return false, r.fault(Ended, "", r.last.Err)
	}
	return false, r.fault(Refused, "", r.last.Err)
}

// pause waits for the next poll.
func (r *run[Out]) pause(ctx context.Context) error {
	left := r.pace.timeout - r.elapsed()
	if left <= 0 {
		return r.fault(TimedOut, "", r.last.Err)
	}
	d := min(max(r.pace.next(), r.last.After), left)
	if err := r.clock.Sleep(ctx, d); err != nil {
		return r.ended(ctx, err)
	}
	r.slept += d
	return nil
}

// ended is the error of a wait that ended between two polls by err.
func (r *run[Out]) ended(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil && !errors.Is(err, cause) {
		err = fmt.Errorf("%w: %w", err, cause)
	}
	if r.last.Err != nil {
		err = fmt.Errorf("%w; before that, %w", err, r.last.Err)
	}
	return r.fault(Ended, "", err)
}

// fault is the error of the wait. Seen is what ended it, or else whatever the
// last output shows.
func (r *run[Out]) fault(reason Reason, seen string, err error) *Error {
	if seen == "" {
		seen = r.state()
	}
	return &Error{
		Waiter: r.Name, Reason: reason, Seen: seen, Err: err,
		Polls: r.polls, Elapsed: r.elapsed(), Timeout: r.pace.timeout,
	}
}
