package rpc

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/signet-gen/signet/runtime/ratelimit"
)

// RateLimit is what a client does about the calls a second that an operation may make.
type RateLimit uint8

const (
	// Unlimited sends every call at once, and leaves it to the cloud to refuse.
	Unlimited RateLimit = iota
	// Wait keeps a call back until it is within the limit, or its context ends.
	Wait
	// Fail fails a call that is over the limit by a [*RateLimitError].
	Fail
)

// RateLimitError is the error of a call that was not sent, for it would have
// been over the limit.
type RateLimitError struct {
	// Limit is in calls a second, and Wait until when there is room for one.
	Limit int
	Wait  time.Duration
}

// Error says what the limit is and when there is room.
func (e *RateLimitError) Error() string {
	return fmt.Sprintf("the limit of %d calls a second is reached: there is room in %v", e.Limit, e.Wait.Round(time.Millisecond))
}

// limitKey is what the calls of r are counted by.
func (r *Request) limitKey(accessKey string) ratelimit.Key {
	return ratelimit.Key{Action: r.Operation.String(), Region: r.Region, AccessKey: accessKey}
}

// keepToLimit waits until an attempt of r is within the limit, or fails.
func (c *Client) keepToLimit(ctx context.Context, r *Request, accessKey string) error {
	most := time.Duration(math.MaxInt64)
	if c.options.RateLimit == Fail {
		most = 0
	} else if deadline, ok := ctx.Deadline(); ok {
		most = time.Until(deadline)
	}
	key, limits, limit := r.limitKey(accessKey), &c.learnt.limits, r.Operation.RateLimit
	wait, ok := limits.Reserve(key, limit, c.options.Now(), most)
	switch {
	case !ok:
		return &RateLimitError{Limit: limits.Limit(key, limit), Wait: wait}
	case wait == 0:
		return nil
	}
	if err := c.options.Sleep(ctx, wait); err != nil {
		return fmt.Errorf("while waiting for the limit of %d calls a second: %w", limits.Limit(key, limit), err)
	}
	return nil
}
