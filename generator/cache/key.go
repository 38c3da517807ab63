package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"

	"github.com/signet-gen/signet/generator/workers"
)

// A Key stands for everything that the output of a run depends on.
type Key [sha256.Size]byte

// A Hasher makes a [Key] of what is added to it, in its order.
type Hasher struct {
	hash hash.Hash
	err  error
}

// NewHasher is a Hasher that nothing is added to.
func NewHasher() *Hasher { return &Hasher{hash: sha256.New()} }

// Key is the key of all that was added, or what of it could not be read.
func (h *Hasher) Key() (Key, error) { return Key(h.hash.Sum(nil)), h.err }

// Text adds texts, each of which is told from the next.
func (h *Hasher) Text(texts ...string) {
	for _, text := range texts {
		h.hash.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(text))))
		io.WriteString(h.hash, text)
	}
}

// Program adds the bytes of the program that runs.
func (h *Hasher) Program() {
	sum, err := programSum()
	h.fail(err)
	h.Text(string(sum))
}

// programSum is the sum of the program, which does not change while it runs.
var programSum = sync.OnceValues(func() ([]byte, error) {
	f, err := openProgram()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return sumOf(f)
})

// openProgram opens the program that runs: where Linux has it, even if another
// has taken its place meanwhile.
func openProgram() (*os.File, error) {
	if f, err := os.Open("/proc/self/exe"); err == nil {
		return f, nil
	}
	name, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return os.Open(name)
}

// Tree adds the paths and bytes of all files of a tree that are not hidden,
// following links, and its folders.
func (h *Hasher) Tree(files fs.FS) {
	l := list{files: files}
	h.fail(l.add(".", 0))
	names := l.names
	sums := make([][]byte, len(names))
	h.fail(workers.Each(len(names), func(i int) (err error) {
		if !strings.HasSuffix(names[i], "/") {
			sums[i], err = sumOfFile(files, names[i])
		}
		return err
	}))
	h.Text(fmt.Sprint(len(names)))
	for i, name := range names {
		h.Text(name, string(sums[i]))
	}
}

func (h *Hasher) fail(err error) { h.err = errors.Join(h.err, err) }

// What a tree may have: no specs have more, but links may lead in circles.
const (
	deepest   = 8
	mostFiles = 1 << 20
)

// A list is of the files of a tree, and of its folders with a slash behind.
type list struct {
	files fs.FS
	names []string
}

func (l *list) add(dir string, depth int) error {
	if depth > deepest || len(l.names) > mostFiles {
		return fmt.Errorf("%s: too much is below it", dir)
	}
	entries, err := fs.ReadDir(l.files, dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if err := l.entry(path.Join(dir, e.Name()), depth); err != nil {
			return err
		}
	}
	return nil
}

func (l *list) entry(name string, depth int) error {
	info, err := fs.Stat(l.files, name)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		l.names = append(l.names, name+"/")
		return l.add(name, depth+1)
	case info.Mode().IsRegular():
		l.names = append(l.names, name)
		return nil
	}
	return fmt.Errorf("%s: neither a file nor a folder", name)
}

func sumOfFile(files fs.FS, name string) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return sumOf(f)
}

// sumOf is the SHA-256 of what is read, however much that is.
func sumOf(r io.Reader) ([]byte, error) {
	h := sha256.New()
	if _, err := io.CopyBuffer(struct{ io.Writer }{h}, struct{ io.Reader }{r}, make([]byte, 128<<10)); err != nil {
		return nil, err
	}
	return h.Sum(nil), nil
}
