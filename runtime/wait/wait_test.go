package wait_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/signet-gen/signet/runtime/wait"
)

// output is what an action tells of some things.
type output struct{ states []string }

var state = wait.At("Items.State", func(out *output, see func(string)) {
	for _, s := range out.states {
		see(s)
	}
})

// clock is a time that passes only while somebody sleeps.
type clock struct {
	now    time.Time
	slept  []time.Duration
	stands bool // Now never changes
	cancel func()
	endAt  int // the sleep that the context ends in, from 1
}

func (c *clock) Now() time.Time { return c.now }

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.slept = append(c.slept, d)
	if len(c.slept) == c.endAt {
		c.cancel()
		return ctx.Err()
	}
	if !c.stands {
		c.now = c.now.Add(d)
	}
	return nil
}

var (
	errRefused   = errors.New("shop.ListItems: Denied: no")
	errThrottled = errors.New("shop.ListItems: RequestLimitExceeded: too many")
	errGone      = errors.New("shop.ListItems: NotFound: gone")
)

// poll is what a call answers: states apart by spaces, or an error.
type poll struct {
	states string
	err    error
	after  time.Duration
}

func (p poll) made() wait.Poll[output] {
	if p.err != nil {
		return wait.Poll[output]{Err: p.err, Passing: p.err == errThrottled, After: p.after}
	}
	return wait.Poll[output]{Out: &output{strings.Fields(p.states)}, After: p.after}
}

func states(all ...string) []poll {
	var polls []poll
	for _, s := range all {
		polls = append(polls, poll{states: s})
	}
	return polls
}

// plain is a policy without chance and growth.
var plain = wait.Policy{Factor: 1, Random: func() float64 { return 0 }}

type conditions = []wait.Condition[output]

func TestAWaitEnds(t *testing.T) {
	ready := conditions{state.All("ready")}
	for _, test := range []struct {
		name            string
		until, failWhen conditions
		polls           []poll // the last one is answered ever after
		timeout         time.Duration
		endAt           int
		stands          bool
		want            string // the states of the output, -- if there is none
		slept           string
		err             string
		reason          wait.Reason
		within          error
	}{
		{name: "at once", until: ready, polls: states("ready"), want: "ready"},
		{name: "when the state has come", until: ready, polls: states("new", "new", "ready"), want: "ready", slept: "10s 10s"},
		{name: "not while a list is empty", until: ready, polls: states("", "ready"), want: "ready", slept: "10s"},
		{name: "not while one of all lags", until: ready, polls: states("ready new", "ready ready"), want: "ready ready", slept: "10s"},
		{name: "not while some of those asked for are missing", until: conditions{state.All("ready").Count(2)}, polls: states("ready", "ready ready"), want: "ready ready", slept: "10s"},
		{name: "by any of the values", until: conditions{state.Any("ready")}, polls: states("new", "new ready"), want: "new ready", slept: "10s"},
		{name: "by the first value", until: conditions{state.First("ready")}, polls: states("new ready", "ready new"), want: "ready new", slept: "10s"},
		{name: "by the last value", until: conditions{state.Last("ready")}, polls: states("ready new", "new ready"), want: "new ready", slept: "10s"},
		{name: "by the one value", until: conditions{state.Is("ready", "done")}, polls: states("new", "done"), want: "done", slept: "10s"},
		{name: "by the second of two conditions", until: conditions{state.First("ready"), state.Last("done")}, polls: states("new done"), want: "new done"},
		{name: "by an error code, with the last output", until: conditions{wait.Code[output](errGone)}, polls: []poll{{states: "new"}, {err: errGone}}, want: "new", slept: "10s"},
		{name: "by an error code at once, with an empty output", until: conditions{wait.Code[output](errGone)}, polls: []poll{{err: fmt.Errorf("%w", errGone)}}, want: ""},
		{name: "though a call was throttled", until: ready, polls: []poll{{err: errThrottled}, {states: "ready"}}, want: "ready", slept: "10s"},
		{name: "after as long as the server asks for", until: ready, polls: []poll{{err: errThrottled, after: 40 * time.Second}, {states: "new", after: time.Second}, {states: "ready"}}, want: "ready", slept: "40s 10s"},

		{name: "by a failure", until: ready, failWhen: conditions{state.Any("broken")}, polls: states("new", "new broken"), want: "new broken", slept: "10s",
			err: `shop.WaitUntilReady: what is waited for has failed: Items.State is "new" (1 of 2), "broken" (1 of 2), after 2 calls of ListItems in 10s`, reason: wait.Failed},
		{name: "by a failure though it has succeeded, too", until: conditions{state.Any("ready")}, failWhen: conditions{state.Last("broken")}, polls: states("ready broken"), want: "ready broken",
			err: `shop.WaitUntilReady: what is waited for has failed: the last Items.State is "broken", after 1 call of ListItems in 0s`, reason: wait.Failed},
		{name: "by the failure of the first value", until: ready, failWhen: conditions{state.First("broken")}, polls: states("broken"), want: "broken",
			err: `shop.WaitUntilReady: what is waited for has failed: the first Items.State is "broken", after 1 call of ListItems in 0s`, reason: wait.Failed},
		{name: "by an error code that is a failure", until: ready, failWhen: conditions{wait.Code[output](errGone)}, polls: []poll{{states: "new"}, {err: errGone}}, want: "new", slept: "10s",
			err: `shop.WaitUntilReady: what is waited for has failed: Items.State is "new", after 2 calls of ListItems in 10s: shop.ListItems: NotFound: gone`, reason: wait.Failed, within: errGone},
		{name: "by a failure that is also what is waited for", until: conditions{wait.Code[output](errGone)}, failWhen: conditions{wait.Code[output](errGone)}, polls: []poll{{err: errGone}}, want: "--",
			err: `shop.WaitUntilReady: what is waited for has failed, after 1 call of ListItems in 0s: shop.ListItems: NotFound: gone`, reason: wait.Failed, within: errGone},
		{name: "by a refusal", until: ready, polls: []poll{{states: "new"}, {err: errRefused}}, want: "new", slept: "10s",
			err: `shop.WaitUntilReady: a call failed: Items.State is "new", after 2 calls of ListItems in 10s: shop.ListItems: Denied: no`, reason: wait.Refused, within: errRefused},
		{name: "by a refusal at once", until: ready, polls: []poll{{err: errRefused}}, want: "--",
			err: `shop.WaitUntilReady: a call failed, after 1 call of ListItems in 0s: shop.ListItems: Denied: no`, reason: wait.Refused, within: errRefused},

		{name: "by its timeout, with a last call", until: ready, polls: states("new"), timeout: 25 * time.Second, want: "new", slept: "10s 10s 5s",
			err: `shop.WaitUntilReady: not within 25s: Items.State is "new", after 4 calls of ListItems in 25s`, reason: wait.TimedOut},
		{name: "by its timeout, of a clock that stands still", until: ready, polls: states("new"), timeout: 25 * time.Second, stands: true, want: "new", slept: "10s 10s 5s",
			err: `shop.WaitUntilReady: not within 25s: Items.State is "new", after 4 calls of ListItems in 25s`, reason: wait.TimedOut},
		{name: "by its timeout, while calls are throttled", until: ready, polls: []poll{{states: "new"}, {err: errThrottled, after: time.Hour}}, timeout: 25 * time.Second, want: "new", slept: "10s 15s",
			err: `shop.WaitUntilReady: not within 25s: Items.State is "new", after 3 calls of ListItems in 25s: shop.ListItems: RequestLimitExceeded: too many`, reason: wait.TimedOut, within: errThrottled},
		{name: "by its timeout, of nothing", until: ready, polls: states(""), timeout: time.Second, want: "", slept: "1s",
			err: `shop.WaitUntilReady: not within 1s: there is no Items.State, after 2 calls of ListItems in 1s`, reason: wait.TimedOut},
		{name: "by its timeout, of too few", until: conditions{state.All("ready").Count(5)}, polls: states("ready ready"), timeout: time.Second, want: "ready ready", slept: "1s",
			err: `shop.WaitUntilReady: not within 1s: Items.State is "ready" in 2 of the 5 that are asked for, after 2 calls of ListItems in 1s`, reason: wait.TimedOut},
		{name: "by its timeout, of many", until: ready, polls: states("a b c d e f g a"), timeout: time.Second, want: "a b c d e f g a", slept: "1s",
			err: `shop.WaitUntilReady: not within 1s: Items.State is "a" (2 of 8), "b" (1 of 8), "c" (1 of 8), "d" (1 of 8), "e" (1 of 8), and others, after 2 calls of ListItems in 1s`, reason: wait.TimedOut},
		{name: "by its timeout, of a long value", until: conditions{state.Is("ready")}, polls: states(strings.Repeat("ä", 99)), timeout: time.Second, want: strings.Repeat("ä", 99), slept: "1s",
			err: `shop.WaitUntilReady: not within 1s: Items.State is "` + strings.Repeat("ä", 60) + `", after 2 calls of ListItems in 1s`, reason: wait.TimedOut},
		{name: "by its timeout, of different conditions", until: conditions{state.Last("ready")}, failWhen: conditions{state.First("bad"), wait.Code[output](errGone)}, polls: states("x y"), timeout: 2 * time.Minute, want: "x y", slept: "10s 10s 10s 10s 10s 10s 10s 10s 10s 10s 10s 10s",
			err: `shop.WaitUntilReady: not within 2m0s: the last Items.State is "y"; the first Items.State is "x", after 13 calls of ListItems in 2m0s`, reason: wait.TimedOut},

		{name: "with its context, between calls", until: ready, polls: states("new"), endAt: 2, want: "new", slept: "10s 10s",
			err: `shop.WaitUntilReady: the context ended: Items.State is "new", after 2 calls of ListItems in 10s: context canceled`, reason: wait.Ended, within: context.Canceled},
		{name: "with its context, while calls are throttled", until: ready, polls: []poll{{err: errThrottled}}, endAt: 1, want: "--", slept: "10s",
			err: `shop.WaitUntilReady: the context ended, after 1 call of ListItems in 0s: context canceled; before that, shop.ListItems: RequestLimitExceeded: too many`, reason: wait.Ended, within: context.Canceled},
	} {
		t.Run(test.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			c := &clock{now: time.Unix(0, 0), endAt: test.endAt, cancel: cancel, stands: test.stands}
			calls := 0
			w := wait.Waiter[output]{Name: "Ready", Every: 10 * time.Second, Timeout: test.timeout, Until: test.until, FailWhen: test.failWhen}
			out, err := w.Run(ctx, plain, wait.Clock{Now: c.Now, Sleep: c.Sleep}, func(context.Context) wait.Poll[output] {
				calls++
				return test.polls[min(calls, len(test.polls))-1].made()
			})
			got := "--"
			if out != nil {
				got = strings.Join(out.states, " ")
			}
			if got != test.want {
				t.Errorf("got the output %q, want %q", got, test.want)
			}
			if slept := strings.Trim(fmt.Sprint(c.slept), "[]"); slept != test.slept {
				t.Errorf("slept %s, want %s", slept, test.slept)
			}
			checkError(t, err, test.err, test.reason, test.within)
		})
	}
}

func checkError(t *testing.T, err error, text string, reason wait.Reason, within error) {
	t.Helper()
	if err == nil {
		if text != "" {
			t.Errorf("got no error, want %s", text)
		}
		return
	}
	var e *wait.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %T: %v", err, err)
	}
	e.Service, e.Action = "shop", "ListItems" // the caller of Run does
	if e.Error() != text || e.Reason != reason {
		t.Errorf("got %v: %s\nwant %v: %s", e.Reason, e, reason, text)
	}
	if within != nil && !errors.Is(err, within) || within == nil && errors.Unwrap(err) != nil {
		t.Errorf("within is %v, want %v", errors.Unwrap(err), within)
	}
}

func TestAWaitWhoseContextHasEndedMakesNoCall(t *testing.T) {
	cause := errors.New("the program stops")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(cause)
	c := &clock{}
	w := wait.Waiter[output]{Name: "Ready", Until: conditions{state.Is("ready")}}
	out, err := w.Run(ctx, plain, wait.Clock{Now: c.Now, Sleep: c.Sleep}, func(context.Context) wait.Poll[output] {
		t.Error("a call was made")
		return wait.Poll[output]{}
	})
	if out != nil || !errors.Is(err, context.Canceled) || !errors.Is(err, cause) {
		t.Errorf("got %v, %v", out, err)
	}
}

func TestAWaitForMoreThanAPageHoldsMakesNoCall(t *testing.T) {
	most := func(n int) wait.Condition[output] { return state.All("ready").Count(60).Within(n) }
	for _, test := range []struct {
		name       string
		until      conditions
		impossible bool
	}{
		{"more than the page holds", conditions{most(50)}, true},
		{"as many as it holds", conditions{most(60)}, false},
		{"a page of any size", conditions{most(0)}, false},
		{"another way to end well", conditions{most(50), wait.Code[output](errGone)}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			polls, c := 0, &clock{}
			w := wait.Waiter[output]{Name: "Ready", Timeout: time.Second, Until: test.until}
			out, err := w.Run(t.Context(), plain, wait.Clock{Now: c.Now, Sleep: c.Sleep}, func(context.Context) wait.Poll[output] {
				polls++
				return wait.Poll[output]{Out: &output{}}
			})
			var e *wait.Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v", err)
			}
			if !test.impossible {
				if e.Reason != wait.TimedOut || polls == 0 {
					t.Errorf("%d calls, %v", polls, err)
				}
				return
			}
			const want = "WaitUntilReady: it cannot succeed: 60 are asked for, and the page that is looked at has 50 at most: "
			if e.Reason != wait.Impossible || !strings.HasPrefix(err.Error(), want) {
				t.Errorf("got %v", err)
			}
			if out != nil || polls != 0 || strings.Contains(err.Error(), ", after ") {
				t.Errorf("%d calls, %v, %v", polls, out, err)
			}
		})
	}
}

// explained is an error that says more by %+v.
type explained struct{ error }

func (e explained) Format(f fmt.State, verb rune) {
	if fmt.Fprint(f, e.Error()); verb == 'v' && f.Flag('+') {
		fmt.Fprint(f, "\nadvice: ask for the permission")
	}
}

func TestTheErrorOfAWaitExplainsWhatTheLastCallExplains(t *testing.T) {
	err := error(&wait.Error{Service: "shop", Action: "ListItems", Waiter: "Ready", Reason: wait.Refused, Polls: 2, Err: explained{errRefused}})
	const line = "shop.WaitUntilReady: a call failed, after 2 calls of ListItems in 0s:"
	for verb, want := range map[string]string{
		"%v":  line + " " + errRefused.Error(),
		"%s":  line + " " + errRefused.Error(),
		"%+v": line + "\n" + errRefused.Error() + "\nadvice: ask for the permission",
	} {
		if got := fmt.Sprintf(verb, err); got != want {
			t.Errorf("%s: got  %s\nwant %s", verb, got, want)
		}
	}
	if got := fmt.Sprintf("%+v", (*wait.Error)(nil)); got != "<nil>" {
		t.Errorf("nil is %s", got)
	}
}

func TestAWaitEndsWhenItsSleepFails(t *testing.T) {
	stop := errors.New("the program stops")
	w := wait.Waiter[output]{Name: "Ready", Until: conditions{state.Is("ready")}}
	clock := wait.Clock{Now: time.Now, Sleep: func(context.Context, time.Duration) error { return stop }}
	_, err := w.Run(t.Context(), plain, clock, func(context.Context) wait.Poll[output] { return wait.Poll[output]{Out: &output{}} })
	var e *wait.Error
	if !errors.As(err, &e) || e.Reason != wait.Ended || !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
}

func TestAWaitWhoseContextEndsDuringACallStopsThere(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := &clock{}
	w := wait.Waiter[output]{Name: "Ready", Until: conditions{state.Is("ready")}}
	_, err := w.Run(ctx, plain, wait.Clock{Now: c.Now, Sleep: c.Sleep}, func(ctx context.Context) wait.Poll[output] {
		cancel()
		return wait.Poll[output]{Err: fmt.Errorf("shop.ListItems: %w", ctx.Err())}
	})
	var e *wait.Error
	if !errors.As(err, &e) || e.Reason != wait.Ended || e.Polls != 1 || len(c.slept) != 0 {
		t.Errorf("got %v after sleeping %v", err, c.slept)
	}
}

func TestACallThatOutlastsTheWaitIsGivenUpAndIsNoRefusal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := wait.Waiter[output]{Name: "Ready", Timeout: time.Second, Until: conditions{state.Is("ready")}}
		began := time.Now()
		_, err := w.Run(t.Context(), plain, wait.Clock{Now: time.Now}, func(ctx context.Context) wait.Poll[output] {
			<-ctx.Done() // as a server that never answers
			return wait.Poll[output]{Err: fmt.Errorf("shop.ListItems: %w", ctx.Err())}
		})
		var e *wait.Error
		if !errors.As(err, &e) || e.Reason != wait.TimedOut || e.Polls != 1 {
			t.Errorf("got %v", err)
		}
		if took := time.Since(began); took != 30*time.Second {
			t.Errorf("the call had %v: it has half a minute, however little is left of the wait", took)
		}
	})
}

func TestReasonsSayWhatTheyAre(t *testing.T) {
	for _, r := range []wait.Reason{wait.Failed, wait.TimedOut, wait.Ended, wait.Refused} {
		if text := r.String(); text == "" || strings.HasPrefix(text, "Reason") {
			t.Errorf("%d is %q", r, text)
		}
	}
	if got := wait.Reason(0).String() + wait.Reason(99).String(); got != "Reason(0)Reason(99)" {
		t.Errorf("got %q", got)
	}
}
