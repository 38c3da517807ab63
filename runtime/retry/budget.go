package retry

import "sync/atomic"

// The figures of a budget.
const (
	// full is what a budget holds at most, and at first.
	full = 500
	// cost is what a further attempt takes, and timedOutCost after one that
	// waited for nothing.
	cost, timedOutCost = 5, 10
	// earned is what a call that succeeds at its first attempt brings in.
	earned = 1
)

// Budget is what a client has left for further attempts. Failures spend it and
// successes fill it, so that while most calls fail few are made again. The zero
// value is a full one. It is safe for any number of goroutines.
type Budget struct {
	// spent is counted, and not what is left, for the zero value to be full.
	spent atomic.Int64
}

// take lends the cost of an attempt, if there is enough. A nil budget has no end.
func (b *Budget) take(f Fate) (int, bool) {
	if b == nil || f == Corrected {
		return 0, true
	}
	n := int64(cost)
	if f == TimedOut {
		n = timedOutCost
	}
	for {
		spent := b.spent.Load()
		if spent+n > full {
			return 0, false
		}
		if b.spent.CompareAndSwap(spent, spent+n) {
			return int(n), true
		}
	}
}

// Succeeded tells of a call that succeeded; last is the decision that its last
// attempt goes back to, or the zero Decision when the first one succeeded.
func (b *Budget) Succeeded(last Decision) {
	if b == nil {
		return
	}
	n := int64(max(last.cost, earned))
	for {
		spent := b.spent.Load()
		if spent == 0 || b.spent.CompareAndSwap(spent, max(0, spent-n)) {
			return
		}
	}
}
