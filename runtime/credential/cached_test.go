package credential_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
)

// source gives credentials that live for a while, and counts how often it is asked.
type source struct {
	mu     sync.Mutex
	now    time.Time
	life   time.Duration
	fail   error
	asked  int
	at     atomic.Int32 // how many renewals are on their way
	most   atomic.Int32
	hold   chan struct{}
	panics bool
}

func (s *source) Retrieve(ctx context.Context) (credential.Credentials, error) {
	s.most.Store(max(s.most.Load(), s.at.Add(1)))
	defer s.at.Add(-1)
	if s.hold != nil {
		select {
		case <-s.hold:
		case <-ctx.Done():
			return credential.Credentials{}, ctx.Err()
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	if s.panics {
		panic("a secret")
	}
	if s.fail != nil {
		return credential.Credentials{}, s.fail
	}
	c := credential.Credentials{ID: fmt.Sprint("id-", s.asked), Secret: "s"}
	if s.life > 0 {
		c.Expires = s.now.Add(s.life)
	}
	return c, nil
}

func (s *source) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *source) pass(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

func (s *source) set(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

func cacheOf(s *source) *credential.Cache {
	s.now = time.Unix(1_700_000_000, 0)
	return &credential.Cache{Provider: s, Now: s.clock, Random: func() float64 { return 0 }}
}

func retrieve(t *testing.T, c *credential.Cache, want string) {
	t.Helper()
	got, err := c.Retrieve(context.Background())
	if err != nil || got.ID != want {
		t.Errorf("got %s, %v, want %s", got.ID, err, want)
	}
}

// eventually waits for what a renewal in the background brings.
func eventually(t *testing.T, c *credential.Cache, want string) {
	t.Helper()
	for range 200 {
		if got, err := c.Retrieve(context.Background()); err == nil && got.ID == want {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Errorf("%s never came", want)
}

func TestCredentialsAreKeptUntilShortlyBeforeTheirEnd(t *testing.T) {
	s := &source{life: time.Hour}
	c := cacheOf(s)
	retrieve(t, c, "id-1")
	s.pass(54 * time.Minute)
	retrieve(t, c, "id-1")
	if s.asked != 1 {
		t.Errorf("asked %d times", s.asked)
	}
	s.pass(2 * time.Minute)
	retrieve(t, c, "id-1") // the old ones, while new ones are fetched
	eventually(t, c, "id-2")
}

func TestOldCredentialsServeWhileARenewalFails(t *testing.T) {
	s := &source{life: time.Hour}
	c := cacheOf(s)
	retrieve(t, c, "id-1")
	s.set(func() { s.fail = errors.New("sts is down") })
	s.pass(56 * time.Minute)
	for range 20 {
		retrieve(t, c, "id-1")
		time.Sleep(time.Millisecond)
	}
	if n := s.asked; n != 2 {
		t.Errorf("asked %d times within the pause after a failure", n)
	}
	s.pass(4 * time.Minute) // they have ended
	if _, err := c.Retrieve(context.Background()); err == nil || err.Error() != "sts is down" {
		t.Errorf("got %v", err)
	}
	s.set(func() { s.fail = nil })
	eventually(t, c, "id-4")
}

func TestLastingCredentialsAreLookedAtAgain(t *testing.T) {
	s := &source{}
	c := cacheOf(s)
	retrieve(t, c, "id-1")
	s.pass(59 * time.Second)
	retrieve(t, c, "id-1")
	s.pass(2 * time.Second)
	retrieve(t, c, "id-1")
	eventually(t, c, "id-2")
}

func TestOneRenewalServesAll(t *testing.T) {
	s := &source{life: time.Hour, hold: make(chan struct{})}
	c := cacheOf(s)
	var all sync.WaitGroup
	var failed atomic.Int32
	for range 64 {
		all.Go(func() {
			if _, err := c.Retrieve(context.Background()); err != nil {
				failed.Add(1)
			}
		})
	}
	time.Sleep(10 * time.Millisecond)
	close(s.hold)
	all.Wait()
	if s.asked != 1 || failed.Load() != 0 {
		t.Errorf("asked %d times, %d failed", s.asked, failed.Load())
	}
}

func TestARenewalOutlivesItsCaller(t *testing.T) {
	s := &source{life: time.Hour, hold: make(chan struct{})}
	c := cacheOf(s)
	ctx, cancel := context.WithCancelCause(context.Background())
	why := errors.New("the user left")
	time.AfterFunc(10*time.Millisecond, func() { cancel(why) })
	if _, err := c.Retrieve(ctx); !errors.Is(err, why) {
		t.Errorf("got %v", err)
	}
	close(s.hold)
	retrieve(t, c, "id-1")
	if s.asked != 1 {
		t.Errorf("asked %d times", s.asked)
	}
}

// key is what a source gives when it is asked for the n-th time.
func key(n int) credential.Credentials {
	return credential.Credentials{ID: fmt.Sprint("id-", n), Secret: "s"}
}

func TestForgottenCredentialsAreFetchedAnew(t *testing.T) {
	s := &source{life: time.Hour}
	c := cacheOf(s)
	if !c.Forget(key(1)) {
		t.Error("an empty cache gives nothing else")
	}
	retrieve(t, c, "id-1")
	if !c.Forget(key(0)) {
		t.Error("what is kept is not what was refused, and not worth a try")
	}
	retrieve(t, c, "id-1")
	if !c.Forget(key(1)) {
		t.Error("what was refused is kept")
	}
	retrieve(t, c, "id-2")
	if c.Forget(key(2)) {
		t.Error("a source is asked again and again for what is refused")
	}
	retrieve(t, c, "id-2")
	s.pass(5 * time.Second)
	if !c.Forget(key(2)) {
		t.Error("what was refused later is kept")
	}
	retrieve(t, c, "id-3")
}

func TestManyWhoWereRefusedAtOnceCauseOneRenewal(t *testing.T) {
	s := &source{life: time.Hour}
	c := cacheOf(s)
	retrieve(t, c, "id-1")
	var all sync.WaitGroup
	for range 64 {
		all.Go(func() {
			if !c.Forget(key(1)) {
				t.Error("there are no others")
			}
			retrieve(t, c, "id-2")
		})
	}
	all.Wait()
	if s.asked != 2 {
		t.Errorf("asked %d times", s.asked)
	}
}

func TestForgettingReachesThoseWhoKeep(t *testing.T) {
	s := &source{life: time.Hour}
	inner := cacheOf(s)
	chain := credential.Chain(credential.Link{Name: "inner", Provider: inner})
	if credential.Forget(chain, key(1)) {
		t.Error("a chain that has found nothing gives something else")
	}
	outer := &credential.Cache{Provider: chain, Now: s.clock}
	retrieve(t, outer, "id-1")
	if !credential.Forget(outer, key(1)) {
		t.Error("what was refused is kept")
	}
	retrieve(t, outer, "id-2")
	for _, p := range []credential.Provider{nil, credential.Static("id-1", "s", ""), credential.Chain(credential.Link{Name: "static", Provider: credential.Static("id-1", "s", "")})} {
		if p != nil {
			_, _ = p.Retrieve(context.Background())
		}
		if credential.Forget(p, key(1)) {
			t.Errorf("%T gives something else", p)
		}
	}
}

func TestAProviderThatPanicsIsAnError(t *testing.T) {
	c := cacheOf(&source{panics: true})
	if _, err := c.Retrieve(context.Background()); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v", err)
	}
}

func TestAProviderThatEndsItsGoroutineIsAnError(t *testing.T) {
	c := credential.Cached(credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		runtime.Goexit() // as a test's FailNow does
		return credential.Credentials{}, nil
	}))
	if _, err := c.Retrieve(context.Background()); err == nil || !strings.Contains(err.Error(), "neither credentials nor an error") {
		t.Errorf("got %v", err)
	}
}

func TestShortLivedCredentialsNeverRunOut(t *testing.T) {
	const life = 60 * time.Millisecond
	var asked, at, most atomic.Int32
	c := credential.Cached(credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		most.Store(max(most.Load(), at.Add(1)))
		defer at.Add(-1)
		asked.Add(1)
		return credential.Credentials{ID: "id", Secret: "s", Expires: time.Now().Add(life)}, nil
	}))
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			for end := time.Now().Add(time.Second); time.Now().Before(end); {
				if got, err := c.Retrieve(context.Background()); err != nil || time.Now().After(got.Expires) {
					t.Errorf("%v, ended %v ago", err, time.Since(got.Expires))
					return
				}
				time.Sleep(time.Millisecond)
			}
		})
	}
	all.Wait()
	if n := asked.Load(); most.Load() != 1 || n < 15 || n > 60 {
		t.Errorf("%d renewals, %d at once", n, most.Load())
	}
}

func BenchmarkCached(b *testing.B) {
	c := credential.Cached(credential.Static("id", "secret", ""))
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := c.Retrieve(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
