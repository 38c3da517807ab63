package specs

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"
)

// TestEveryShippedSpecFitsTheSchemaItNames reads each file as an editor does:
// its first line names the schema, relative to the file.
func TestEveryShippedSpecFitsTheSchemaItNames(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	checked := 0
	err := fs.WalkDir(FS, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) != ".yaml" {
			return err
		}
		checked++
		text, err := fs.ReadFile(FS, name)
		if err != nil {
			return err
		}
		schema := namedSchema(t, compiler, name, text)
		if schema == nil {
			return nil
		}
		if err := schema.Validate(document(t, name, text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	})
	if err != nil || checked == 0 {
		t.Errorf("%d files, error %v", checked, err)
	}
}

// namedSchema is the schema that the first line of a file names, or nil.
func namedSchema(t *testing.T, compiler *jsonschema.Compiler, name string, text []byte) *jsonschema.Schema {
	t.Helper()
	first, _, _ := strings.Cut(string(text), "\n")
	reference, ok := strings.CutPrefix(first, "# yaml-language-server: $schema=")
	if !ok {
		t.Errorf("%s: the first line names no schema: %s", name, first)
		return nil
	}
	file := path.Join(path.Dir(name), reference)
	if _, err := os.Stat(file); err != nil {
		t.Errorf("%s names %s: %v", name, reference, err)
		return nil
	}
	schema, err := compiler.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// document is the file as JSON. Dates are texts, as YAML 1.2 has them.
func document(t *testing.T, name string, text []byte) any {
	t.Helper()
	var node yaml.Node
	if err := yaml.Unmarshal(text, &node); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	undate(&node)
	var value any
	if err := node.Decode(&value); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	encoded, err := json.Marshal(value)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	value, err = jsonschema.UnmarshalJSON(bytes.NewReader(encoded))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return value
}

// undate makes texts of what YAML 1.1 takes for dates, and of all keys.
func undate(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!timestamp" {
		n.Tag = "!!str"
	}
	for i, child := range n.Content {
		undate(child)
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			child.Tag = "!!str"
		}
	}
}
