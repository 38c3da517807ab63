package generator

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/spec"
)

// join puts what could not be read, corrected and resolved into one list. Two
// kinds of the latter are left out, since they may only follow from the former:
// what is at a place that was refused, and what misses something beside or
// below a file that is missing, or that nothing could be read of. It leaves out
// such warnings, too.
func join(set *spec.Set, unread error, warnings spec.Faults, later ...error) (spec.Faults, error) {
	all := faultsOf(unread)
	d := newDamage(set, all)
	for _, err := range later {
		all = append(all, d.spare(faultsOf(err))...)
	}
	return d.spare(warnings), all.Err()
}

// faultsOf are the faults of an error; one that is none has no place.
func faultsOf(err error) spec.Faults {
	var faults spec.Faults
	switch {
	case err == nil:
		return nil
	case errors.As(err, &faults):
		return slices.Clone(faults)
	}
	return spec.Faults{{Msg: err.Error()}}
}

// damage is what could not be read of a set.
type damage struct {
	// incomplete are the folders that lack something, refused the places of faults.
	incomplete map[string]bool
	refused    map[spec.Pos]bool
}

func newDamage(set *spec.Set, read spec.Faults) *damage {
	d := &damage{map[string]bool{}, map[spec.Pos]bool{}}
	for _, file := range set.Unread {
		d.incomplete[folder(file)] = true
	}
	for _, f := range read {
		d.refused[f.Pos] = true
		if f.Pos.Line == 0 {
			d.incomplete[folder(f.Pos.File)] = true
		}
	}
	return d
}

// spare are those of some faults that do not follow from the damage.
func (d *damage) spare(faults spec.Faults) spec.Faults {
	var spared spec.Faults
	for _, f := range faults {
		if !d.refused[f.Pos] && !within(folder(f.Pos.File), d.incomplete) {
			spared = append(spared, f)
		}
	}
	return spared
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
