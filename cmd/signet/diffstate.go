package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/signet-gen/signet/cmd/internal/revision"
	"github.com/signet-gen/signet/specs"
)

// A place is a folder or a file, on the disk or in a revision of git.
type place struct {
	// name is how the user calls it, and up how the folder some levels above it.
	name string
	up   func(levels int) string
	// at is its slash-separated path, as read takes it: that of the disk, or
	// below the root of the repository.
	at     string
	isFile bool
	// read reads the descriptions below a folder, by their paths below it.
	read func(folder string) (revision.Files, error)
	// provider reads the provider.yaml of a folder; fs.ErrNotExist where it has none.
	provider func(folder string) ([]byte, error)
}

// isDescription reports whether a file is to be read: YAML that is not hidden.
func isDescription(name string) bool {
	ext := path.Ext(name)
	return (ext == ".yaml" || ext == ".yml") && !strings.HasPrefix(name, ".") && !strings.Contains(name, "/.")
}

// placeOf finds what an argument names: something on the disk, or else of a revision.
func placeOf(arg string) (place, error) {
	rev, at, ok := splitRevision(arg)
	if ok {
		return revisionPlace(arg, rev, at)
	}
	info, err := os.Stat(arg)
	if err != nil {
		return place{}, fmt.Errorf("open the descriptions: %w", err)
	}
	abs, err := filepath.Abs(arg)
	if err != nil {
		return place{}, err
	}
	return place{
		name: arg,
		up: func(levels int) string {
			dir := abs
			for range levels {
				dir = filepath.Dir(dir)
			}
			return asGiven(arg, abs, dir)
		},
		at: filepath.ToSlash(abs), isFile: !info.IsDir(),
		read:     readFolder,
		provider: func(folder string) ([]byte, error) { return os.ReadFile(filepath.Join(folder, providerFile)) },
	}, nil
}

const (
	providerFile = "provider.yaml"
	serviceFile  = "service.yaml"
)

// readFolder reads the descriptions below a folder of the disk.
func readFolder(folder string) (revision.Files, error) {
	files := revision.Files{}
	fsys := os.DirFS(filepath.FromSlash(folder))
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && strings.HasPrefix(e.Name(), ".") && name != ".":
			return fs.SkipDir
		case e.IsDir() || !isDescription(name):
			return nil
		}
		files[name], err = fs.ReadFile(fsys, name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the descriptions in %s: %w", filepath.FromSlash(folder), err)
	}
	return files, nil
}

// revisionPlace finds a path of a revision of the repository of the current folder.
func revisionPlace(arg, rev, at string) (place, error) {
	tree, err := revision.Open(".", rev)
	if err != nil {
		return place{}, fmt.Errorf("%w; and there is no file or folder %s", err, arg)
	}
	if isRelative(at) {
		prefix, err := revision.Prefix(".")
		if err != nil {
			return place{}, err
		}
		at = path.Join(prefix, at)
	}
	at = path.Clean(strings.Trim(at, "/"))
	if !tree.IsFile(at) && !tree.IsFolder(at) {
		return place{}, fmt.Errorf("the revision %s has nothing at %s", rev, at)
	}
	return place{
		name: arg,
		up: func(levels int) string {
			dir := at
			for range levels {
				dir = path.Dir(dir)
			}
			return rev + ":" + dir
		},
		at: at, isFile: tree.IsFile(at),
		read: func(folder string) (revision.Files, error) { return tree.Read(folder, isDescription) },
		provider: func(folder string) ([]byte, error) {
			files, err := tree.Read(folder, func(name string) bool { return name == providerFile })
			if text, ok := files[providerFile]; ok {
				return text, nil
			}
			return nil, errors.Join(err, fs.ErrNotExist)
		},
	}, nil
}

// state reads the place as a tree of descriptions, which it may be a part of:
// the folders above are told from its path, and their provider.yaml is read.
func (p place) state() (state, error) {
	folder, levels := p.at, 0
	if p.isFile {
		folder, levels = p.folderOf()
	}
	files, err := p.read(folder)
	if err != nil {
		return state{}, err
	}
	depth, err := p.depth(files)
	if err != nil {
		return state{}, err
	}
	above, err := p.above(folder, depth)
	if err != nil {
		return state{}, err
	}
	whole := revision.Files{}
	for name, text := range files {
		whole[path.Join(above, name)] = text
	}
	if err := p.addProviders(whole, folder, depth); err != nil {
		return state{}, err
	}
	return state{whole, p.up(levels + depth)}, nil
}

// folderOf is the folder of the version, or of the provider, that a file is part
// of, and how far above the file it is.
func (p place) folderOf() (folder string, levels int) {
	folder = path.Dir(p.at)
	if base := path.Base(folder); base == "actions" || base == "types" {
		return path.Dir(folder), 2
	}
	return folder, 1
}

// depth tells by where the service.yaml are how many folders are between the
// root of a tree and the place: 3 for the folder of a version, 2 for that of a
// service, 1 for a provider's, 0 for a tree.
func (p place) depth(files revision.Files) (int, error) {
	const version = 3
	depth := -1
	for name := range files {
		if path.Base(name) == serviceFile {
			depth = max(depth, version-strings.Count(name, "/"))
		}
	}
	if _, ok := files[providerFile]; ok && depth < 0 {
		return 1, nil
	}
	if depth < 0 {
		return 0, fmt.Errorf("%s holds no %s: it is neither a tree of descriptions nor a part of one", p.name, serviceFile)
	}
	return depth, nil
}

// above is the path of the place in its tree: tencent/cvm for a service.
func (p place) above(folder string, depth int) (string, error) {
	names := strings.FieldsFunc(folder, func(r rune) bool { return r == '/' })
	if folder == "." {
		names = nil
	}
	if len(names) < depth {
		return "", fmt.Errorf("%s is a part of a tree of descriptions whose folders above it are not there: they tell provider and service", p.name)
	}
	return path.Join(names[len(names)-depth:]...), nil
}

// addProviders adds the provider.yaml that a tree lacks: the one above the
// place, or else that of the descriptions that come with the command.
func (p place) addProviders(files revision.Files, folder string, depth int) error {
	providers := map[string]bool{}
	for name := range files {
		provider, _, _ := strings.Cut(name, "/")
		providers[provider] = true
	}
	for _, provider := range slices.Sorted(maps.Keys(providers)) {
		name := path.Join(provider, providerFile)
		if files[name] != nil || strings.HasSuffix(provider, ".yaml") {
			continue
		}
		text, err := fs.ReadFile(specs.FS, name)
		if depth > 1 {
			if own, ownErr := p.provider(climb(folder, depth-1)); ownErr == nil {
				text, err = own, nil
			} else if !errors.Is(ownErr, fs.ErrNotExist) {
				return ownErr
			}
		}
		if err != nil {
			return fmt.Errorf("%s belongs to no tree of descriptions: there is no %s above it, and no provider %s comes with signet", p.name, providerFile, provider)
		}
		files[name] = text
	}
	return nil
}

// climb is the folder some levels above another.
func climb(folder string, levels int) string {
	for range levels {
		folder = path.Dir(folder)
	}
	return folder
}
