package rpctest

import (
	"sync"
	"time"
)

// Nonces remembers which nonces were used, each only as long as a request that
// bears it would pass as fresh. The zero value is ready for use, by any number
// of goroutines.
type Nonces struct {
	mu    sync.Mutex
	until map[string]time.Time
	// sweepAt is how many there may be before those that are over are forgotten.
	sweepAt int
}

// minNonces is how many nonces are kept without a look at their age.
const minNonces = 1024

// Use notes a nonce and tells whether it is new. It counts as used up to until.
func (n *Nonces) Use(nonce string, until, now time.Time) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if last, used := n.until[nonce]; used && !now.After(last) {
		return false
	}
	if n.until == nil {
		n.until, n.sweepAt = make(map[string]time.Time), minNonces
	}
	if len(n.until) >= n.sweepAt {
		n.sweep(now)
	}
	n.until[nonce] = until
	return true
}

// Len is how many nonces are remembered.
func (n *Nonces) Len() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.until)
}

// sweep forgets what is over. The next sweep is due when the number of those
// that are left has doubled, so that its cost is spread over as many calls.
func (n *Nonces) sweep(now time.Time) {
	for nonce, until := range n.until {
		if now.After(until) {
			delete(n.until, nonce)
		}
	}
	n.sweepAt = max(minNonces, 2*len(n.until))
}
