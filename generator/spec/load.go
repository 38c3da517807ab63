package spec

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/signet-gen/signet/generator/workers"
)

// Set is everything that a folder of specs describes.
type Set struct {
	Providers []*ProviderSpecs
	// Unread are the files that nothing could be read of, by path. What refers
	// to something that may stand in one of them cannot be judged.
	Unread []string
}

// ProviderSpecs are one cloud and its services.
type ProviderSpecs struct {
	Provider *Provider
	// Services are sorted by folder, each version by itself.
	Services []*Service
}

// Load reads the specs below the root of fsys:
//
//	<provider>/provider.yaml
//	<provider>/<service>/<version>/service.yaml
//	                              /actions.yaml  and files of a folder actions
//	                              /types.yaml    and files of a folder types
//	                              /overlay.yaml
//
// What overlay.yaml changes is read, but not done: package overlay does it.
//
// The folder schema of the root, files of the root that are not YAML, and
// whatever begins with a dot are left alone; anything else is a fault.
// The error is a [Faults] with everything that is wrong, the paths relative to
// the root. What could be read is returned even then: its lists hold no nil,
// a type that could not be read is any, and what else was refused is absent.
func Load(fsys fs.FS) (*Set, error) {
	l := &loader{fsys: fsys}
	l.root()
	l.read()
	set := &Set{}
	for _, d := range l.documents {
		l.faults = append(l.faults, d.faults...)
		if d.unread {
			set.Unread = append(set.Unread, d.path)
		}
	}
	for _, p := range l.providers {
		set.Providers = append(set.Providers, l.provider(p))
	}
	return set, l.faults.Err()
}

// loader reads one set of specs.
type loader struct {
	fsys      fs.FS
	faults    Faults
	providers []*providerDir
	// documents are all files to read.
	documents []*document
}

func (l *loader) fault(file, format string, args ...any) {
	l.faults = append(l.faults, Fault{Pos{File: file}, fmt.Sprintf(format, args...)})
}

// add notes a file that is to be read.
func (l *loader) add(name string, k *fileKind) *document {
	d := &document{path: name, kind: k}
	l.documents = append(l.documents, d)
	return d
}

// read reads the files, several at a time: each is read by itself.
func (l *loader) read() {
	_ = workers.Each(len(l.documents), func(i int) error {
		if data, ok := l.bytes(l.documents[i]); ok {
			l.documents[i].read(data)
		}
		return nil
	})
}

// bytes reads a file, but not much more of it than a spec may have.
func (l *loader) bytes(d *document) ([]byte, bool) {
	f, err := l.fsys.Open(d.path)
	if err == nil {
		defer f.Close()
		var data []byte
		if data, err = io.ReadAll(io.LimitReader(f, MaxFileSize+1)); err == nil {
			return data, true
		}
	}
	d.fail(Fault{Pos{File: d.path}, "this cannot be read: " + reason(err)})
	return nil, false
}

// reason is an error of a file system without the path, which a fault has already.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// provider puts together what the files of one cloud say.
func (l *loader) provider(dir *providerDir) *ProviderSpecs {
	p := &ProviderSpecs{Provider: &Provider{Pos: Pos{File: path.Join(dir.path, "provider.yaml")}}}
	if dir.file != nil && dir.file.provider != nil {
		p.Provider = dir.file.provider
	}
	if name := p.Provider.Name; name.IsSet() && name.Value != dir.path {
		l.faults = append(l.faults, Fault{name.Pos, fmt.Sprintf("provider must be %s, as its folder is called, not %s", dir.path, name.Value)})
	}
	for _, s := range dir.services {
		p.Services = append(p.Services, l.service(s))
	}
	return p
}

// service puts together what the files of one version of a service say.
func (l *loader) service(dir *serviceDir) *Service {
	s := &Service{Pos: Pos{File: path.Join(dir.path, "service.yaml")}}
	if dir.file != nil && dir.file.service != nil {
		s = dir.file.service
	}
	s.Dir = dir.path
	if v, folder := s.Version, path.Base(dir.path); v.IsSet() && v.Value != folder {
		l.faults = append(l.faults, Fault{v.Pos, fmt.Sprintf("version must be %s, as its folder is called, not %s", folder, v.Value)})
	}
	for _, d := range dir.actions {
		s.Actions = merge(l, dir, s.Actions, d.actions, "action")
	}
	for _, d := range dir.types {
		s.Types = merge(l, dir, s.Types, d.types, "type")
	}
	if dir.overlay != nil {
		s.Overlay = dir.overlay.overlay
	}
	return s
}

// merge adds the members of a file to those of the files before it.
func merge[V any](l *loader, dir *serviceDir, to, more Map[V], noun string) Map[V] {
	first := make(map[string]Pos, len(to))
	for _, e := range to {
		first[e.Key] = e.Pos
	}
	for _, e := range more {
		if before, ok := first[e.Key]; ok {
			before.File = strings.TrimPrefix(before.File, dir.path+"/")
			l.faults = append(l.faults, Fault{e.Pos, fmt.Sprintf("the %s %s is defined a second time (first at %v): remove one", noun, quote(e.Key), before)})
			continue
		}
		to = append(to, e)
	}
	return to
}
