package tencent

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// tally is how many things of each kind a file, or a spec, has.
type tally map[string]int

// vendorCounts counts what a file has.
func vendorCounts(t *testing.T, in importer.Input) tally {
	type member struct{ Name string }
	var api struct {
		Actions map[string]struct{ Input, Output string }
		Objects map[string]struct{ Members []member }
	}
	if err := json.Unmarshal(in.Data, &api); err != nil {
		t.Fatal(err)
	}
	c, messages := tally{"actions": len(api.Actions)}, map[string]bool{}
	for _, a := range api.Actions {
		messages[a.Input], messages[a.Output] = true, true
		c["inputs"] += len(api.Objects[a.Input].Members)
		c["outputs"] += len(api.Objects[a.Output].Members) - 1 // RequestId
	}
	for name, o := range api.Objects {
		if !messages[name] {
			c["types"]++
			c["fields"] += len(o.Members)
		}
	}
	var examples struct {
		Actions map[string][]json.RawMessage
	}
	if data := in.Beside[examplesFile]; data != nil {
		if err := json.Unmarshal(data, &examples); err != nil {
			t.Fatal(err)
		}
	}
	for _, list := range examples.Actions {
		c["examples"] += len(list)
	}
	return c
}

// specCounts counts what a spec has; inferred are what it says beside the names.
func specCounts(s *spec.Service) (c, inferred tally) {
	c, inferred = tally{"types": len(s.Types), "actions": len(s.Actions)}, tally{}
	count := func(kind string, fields spec.Map[*spec.Field]) {
		c[kind] += len(fields)
		for _, f := range fields.All() {
			inferred["enums"] += min(1, len(f.Enum))
			inferred["defaults"] += is(f.Default != nil)
			inferred["limits"] += is(f.Min != nil || f.Max != nil)
			inferred["secrets"] += is(f.Sensitive.Value)
			inferred["nullable"] += is(f.Nullable.Value)
			inferred["samples"] += is(f.Example != nil)
		}
	}
	for _, t := range s.Types.All() {
		count("fields", t.Fields)
	}
	for _, a := range s.Actions.All() {
		count("inputs", a.Input)
		count("outputs", a.Output)
		c["examples"] += len(a.Examples)
		inferred["pagers"] += is(a.Paginate != nil)
		inferred["reads"] += is(a.Effect.Value == "read")
	}
	return c, inferred
}

func is(b bool) int {
	if b {
		return 1
	}
	return 0
}

// leftOut counts the notes of requests and replies that are no part of the spec.
func leftOut(notes []importer.Note) int {
	n := 0
	for _, note := range notes {
		n += is(note.Kind == importer.Skipped && strings.HasSuffix(note.Path, "/examples"))
	}
	return n
}

// cause is a note's message without names.
func cause(msg string) string {
	parts := strings.Split(msg, `"`)
	for i := 1; i < len(parts); i += 2 {
		parts[i] = "_"
	}
	return strings.Join(parts, "")
}
