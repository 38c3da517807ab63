package main

import (
	"bytes"
	"errors"
	"os"
	"testing"
	"time"
)

func TestColourIsForTerminalsOnly(t *testing.T) {
	for _, test := range []struct {
		colour bool
		want   string
	}{{true, "\x1b[1mmsp\x1b[0m"}, {false, "msp"}} {
		if got := (&terminal{colour: test.colour}).styled(bold, "msp"); got != test.want {
			t.Errorf("colour %v: got %q, want %q", test.colour, got, test.want)
		}
	}
	file, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if term := newTerminal(file, file); term.colour || term.live {
		t.Errorf("a file is taken for a terminal: %+v", term)
	}
}

func TestDuringSpeaksOnlyWhenItTakesLong(t *testing.T) {
	for _, test := range []struct {
		name string
		live bool
		wait time.Duration
		want string
	}{
		{"quick", true, 0, ""},
		{"slow", true, patience + 100*time.Millisecond, "generating…\r\x1b[K"},
		{"nobody watches", false, patience + 100*time.Millisecond, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var stderr bytes.Buffer
			term := &terminal{err: &stderr, live: test.live}
			lost := errors.New("lost")
			if err := term.during("generating", func() error { time.Sleep(test.wait); return lost }); err != lost {
				t.Errorf("got error %v", err)
			}
			if stderr.String() != test.want {
				t.Errorf("got %q, want %q", stderr.String(), test.want)
			}
		})
	}
}
