package rpctest_test

import (
	"fmt"
	"regexp"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/rpctest"
)

func TestNonceIsNewOnceOnly(t *testing.T) {
	var nonces rpctest.Nonces
	now := time.Unix(1_000_000, 0)
	until := now.Add(5 * time.Minute)
	if !nonces.Use("a", until, now) || !nonces.Use("b", until, now) {
		t.Fatal("a new nonce counts as used")
	}
	if nonces.Use("a", until, now.Add(4*time.Minute)) {
		t.Fatal("a used nonce counts as new")
	}
	if nonces.Use("a", until, until) || !nonces.Use("a", until, until.Add(1)) {
		t.Fatal("a nonce does not count as used up to the end of its time and no longer")
	}
}

func TestNoncesAreForgottenWhenTheyAreOver(t *testing.T) {
	const aSecond, window = 50, 60
	var nonces rpctest.Nonces
	most := 0
	for second := range 10 * window {
		now := time.Unix(int64(second), 0)
		for i := range aSecond {
			if !nonces.Use(fmt.Sprint(second, "/", i), now.Add(window*time.Second), now) {
				t.Fatalf("nonce %d of second %d counts as used", i, second)
			}
		}
		most = max(most, nonces.Len())
	}
	last := time.Unix(10*window-1, 0)
	for i := range aSecond * window { // of the last window
		if second := int(last.Unix()) - i/aSecond; nonces.Use(fmt.Sprint(second, "/", i%aSecond), last, last) {
			t.Fatalf("nonce %d of second %d was forgotten while it was fresh", i%aSecond, second)
		}
	}
	if live := aSecond * window; most > 2*live+2*aSecond {
		t.Errorf("%d nonces were kept at a time, and no more than %d were fresh", most, live)
	}
}

func TestNonceIsGrantedToOneOfManyGoroutines(t *testing.T) {
	var nonces rpctest.Nonces
	var granted atomic.Int32
	var wg sync.WaitGroup
	now := time.Now()
	for range 64 {
		wg.Go(func() {
			if nonces.Use("n", now.Add(time.Minute), now) {
				granted.Add(1)
			}
		})
	}
	wg.Wait()
	if granted.Load() != 1 {
		t.Errorf("%d goroutines were granted one nonce", granted.Load())
	}
}

func TestRequestIDsAreDistinctUUIDs(t *testing.T) {
	form := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	seen := map[string]bool{}
	for range 10_000 {
		id := rpctest.NewRequestID()
		if !form.MatchString(id) {
			t.Fatalf("%q is not a UUID of version 4", id)
		}
		if seen[id] {
			t.Fatalf("%q came twice", id)
		}
		seen[id] = true
	}
}
