package main

import (
	"os"
	"runtime"
	"testing"
	"time"
)

func TestUninterruptedEndsItsWork(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot interrupt itself there")
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	done := false
	err = uninterrupted(func() error {
		if err := self.Signal(os.Interrupt); err != nil {
			return err
		}
		time.Sleep(50 * time.Millisecond) // the process would be gone by then
		done = true
		return nil
	})
	if err != nil || !done {
		t.Errorf("got %v, done %v", err, done)
	}
}
