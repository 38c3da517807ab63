package spec

import (
	"fmt"
	"path"
	"reflect"

	"gopkg.in/yaml.v3"
)

// document is one file, and what was read from it.
type document struct {
	path   string
	kind   *fileKind
	faults Faults
	// unread tells that the faults kept all of the file from being read.
	unread bool

	provider *Provider
	service  *Service
	actions  Map[*Action]
	types    Map[*Type]
	overlay  []*Change
}

// theFile is what a fault calls all of a file.
const theFile = "the file"

// Kinds are the kinds of files that make up a spec, by the name that [Schema] takes.
func Kinds() []string {
	names := make([]string, len(fileKinds))
	for i, k := range fileKinds {
		names[i] = k.name
	}
	return names
}

func kindNamed(name string) *fileKind {
	for i := range fileKinds {
		if fileKinds[i].name == name {
			return &fileKinds[i]
		}
	}
	return nil
}

// KindOf is the kind of the file at a slash path, or empty when no spec has
// such a file: actions of msp/2018-03-19/actions/task.yaml.
func KindOf(name string) string {
	base, ext := path.Base(name), path.Ext(name)
	folder := path.Base(path.Dir(name))
	if ext != ".yaml" {
		return ""
	}
	if folder == "actions" || folder == "types" {
		return folder
	}
	if k := kindNamed(base[:len(base)-len(ext)]); k != nil {
		return k.name
	}
	return ""
}

// Check returns the faults of one file by itself. What its types refer to and
// what other files of the service say are left out of account.
func Check(name, kind string, data []byte) Faults {
	k := kindNamed(kind)
	if k == nil {
		return Faults{{Pos{File: name}, "no file of a spec is called so"}}
	}
	d := &document{path: name, kind: k}
	d.read(data)
	return d.faults.Sorted()
}

// read decodes the bytes of the file.
func (d *document) read(data []byte) {
	source, fault := newSource(d.path, data)
	if fault != nil {
		d.fail(*fault)
		return
	}
	root, fault := source.parse()
	switch {
	case fault != nil:
		d.fail(*fault)
	case root == nil:
		d.fail(Fault{Pos{d.path, 1, 1}, fmt.Sprintf("the file is empty: begin it with %q, or remove it", d.kind.first)})
	default:
		d.decode(root)
	}
}

// fail notes why nothing of the file can be read.
func (d *document) fail(f Fault) { d.faults, d.unread = Faults{f}, true }

func (d *document) decode(root *yaml.Node) {
	in := &decoder{file: d.path}
	if d.unread = !in.inspect(root, 0); !d.unread {
		at, to := in.pos(root), d.target()
		switch {
		case d.kind.isList():
			in.list(&key{name: theFile, elem: d.kind.root, kind: listKind}, root, at, to)
		case to.Kind() == reflect.Pointer:
			in.structure(d.kind.root, root, at, theFile, to)
		default:
			in.entries(d.kind.root, d.kind.keyForm, root, at, theFile, to)
		}
	}
	d.faults = in.faults
}

// target is where the file's content goes: a structure, or a list or a map of them.
func (d *document) target() reflect.Value {
	switch d.kind.name {
	case "provider":
		d.provider = new(Provider)
		return reflect.ValueOf(d.provider)
	case "service":
		d.service = new(Service)
		return reflect.ValueOf(d.service)
	case "actions":
		return reflect.ValueOf(&d.actions).Elem()
	case "overlay":
		return reflect.ValueOf(&d.overlay).Elem()
	}
	return reflect.ValueOf(&d.types).Elem()
}
