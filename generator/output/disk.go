package output

import (
	"io"
	"io/fs"
	"os"
	"path"
)

// A disk is what this package needs of a folder. Paths are slash-separated and
// relative to it; several goroutines may use it. Tests stand between to break
// it at any step.
type disk interface {
	// Lstat does not follow a symbolic link.
	Lstat(path string) (fs.FileInfo, error)
	ReadFile(path string) ([]byte, error)
	// ReadHead reads a file as far as its first line can go.
	ReadHead(path string) ([]byte, error)
	ReadDir(path string) ([]fs.DirEntry, error)
	// Create writes a file that must not be there yet.
	Create(path string, text []byte, mode fs.FileMode) error
	Mkdir(path string) error
	// Rename gives a file another name in its folder.
	Rename(path, base string) error
	// Remove removes a file or an empty folder.
	Remove(path string) error
}

// rootDisk is a folder of the operating system. os.Root keeps every path below
// it, even if somebody swaps a folder for a link meanwhile.
type rootDisk struct{ *folders }

// openDisk opens a folder, which the caller closes.
func openDisk(dir string) (rootDisk, error) {
	root, err := os.OpenRoot(dir)
	return rootDisk{&folders{root: root, open: map[string]*openFolder{}}}, err
}

// within calls do with the folder of a path and its name there.
func within[T any](d rootDisk, name string, do func(folder *os.Root, base string) (T, error)) (T, error) {
	folder, err := d.use(path.Dir(name))
	if err != nil {
		var none T
		return none, err
	}
	defer d.release(folder)
	return do(folder.Root, path.Base(name))
}

func (d rootDisk) Lstat(name string) (fs.FileInfo, error) {
	return within(d, name, (*os.Root).Lstat)
}

func (d rootDisk) ReadFile(name string) ([]byte, error) {
	return within(d, name, (*os.Root).ReadFile)
}

// headSize is more than the first line of a generated file has.
const headSize = 4 << 10

func (d rootDisk) ReadHead(name string) ([]byte, error) {
	return within(d, name, func(folder *os.Root, base string) ([]byte, error) {
		f, err := folder.Open(base)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return io.ReadAll(io.LimitReader(f, headSize))
	})
}

func (d rootDisk) ReadDir(name string) ([]fs.DirEntry, error) {
	return fs.ReadDir(d.root.FS(), name)
}

func (d rootDisk) Create(name string, text []byte, mode fs.FileMode) error {
	_, err := within(d, name, func(folder *os.Root, base string) (int, error) {
		f, err := folder.OpenFile(base, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if err != nil {
			return 0, err
		}
		if n, err := f.Write(text); err != nil {
			f.Close()
			return n, err
		}
		return len(text), f.Close()
	})
	return err
}

func (d rootDisk) Mkdir(name string) error { return d.root.Mkdir(name, 0o777) }

func (d rootDisk) Rename(name, to string) error {
	_, err := within(d, name, func(folder *os.Root, base string) (bool, error) {
		return true, folder.Rename(base, to)
	})
	return err
}

func (d rootDisk) Remove(name string) error {
	d.forget(name)
	_, err := within(d, name, func(folder *os.Root, base string) (bool, error) {
		return true, folder.Remove(base)
	})
	return err
}

// noDisk is a folder that is not there: it can be looked at, and holds nothing.
type noDisk struct{ disk }

func (noDisk) Lstat(path string) (fs.FileInfo, error) {
	return nil, &fs.PathError{Op: "lstat", Path: path, Err: fs.ErrNotExist}
}

func (noDisk) ReadDir(path string) ([]fs.DirEntry, error) {
	return nil, &fs.PathError{Op: "readdir", Path: path, Err: fs.ErrNotExist}
}
