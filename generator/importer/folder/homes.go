package folder

import (
	"strings"

	"github.com/signet-gen/signet/generator/spec"
)

// most are so many members that one file holds at first: more of them are
// written to a file each, so that a change shows where it is. One file could
// not hold the types of the largest services at all.
var most = map[string]int{"actions": 100, "types": 4000}

// homes says in which file a member stands.
type homes struct {
	kind string
	// of are the files of those that have one, by their names.
	of map[string]string
	// each tells that new ones get a file of their own.
	each bool
	// folded are files by their names in small letters, since some disks see no others.
	folded map[string]string
}

// homes are those of the actions or the types of the folder, of which there
// will be n.
func (f *Folder) homes(kind string, n int) *homes {
	h := &homes{kind: kind, of: map[string]string{}, folded: map[string]string{}, each: f.Service == nil && n > most[kind]}
	for _, name := range f.files {
		h.each = h.each || strings.HasPrefix(name, kind+"/")
		h.folded[strings.ToLower(name)] = name
	}
	if f.Service != nil {
		note(h, f.Service.Dir, f.Service.Actions)
		note(h, f.Service.Dir, f.Service.Types)
	}
	return h
}

// note remembers where the members of a map stand.
func note[V any](h *homes, dir string, m spec.Map[V]) {
	for _, e := range m {
		if file := strings.TrimPrefix(e.Pos.File, dir+"/"); strings.HasPrefix(file, h.kind) {
			h.of[e.Key] = file
		}
	}
}

// file is the file of a member.
func (h *homes) file(name string) string {
	if file := h.of[name]; file != "" {
		return file
	}
	if !h.each {
		return h.kind + ".yaml"
	}
	file := h.kind + "/" + name + ".yaml"
	if same := h.folded[strings.ToLower(file)]; same != "" {
		return same
	}
	h.folded[strings.ToLower(file)] = file
	return file
}

// part is what one file holds.
type part[V any] struct {
	file    string
	members spec.Map[V]
}

// parts shares the members of a map out among their files, in order.
func parts[V any](m spec.Map[V], h *homes) []*part[V] {
	var all []*part[V]
	byFile := map[string]*part[V]{}
	for _, e := range m {
		file := h.file(e.Key)
		if byFile[file] == nil {
			byFile[file] = &part[V]{file: file}
			all = append(all, byFile[file])
		}
		byFile[file].members = append(byFile[file].members, e)
	}
	return all
}
