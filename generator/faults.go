package generator

import (
	"errors"
	"path"
	"strings"

	"github.com/signet-gen/signet/generator/spec"
)

// join puts what could not be read and what could not be resolved into one
// list. Two kinds of the latter are left out, since they may only follow from
// the former: what is at a place that was refused, and what misses something
// beside or below a file that is missing, or that nothing could be read of.
func join(set *spec.Set, unread, unresolved error) error {
	var read, resolved spec.Faults
	switch {
	case unread == nil:
		return unresolved
	case unresolved == nil:
		return unread
	case !errors.As(unread, &read) || !errors.As(unresolved, &resolved):
		return errors.Join(unread, unresolved)
	}
	incomplete := map[string]bool{}
	for _, file := range set.Unread {
		incomplete[folder(file)] = true
	}
	refused := map[spec.Pos]bool{}
	for _, f := range read {
		refused[f.Pos] = true
		if f.Pos.Line == 0 {
			incomplete[folder(f.Pos.File)] = true
		}
	}
	all := append(spec.Faults{}, read...)
	for _, f := range resolved {
		if !refused[f.Pos] && !within(folder(f.Pos.File), incomplete) {
			all = append(all, f)
		}
	}
	return all.Err()
}

// folder is the folder of a service's version, or of a provider, that a file
// belongs to: tencent/msp/2018-03-19 for all that is in it and below it.
func folder(file string) string {
	parts := strings.Split(file, "/")
	const provider, service, version = 0, 1, 2
	if len(parts) > version+1 {
		return path.Join(parts[provider], parts[service], parts[version])
	}
	return path.Dir(file)
}

// within reports whether a folder is one of the folders, or below one of them.
func within(name string, folders map[string]bool) bool {
	for ; name != "." && name != "/"; name = path.Dir(name) {
		if folders[name] {
			return true
		}
	}
	return false
}
