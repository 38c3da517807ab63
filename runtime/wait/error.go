package wait

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// errOverdue is the cause of the end of a poll that outlasts the wait.
var errOverdue = errors.New("the call goes on after the wait's timeout")

// Reason is why a wait ended otherwise than hoped.
type Reason uint8

const (
	// Failed is a wait that can never succeed: what is waited for has failed.
	Failed Reason = iota + 1
	// TimedOut is a wait that took as long as its policy allows.
	TimedOut
	// Ended is a wait whose context ended.
	Ended
	// Refused is a wait of which a call failed by an error that would come again.
	Refused
	// Impossible is a wait for more than one output can show. No call was made.
	Impossible
)

var reasons = [...]string{Failed: "what is waited for has failed", TimedOut: "it takes too long", Ended: "the context ended", Refused: "a call failed", Impossible: "it cannot succeed"}

// String says what the reason is.
func (r Reason) String() string {
	if r == 0 || int(r) >= len(reasons) {
		return fmt.Sprintf("Reason(%d)", uint8(r))
	}
	return reasons[r]
}

// Error is a wait that ended otherwise than hoped.
type Error struct {
	// Service and Action are what was called, and Waiter what was waited for.
	Service, Action, Waiter string
	// Reason is why the wait ended.
	Reason Reason
	// Seen is the state that the last output showed, or the one that ended the
	// wait; empty if no output came.
	Seen string
	// Polls is how many calls were made, in the time Elapsed.
	Polls   int
	Elapsed time.Duration
	// Timeout is how long the wait could have taken.
	Timeout time.Duration
	// Err is the error of the last call, the context's, or why the wait is
	// impossible; nil if there was none.
	Err error
}

// Error says what was waited for, why that ended and what was seen last.
func (e *Error) Error() string {
	if e.Err != nil {
		return e.story() + ": " + e.Err.Error()
	}
	return e.story()
}

// Format prints the error as its text for all verbs; %+v prints the error of the last
// call by %+v as well, on lines of its own, since that may explain itself.
func (e *Error) Format(f fmt.State, verb rune) {
	switch {
	case e == nil:
		_, _ = io.WriteString(f, "<nil>")
	case verb == 'v' && f.Flag('+') && e.Err != nil:
		fmt.Fprintf(f, "%s:\n%+v", e.story(), e.Err)
	default:
		fmt.Fprintf(f, fmt.FormatString(f, verb), e.Error())
	}
}

// story is the error but for that of the last call.
func (e *Error) story() string {
	var b strings.Builder
	if e.Service != "" {
		b.WriteString(e.Service + ".")
	}
	fmt.Fprintf(&b, "WaitUntil%s: ", e.Waiter)
	if e.Reason == TimedOut {
		fmt.Fprintf(&b, "not within %v", e.Timeout)
	} else {
		b.WriteString(e.Reason.String())
	}
	if e.Seen != "" {
		b.WriteString(": " + e.Seen)
	}
	if e.Reason != Impossible {
		fmt.Fprintf(&b, ", after %s of %s in %v", calls(e.Polls), e.Action, rounded(e.Elapsed))
	}
	return b.String()
}

// Unwrap is the error of the last call, or the context's.
func (e *Error) Unwrap() error { return e.Err }

func calls(n int) string {
	if n == 1 {
		return "1 call"
	}
	return strconv.Itoa(n) + " calls"
}

// rounded leaves out of a time what nobody reads.
func rounded(d time.Duration) time.Duration {
	if d > time.Minute {
		return d.Round(time.Second)
	}
	return d.Round(time.Millisecond)
}

// state is what the last output shows where the waiter looks.
func (r *run[Out]) state() string {
	if r.out == nil {
		return ""
	}
	var all []string
	for _, c := range slices.Concat(r.Until, r.FailWhen) {
		if text := c.seen(r.out); text != "" && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return strings.Join(all, "; ")
}

// seen is what an output shows where the condition looks: the last
// TaskStatus.Status is "fail".
func (c *Condition[Out]) seen(out *Out) string {
	if c.code != nil || out == nil {
		return ""
	}
	values := c.path.in(out)
	n := len(values)
	which := c.place
	switch {
	case n == 0:
		return "there is no " + c.path.name
	case which == "first ":
		values = values[:1]
	case which == "last ":
		values = values[n-1:]
	}
	if which != "" {
		which = "the " + which
	}
	text := which + c.path.name + " is " + told(values)
	if c.count > n {
		text += fmt.Sprintf(" in %d of the %d that are asked for", n, c.count)
	}
	return text
}

// The most values that an error tells, and the most characters of each.
const mostValues, longestValue = 5, 60

// told are values as an error tells them, the most frequent first: "Running"
// (48 of 50), "Starting" (2 of 50).
func told(values []string) string {
	times := map[string]int{}
	var order []string
	for _, v := range values {
		if times[v]++; times[v] == 1 {
			order = append(order, v)
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return times[b] - times[a] })
	var all []string
	for _, v := range order[:min(len(order), mostValues)] {
		text := fmt.Sprintf("%.*q", longestValue, v)
		if len(order) > 1 {
			text += " (" + strconv.Itoa(times[v]) + " of " + strconv.Itoa(len(values)) + ")"
		}
		all = append(all, text)
	}
	if len(order) > mostValues {
		all = append(all, "and others")
	}
	return strings.Join(all, ", ")
}
