package main

import (
	"os"
	"path/filepath"
	"testing"
)

// To write them anew: go run ./cmd/signet schema --out specs/schema
func TestSchemasBesideTheSpecsAreWhatTheToolPrints(t *testing.T) {
	const dir = "../../specs/schema"
	known := map[string]bool{}
	for _, k := range schemaKinds() {
		name := k.name + ".json"
		known[name] = true
		want, err := k.schema()
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
		} else if string(got) != string(want) {
			t.Errorf("%s differs from what \"signet schema %s\" prints", name, k.name)
		}
		if k.doc == "" {
			t.Errorf("the list of schemas says nothing about %s", k.name)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !known[e.Name()] {
			t.Errorf("nothing writes %s", e.Name())
		}
	}
}
