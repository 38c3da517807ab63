package main

import (
	"os"
	"os/signal"
	"syscall"
)

// uninterrupted runs f to its end even when the user presses ctrl-C meanwhile,
// so that what f writes is written whole. The second ctrl-C ends the process.
func uninterrupted(f func() error) error {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	done := make(chan struct{})
	defer close(done)
	defer signal.Stop(signals)
	go func() {
		select {
		case <-signals:
			signal.Reset(os.Interrupt, syscall.SIGTERM)
		case <-done:
		}
	}()
	return f()
}
