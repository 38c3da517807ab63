package retry_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/retry"
)

const ms = time.Millisecond

// most is a random source that always gives nearly the largest number, so that a
// wait is as long as it can be.
func most() float64 { return 1 }

func TestPolicies(t *testing.T) {
	const (
		acted   = "the server may have acted, and a second time would do harm"
		three   = "3 attempts are all that the policy allows"
		two     = "2 attempts are all that the policy allows"
		tooLong = "the server asks to wait 21s, which is longer than 20s"
	)
	read := func(f retry.Fate) retry.Failure { return retry.Failure{Fate: f, Repeatable: true} }
	write := func(f retry.Fate) retry.Failure { return retry.Failure{Fate: f} }
	after := func(f retry.Failure, d time.Duration) retry.Failure { f.After = d; return f }
	for _, test := range []struct {
		name    string
		policy  retry.Policy
		attempt int
		failure retry.Failure
		wait    time.Duration // -1: no other attempt
		reason  string
	}{
		{"a final failure of a read", retry.Policy{}, 1, read(retry.Final), -1, ""},
		{"a final failure of a write", retry.Policy{}, 1, write(retry.Final), -1, ""},
		{"a throttled read", retry.Policy{}, 1, read(retry.Throttled), 1000 * ms, ""},
		{"a throttled write was not done", retry.Policy{}, 1, write(retry.Throttled), 1000 * ms, ""},
		{"throttled twice", retry.Policy{}, 2, write(retry.Throttled), 2000 * ms, ""},
		{"throttled three times", retry.Policy{}, 3, write(retry.Throttled), -1, three},
		{"an unsent read", retry.Policy{}, 1, read(retry.Unsent), 100 * ms, ""},
		{"an unsent write", retry.Policy{}, 1, write(retry.Unsent), 100 * ms, ""},
		{"unsent twice", retry.Policy{}, 2, write(retry.Unsent), 200 * ms, ""},
		{"a read that broke", retry.Policy{}, 1, read(retry.Unknown), 100 * ms, ""},
		{"a write that broke", retry.Policy{}, 1, write(retry.Unknown), -1, acted},
		{"a read that timed out", retry.Policy{}, 1, read(retry.TimedOut), 100 * ms, ""},
		{"a write that timed out", retry.Policy{}, 1, write(retry.TimedOut), -1, acted},
		{"a corrected write", retry.Policy{}, 1, write(retry.Corrected), 0, ""},
		{"a corrected write at the last attempt", retry.Policy{Attempts: 2}, 2, write(retry.Corrected), -1, two},
		{"the server's wait", retry.Policy{}, 1, after(write(retry.Throttled), 3*time.Second), 3250 * ms, ""},
		{"the server's wait is the cap", retry.Policy{}, 1, after(write(retry.Throttled), 20*time.Second), 20 * time.Second, ""},
		{"the server's wait is too long", retry.Policy{}, 1, after(write(retry.Throttled), 21*time.Second), -1, tooLong},
		{"a longer cap", retry.Policy{Cap: time.Minute}, 1, after(write(retry.Throttled), 21*time.Second), 21250 * ms, ""},
		{"doubled up to the cap", retry.Policy{Attempts: 100}, 9, read(retry.Unknown), 20 * time.Second, ""},
		{"doubled far beyond the cap", retry.Policy{Attempts: 100}, 99, read(retry.Unknown), 20 * time.Second, ""},
		{"another base", retry.Policy{Base: ms}, 2, read(retry.Unknown), 2 * ms, ""},
		{"another base of throttling", retry.Policy{ThrottledBase: ms}, 2, read(retry.Throttled), 2 * ms, ""},
		{"one attempt", retry.Never, 1, read(retry.Throttled), -1, ""},
		{"five attempts", retry.Policy{Attempts: 5}, 4, read(retry.Unsent), 800 * ms, ""},
	} {
		test.policy.Random = most
		got := test.policy.Next(test.attempt, test.failure, new(retry.Budget))
		wait := got.Wait
		if !got.Again {
			wait = -1
		}
		if wait != test.wait || got.Reason != test.reason {
			t.Errorf("%s: got %v %q, want %v %q", test.name, wait, got.Reason, test.wait, test.reason)
		}
	}
}

func TestJitterIsFull(t *testing.T) {
	next := 0.0
	p := retry.Policy{Random: func() float64 { return next }}
	for _, next = range []float64{0, 0.25, 0.5} {
		d := p.Next(2, retry.Failure{Fate: retry.Unsent}, nil)
		if want := time.Duration(next * float64(200*ms)); d.Wait != want {
			t.Errorf("random %v: waits %v, want %v", next, d.Wait, want)
		}
		asked := p.Next(1, retry.Failure{Fate: retry.Throttled, After: time.Second}, nil)
		if asked.Wait < time.Second || asked.Wait > 1250*ms {
			t.Errorf("random %v: waits %v, and the server asked for 1s", next, asked.Wait)
		}
	}
	spread := map[time.Duration]bool{}
	for range 50 {
		spread[retry.Policy{}.Next(1, retry.Failure{Fate: retry.Unsent}, nil).Wait] = true
	}
	if len(spread) < 25 {
		t.Errorf("50 waits have %d lengths", len(spread))
	}
}

func TestTheBudgetStopsAStorm(t *testing.T) {
	var b retry.Budget
	failed := retry.Failure{Fate: retry.Unknown, Repeatable: true}
	made := 0
	for retry.Policy.Next(retry.Policy{}, 1, failed, &b).Again {
		made++
	}
	if made != 100 || b.Left() != 0 {
		t.Fatalf("%d further attempts, %d left", made, b.Left())
	}
	if d := (retry.Policy{}).Next(1, failed, &b); !strings.Contains(d.Reason, "budget") {
		t.Errorf("the reason is %q", d.Reason)
	}
	if d := (retry.Policy{}).Next(1, retry.Failure{Fate: retry.Corrected}, &b); !d.Again {
		t.Errorf("what was put right costs nothing, and %q", d.Reason)
	}
	for range 10 {
		b.Succeeded(retry.Decision{})
	}
	d := retry.Policy{}.Next(1, retry.Failure{Fate: retry.TimedOut, Repeatable: true}, &b)
	if !d.Again || b.Left() != 0 {
		t.Errorf("ten successes pay for a timeout: %v, %d left", d, b.Left())
	}
	b.Succeeded(d)
	if b.Left() != 10 {
		t.Errorf("an attempt that succeeded gives back 10: %d left", b.Left())
	}
	for range 1000 {
		b.Succeeded(retry.Decision{})
	}
	if b.Left() != 500 {
		t.Errorf("a full budget has 500: %d left", b.Left())
	}
}

func TestABudgetIsSafeForManyGoroutines(t *testing.T) {
	var b retry.Budget
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 1000 {
				if d := (retry.Policy{}).Next(1, retry.Failure{Fate: retry.Unsent}, &b); d.Again {
					b.Succeeded(d)
				}
			}
		})
	}
	all.Wait()
	if b.Left() != 500 {
		t.Errorf("what was lent came back but for %d", 500-b.Left())
	}
}

func TestNegativeFiguresAreRefused(t *testing.T) {
	for name, p := range map[string]retry.Policy{
		"Attempts": {Attempts: -1}, "Base": {Base: -1}, "ThrottledBase": {ThrottledBase: -1}, "Cap": {Cap: -1}, "AttemptTimeout": {AttemptTimeout: -1},
	} {
		if err := p.Check(); err == nil || !strings.Contains(err.Error(), name+" is negative") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := retry.Never.Check(); err != nil {
		t.Error(err)
	}
}

func BenchmarkSucceeded(b *testing.B) {
	b.ReportAllocs()
	var budget retry.Budget
	for range b.N {
		budget.Succeeded(retry.Decision{})
	}
}
