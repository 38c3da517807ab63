package spec

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// providerDir is the folder of one cloud.
type providerDir struct {
	path     string
	file     *document
	services []*serviceDir
}

// serviceDir is the folder of one version of one service.
type serviceDir struct {
	path           string
	file           *document
	actions, types []*document
	overlay        *document
}

// entry is a file or a folder.
type entry struct {
	name, path string
	isDir      bool
}

// entries lists a folder without what is hidden, following links.
func (l *loader) entries(dir string) []entry {
	list, err := fs.ReadDir(l.fsys, dir)
	if err != nil {
		l.fault(dir, "this cannot be read: %s", reason(err))
	}
	var entries []entry
	for _, e := range list {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		at := path.Join(dir, e.Name())
		info, err := fs.Stat(l.fsys, at)
		switch {
		case err != nil:
			l.fault(at, "this cannot be read: %s", reason(err))
		case !info.IsDir() && !info.Mode().IsRegular():
			l.fault(at, "this is neither a file nor a folder: remove it")
		default:
			entries = append(entries, entry{e.Name(), at, info.IsDir()})
		}
	}
	return entries
}

// root lists the clouds.
func (l *loader) root() {
	faults := len(l.faults)
	for _, e := range l.entries(".") {
		if up, ok := aboveRoot[e.name]; ok && !e.isDir {
			*l = loader{fsys: l.fsys}
			l.fault(e.path, "this file does not stand at the root of the specs: the root is %s", up)
			return
		}
		switch {
		case e.isDir && e.name != "schema":
			l.providers = append(l.providers, l.providerDir(e.path))
		case !e.isDir && isYAML(e.name):
			l.fault(e.path, "no spec stands at the root: move it to <provider>/<service>/<version>, or remove it")
		}
	}
	if len(l.providers) == 0 && len(l.faults) == faults {
		l.fault(".", "there are no specs here: the first is <provider>/provider.yaml, such as tencent/provider.yaml")
	}
}

// aboveRoot tells by a file where the root is.
var aboveRoot = map[string]string{
	"provider.yaml": "the folder above this one",
	"service.yaml":  "three folders above this one",
	"actions.yaml":  "three folders above this one",
	"types.yaml":    "three folders above this one",
	"overlay.yaml":  "three folders above this one",
}

func isYAML(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".yaml" || ext == ".yml"
}

func (l *loader) providerDir(dir string) *providerDir {
	p := &providerDir{path: dir}
	for _, e := range l.entries(dir) {
		switch {
		case e.isDir:
			p.services = append(p.services, l.versions(e.path)...)
		case e.name == "provider.yaml":
			p.file = l.add(e.path, kindNamed("provider"))
		default:
			l.stray(e, "provider.yaml and a folder for each service", "provider.yaml")
		}
	}
	if p.file == nil {
		l.fault(path.Join(dir, "provider.yaml"), "this file is missing: each folder of the root is a cloud, and says in it how the cloud signs and where it answers; begin with \"provider: %s\"", dir)
	}
	return p
}

func (l *loader) versions(service string) []*serviceDir {
	var versions []*serviceDir
	entries := l.entries(service)
	for _, e := range entries {
		switch {
		case !e.isDir:
			l.stray(e, "a folder for each version, such as 2018-03-19")
		case !forms["version"].matches(e.name):
			l.fault(e.path, "%s", forms["version"].fault("the folder of a version", e.name, "2018-03-19"))
		default:
			versions = append(versions, l.serviceDir(e.path))
		}
	}
	if len(entries) == 0 {
		l.fault(service, "the folder is empty: a service has a folder for each version, such as 2018-03-19")
	}
	return versions
}

func (l *loader) serviceDir(dir string) *serviceDir {
	s := &serviceDir{path: dir}
	for _, e := range l.entries(dir) {
		switch {
		case e.name == "service.yaml" && !e.isDir:
			s.file = l.add(e.path, kindNamed("service"))
		case e.name == "actions.yaml" && !e.isDir:
			s.actions = slices.Insert(s.actions, 0, l.add(e.path, kindNamed("actions")))
		case e.name == "types.yaml" && !e.isDir:
			s.types = slices.Insert(s.types, 0, l.add(e.path, kindNamed("types")))
		case e.name == "actions" && e.isDir:
			s.actions = append(s.actions, l.folder(e)...)
		case e.name == "types" && e.isDir:
			s.types = append(s.types, l.folder(e)...)
		case e.name == "overlay.yaml" && !e.isDir:
			s.overlay = l.add(e.path, kindNamed("overlay"))
		default:
			l.stray(e, "service.yaml, actions.yaml, types.yaml, overlay.yaml and the folders actions and types", "service.yaml", "actions.yaml", "types.yaml", "overlay.yaml")
		}
	}
	if s.file == nil {
		l.fault(path.Join(dir, "service.yaml"), "this file is missing: it says what the service is; begin with \"service: %s\" and \"version: %s\"",
			path.Base(path.Dir(dir)), path.Base(dir))
	}
	if len(s.actions) == 0 {
		l.fault(path.Join(dir, "actions.yaml"), "this file is missing: it says what the service does; a folder actions of such files will do too")
	}
	return s
}

// folder lists a folder actions or types.
func (l *loader) folder(dir entry) []*document {
	var files []*document
	for _, e := range l.entries(dir.path) {
		if e.isDir || path.Ext(e.name) != ".yaml" {
			l.stray(e, "files whose names end in .yaml")
			continue
		}
		files = append(files, l.add(e.path, kindNamed(dir.name)))
	}
	return files
}

// stray refuses what no folder of its kind holds.
func (l *loader) stray(e entry, holds string, names ...string) {
	kind := "file"
	if e.isDir {
		kind = "folder"
	}
	hint := ""
	if meant, ok := Nearest(e.name, names); ok && !e.isDir {
		hint = "; did you mean " + meant + "?"
	}
	l.fault(e.path, "this %s does not belong here: the folder holds %s%s", kind, holds, hint)
}
