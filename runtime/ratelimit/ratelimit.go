// Package ratelimit keeps a program to so many calls a second, as servers count
// them: in no second, wherever it begins, are there more.
package ratelimit

import (
	"maps"
	"sync"
	"time"
)

// Key is what a server counts by. Each key has a limit of its own.
type Key struct{ Action, Region, AccessKey string }

// Limiter hands out times to call at. The zero value is ready. It is safe for
// any number of goroutines.
type Limiter struct {
	mu      sync.Mutex
	windows map[Key]*window
}

// window is the last calls of a key, as many as a second may have.
type window struct {
	// calls are when they were made or will be, in nanoseconds, and next is the
	// oldest of them.
	calls []int64
	next  int
}

// Reserve hands out the next time at which a call may be made, as the wait from
// now until then. limit is in calls a second; a limit that the server told by
// [Limiter.Tighten] holds when it is smaller. If the wait is longer than most,
// nothing is handed out, and ok is false.
func (l *Limiter) Reserve(k Key, limit int, now time.Time, most time.Duration) (wait time.Duration, ok bool) {
	if limit <= 0 {
		return 0, true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	at := now.UnixNano()
	w := l.window(k, limit, at)
	if oldest := w.calls[w.next]; oldest != 0 {
		at = max(at, oldest+int64(time.Second))
	}
	wait = time.Duration(at - now.UnixNano())
	if wait > most {
		return wait, false
	}
	w.calls[w.next] = at
	w.next = (w.next + 1) % len(w.calls)
	return wait, true
}

// Limit is the limit that holds for a key: limit, or a smaller one of the server's.
func (l *Limiter) Limit(k Key, limit int) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if w := l.windows[k]; w != nil {
		limit = min(limit, len(w.calls))
	}
	return limit
}

// forgotten is how long after its last call a key is forgotten: temporary
// credentials have another one every hour.
const forgotten = int64(time.Hour)

// window is that of a key, of the limit that is given or a smaller one.
func (l *Limiter) window(k Key, limit int, now int64) *window {
	w := l.windows[k]
	if w == nil {
		maps.DeleteFunc(l.windows, func(_ Key, old *window) bool { return old.last() < now-forgotten })
		w = &window{calls: make([]int64, limit)}
		if l.windows == nil {
			l.windows = map[Key]*window{}
		}
		l.windows[k] = w
	}
	w.shrink(limit)
	return w
}

// Tighten lowers the limit of a key to what the server says. A larger one, one
// that is not above zero, and one of a key that no call was reserved for, change
// nothing.
func (l *Limiter) Tighten(k Key, limit int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if w := l.windows[k]; w != nil && limit > 0 {
		w.shrink(limit)
	}
}

// last is the newest call.
func (w *window) last() int64 {
	n := len(w.calls)
	return w.calls[(w.next+n-1)%n]
}

// shrink keeps the last calls, as many as limit.
func (w *window) shrink(limit int) {
	n := len(w.calls)
	if limit >= n {
		return
	}
	last := make([]int64, limit)
	for i := range limit {
		last[i] = w.calls[(w.next+n-limit+i)%n]
	}
	w.calls, w.next = last, 0
}
