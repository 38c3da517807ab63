package catalogue_test

import (
	"maps"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"github.com/signet-gen/signet/cmd/internal/exercise"
)

// TestDiffOfVersionsAgreesWithTheCompiler compares the versions of each service
// that has several with the next: far more differs between these than between dates.
func TestDiffOfVersionsAgreesWithTheCompiler(t *testing.T) {
	if testing.Short() || underRace {
		t.Skip("type-checks dozens of packages")
	}
	exports, err := exercise.Compiled("../../..", "./runtime/...", "cmp", "fmt", "iter", "strconv", "testing", "time")
	if err != nil {
		t.Fatal(err)
	}
	runtime := exports.Importer()
	for _, c := range clouds {
		t.Run(c.name, func(t *testing.T) {
			all := versions(c.files(t))
			for _, service := range slices.Sorted(maps.Keys(all)) {
				t.Run(service, func(t *testing.T) {
					files := all[service]
					before := datedState{date: versionOf(files[0]), service: c.imported(t, files[0])}
					for _, file := range files[1:] {
						after := datedState{date: versionOf(file), service: c.imported(t, file)}
						next := step{before, inPlaceOf(before, after), runtime}
						next.compile(t, next.report())
						before = after
					}
				})
			}
		})
	}
}

// versions are the files of the services that have several.
func versions(files []string) map[string][]string {
	all := map[string][]string{}
	for _, file := range files {
		service := filepath.Base(filepath.Dir(filepath.Dir(file)))
		all[service] = append(all[service], file)
	}
	for service, files := range all {
		if len(files) < 2 {
			delete(all, service)
		}
	}
	return all
}

func versionOf(file string) string { return filepath.Base(filepath.Dir(file)) }

// inPlaceOf is a state with its packages where those of another one are, so that
// a program finds them.
func inPlaceOf(other, state datedState) datedState {
	moved := *state.service
	moved.Dir, moved.Path, moved.Package = other.service.Dir, other.service.Path, other.service.Package
	moved.Version = path.Base(other.service.Dir)
	state.service = &moved
	return state
}
