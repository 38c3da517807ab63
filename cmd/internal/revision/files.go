package revision

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// Files are files in memory, by their slash-separated paths: an [fs.FS].
type Files map[string][]byte

// Open opens a file or a folder, which is there when a file is below it.
func (f Files) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if data, ok := f[name]; ok {
		return &file{entry: entry{path.Base(name), int64(len(data)), 0o444}, Reader: bytes.NewReader(data)}, nil
	}
	list := f.list(name)
	if len(list) == 0 && name != "." {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &folder{entry: entry{path.Base(name), 0, fs.ModeDir | 0o555}, list: list}, nil
}

// list are the members of a folder, by name.
func (f Files) list(dir string) []fs.DirEntry {
	members := map[string]entry{}
	for name, data := range f {
		short, ok := below(dir, name)
		if !ok {
			continue
		}
		member, _, isDir := strings.Cut(short, "/")
		if isDir {
			members[member] = entry{member, 0, fs.ModeDir | 0o555}
		} else {
			members[member] = entry{member, int64(len(data)), 0o444}
		}
	}
	var all []fs.DirEntry
	for _, e := range members {
		all = append(all, fs.FileInfoToDirEntry(e))
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all
}

// entry describes a file or a folder.
type entry struct {
	name string
	size int64
	mode fs.FileMode
}

func (e entry) Name() string               { return e.name }
func (e entry) Size() int64                { return e.size }
func (e entry) Mode() fs.FileMode          { return e.mode }
func (e entry) ModTime() time.Time         { return time.Time{} }
func (e entry) IsDir() bool                { return e.mode.IsDir() }
func (e entry) Sys() any                   { return nil }
func (e entry) Stat() (fs.FileInfo, error) { return e, nil }
func (e entry) Close() error               { return nil }

// file is an open file.
type file struct {
	entry
	*bytes.Reader
}

func (f *file) Size() int64 { return f.entry.size }

// folder is an open folder.
type folder struct {
	entry
	list []fs.DirEntry
}

func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: errors.New("is a folder")}
}

// ReadDir gives the next n members, all of them where n is not positive.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		all := f.list
		f.list = nil
		return all, nil
	}
	if len(f.list) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.list))
	next := f.list[:n]
	f.list = f.list[n:]
	return next, nil
}
