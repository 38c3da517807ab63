package output

import (
	"errors"
	"io/fs"
	"maps"
	"strings"
	"sync"
	"testing"
)

// A breaking disk fails at one of the steps that change something.
type breaking struct {
	disk
	at int // the step that fails, from 1

	mu     sync.Mutex
	steps  int // done so far
	failed string
}

var errBroken = errors.New("the disk is full")

func (b *breaking) step(what string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.steps++
	if b.steps == b.at {
		b.failed = what
		return &fs.PathError{Op: what, Path: "x", Err: errBroken}
	}
	return nil
}

func (b *breaking) Create(path string, text []byte, mode fs.FileMode) error {
	if err := b.step("create"); err != nil {
		_ = b.disk.Create(path, text[:len(text)/2], mode) // what a full disk leaves
		return err
	}
	return b.disk.Create(path, text, mode)
}

func (b *breaking) Mkdir(path string) error {
	if err := b.step("mkdir"); err != nil {
		return err
	}
	return b.disk.Mkdir(path)
}

func (b *breaking) Rename(from, to string) error {
	if err := b.step("rename"); err != nil {
		return err
	}
	return b.disk.Rename(from, to)
}

// TestAWriteThatBreaksLeavesNothingHalfWritten breaks a run at each of its
// steps in turn: before the first rename all is as it was; after it each file
// is the old one or the new one, whole, and nothing else lies about.
func TestAWriteThatBreaksLeavesNothingHalfWritten(t *testing.T) {
	before := map[string]string{"msp/a.go": string(text("a")), "msp/b.go": string(text("b")), "mine.txt": "mine"}
	files := map[string][]byte{"msp/a.go": text("a2"), "msp/b.go": text("b2"), "msp/new/c.go": text("c"), "x/y/z.go": text("z")}
	after := maps.Clone(before)
	for name, text := range files {
		after[name] = string(text)
	}
	const mkdirs, creates, renames = 3, 4, 4
	for at := 1; at <= mkdirs+creates+renames; at++ {
		dir := t.TempDir()
		put(t, dir, before)
		was := tree(t, dir)
		d, err := openDisk(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		b := &breaking{disk: d, at: at}
		report, err := plan(b, dir, texts(files), Options{Prune: []string{"."}})
		if err != nil {
			t.Fatal(err)
		}
		if err := carryOut(t.Context(), b, report, files, Options{}); !errors.Is(err, errBroken) {
			t.Fatalf("broken at %d: got %v", at, err)
		}
		if b.failed != "rename" || at == mkdirs+creates+1 {
			wantTree(t, dir, was)
			continue
		}
		for name, got := range tree(t, dir) {
			if strings.HasSuffix(name, "/") {
				continue
			}
			if old, is := before[name]; got != after[name] && (!is || got != old) {
				t.Errorf("broken at %d: %s holds %q", at, name, got)
			}
		}
	}
}

func TestTheRunAfterOneThatWasKilledCleansUp(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"msp/.client.go.signet": "half a fi", "msp/.gone.go.signet": "half"})
	files := map[string][]byte{"msp/client.go": text("client")}
	if _, err := Sync(t.Context(), dir, files, Options{Prune: []string{"msp"}}); err != nil {
		t.Fatal(err)
	}
	wantTree(t, dir, map[string]string{"msp/": "", "msp/client.go": string(text("client"))})
}

func TestStaleFilesThatStayAreNamed(t *testing.T) {
	err := carryOut(t.Context(), stuck{}, Report{Removed: []string{"a/b.go", "c.go"}}, nil, Options{})
	if err == nil || strings.Count(err.Error(), "permission denied") != 2 || !strings.Contains(err.Error(), "the output is written, but stale files are left") {
		t.Errorf("got %v", err)
	}
}

// A stuck disk lets nothing go.
type stuck struct{ disk }

func (stuck) Remove(path string) error {
	return &fs.PathError{Op: "remove", Path: path, Err: fs.ErrPermission}
}
