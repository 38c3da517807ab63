package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestTableAlignsCharactersNotBytes(t *testing.T) {
	var out bytes.Buffer
	b := table{t: &terminal{out: &out}, indent: "  "}
	b.row("été", "read", "Reads.")
	b.row("hiver", "write", "")
	b.print()
	if want := "  été    read   Reads.\n  hiver  write\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestWrapKeepsWordsWhole(t *testing.T) {
	tests := []struct {
		text  string
		width int
		want  string
	}{
		{"", 5, ""},
		{"one two three", 7, "one two|three"},
		{"one  two\nthree", 20, "one two three"},
		{"incomprehensible word", 5, "incomprehensible|word"},
	}
	for _, test := range tests {
		if got := strings.Join(wrap(test.text, test.width), "|"); got != test.want {
			t.Errorf("%q in %d: got %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

func TestFirstSentence(t *testing.T) {
	for doc, want := range map[string]string{
		"":                             "",
		"Lists tasks.":                 "Lists tasks.",
		"Lists tasks. Then it ends.":   "Lists tasks.",
		"Lists\ntasks of v1.2 at once": "Lists tasks of v1.2 at once",
	} {
		if got := firstSentence(doc); got != want {
			t.Errorf("%q: got %q, want %q", doc, got, want)
		}
	}
}
