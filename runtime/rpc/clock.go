package rpc

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/signet-gen/signet/runtime/retry"
)

const (
	// tolerated is how far a clock may be off before it is corrected. Servers
	// take a signature for five minutes at least.
	tolerated = 4 * time.Minute
	// quick is how long a round trip may take for the Date of its reply to be
	// taken for now.
	quick = 10 * time.Second
)

// clock is how far the clock of this machine is behind the servers'.
type clock struct{ behind atomic.Int64 }

// skew is what to add to the time of this machine.
func (c *clock) skew() time.Duration { return time.Duration(c.behind.Load()) }

// clockWrong learns the skew from the reply to an attempt that was refused for
// its time, and says of e how far the clock is off. It heals back as it came.
func (c *Client) clockWrong(r *Request, reply *Reply, e *Error) retry.Fate {
	behind, ok := skewOf(reply.Header, r.Time.Add(-r.skew), c.options.Now())
	if !ok {
		return retry.Final
	}
	e.Skew = behind
	if behind.Abs() <= tolerated {
		behind = 0
	}
	if r.corrected || (behind-r.skew).Abs() <= tolerated {
		return retry.Final
	}
	r.corrected = true
	c.learnt.clock.behind.Store(int64(behind))
	return retry.Corrected
}

// skewOf is how far the clock of this machine is behind the one that wrote the
// Date of a reply. It is not known from a reply that a cache kept, or that was
// long on its way: from began to now.
func skewOf(header http.Header, began, now time.Time) (time.Duration, bool) {
	date, err := http.ParseTime(header.Get("Date"))
	if err != nil || header.Get("Age") != "" || now.Sub(began).Abs() > quick {
		return 0, false
	}
	return date.Sub(now).Round(time.Second), true
}

// inWords says what a skew is: the clock of this machine is 7m0s slow.
func inWords(behind time.Duration) string {
	way := "slow"
	if behind < 0 {
		way = "fast"
	}
	return fmt.Sprintf("the clock of this machine is %v %s", behind.Abs(), way)
}
