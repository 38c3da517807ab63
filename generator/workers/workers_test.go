package workers_test

import (
	"fmt"
	"regexp"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/signet-gen/signet/generator/workers"
)

func TestEachDoesEverythingOnceAndJoinsTheErrorsInOrder(t *testing.T) {
	const n = 1000
	var done [n]atomic.Int32
	err := workers.Each(n, func(i int) error {
		done[i].Add(1)
		if i%400 == 0 {
			return fmt.Errorf("fault %d", i)
		}
		return nil
	})
	for i := range done {
		if done[i].Load() != 1 {
			t.Errorf("%d was done %d times", i, done[i].Load())
		}
	}
	if want := "fault 0\nfault 400\nfault 800"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if err := workers.Each(0, func(int) error { return nil }); err != nil {
		t.Errorf("got %v of no work", err)
	}
}

func TestEachKeepsToTheProcessors(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	var now, most atomic.Int32
	err := workers.Each(200, func(int) error {
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		runtime.Gosched()
		now.Add(-1)
		return nil
	})
	if err != nil || most.Load() > 2 {
		t.Errorf("%d at a time, error %v", most.Load(), err)
	}
}

func TestOneWorkerGoesInOrder(t *testing.T) {
	var ran strings.Builder
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	_ = workers.Each(3, func(i int) error { fmt.Fprint(&ran, i); return nil })
	if ran.String() != "012" {
		t.Errorf("one worker did %s", ran.String())
	}
}

func TestAPanicComesOutOfEach(t *testing.T) {
	var none *testing.T
	for _, test := range []struct {
		name string
		do   func(i int) error
		want string
	}{
		{"a panic", func(int) error { panic("lost") }, `^lost \(workers_test\.go:\d+\)$`},
		{"a fault of the runtime", func(int) error { return map[bool]error{}[none.Failed()] }, `^runtime error: invalid memory address.* \(.+\.go:\d+\)$`},
	} {
		t.Run(test.name, func(t *testing.T) {
			defer func() {
				if got := fmt.Sprint(recover()); !regexp.MustCompile(test.want).MatchString(got) {
					t.Errorf("got %q, want %s", got, test.want)
				}
			}()
			_ = workers.Each(10, test.do)
			t.Error("the panic is lost")
		})
	}
}
