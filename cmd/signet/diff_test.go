package main

import (
	"maps"
	"slices"
	"testing"

	"github.com/signet-gen/signet/cmd/internal/revision"
)

func TestDropUnchangedKeepsWhatDiffersAndItsProvider(t *testing.T) {
	base := map[string]string{
		"c/provider.yaml":        "p",
		"c/a/1/service.yaml":     "s",
		"c/a/1/actions/one.yaml": "1",
		"c/b/1/service.yaml":     "s",
		"d/provider.yaml":        "p",
		"d/a/1/service.yaml":     "s",
		"stray.yaml":             "x",
		"c/stray.yaml":           "x",
	}
	always := []string{"c/provider.yaml", "c/stray.yaml", "d/provider.yaml", "stray.yaml"}
	tests := []struct {
		name     string
		set      map[string]string // on top of base; empty removes
		old, new []string          // beside what is always kept
	}{
		{"nothing differs", nil, nil, nil},
		{"a file of a service", map[string]string{"c/a/1/actions/one.yaml": "2"},
			[]string{"c/a/1/actions/one.yaml", "c/a/1/service.yaml"}, []string{"c/a/1/actions/one.yaml", "c/a/1/service.yaml"}},
		{"one file fewer", map[string]string{"c/a/1/actions/one.yaml": ""},
			[]string{"c/a/1/actions/one.yaml", "c/a/1/service.yaml"}, []string{"c/a/1/service.yaml"}},
		{"one file more", map[string]string{"d/a/1/overlay.yaml": "o"},
			[]string{"d/a/1/service.yaml"}, []string{"d/a/1/overlay.yaml", "d/a/1/service.yaml"}},
		{"a service more", map[string]string{"c/e/1/service.yaml": "s"}, nil, []string{"c/e/1/service.yaml"}},
		{"the provider of some services", map[string]string{"d/provider.yaml": "q"},
			[]string{"d/a/1/service.yaml"}, []string{"d/a/1/service.yaml"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			old, new := revision.Files{}, revision.Files{}
			for name, text := range base {
				old[name], new[name] = []byte(text), []byte(text)
			}
			for name, text := range test.set {
				if new[name] = []byte(text); text == "" {
					delete(new, name)
				}
			}
			dropUnchanged(old, new)
			for _, side := range []struct {
				name  string
				files revision.Files
				want  []string
			}{{"old", old, test.old}, {"new", new, test.new}} {
				want := slices.Sorted(slices.Values(slices.Concat(always, side.want)))
				if got := slices.Sorted(maps.Keys(side.files)); !slices.Equal(got, want) {
					t.Errorf("%s keeps %q, want %q", side.name, got, want)
				}
			}
		})
	}
}
