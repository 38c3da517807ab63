package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	// patience is how long a person waits before wondering.
	patience = time.Second
	// redrawn is how often a bar is drawn anew: ten times a second.
	redrawn = 100 * time.Millisecond
	// reported is how often work that nobody watches says how far it is.
	reported = 10 * time.Second
)

// progress tells how far some work of several steps is: on a terminal by a bar
// that goes when the work is done, elsewhere by a line now and then, and not at
// all when the work is done before anybody wonders.
//
//	p := t.progress("importing", len(files))
//	defer p.done()
//	for … {
//		p.step(1)
//	}
//
// Any number of goroutines may step. Nothing else may write to t.err before done.
type progress struct {
	out  io.Writer
	live bool

	mu    sync.Mutex // guards what follows, and out
	what  string
	begun time.Time
	total int
	steps int
	drawn bool
	ended bool
	stop  chan struct{}
}

// progress begins to tell of total steps of work, or, when total is 0, of as
// many as there may be.
func (t *terminal) progress(what string, total int) *progress {
	p := &progress{out: t.err, live: t.live, what: what, total: total, begun: time.Now(), stop: make(chan struct{})}
	interrupts.clear(p.done)
	go p.run()
	return p
}

// step counts n steps as done.
func (p *progress) step(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.steps += n
}

// phase begins to tell of other work, and returns step for it.
func (p *progress) phase(what string, total int) (step func(n int)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.what, p.total, p.steps, p.begun = what, total, 0, time.Now()
	return p.step
}

// done ends the telling, and takes the bar away. It may be called again.
func (p *progress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return
	}
	p.ended = true
	close(p.stop)
	if p.drawn && p.live {
		io.WriteString(p.out, "\r\x1b[K")
	}
}

func (p *progress) run() {
	first, every := patience, redrawn
	if !p.live {
		first, every = reported, reported
	}
	for wait := first; ; wait = every {
		select {
		case <-p.stop:
			return
		case now := <-time.After(wait):
			p.tell(now)
		}
	}
}

// tell draws the bar, or writes a line.
func (p *progress) tell(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	elapsed := max(now.Sub(p.begun), time.Millisecond)
	switch {
	case p.ended:
	case p.live:
		p.drawn = true
		// The terminal is not to wrap a line that is too long for it after all.
		io.WriteString(p.out, "\r\x1b[K\x1b[?7l"+p.bar(elapsed, columns())+"\x1b[?7h")
	default:
		fmt.Fprintf(p.out, "%s: %s\n", p.what, p.figures(elapsed))
	}
}

// figures are how far the work is: 12 of 78, 3.1/s, 21s left.
func (p *progress) figures(elapsed time.Duration) string {
	if p.total == 0 {
		return fmt.Sprintf("%d, %s", p.steps, p.rate(elapsed))
	}
	text := fmt.Sprintf("%d of %d, %s", p.steps, p.total, p.rate(elapsed))
	if p.steps == 0 {
		return text
	}
	left := elapsed * time.Duration(max(0, p.total-p.steps)) / time.Duration(p.steps)
	return text + ", " + left.Round(time.Second).String() + " left"
}

// rate is the steps of a second, with a digit after the point where they are few.
func (p *progress) rate(elapsed time.Duration) string {
	rate, digits := float64(p.steps)/elapsed.Seconds(), 0
	if rate < 10 {
		digits = 1
	}
	return strconv.FormatFloat(rate, 'f', digits, 64) + "/s"
}

// A bar has from least to widest characters between its brackets.
const least, widest = 5, 30

// bar is the line that a terminal of some columns shows: what, a bar where
// there is room, and the figures. The last column stays empty.
func (p *progress) bar(elapsed time.Duration, columns int) string {
	figures := p.figures(elapsed)
	room := min(widest, columns-1-len([]rune(p.what+figures))-len(" [] "))
	line := p.what + " " + figures
	if p.total > 0 && room >= least {
		full := min(room, room*p.steps/p.total)
		line = p.what + " [" + strings.Repeat("#", full) + strings.Repeat(".", room-full) + "] " + figures
	}
	return cutTo(line, columns-1)
}

// cutTo is a text of so many characters at most.
func cutTo(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:max(0, most)])
	}
	return text
}

// columns is the width of the terminal, as far as the environment tells it.
func columns() int {
	const usual = 80
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	return usual
}

// counted is a file system that counts the files that are opened.
type counted struct {
	fs.FS
	step func(n int)
}

func (c *counted) Open(name string) (fs.File, error) {
	c.step(1)
	return c.FS.Open(name)
}

func (c *counted) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(c.FS, name) }
func (c *counted) Stat(name string) (fs.FileInfo, error)      { return fs.Stat(c.FS, name) }
