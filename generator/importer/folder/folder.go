// Package folder is the folder of a service in a tree of specs, as an import
// finds it and as it leaves it: which file holds what, and which are stale.
package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/signet-gen/signet/generator/spec"
)

// Folder is the folder of one version of a service.
type Folder struct {
	// Provider is the cloud of the service.
	Provider *spec.Provider
	// ProviderFile is the text of a provider.yaml that the tree lacks, or nil.
	ProviderFile []byte
	// Service is what the folder says, without its overlay; nil where it says nothing.
	Service *spec.Service

	// files are the files that it says it in, but for service.yaml: slash paths
	// below the folder.
	files []string
}

const providerName = "provider.yaml"

// Read reads a folder of a tree of specs: tencent/cvm/2017-03-12. A cloud that
// the tree does not know yet is taken from those that are shipped. The error is
// a [spec.Faults], its paths relative to the tree.
func Read(tree, shipped fs.FS, dir string) (*Folder, error) {
	f := &Folder{}
	files := fstest.MapFS{}
	cloud, _, _ := strings.Cut(dir, "/")
	if err := f.provider(files, tree, shipped, path.Join(cloud, providerName)); err != nil {
		return nil, err
	}
	if err := f.service(files, tree, dir); err != nil {
		return nil, err
	}
	set, err := spec.Load(files)
	if err != nil {
		return nil, err
	}
	f.Provider = set.Providers[0].Provider
	for _, s := range set.Providers[0].Services {
		f.Service = s
	}
	return f, nil
}

// provider adds the file of the cloud.
func (f *Folder) provider(files fstest.MapFS, tree, shipped fs.FS, name string) error {
	text, err := fs.ReadFile(tree, name)
	if errors.Is(err, fs.ErrNotExist) {
		text, err = fs.ReadFile(shipped, name)
		f.ProviderFile = text
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fault(name, "this file is missing, and none is shipped with signet: it says how the cloud signs and where it answers; write it first, beginning with \"provider: "+path.Dir(name)+"\"")
	}
	if err != nil {
		return unreadable(name, err)
	}
	files[name] = &fstest.MapFile{Data: text}
	return nil
}

// service adds the files of the service, if there are any. Its overlay is none
// of an import's, and neither is what is hidden.
func (f *Folder) service(files fstest.MapFS, tree fs.FS, dir string) error {
	return fs.WalkDir(tree, dir, func(name string, e fs.DirEntry, err error) error {
		below := strings.TrimPrefix(name, dir+"/")
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == dir:
			return nil
		case err != nil:
			return unreadable(name, err)
		case name != dir && strings.HasPrefix(e.Name(), ".") && e.IsDir():
			return fs.SkipDir
		case e.IsDir(), strings.HasPrefix(e.Name(), "."), below == "overlay.yaml":
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return unreadable(name, err)
		}
		files[name] = &fstest.MapFile{Data: text}
		if kind := spec.KindOf(name); kind == "actions" || kind == "types" {
			f.files = append(f.files, below)
		}
		return nil
	})
}

func unreadable(name string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return fault(name, fmt.Sprintf("this cannot be read: %v", err))
}

func fault(name, msg string) error {
	return spec.Faults{{Pos: spec.Pos{File: name}, Msg: msg}}
}

// Files are the files of a service that takes the place of what the folder says,
// by their slash paths below the folder, and those of before that are none any
// more. What was in a file stays in it.
func (f *Folder) Files(s *spec.Service) (files map[string][]byte, stale []string, err error) {
	files = map[string][]byte{}
	var faults []error
	add := func(file, kind string, part spec.Service) {
		part.Name, part.Version, part.Dir = s.Name, s.Version, s.Dir
		written, err := part.Marshal()
		files[file] = written[kind+".yaml"]
		faults = append(faults, err)
	}
	own := *s
	own.Actions, own.Types = nil, nil
	add("service.yaml", "service", own)
	for _, p := range parts(s.Actions, f.homes("actions", len(s.Actions))) {
		add(p.file, "actions", spec.Service{Actions: p.members})
	}
	for _, p := range parts(s.Types, f.homes("types", len(s.Types))) {
		add(p.file, "types", spec.Service{Types: p.members})
	}
	if len(s.Actions) == 0 {
		add("actions.yaml", "actions", spec.Service{})
	}
	for _, name := range f.files {
		if files[name] == nil {
			stale = append(stale, name)
		}
	}
	slices.Sort(stale)
	return files, stale, errors.Join(faults...)
}
