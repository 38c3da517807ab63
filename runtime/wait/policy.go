package wait

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// The figures of a [Policy] that says nothing else, where the API's description
// has none either.
const (
	DefaultEvery   = 5 * time.Second
	DefaultFactor  = 1.2
	DefaultCap     = time.Minute
	DefaultTimeout = 30 * time.Minute
)

// Policy says how often a wait polls, and how long. The zero value goes by the
// figures of the waiter, which its comment tells.
type Policy struct {
	// Every is the time between the first two polls; 0 is the waiter's, or else
	// [DefaultEvery].
	Every time.Duration
	// Factor is how much longer each interval is than the one before it; 1 keeps
	// all the same, and 0 is [DefaultFactor], by which a long wait ends at most a
	// fifth later than what it waits for has come.
	Factor float64
	// Cap is the longest interval; 0 is [DefaultCap], or Every where that is longer.
	Cap time.Duration
	// Timeout is how long the wait takes at most; 0 is the waiter's, or else
	// [DefaultTimeout].
	Timeout time.Duration
	// Random gives numbers from 0 up to 1, by which each interval is shortened
	// by up to a fifth, so that those who began together do not poll together;
	// nil is a random source.
	Random func() float64
}

// Check says what is wrong with a policy.
func (p Policy) Check() error {
	for _, v := range []struct {
		name  string
		value time.Duration
	}{{"Every", p.Every}, {"Cap", p.Cap}, {"Timeout", p.Timeout}} {
		if v.value < 0 {
			return fmt.Errorf("the wait policy's %s is negative: 0 is the default", v.name)
		}
	}
	if p.Factor != 0 && !(p.Factor >= 1 && p.Factor <= 1000) {
		return fmt.Errorf("the wait policy's Factor is %v: 1 keeps the intervals the same, 2 doubles each, and 0 is the default", p.Factor)
	}
	return nil
}

// A pace is a policy with all its figures, on its way.
type pace struct {
	interval, longest, timeout time.Duration
	factor                     float64
	random                     func() float64
}

// pace begins with the figures of the policy, else the waiter's, else the defaults.
func (p Policy) pace(every, timeout time.Duration) pace {
	s := pace{
		interval: first(p.Every, every, DefaultEvery),
		timeout:  first(p.Timeout, timeout, DefaultTimeout),
		factor:   first(p.Factor, DefaultFactor),
		random:   p.Random,
	}
	s.longest = first(p.Cap, max(DefaultCap, s.interval))
	s.interval = min(s.interval, s.longest)
	if s.random == nil {
		s.random = rand.Float64
	}
	return s
}

// next is the interval until the next poll; the one after it is longer.
func (s *pace) next() time.Duration {
	d := float64(s.interval)
	s.interval = time.Duration(min(d*s.factor, float64(s.longest)))
	return time.Duration(d * (1 - s.random()/5))
}

// first is the first value that says anything.
func first[T time.Duration | float64](values ...T) T {
	for _, v := range values {
		if v != 0 {
			return v
		}
	}
	return 0
}
