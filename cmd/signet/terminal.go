package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/signet-gen/signet/generator/spec"
)

// terminal is where a command writes, and how.
type terminal struct {
	out, err io.Writer
	// colour tells whether out may be coloured; live, whether err is watched by
	// a person, who likes to see that something is going on.
	colour, live bool
}

func newTerminal(stdout, stderr io.Writer) *terminal {
	return &terminal{
		out:    stdout,
		err:    stderr,
		colour: isTerminal(stdout) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		live:   isTerminal(stderr) && os.Getenv("TERM") != "dumb",
	}
}

// writing returns the terminal with its output going to out.
func (t terminal) writing(out io.Writer) *terminal {
	t.out = out
	return &t
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// The styles, as terminals know them.
const (
	bold = "1"
	dim  = "2"
)

// styled returns text in a style where out may be coloured.
func (t *terminal) styled(style, text string) string {
	if !t.colour || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

func (t *terminal) printf(format string, args ...any) { fmt.Fprintf(t.out, format, args...) }

// report says what is wrong: faults of specs a line each, ready for an editor to jump to.
func (t *terminal) report(err error) {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		for _, err := range several.Unwrap() {
			t.report(err)
		}
		return
	}
	var faults spec.Faults
	switch {
	case errors.As(err, &faults):
		fmt.Fprintln(t.err, err)
	default:
		fmt.Fprintf(t.err, "signet: %v\n", err)
	}
}

// asWarnings are the lines that tell what is no fault and should be looked at.
func asWarnings(warnings spec.Faults) []string {
	var lines []string
	for _, w := range warnings {
		lines = append(lines, fmt.Sprintf("%v: warning: %s", w.Pos, w.Msg))
	}
	return lines
}
