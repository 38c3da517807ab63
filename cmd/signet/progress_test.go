package main

import (
	"bytes"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"
)

func TestABarShowsHowFarTheWorkIs(t *testing.T) {
	for _, test := range []struct {
		name         string
		total, steps int
		elapsed      time.Duration
		columns      int
		want         string
	}{
		{"begun", 78, 0, time.Second, 80, "rendering [..............................] 0 of 78, 0.0/s"},
		{"halfway", 78, 39, 3 * time.Second, 80, "rendering [###############...............] 39 of 78, 13/s, 3s left"},
		{"at its end", 78, 78, 6 * time.Second, 80, "rendering [##############################] 78 of 78, 13/s, 0s left"},
		{"more than was said", 2, 3, time.Second, 80, "rendering [##############################] 3 of 2, 3.0/s, 0s left"},
		{"slow", 1000, 1, time.Minute, 80, "rendering [..............................] 1 of 1000, 0.0/s, 16h39m0s left"},
		{"of unknown length", 0, 1234, 2 * time.Second, 80, "rendering 1234, 617/s"},
		{"on a narrow terminal", 78, 39, 3 * time.Second, 50, "rendering [######.......] 39 of 78, 13/s, 3s left"},
		{"on a narrower one", 78, 39, 3 * time.Second, 40, "rendering 39 of 78, 13/s, 3s left"},
		{"on one that has no room", 78, 39, 3 * time.Second, 12, "rendering 3"},
		{"on one of one column", 78, 39, 3 * time.Second, 1, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := &progress{what: "rendering", total: test.total, steps: test.steps}
			got := p.bar(test.elapsed, test.columns)
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if n := utf8.RuneCountInString(got); n >= test.columns {
				t.Errorf("%d characters on %d columns", n, test.columns)
			}
		})
	}
}

func TestColumnsComeFromTheEnvironment(t *testing.T) {
	for _, test := range []struct {
		text string
		want int
	}{{"", 80}, {"120", 120}, {"wide", 80}, {"0", 80}, {"-3", 80}} {
		t.Setenv("COLUMNS", test.text)
		if got := columns(); got != test.want {
			t.Errorf("COLUMNS=%s: got %d, want %d", test.text, got, test.want)
		}
	}
}

// TestProgressIsTold draws at given times, so that the test need not wait.
func TestProgressIsTold(t *testing.T) {
	t.Setenv("COLUMNS", "60")
	for _, test := range []struct {
		name string
		live bool
		want string
	}{
		{"by a bar that goes, on a terminal", true, "\r\x1b[K\x1b[?7lreading [#############.............] 1 of 2, 1.0/s, 1s left\x1b[?7h" +
			"\r\x1b[K\x1b[?7lwriting [..............................] 0 of 9, 0.0/s\x1b[?7h" + "\r\x1b[K"},
		{"by lines, elsewhere", false, "reading: 1 of 2, 1.0/s, 1s left\nwriting: 0 of 9, 0.0/s\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var stderr bytes.Buffer
			p := (&terminal{err: &stderr, live: test.live}).progress("reading", 2)
			p.step(1)
			p.tell(p.begun.Add(time.Second))
			step := p.phase("writing", 9)
			p.tell(p.begun.Add(time.Second))
			step(1)
			p.done()
			p.done()
			p.tell(p.begun.Add(time.Minute)) // nothing after the end
			if stderr.String() != test.want {
				t.Errorf("got\n%q, want\n%q", stderr.String(), test.want)
			}
		})
	}
}

func TestProgressOfShortWorkIsNotTold(t *testing.T) {
	for _, live := range []bool{true, false} {
		var stderr bytes.Buffer
		p := (&terminal{err: &stderr, live: live}).progress("reading", 2)
		p.step(2)
		p.done()
		if stderr.Len() > 0 {
			t.Errorf("live %v: got %q", live, stderr.String())
		}
	}
}

// A screen is a terminal that notes when it is drawn on.
type screen struct {
	mu    sync.Mutex
	drawn []time.Time
	text  string
}

func (s *screen) Write(text []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drawn = append(s.drawn, time.Now())
	s.text += string(text)
	return len(text), nil
}

func TestABarIsDrawnOnceInAWhile(t *testing.T) {
	var s screen
	p := (&terminal{err: &s, live: true}).progress("reading", 1000)
	begun := time.Now()
	for time.Since(begun) < patience+5*redrawn {
		p.step(1)
		time.Sleep(time.Millisecond)
	}
	p.done()
	time.Sleep(2 * redrawn)
	if n := len(s.drawn); n < 2 || n > 8 {
		t.Errorf("drawn %d times in %v", n, time.Since(begun))
	}
	if first := s.drawn[0].Sub(begun); first < patience {
		t.Errorf("drawn after %v", first)
	}
	if !strings.HasSuffix(s.text, "\r\x1b[K") {
		t.Errorf("the bar stays: %q", s.text)
	}
}

func TestCountedCountsTheFilesThatAreRead(t *testing.T) {
	files := fstest.MapFS{"a/b.yaml": {Data: []byte("b")}, "a/c.yaml": {Data: []byte("c")}}
	n := 0
	c := &counted{files, func(more int) { n += more }}
	if _, err := fs.ReadDir(c, "a"); err != nil || n != 0 {
		t.Errorf("counted %d, error %v", n, err)
	}
	if _, err := fs.Stat(c, "a/b.yaml"); err != nil || n != 0 {
		t.Errorf("counted %d, error %v", n, err)
	}
	if text, err := fs.ReadFile(c, "a/b.yaml"); string(text) != "b" || err != nil || n != 1 {
		t.Errorf("read %q, counted %d, error %v", text, n, err)
	}
}

func TestTheHeapGrowsWhileItIsSmall(t *testing.T) {
	for _, test := range []struct {
		live uint64
		want int
	}{{0, 1000}, {40 << 20, 1000}, {128 << 20, 300}, {256 << 20, 100}, {500 << 20, 100}, {512 << 20, 100}, {4 << 30, 100}} {
		if got := growthOf(test.live); got != test.want {
			t.Errorf("%d MiB: got %d %%, want %d %%", test.live>>20, got, test.want)
		}
	}
}
