package wait_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/wait"
)

// slept are the first intervals of a wait for what never comes.
func slept(t *testing.T, p wait.Policy, every, timeout time.Duration, polls int) (intervals string, took time.Duration) {
	t.Helper()
	c := &clock{now: time.Unix(0, 0)}
	w := wait.Waiter[output]{Name: "Ready", Every: every, Timeout: timeout, Until: conditions{state.Is("ready")}}
	made := 0
	_, err := w.Run(t.Context(), p, wait.Clock{Now: c.Now, Sleep: c.Sleep}, func(context.Context) wait.Poll[output] {
		if made++; made == polls {
			return wait.Poll[output]{Err: errRefused}
		}
		return wait.Poll[output]{Out: &output{}}
	})
	var e *wait.Error
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	var texts []string
	for _, d := range c.slept {
		texts = append(texts, d.Round(time.Millisecond).String())
	}
	return strings.Join(texts, " "), e.Elapsed
}

func TestPolicySetsThePace(t *testing.T) {
	never := func() float64 { return 0 }
	for _, test := range []struct {
		name           string
		policy         wait.Policy
		every, timeout time.Duration
		want           string
	}{
		{name: "nobody says anything", policy: wait.Policy{Random: never}, want: "5s 6s 7.2s 8.64s 10.368s"},
		{name: "the waiter says", policy: wait.Policy{Random: never}, every: 10 * time.Second, want: "10s 12s 14.4s 17.28s 20.736s"},
		{name: "the policy says more", policy: wait.Policy{Random: never, Every: time.Second, Factor: 2, Cap: 5 * time.Second}, every: 10 * time.Second, want: "1s 2s 4s 5s 5s"},
		{name: "the same interval", policy: wait.Policy{Random: never, Factor: 1}, want: "5s 5s 5s 5s 5s"},
		{name: "growth up to the cap", policy: wait.Policy{Random: never, Factor: 3}, every: 20 * time.Second, want: "20s 1m0s 1m0s 1m0s 1m0s"},
		{name: "more than the cap from the beginning", policy: wait.Policy{Random: never}, every: 90 * time.Second, want: "1m30s 1m30s 1m30s 1m30s 1m30s"},
		{name: "a cap below the waiter's interval", policy: wait.Policy{Random: never, Cap: 2 * time.Second}, every: 90 * time.Second, want: "2s 2s 2s 2s 2s"},
		{name: "jitter takes off up to a fifth", policy: wait.Policy{Random: func() float64 { return 0.5 }, Factor: 1, Every: 10 * time.Second}, want: "9s 9s 9s 9s 9s"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got, _ := slept(t, test.policy, test.every, test.timeout, 6); got != test.want {
				t.Errorf("slept %s, want %s", got, test.want)
			}
		})
	}
}

func TestPolicySetsTheTimeout(t *testing.T) {
	for _, test := range []struct {
		policy, waiter, want time.Duration
	}{
		{0, 0, wait.DefaultTimeout}, {0, time.Hour, time.Hour}, {time.Minute, time.Hour, time.Minute},
	} {
		if _, took := slept(t, wait.Policy{Timeout: test.policy}, 0, test.waiter, -1); took != test.want {
			t.Errorf("a policy of %v and a waiter of %v take %v, want %v", test.policy, test.waiter, took, test.want)
		}
	}
	if _, took := slept(t, wait.Policy{Timeout: math.MaxInt64}, 0, 0, 1000); took < 100*time.Minute {
		t.Errorf("the longest timeout of all ends after %v", took)
	}
}

func TestTheZeroPolicyKeepsThoseWhoBeganTogetherApart(t *testing.T) {
	seen := map[string]bool{}
	for range 20 {
		first, _ := slept(t, wait.Policy{}, 10*time.Second, 0, 2)
		d, err := time.ParseDuration(first)
		if err != nil || d < 8*time.Second || d > 10*time.Second {
			t.Fatalf("slept %s", first)
		}
		seen[first] = true
	}
	if len(seen) < 2 {
		t.Error("twenty waits slept the same")
	}
}

func TestPoliciesThatMakeNoSenseAreRefused(t *testing.T) {
	for _, p := range []wait.Policy{{Every: -1}, {Cap: -1}, {Timeout: -1}, {Factor: 0.9}, {Factor: -1}, {Factor: math.NaN()}, {Factor: math.Inf(1)}} {
		if err := p.Check(); err == nil || !strings.HasPrefix(err.Error(), "the wait policy's ") {
			t.Errorf("%+v: got %v", p, err)
		}
	}
	for _, p := range []wait.Policy{{}, {Every: 1, Cap: 1, Timeout: 1, Factor: 1}, {Timeout: math.MaxInt64, Factor: 2}} {
		if err := p.Check(); err != nil {
			t.Errorf("%+v: %v", fmt.Sprint(p), err)
		}
	}
}
