// Signet compiles YAML descriptions of signed RPC-style cloud APIs into typed
// Go clients.
//
//	signet generate             write the clients
//	signet generate --check     say whether they are up to date
//	signet diff OLD NEW         tell what changed, and what it breaks
//	signet import SOURCE FILE…  write descriptions from what a vendor publishes
//	signet status               tell where descriptions come from, and what is out of date
//	signet lint                 look for faults in descriptions
//	signet list                 list providers, services and actions
//	signet show ACTION          tell all about one action
//	signet explain CODE|FILE    tell what an error means, and what to do about it
//	signet schema KIND          print the JSON Schema of a description
//	signet version
//
// Every command says more with --help. The exit status is 0, 1 where something
// is wrong with what was read or written, 2 where the command was used wrongly,
// or 130 where it was interrupted.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"runtime"
	"runtime/debug"
	"strings"
)

func main() {
	interrupts.watch(os.Stderr)
	growHeap()
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// The exit statuses.
const (
	statusFault       = 1
	statusUsage       = 2
	statusInterrupted = 130 // as shells have it: 128 and the number of SIGINT
)

// run is the command from its arguments to its exit status.
func run(args []string, stdout, stderr io.Writer) int {
	return guarded(stderr, func() int {
		out := bufio.NewWriter(stdout)
		status := execute(args, newTerminal(stdout, stderr).writing(out))
		if err := out.Flush(); err != nil && status == 0 {
			fmt.Fprintf(stderr, "signet: write the result: %v\n", err)
			return statusFault
		}
		return status
	})
}

// guarded runs f; a panic of its becomes a line that can be reported.
func guarded(stderr io.Writer, f func() int) (status int) {
	defer func() {
		if cause := recover(); cause != nil {
			fmt.Fprintf(stderr, "signet: internal fault: %v, at %s; please report it with what you ran\n", cause, origin())
			status = statusFault
		}
	}()
	return f()
}

func execute(args []string, t *terminal) int {
	root := newRoot(t)
	root.SetArgs(args)
	cmd, err := root.ExecuteC()
	var f *fault
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errInterrupted):
		t.report(err)
		return statusInterrupted
	case errors.As(err, &f):
		t.report(f.err)
		return statusFault
	default:
		fmt.Fprintf(t.err, "signet: %s\nRun \"%s --help\" to see how it is used.\n", strings.TrimSpace(err.Error()), cmd.CommandPath())
		return statusUsage
	}
}

// origin finds the file and line that panicked: the innermost frame of our own.
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

// buildInfo is what the Go command wrote into the binary; nil when it wrote nothing.
func buildInfo() *debug.BuildInfo {
	info, _ := debug.ReadBuildInfo()
	return info
}
