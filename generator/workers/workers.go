// Package workers shares work out among the processors.
package workers

import (
	"errors"
	"fmt"
	"path"
	"runtime"
	"strings"
	"sync"
)

// Each calls do for 0 to n-1, at most [runtime.GOMAXPROCS] calls at a time, and
// joins the errors in the order of their numbers. A panic of do comes out of
// Each, where the caller can see to it, and says where it began.
func Each(n int, do func(i int) error) error {
	faults := make([]error, n)
	next := make(chan int)
	var panicked panicking
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := range next {
				panicked.keep(func() { faults[i] = do(i) })
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	workers.Wait()
	if panicked.what != "" {
		panic(panicked.what)
	}
	return errors.Join(faults...)
}

// panicking is the first panic of several goroutines.
type panicking struct {
	once sync.Once
	what string
}

// keep calls f, and keeps its panic from ending the program.
func (p *panicking) keep(f func()) {
	defer func() {
		if cause := recover(); cause != nil {
			at := origin()
			p.once.Do(func() { p.what = fmt.Sprintf("%v (%s)", cause, at) })
		}
	}()
	f()
}

// origin is the file and line that panicked, as long as that is being recovered.
func origin() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
	panicked := false
	for {
		f, more := frames.Next()
		if panicked && !strings.HasPrefix(f.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", path.Base(f.File), f.Line)
		}
		panicked = panicked || f.Function == "runtime.gopanic"
		if !more {
			return "an unknown place"
		}
	}
}
