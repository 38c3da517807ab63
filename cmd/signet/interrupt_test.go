package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/signet-gen/signet/specs"
)

// interruptSelf sends the process a signal, and waits until it is seen to.
func interruptSelf(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot interrupt itself there")
	}
	interrupts.watch(io.Discard)
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := self.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	for i := 0; !interrupts.hasCome(); i++ {
		if i > 1000 {
			t.Fatal("the signal never came")
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func (i *interruption) hasCome() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.came
}

func TestUninterruptedEndsItsWork(t *testing.T) {
	done := false
	err := uninterrupted(func() error {
		interruptSelf(t) // the process would be gone by then
		done = true
		return nil
	})
	if !errors.Is(err, errInterrupted) || err.Error() != "interrupted: everything was written before that" || !done {
		t.Errorf("got %v, done %v", err, done)
	}
}

func TestUndoableSaysWhatBecameOfIt(t *testing.T) {
	lost := errors.New("lost")
	for _, test := range []struct {
		name string
		f    func(ctx context.Context) error
		want string
	}{
		{"undone", func(ctx context.Context) error { interruptSelf(t); <-ctx.Done(); return ctx.Err() }, "interrupted: nothing was written"},
		{"too late", func(ctx context.Context) error { interruptSelf(t); <-ctx.Done(); return nil }, "interrupted: everything was written before that"},
		{"failed as well", func(ctx context.Context) error { interruptSelf(t); return lost }, "interrupted\nlost"},
		{"failed", func(context.Context) error { return lost }, "lost"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if err := undoable(test.f); err == nil || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// TestAnInterruptLeavesTheOldTreeOrTheNew runs the command again and again and
// interrupts it at any moment, from its start to its end.
func TestAnInterruptLeavesTheOldTreeOrTheNew(t *testing.T) {
	if testing.Short() || underRace || runtime.GOOS == "windows" {
		t.Skip("it builds the command, without the race detector, and sends signals")
	}
	signet := filepath.Join(t.TempDir(), "signet")
	if out, err := exec.Command("go", "build", "-o", signet, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	before, after := trees(t, signet)
	for _, start := range []struct {
		name string
		tree map[string]string
	}{{"a tree that is there", before}, {"no tree at all", map[string]string{}}} {
		t.Run(start.name, func(t *testing.T) {
			whole := interruptAfter(t, signet, start.tree, after, time.Hour).took
			said := map[string]int{}
			for range 12 {
				run := interruptAfter(t, signet, start.tree, after, time.Duration(rand.Int64N(int64(whole*5/4))))
				said[run.said]++
			}
			t.Logf("a run takes %v; said %v", whole, said)
		})
	}
}

// trees are two outputs of the same project.
func trees(t *testing.T, signet string) (before, after map[string]string) {
	t.Helper()
	dir := t.TempDir()
	generate := func() map[string]string {
		cmd := exec.Command(signet, "generate", "--no-cache", "--specs", "specs", "--import", "example.com/app/gen", "--out", "a/b/gen")
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return texts(t, filepath.Join(dir, "a"))
	}
	if err := os.CopyFS(filepath.Join(dir, "specs"), specs.FS); err != nil {
		t.Fatal(err)
	}
	after = generate()
	before = maps.Clone(after)
	for name, text := range before {
		if strings.HasSuffix(name, ".go") {
			before[name] = text + "// changed\n"
		}
	}
	before["/b/gen/old.go"] = header
	return before, after
}

// interrupted is a run that was interrupted, or was not.
type interrupted struct {
	took time.Duration
	said string
}

// interruptAfter runs the command where a tree is, interrupts it some time
// later, and holds what it leaves to what it says.
func interruptAfter(t *testing.T, signet string, before, after map[string]string, wait time.Duration) interrupted {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "specs"), specs.FS); err != nil {
		t.Fatal(err)
	}
	for name, text := range before {
		if text != "a folder" {
			mkdir(t, filepath.Dir(filepath.Join(dir, "a", name)))
			writeText(t, filepath.Join(dir, "a", name), text)
		}
	}
	cmd := exec.Command(signet, "generate", "--no-cache", "--specs", "specs", "--import", "example.com/app/gen", "--out", "a/b/gen")
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(wait, func() { _ = cmd.Process.Signal(syscall.SIGINT) })
	defer timer.Stop()
	_ = cmd.Wait()
	run := interrupted{time.Since(begun), strings.TrimPrefix(strings.TrimSpace(stderr.String()), "signet: interrupted: ")}

	want, status := before, statusInterrupted
	switch {
	case run.said == "" && cmd.ProcessState.ExitCode() == -1: // before it could say anything
		status = -1
	case run.said == "":
		want, status = after, 0
	case run.said == allWritten:
		want = after
	}
	got := map[string]string{}
	if _, err := os.Stat(filepath.Join(dir, "a")); err == nil {
		got = texts(t, filepath.Join(dir, "a"))
	}
	if cmd.ProcessState.ExitCode() != status || !maps.Equal(got, want) {
		t.Errorf("after %v it says %q with status %d, and leaves %s", wait, stderr.String(), cmd.ProcessState.ExitCode(), difference(got, want))
	}
	return run
}

// difference tells some of what is in one tree and not in the other.
func difference(got, want map[string]string) string {
	var b strings.Builder
	for name := range maps.Keys(got) {
		if _, ok := want[name]; !ok {
			b.WriteString(" +" + name)
		} else if got[name] != want[name] {
			b.WriteString(" !" + name)
		}
	}
	for name := range maps.Keys(want) {
		if _, ok := got[name]; !ok {
			b.WriteString(" -" + name)
		}
	}
	return b.String()
}
