package catalogue_test

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/settle"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
)

// TestNoNameChangesByWhatTheVendorAdds takes half of each service away, as if
// the vendor had not added it yet, and then imports all of it over that.
func TestNoNameChangesByWhatTheVendorAdds(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a quarter of a minute")
	}
	for _, c := range clouds {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(4, 2026))
			provider, names := c.provider(t), 0
			for _, file := range c.files(t) {
				if underRace && random.IntN(10) > 0 {
					continue
				}
				whole := c.read(t, file)
				half := spec.Clone(whole)
				thin(random, half)
				old, before := resolved(t, provider, half, nil)
				_, after := resolved(t, provider, whole, old)
				now := namesOf(after)
				for path, name := range namesOf(before) {
					names++
					if now[path] != name {
						t.Errorf("%s: %s was %s and is %q", filepath.Dir(file), path, name, now[path])
					}
				}
			}
			t.Logf("%d names are as they were", names)
		})
	}
}

// read is what an importer makes of a file.
func (c cloud) read(t *testing.T, file string) *spec.Service {
	t.Helper()
	result, err := c.source.Read(importer.Input{File: file, Data: contents(t, file), Docs: true})
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for _, e := range result.Service.Actions {
		e.Value.Examples = nil
	}
	return result.Service
}

// thin takes half of the errors, actions and values away, and of the fields
// that no pager needs.
func thin(random *rand.Rand, s *spec.Service) {
	s.Errors = some(random, s.Errors, nil)
	s.Actions = some(random, s.Actions, nil)
	for _, e := range s.Actions {
		a := e.Value
		a.Errors.Names = nil
		var needed []string
		if p := a.Paginate; p != nil {
			needed = []string{p.Offset.Value, p.Number.Value, p.Token.Value, p.Next.Value, p.Items.Value, p.Limit.Value, p.Total.Value}
		}
		if !slices.ContainsFunc(needed, func(path string) bool { return filepath.Ext(path) != "" }) {
			a.Input, a.Output = some(random, a.Input, needed), some(random, a.Output, needed)
		}
	}
	for _, e := range s.Types {
		if e.Value.IsEnum && len(e.Value.Enum) > 1 {
			e.Value.Enum = some(random, e.Value.Enum, []string{e.Value.Enum[0].Key})
		}
	}
}

// some are half of the members of a map, and those that are needed.
func some[V any](random *rand.Rand, m spec.Map[V], needed []string) spec.Map[V] {
	return slices.DeleteFunc(m, func(e spec.Entry[V]) bool {
		return random.IntN(2) == 0 && !slices.Contains(needed, e.Key)
	})
}

// resolved is a service settled beside an old one.
func resolved(t *testing.T, p *spec.Provider, s, old *spec.Service) (*spec.Service, *model.Service) {
	t.Helper()
	settled, _, err := settle.Service(p, s, old)
	if err != nil {
		t.Fatal(err)
	}
	services, err := resolve.Build(&spec.Set{Providers: []*spec.ProviderSpecs{{Provider: p, Services: []*spec.Service{settled}}}})
	if err != nil {
		t.Fatal(err)
	}
	return settled, services[0]
}
