package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// interrupts is what becomes of ctrl-C and of SIGTERM. As long as nothing is
// being written, they end the process; what is being written is undone, or
// written whole.
var interrupts interruption

type interruption struct {
	mu sync.Mutex
	// undo tells what is being written to undo it; nil while nothing is.
	undo context.CancelFunc
	// came tells that a signal came while something was being written; written,
	// that something was.
	came, written bool
	// tidy is called before the process ends, for what is on the terminal.
	tidy func()
}

// errInterrupted is the error of a command that was interrupted while it wrote.
var errInterrupted = errors.New("interrupted")

// What a command has done that was interrupted.
const (
	nothingWritten = "nothing was written"
	allWritten     = "everything was written before that"
)

// watch makes signals from now on do what is said at [interrupts].
func (i *interruption) watch(stderr io.Writer) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		for range signals {
			i.signal(stderr)
		}
	}()
}

// signal is what happens when a signal comes.
func (i *interruption) signal(stderr io.Writer) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.undo != nil {
		i.came = true
		i.undo()
		return
	}
	if i.tidy != nil {
		i.tidy()
	}
	what := nothingWritten
	if i.written {
		what = allWritten
	}
	fmt.Fprintf(stderr, "signet: %v: %s\n", errInterrupted, what)
	os.Exit(statusInterrupted)
}

// clear has tidy called before a signal ends the process.
func (i *interruption) clear(tidy func()) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.tidy = tidy
}

// undoable runs f, which writes files. When a signal comes meanwhile, f is told
// to undo what it has done by the end of ctx; where it is too late for that, it
// goes on to its end. The error then says which of them it was.
func undoable(f func(ctx context.Context) error) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	interrupts.begin(cancel)
	err := f(ctx)
	came := interrupts.end(err == nil)
	switch {
	case !came:
		return err
	case err == nil:
		return fmt.Errorf("%w: %s", errInterrupted, allWritten)
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("%w: %s", errInterrupted, nothingWritten)
	}
	return errors.Join(errInterrupted, err)
}

func (i *interruption) begin(undo context.CancelFunc) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.undo, i.came = undo, false
}

func (i *interruption) end(written bool) (came bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.undo, i.written = nil, i.written || written
	return i.came
}

// uninterrupted runs f, which writes files and cannot undo it, to its end even
// when a signal comes meanwhile.
func uninterrupted(f func() error) error {
	return undoable(func(context.Context) error { return f() })
}
