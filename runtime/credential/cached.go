package credential

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"
)

// The figures of a [Cache] that says nothing else.
const (
	// early is how long before their end credentials are renewed at the earliest.
	early = 5 * time.Minute
	// lasting is how long credentials without an end are kept before their
	// source is asked again, in which they may have been replaced.
	lasting = time.Minute
	// patience is how long one renewal may take.
	patience = 30 * time.Second
	// pause is how long to wait after a renewal that failed, and before credentials
	// are dropped again.
	pause = 5 * time.Second
)

// Cache keeps the credentials of a provider until shortly before their end, so
// that it can be asked for each attempt of each call.
//
// There is one renewal at a time, however many goroutines ask. It belongs to
// none of them: a caller who gives up leaves it to the others. While the old
// credentials are good they are handed out meanwhile, and also when a renewal
// fails. The renewal comes early by a random part, so that a fleet of programs
// does not ask at once.
type Cache struct {
	// Provider is asked for credentials.
	Provider Provider
	// Now tells the time; nil is [time.Now].
	Now func() time.Time
	// Random gives numbers from 0 up to 1; nil is a random source.
	Random func() float64

	kept    atomic.Pointer[kept]
	mu      sync.Mutex
	running *renewal
	// again is when another renewal may begin after one that failed, and forget when
	// credentials may be dropped again.
	again, forget time.Time
}

// kept are credentials, when to renew them, and when they are no good any more.
type kept struct {
	Credentials
	renew, end time.Time
}

// renewal is one on its way. What it came to is set before done is closed.
type renewal struct {
	done chan struct{}
	kept *kept
	err  error
}

// errSilent is the error of a provider that ended its goroutine.
var errSilent = errors.New("the provider of credentials gave neither credentials nor an error")

// Cached keeps the credentials of p.
func Cached(p Provider) *Cache { return &Cache{Provider: p} }

// Retrieve returns the credentials that are kept, or waits for new ones until
// ctx ends.
func (c *Cache) Retrieve(ctx context.Context) (Credentials, error) {
	now := c.now()
	k := c.kept.Load()
	if k != nil && now.Before(k.renew) {
		return k.Credentials, nil
	}
	if k != nil && now.Before(k.end) {
		c.renew(ctx, now)
		return k.Credentials, nil
	}
	r := c.renew(ctx, time.Time{})
	select {
	case <-r.done:
		if r.err != nil {
			return Credentials{}, r.err
		}
		return r.kept.Credentials, nil
	case <-ctx.Done():
		return Credentials{}, fmt.Errorf("while waiting for credentials: %w", context.Cause(ctx))
	}
}

// Forget drops what is kept if it is used, which a cloud refused, and has its
// Provider do so. Of many callers who were refused at once the first drops it, and
// all get what one renewal brings. It happens once in 5 seconds at most: if what
// the source gives is refused again and again, the source is not stormed for it.
func (c *Cache) Forget(used Credentials) bool {
	dropped, others := c.drop(used)
	if dropped {
		Forget(c.Provider, used)
	}
	return others
}

func (c *Cache) drop(used Credentials) (dropped, others bool) {
	now := c.now()
	c.mu.Lock()
	defer c.mu.Unlock()
	k := c.kept.Load()
	switch {
	case k == nil || !k.SameKey(used):
		return false, true
	case now.Before(c.forget):
		return false, false
	}
	c.forget = now.Add(pause)
	return c.kept.CompareAndSwap(k, nil), true
}

// renew begins a renewal, unless one is on its way. With a time, it does so only
// if the pause after one that failed is over then, and may return nil.
func (c *Cache) renew(ctx context.Context, now time.Time) *renewal {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.running != nil {
		return c.running
	}
	if !now.IsZero() && now.Before(c.again) {
		return nil
	}
	r := &renewal{done: make(chan struct{}), err: errSilent}
	c.running = r
	go c.run(context.WithoutCancel(ctx), r)
	return r
}

func (c *Cache) run(ctx context.Context, r *renewal) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	defer close(r.done)
	defer func() {
		if cause := recover(); cause != nil {
			// What a panic says may hold anything, and this goroutine is nobody's.
			r.err = fmt.Errorf("the provider of credentials panicked (%T)", cause)
		}
		c.settle(r)
	}()
	given, err := c.Provider.Retrieve(ctx)
	r.kept, r.err = c.keep(given, c.now()), err
}

// settle keeps what a renewal brought.
func (c *Cache) settle(r *renewal) {
	now := c.now()
	if r.err == nil {
		c.kept.Store(r.kept)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.running = nil
	c.again = time.Time{}
	if r.err != nil {
		c.again = now.Add(pause)
	}
}

// keep says until when to keep credentials. Those that live shortly are renewed
// when a half to three quarters of their life are over.
func (c *Cache) keep(given Credentials, now time.Time) *kept {
	if given.Expires.IsZero() {
		return &kept{given, now.Add(lasting), now.Add(1 << 62)}
	}
	life := given.Expires.Sub(now)
	window := min(early, life/2)
	jitter := time.Duration(c.random() * float64(window) / 2)
	// The last tenth is left, for requests must still be on their way in time.
	return &kept{given, given.Expires.Add(jitter - window), given.Expires.Add(-min(life/10, 10*time.Second))}
}

func (c *Cache) now() time.Time {
	if c.Now != nil {
		return c.Now()
	}
	return time.Now()
}

func (c *Cache) random() float64 {
	if c.Random != nil {
		return c.Random()
	}
	return rand.Float64()
}
