package text

import (
	"io/fs"
	"slices"
	"testing"

	"github.com/signet-gen/signet/generator/spec"
	"github.com/signet-gen/signet/specs"
)

func TestWhatEveryServiceOfACloudHasIsAsItsSpecSays(t *testing.T) {
	set, err := spec.Load(specs.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range clouds {
		if _, err := fs.Stat(specs.FS, c.name); err != nil {
			t.Fatal(err)
		}
		for _, p := range set.Providers {
			if p.Provider.Name.Value != c.name {
				continue
			}
			same(t, c.name+": error codes", c.codes, keys(p.Provider.Errors))
			same(t, c.name+": regions", c.regions, keys(p.Provider.Endpoints.Regions))
			same(t, c.name+": common parameters", c.common, keys(p.Provider.CommonParameters))
			if c.requestID != p.Provider.RequestID.Value {
				t.Errorf("%s: the request id is %s, and %s here", c.name, p.Provider.RequestID.Value, c.requestID)
			}
			if want := "{service}." + c.domain; p.Provider.Endpoints.Default.Value != want {
				t.Errorf("%s: hosts are %s, and %s here", c.name, p.Provider.Endpoints.Default.Value, want)
			}
		}
	}
}

func keys[V any](m spec.Map[V]) []string {
	var names []string
	for name := range m.All() {
		names = append(names, name)
	}
	return names
}

func same(t *testing.T, what string, here, there []string) {
	t.Helper()
	slices.Sort(there)
	here = slices.Sorted(slices.Values(here))
	if !slices.Equal(here, there) {
		t.Errorf("%s here:\n%v\nin specs/:\n%v", what, here, there)
	}
}
