// Package retry decides whether a failed attempt of a call is made again, and
// after how long. It knows no cloud and no network: who calls it says what an
// attempt's failure means, and does the waiting.
//
// The figures are those of the AWS SDK for Go v2 and of Azure's azcore: three
// attempts, exponential backoff with full jitter, and a budget that stops a
// client from adding to a storm.
package retry

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// The figures of a [Policy] that says nothing else.
const (
	DefaultAttempts      = 3
	DefaultBase          = 100 * time.Millisecond
	DefaultThrottledBase = time.Second
	DefaultCap           = 20 * time.Second
)

// Policy says how often and how patiently a call is attempted. The zero value
// is a good one; [Never] makes one attempt.
type Policy struct {
	// Attempts is how many are made at most, the first included; 0 is
	// [DefaultAttempts].
	Attempts int
	// Base is the longest wait before the second attempt; it doubles with each
	// attempt, and the wait is a random part of it. 0 is [DefaultBase].
	Base time.Duration
	// ThrottledBase is Base after the server refused a call for there being too
	// many; 0 is [DefaultThrottledBase].
	ThrottledBase time.Duration
	// Cap is the longest wait, a wait that the server asks for included: if it
	// asks for a longer one, the call fails. 0 is [DefaultCap].
	Cap time.Duration
	// AttemptTimeout bounds each attempt; 0 does not. The call as a whole is
	// bounded by its context.
	AttemptTimeout time.Duration
	// Random gives numbers from 0 up to 1; nil is a random source.
	Random func() float64
}

// Never is the policy of one attempt.
var Never = Policy{Attempts: 1}

// Check says what is wrong with a policy.
func (p Policy) Check() error {
	for _, v := range []struct {
		name  string
		value time.Duration
	}{
		{"Attempts", time.Duration(p.Attempts)}, {"Base", p.Base}, {"ThrottledBase", p.ThrottledBase},
		{"Cap", p.Cap}, {"AttemptTimeout", p.AttemptTimeout},
	} {
		if v.value < 0 {
			return fmt.Errorf("the retry policy's %s is negative: 0 is the default", v.name)
		}
	}
	return nil
}

// Fate is what became of the request of a failed attempt, as far as its sender
// can tell.
type Fate uint8

const (
	// Final is a failure that another attempt would meet again.
	Final Fate = iota
	// Throttled is a refusal because of too many calls: nothing was done.
	Throttled
	// Unsent is a request that the server cannot have seen whole: the dial
	// failed, or the connection broke before a byte was written.
	Unsent
	// Unknown is a request that the server may have acted on: the connection
	// broke, the reply was damaged, or the server failed.
	Unknown
	// TimedOut is Unknown after a wait for nothing, which costs more.
	TimedOut
	// Corrected is a refusal whose cause has been put right, such as a clock:
	// the next attempt is made at once.
	Corrected
)

var fates = [...]string{
	Final: "final", Throttled: "throttled", Unsent: "unsent", Unknown: "unknown", TimedOut: "timed out", Corrected: "corrected",
}

// String is the fate in a few words.
func (f Fate) String() string {
	if int(f) < len(fates) {
		return fates[f]
	}
	return fmt.Sprintf("Fate(%d)", uint8(f))
}

// Failure is a failed attempt.
type Failure struct {
	Fate Fate
	// Repeatable tells that the server may see the request twice without harm:
	// a read, or a write with an idempotency token.
	Repeatable bool
	// After is how long the server asked to wait; 0 if it did not.
	After time.Duration
}

// Decision is what follows from a failure: a wait and another attempt, or the
// reason why there is none.
type Decision struct {
	// Again tells whether to make another attempt, after Wait.
	Again bool
	Wait  time.Duration
	// Reason says why not; empty for a failure that no attempt would change.
	Reason string
	// cost is what the budget lent for the next attempt.
	cost int
}

// Next decides after the attempt'th attempt, counted from 1. What it takes from
// the budget is given back by [Budget.Succeeded] if the next one succeeds.
func (p Policy) Next(attempt int, f Failure, b *Budget) Decision {
	most := or(p.Attempts, DefaultAttempts)
	if f.Fate == Final || most == 1 {
		return Decision{}
	}
	if (f.Fate == Unknown || f.Fate == TimedOut) && !f.Repeatable {
		return Decision{Reason: "the server may have acted, and a second time would do harm"}
	}
	if attempt >= most {
		return Decision{Reason: fmt.Sprintf("%d attempts are all that the policy allows", most)}
	}
	limit := or(p.Cap, DefaultCap)
	if f.After > limit {
		return Decision{Reason: fmt.Sprintf("the server asks to wait %v, which is longer than %v", f.After, limit)}
	}
	cost, ok := b.take(f.Fate)
	if !ok {
		return Decision{Reason: "too many attempts fail at the moment: the budget for further ones is used up"}
	}
	return Decision{Again: true, Wait: p.wait(attempt, f, limit), cost: cost}
}

// wait is how long to wait after the attempt'th attempt.
func (p Policy) wait(attempt int, f Failure, limit time.Duration) time.Duration {
	if f.Fate == Corrected {
		return 0
	}
	base := or(p.Base, DefaultBase)
	if f.Fate == Throttled {
		base = or(p.ThrottledBase, DefaultThrottledBase)
	}
	most := limit
	if doublings := attempt - 1; doublings < 32 && base <= limit>>doublings {
		most = base << doublings
	}
	random := p.Random
	if random == nil {
		random = rand.Float64
	}
	jittered := time.Duration(random() * float64(most))
	if f.After > 0 {
		// Never before the server's time; the jitter keeps those who were told
		// the same time apart.
		return min(f.After+jittered/4, max(limit, f.After))
	}
	return jittered
}

// or is v, or the default of a v that says nothing.
func or[T int | time.Duration](v, otherwise T) T {
	if v == 0 {
		return otherwise
	}
	return v
}
