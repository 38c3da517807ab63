package output

import (
	"io/fs"
	"os"
)

// A disk is what this package needs of a folder. Paths are slash-separated and
// relative to it. Tests stand between to break it at any step.
type disk interface {
	// Lstat does not follow a symbolic link.
	Lstat(path string) (fs.FileInfo, error)
	ReadFile(path string) ([]byte, error)
	ReadDir(path string) ([]fs.DirEntry, error)
	// Create writes a file that must not be there yet.
	Create(path string, text []byte, mode fs.FileMode) error
	Mkdir(path string) error
	Rename(from, to string) error
	// Remove removes a file or an empty folder.
	Remove(path string) error
}

// rootDisk is a folder of the operating system. os.Root keeps every path below
// it, even if somebody swaps a folder for a link meanwhile.
type rootDisk struct{ root *os.Root }

func (d rootDisk) Lstat(path string) (fs.FileInfo, error) { return d.root.Lstat(path) }
func (d rootDisk) ReadFile(path string) ([]byte, error)   { return d.root.ReadFile(path) }
func (d rootDisk) Mkdir(path string) error                { return d.root.Mkdir(path, 0o777) }
func (d rootDisk) Rename(from, to string) error           { return d.root.Rename(from, to) }
func (d rootDisk) Remove(path string) error               { return d.root.Remove(path) }

func (d rootDisk) ReadDir(path string) ([]fs.DirEntry, error) {
	return fs.ReadDir(d.root.FS(), path)
}

func (d rootDisk) Create(path string, text []byte, mode fs.FileMode) error {
	f, err := d.root.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// noDisk is a folder that is not there: it can be looked at, and holds nothing.
type noDisk struct{ disk }

func (noDisk) Lstat(path string) (fs.FileInfo, error) {
	return nil, &fs.PathError{Op: "lstat", Path: path, Err: fs.ErrNotExist}
}

func (noDisk) ReadDir(path string) ([]fs.DirEntry, error) {
	return nil, &fs.PathError{Op: "readdir", Path: path, Err: fs.ErrNotExist}
}
