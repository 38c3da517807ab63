package main

import (
	"os"
	"testing"
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
