package templates_test

import (
	"testing"

	"github.com/signet-gen/signet/generator"
	"github.com/signet-gen/signet/generator/output"
	"github.com/signet-gen/signet/specs"
)

// TestTheClientsThatShipAreUpToDate wants gen to be what comes out of specs.
func TestTheClientsThatShipAreUpToDate(t *testing.T) {
	services, _, err := generator.Load(specs.FS, nil)
	if err != nil {
		t.Fatal(err)
	}
	files, err := generator.Generate(services, render, generator.Options{Import: "github.com/signet-gen/signet/gen"})
	if err != nil {
		t.Fatal(err)
	}
	report, err := output.Check("../gen", files, output.Options{Prune: []string{"."}})
	if err != nil {
		t.Fatal(err)
	}
	if !report.Clean() {
		t.Errorf("run go run ./cmd/signet generate: it writes %v and removes %v", report.Written, report.Removed)
	}
}
