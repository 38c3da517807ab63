package ratelimit_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/ratelimit"
)

var (
	key   = ratelimit.Key{Action: "List", Region: "r", AccessKey: "a"}
	begin = time.Unix(1_700_000_000, 0)
)

// ever is a wait that nobody minds.
const ever = time.Duration(math.MaxInt64)

func TestNoSecondHasMoreCallsThanTheLimit(t *testing.T) {
	const limit = 7
	var l ratelimit.Limiter
	var calls []time.Time
	now := begin
	for range 500 {
		now = now.Add(time.Duration(rand.IntN(200)) * time.Millisecond)
		wait, ok := l.Reserve(key, limit, now, ever)
		if !ok || wait < 0 {
			t.Fatalf("wait %v, %t", wait, ok)
		}
		calls = append(calls, now.Add(wait))
	}
	for i := limit; i < len(calls); i++ {
		if calls[i].Sub(calls[i-limit]) < time.Second {
			t.Fatalf("calls %d to %d lie within %v", i-limit, i, calls[i].Sub(calls[i-limit]))
		}
	}
}

func TestCallsBelowTheLimitDoNotWait(t *testing.T) {
	var l ratelimit.Limiter
	for i := range 100 {
		if wait, ok := l.Reserve(key, 10, begin.Add(time.Duration(i)*100*time.Millisecond), 0); wait != 0 || !ok {
			t.Fatalf("call %d waits %v", i, wait)
		}
	}
	for range 100 {
		if wait, ok := l.Reserve(key, 0, begin, 0); wait != 0 || !ok {
			t.Fatalf("without a limit, a call waits %v", wait)
		}
	}
}

func TestKeysHaveLimitsOfTheirOwn(t *testing.T) {
	var l ratelimit.Limiter
	for _, k := range []ratelimit.Key{key, {Action: "Get", Region: "r", AccessKey: "a"}, {Action: "List", Region: "s", AccessKey: "a"}, {Action: "List", Region: "r", AccessKey: "b"}} {
		if wait, ok := l.Reserve(k, 1, begin, 0); wait != 0 || !ok {
			t.Errorf("%v waits %v", k, wait)
		}
		if wait, ok := l.Reserve(k, 1, begin, 0); wait != time.Second || ok {
			t.Errorf("%v, again: waits %v, %t", k, wait, ok)
		}
	}
}

func TestWhatIsNotHandedOutTakesNoPlace(t *testing.T) {
	var l ratelimit.Limiter
	l.Reserve(key, 1, begin, 0)
	for range 10 {
		if wait, ok := l.Reserve(key, 1, begin, time.Second-1); ok || wait != time.Second {
			t.Fatalf("waits %v, %t", wait, ok)
		}
	}
	if wait, ok := l.Reserve(key, 1, begin, time.Second); !ok || wait != time.Second {
		t.Errorf("waits %v, %t", wait, ok)
	}
}

func TestTheServersLimitHoldsWhenItIsSmaller(t *testing.T) {
	var l ratelimit.Limiter
	for i := range 5 {
		l.Reserve(key, 10, begin.Add(time.Duration(i)*time.Millisecond), 0)
	}
	l.Tighten(key, 0)
	l.Tighten(key, 2)
	l.Tighten(key, 20)
	now := begin.Add(10 * time.Millisecond)
	var waits []time.Duration
	for range 4 {
		wait, _ := l.Reserve(key, 10, now, ever)
		waits = append(waits, wait)
	}
	want := []time.Duration{993 * time.Millisecond, 994 * time.Millisecond, 1993 * time.Millisecond, 1994 * time.Millisecond}
	if !slices.Equal(waits, want) {
		t.Errorf("waits %v, want %v", waits, want)
	}
}

func TestALimitOfTheServersTakesNoMemoryOfItsOwn(t *testing.T) {
	var l ratelimit.Limiter
	l.Tighten(key, math.MaxInt)
	l.Reserve(key, 3, begin, 0)
	l.Tighten(key, math.MaxInt)
	for range 2 {
		if wait, ok := l.Reserve(key, 3, begin, 0); wait != 0 || !ok {
			t.Errorf("a call of three waits %v", wait)
		}
	}
	if _, ok := l.Reserve(key, 3, begin, 0); ok {
		t.Error("four calls a second, and the limit is 3")
	}
}

func TestKeysThatCallNoMoreAreForgotten(t *testing.T) {
	var l ratelimit.Limiter
	for i := range 1000 {
		k := key
		k.AccessKey = strconv.Itoa(i)
		l.Reserve(k, 5, begin.Add(time.Duration(i)*time.Minute), ever)
	}
	if n := l.Keys(); n > 62 {
		t.Errorf("%d keys are kept, of which 61 called within the last hour", n)
	}
}

func TestManyGoroutinesShareALimit(t *testing.T) {
	const limit, callers = 50, 400
	var l ratelimit.Limiter
	at := make([]time.Duration, callers)
	var all sync.WaitGroup
	for i := range callers {
		all.Go(func() { at[i], _ = l.Reserve(key, limit, begin, ever) })
	}
	all.Wait()
	slices.Sort(at)
	for i, wait := range at {
		if want := time.Duration(i/limit) * time.Second; wait != want {
			t.Fatalf("call %d waits %v, want %v", i, wait, want)
		}
	}
}

func BenchmarkReserve(b *testing.B) {
	b.ReportAllocs()
	var l ratelimit.Limiter
	for i := range b.N {
		l.Reserve(key, 100, begin.Add(time.Duration(i)*10*time.Millisecond), 0)
	}
}
