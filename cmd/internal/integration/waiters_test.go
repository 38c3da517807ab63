package integration

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/signet-gen/signet/gen/tencent/msp/v20180319"
	"github.com/signet-gen/signet/gen/tencent/msp/v20180319/msptest"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
	"github.com/signet-gen/signet/runtime/wait"
)

// leap is a clock that leaps over each sleep.
type leap struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
	// before, if not nil, is called with the number of each sleep, from 1.
	before func(n int)
}

func newLeap() *leap { return &leap{now: time.Now()} }

func (l *leap) Now() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now
}

func (l *leap) Sleep(ctx context.Context, d time.Duration) error {
	l.mu.Lock()
	l.now = l.now.Add(d)
	l.slept = append(l.slept, d)
	n, before := len(l.slept), l.before
	l.mu.Unlock()
	if before != nil {
		before(n)
	}
	return ctx.Err()
}

// options are those of a client that goes by the clock, without chance.
func (l *leap) options(o *rpc.Options) {
	o.Now, o.Sleep = l.Now, l.Sleep
	o.Retry = retry.Never
	o.Wait.Random = func() float64 { return 0 }
}

// script answers one call after the other, the last one ever after.
func script[In, Out any](answers ...func() (*Out, error)) func(context.Context, In) (*Out, error) {
	var calls atomic.Int64
	return func(context.Context, In) (*Out, error) {
		return answers[min(int(calls.Add(1)), len(answers))-1]()
	}
}

// migration is a task that has had these statuses, or a refusal.
func migration(statuses string) func() (*msp.DescribeMigrationTaskOutput, error) {
	return func() (*msp.DescribeMigrationTaskOutput, error) {
		if code, ok := strings.CutPrefix(statuses, "!"); ok {
			return nil, fmt.Errorf("no: %w", rpc.Code(code))
		}
		out := &msp.DescribeMigrationTaskOutput{}
		for s := range strings.FieldsSeq(statuses) {
			out.TaskStatus = append(out.TaskStatus, msp.TaskStatus{Status: msp.Status(s)})
		}
		return out, nil
	}
}

// migrations is a server of a task, and a client of it, by the clock.
func migrations(t *testing.T, l *leap, answers ...string) (*tencenttest.Server, *msp.Client) {
	t.Helper()
	var all []func() (*msp.DescribeMigrationTaskOutput, error)
	for _, a := range answers {
		all = append(all, migration(a))
	}
	s := serve(t, msptest.Fake{DescribeMigrationTask: script[msp.DescribeMigrationTaskInput](all...)})
	s.SetClock(l.Now)
	return s, msp.New(s.Config()).With(func(c *tencent.Config) { l.options(&c.Options) })
}

func TestWaitsForAMigration(t *testing.T) {
	for _, test := range []struct {
		name    string
		answers []string
		polls   int
		last    string // the last status of the output, -- if there is no output
		reason  wait.Reason
		code    error
		err     string // the beginning of the error
	}{
		{name: "that is done", answers: []string{"unstart migrating finish"}, polls: 1, last: "finish"},
		{name: "that becomes done", answers: []string{"", "unstart", "unstart migrating", "unstart migrating finish"}, polls: 4, last: "finish"},
		{name: "that had failed and is done at last", answers: []string{"unstart fail", "x"}, polls: 1, last: "fail", reason: wait.Failed,
			err: `msp.WaitUntilMigrationTaskFinished: what is waited for has failed: the last TaskStatus.Status is "fail", after 1 call of DescribeMigrationTask in 0s`},
		{name: "while calls are throttled and servers fail", answers: []string{"!RequestLimitExceeded", "!InternalError", "finish"}, polls: 3, last: "finish"},
		{name: "that is not there", answers: []string{"migrating", "!InvalidParameterValue.TaskId"}, polls: 2, last: "migrating", reason: wait.Refused, code: msp.ErrInvalidParameterValue,
			err: `msp.WaitUntilMigrationTaskFinished: a call failed: the last TaskStatus.Status is "migrating", after 2 calls of DescribeMigrationTask in 10s: msp.DescribeMigrationTask: InvalidParameterValue.TaskId: no: `},
		{name: "that takes too long", answers: []string{"migrating"}, polls: 67, last: "migrating", reason: wait.TimedOut,
			err: `msp.WaitUntilMigrationTaskFinished: not within 1h0m0s: the last TaskStatus.Status is "migrating", after 67 calls of DescribeMigrationTask in 1h0m0s`},
		{name: "that calls tell nothing of", answers: []string{"!RequestLimitExceeded"}, polls: 67, last: "--", reason: wait.TimedOut, code: rpc.Code("RequestLimitExceeded"),
			err: `msp.WaitUntilMigrationTaskFinished: not within 1h0m0s, after 67 calls of DescribeMigrationTask in 1h0m0s: msp.DescribeMigrationTask: RequestLimitExceeded: no: `},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, client := migrations(t, newLeap(), test.answers...)
			out, err := client.WaitUntilMigrationTaskFinished(t.Context(), msp.DescribeMigrationTaskInput{TaskID: "msp-1"})
			last := "--"
			if out != nil {
				last = string(out.TaskStatus[len(out.TaskStatus)-1].Status)
			}
			if n := len(s.Requests()); n != test.polls || last != test.last {
				t.Errorf("there were %d calls and the last status is %s, want %d and %s", n, last, test.polls, test.last)
			}
			wantWaitError(t, err, test.reason, test.err, test.code)
		})
	}
}

// wantWaitError wants an error of a wait that begins with text, or none.
func wantWaitError(t *testing.T, err error, reason wait.Reason, text string, within error) {
	t.Helper()
	if text == "" {
		if err != nil {
			t.Error(err)
		}
		return
	}
	var e *wait.Error
	if !errors.As(err, &e) || e.Reason != reason || !strings.HasPrefix(err.Error(), text) {
		t.Errorf("got  %v\nwant %s", err, text)
	}
	if within != nil && !errors.Is(err, within) {
		t.Errorf("%v is not within %v", within, err)
	}
}

func TestAWaitGoesByTheConfigurationOfItsClient(t *testing.T) {
	l := newLeap()
	_, client := migrations(t, l, "migrating")
	quick := client.With(func(c *tencent.Config) {
		c.Wait.Every, c.Wait.Factor, c.Wait.Timeout = 2*time.Second, 1, 5*time.Second
	})
	_, err := quick.WaitUntilMigrationTaskFinished(t.Context(), msp.DescribeMigrationTaskInput{TaskID: "msp-1"})
	wantWaitError(t, err, wait.TimedOut, "msp.WaitUntilMigrationTaskFinished: not within 5s", nil)
	if got := fmt.Sprint(l.slept); got != "[2s 2s 1s]" {
		t.Errorf("slept %s", got)
	}
	bad := client.With(func(c *tencent.Config) { c.Wait.Every = -1 })
	_, err = bad.WaitUntilMigrationTaskFinished(t.Context(), msp.DescribeMigrationTaskInput{TaskID: "msp-1"})
	if err == nil || !strings.Contains(err.Error(), "the wait policy's Every is negative") {
		t.Errorf("got %v", err)
	}
}

func TestAWaitEndsWithItsContextAndSaysSo(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	l := newLeap()
	l.before = func(n int) {
		if n == 3 {
			cancel()
		}
	}
	s, client := migrations(t, l, "migrating")
	out, err := client.WaitUntilMigrationTaskFinished(ctx, msp.DescribeMigrationTaskInput{TaskID: "msp-1"})
	wantWaitError(t, err, wait.Ended, `msp.WaitUntilMigrationTaskFinished: the context ended: the last TaskStatus.Status is "migrating", after 3 calls`, context.Canceled)
	if n := len(s.Requests()); n != 3 || out == nil {
		t.Errorf("there were %d calls, and the output is %v", n, out)
	}
	_, err = client.WaitUntilMigrationTaskFinished(ctx, msp.DescribeMigrationTaskInput{TaskID: "msp-1"})
	wantWaitError(t, err, wait.Ended, `msp.WaitUntilMigrationTaskFinished: the context ended, after 0 calls of DescribeMigrationTask in 0s: context canceled`, context.Canceled)
	if len(s.Requests()) != 3 {
		t.Error("a wait whose context had ended made a call")
	}
}

// A network that is away for a while is waited for, and one that was never
// there is not: the endpoint is wrong then.
func TestAWaitOutlastsANetworkThatWasThere(t *testing.T) {
	l := newLeap()
	s, client := migrations(t, l, "migrating", "finish")
	proxy, err := rpctest.NewFaultProxy(s.Config().Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(proxy.Close)
	client = client.With(func(c *tencent.Config) {
		c.Endpoint, c.Transport = proxy.URL, &http.Transport{DisableKeepAlives: true}
	})
	l.before = func(n int) {
		switch n {
		case 1:
			proxy.Down()
		case 3:
			if err := proxy.Up(); err != nil {
				t.Error(err)
			}
		}
	}
	out, err := client.WaitUntilMigrationTaskFinished(t.Context(), msp.DescribeMigrationTaskInput{TaskID: "msp-1"})
	if err != nil || len(l.slept) != 3 || len(s.Requests()) != 2 {
		t.Errorf("got %v, %v after %d sleeps and %d calls", out, err, len(l.slept), len(s.Requests()))
	}

	proxy.Down()
	_, err = client.WaitUntilMigrationTaskFinished(t.Context(), msp.DescribeMigrationTaskInput{TaskID: "msp-1"})
	wantWaitError(t, err, wait.Refused, "msp.WaitUntilMigrationTaskFinished: a call failed, after 1 call of DescribeMigrationTask", nil)
}

func TestAWaitIsPatientWithTheLimitThatItsClientKeeps(t *testing.T) {
	l := newLeap()
	_, client := migrations(t, l, "migrating", "finish")
	client = client.With(func(c *tencent.Config) { c.RateLimit = rpc.Fail })
	in := msp.DescribeMigrationTaskInput{TaskID: "msp-1"}
	for calls := 0; ; calls++ {
		if _, err := client.DescribeMigrationTask(t.Context(), in); errors.As(err, new(*rpc.RateLimitError)) {
			break
		} else if err != nil || calls > 1000 {
			t.Fatalf("%d calls, %v", calls, err)
		}
	}
	if _, err := client.WaitUntilMigrationTaskFinished(t.Context(), in); err != nil || len(l.slept) != 1 {
		t.Errorf("got %v after sleeping %v", err, l.slept)
	}
}

func TestManyWaitOnOneClient(t *testing.T) {
	var calls atomic.Int64
	s := serve(t, msptest.Fake{DescribeMigrationTask: func(_ context.Context, in msp.DescribeMigrationTaskInput) (*msp.DescribeMigrationTaskOutput, error) {
		switch n := calls.Add(1); {
		case n%7 == 0:
			return nil, rpc.Code("RequestLimitExceeded")
		case n%5 == 0:
			return migration("unstart migrating finish")()
		}
		return migration("unstart migrating")()
	}})
	client := msp.New(s.Config()).With(func(c *tencent.Config) {
		c.Retry, c.Wait = retry.Never, wait.Policy{Every: time.Millisecond, Cap: time.Millisecond}
	}).ReadOnly()
	var group sync.WaitGroup
	for i := range 32 {
		group.Go(func() {
			out, err := client.WaitUntilMigrationTaskFinished(t.Context(), msp.DescribeMigrationTaskInput{TaskID: fmt.Sprintf("msp-%d", i)})
			if err != nil || out.TaskStatus[2].Status != msp.StatusFinish {
				t.Errorf("got %v, %v", out, err)
			}
		})
	}
	group.Wait()
}
