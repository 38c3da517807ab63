package config

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"
)

// compiled is the schema, as a validator that is not ours understands it.
func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("signet.json", doc); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile("signet.json")
}

func TestSchemaAgreesWithRead(t *testing.T) {
	schema := compiled(t)
	tests := []struct {
		text  string
		valid bool
	}{
		{"specs: specs\nout: gen\nruntime: vendor\nimport: example.com/app/gen\ntests: true\nservices:\n  tencent/msp: {actions: [ListMigrationTask]}\n", true},
		{"runtime: module\n", true},
		{"services: {msp: }\n", true},
		{"services: {msp: {}}\n", true},
		{"services: {msp: [ListMigrationTask, DescribeMigrationTask]}\n", true},
		{"spec: specs\n", false},
		{"runtime: vendored\n", false},
		{"tests: some\n", false},
		{"out: \"\"\n", false},
		{"out: [gen]\n", false},
		{"services: [msp]\n", false},
		{"services: {msp: ListMigrationTask}\n", false},
		{"services: {msp: []}\n", false},
		{"services: {msp: [A, A]}\n", false},
		{"services: {msp: {action: [A]}}\n", false},
		{"[]\n", false},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			var value any
			if err := yaml.Unmarshal([]byte(test.text), &value); err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); (err == nil) != test.valid {
				t.Errorf("the schema says %v", err)
			}
			if _, err := Read(Name, []byte(test.text)); (err == nil) != test.valid {
				t.Errorf("Read says %v", err)
			}
		})
	}
}
