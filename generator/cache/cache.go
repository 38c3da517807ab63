// Package cache remembers what runs generated, by what they generated it from,
// so that a run with nothing to do need not find that out by doing everything.
//
// A cache is a help and no more: whatever is wrong with it, it knows nothing.
package cache

import (
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/signet-gen/signet/generator/output"
)

// An Entry is what a run generated.
type Entry struct {
	// Files are the sums of the files, by their paths below the output.
	Files map[string]output.Sum
	// Prune are the folders in which there is no other generated file.
	Prune []string
	// Warnings are lines that the run said of what it read.
	Warnings []string
}

// A Cache is a folder with a file for each entry. Nil is one that remembers nothing.
type Cache struct{ dir string }

// New is the cache in a folder, which is made when it is needed.
func New(dir string) *Cache { return &Cache{dir} }

// OfUser is the cache of the user who runs this; nil when there is no place for one.
func OfUser() *Cache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	return New(filepath.Join(dir, "signet"))
}

// Most is how many entries a cache holds; the ones used longest ago go first.
const Most = 32

// maxSize bounds the file of an entry, which has some hundred bytes for each
// generated file.
const maxSize = 64 << 20

// Get returns the entry of a key, if there is a whole one.
func (c *Cache) Get(k Key) (*Entry, bool) {
	if c == nil {
		return nil, false
	}
	name := c.file(k)
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxSize {
		return nil, false
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, false
	}
	entry, ok := decode(text)
	if ok {
		now := time.Now()
		_ = os.Chtimes(name, now, now) // it was used
	}
	return entry, ok
}

// Put remembers an entry, if it can.
func (c *Cache) Put(k Key, e *Entry) {
	if c == nil || os.MkdirAll(c.dir, 0o700) != nil {
		return
	}
	text := e.encode()
	f, err := os.CreateTemp(c.dir, "new-*")
	if err != nil {
		return
	}
	_, err = f.Write(text)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), c.file(k))
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return
	}
	c.shrink()
}

func (c *Cache) file(k Key) string { return filepath.Join(c.dir, hex.EncodeToString(k[:])) }

// ours matches the names of the files of a cache; others are left alone.
var ours = regexp.MustCompile(`^([0-9a-f]{64}|new-[0-9]+)$`)

// shrink removes the entries that are too many, and what runs left that were killed.
func (c *Cache) shrink() {
	list, err := os.ReadDir(c.dir)
	if err != nil {
		return
	}
	var files []fs.FileInfo
	for _, e := range list {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && ours.MatchString(e.Name()) {
			files = append(files, info)
		}
	}
	slices.SortFunc(files, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	for _, f := range files[min(Most, len(files)):] {
		_ = os.Remove(filepath.Join(c.dir, f.Name()))
	}
}
