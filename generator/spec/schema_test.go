package spec

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"
)

// compiled is the schema of a kind of file, as an editor would use it.
func compiled(t testing.TB, kind string) *jsonschema.Schema {
	t.Helper()
	text, err := Schema(kind)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertVocabs()
	if err := c.AddResource("mem:"+kind, doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("mem:" + kind)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// asJSON reads YAML as an editor does, by YAML 1.2: dates are texts.
func asJSON(t testing.TB, data []byte) any {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	return nodeAsJSON(t, doc.Content[0])
}

func nodeAsJSON(t testing.TB, n *yaml.Node) any {
	switch {
	case n.Kind == yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = nodeAsJSON(t, n.Content[i+1])
		}
		return m
	case n.Kind == yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, nodeAsJSON(t, item))
		}
		return list
	case n.Tag == "!!int", n.Tag == "!!float":
		return json.Number(n.Value)
	case n.Tag == "!!bool":
		return strings.EqualFold(n.Value, "true")
	case n.Tag == "!!null":
		return nil
	}
	return n.Value
}

func TestGoodSpecsFitTheirSchemas(t *testing.T) {
	checked := 0
	err := fs.WalkDir(os.DirFS("testdata/good"), ".", func(name string, e fs.DirEntry, err error) error {
		kind := KindOf(name)
		if err != nil || e.IsDir() || kind == "" || strings.HasPrefix(name, "schema/") {
			return err
		}
		data, err := os.ReadFile("testdata/good/" + name)
		if err != nil {
			return err
		}
		checked++
		if err := compiled(t, kind).Validate(asJSON(t, data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	})
	if err != nil || checked != 10 {
		t.Errorf("%d files, error %v", checked, err)
	}
}

// agreement is what both the decoder and the schema say of documents.
var agreement = []struct {
	kind, doc string
	good      bool
}{
	{"provider", "{provider: a, protocol: b, endpoints: {default: c.d}}", true},
	{"provider", "{provider: a, protocol: b}", false},
	{"provider", "{provider: A, protocol: b, endpoints: {}}", false},
	{"provider", "{provider: a, protocol: b, endpoints: {default: 'https://c'}}", false},
	{"provider", "{provider: a, protocol: b, endpoints: {regional: c.d}}", false},
	{"provider", "{provider: a, protocol: b, endpoints: {regions: {x: X, y: {title: Y}, z: }}}", true},
	{"provider", "{provider: a, protocol: b, endpoints: {regions: {x: [X]}}}", false},
	{"provider", "{provider: a, protocol: b, endpoints: {regions: {'x!': X}}}", false},
	{"provider", "{provider: a, protocol: b, endpoints: {}, limits: [{method: GET, bytes: 1}]}", true},
	{"provider", "{provider: a, protocol: b, endpoints: {}, limits: [{method: GET, bytes: 0}]}", false},
	{"provider", "{provider: a, protocol: b, endpoints: {}, limits: [{method: PUT, bytes: 1}]}", false},
	{"provider", "{provider: a, protocol: b, endpoints: {}, limits: []}", false},
	{"provider", "{provider: a, protocol: b, endpoints: {}, utcOffset: +08:00}", true},
	{"provider", "{provider: a, protocol: b, endpoints: {}, utcOffset: 8}", false},
	{"provider", "{provider: a, protocol: b, endpoints: {}, errors: {A b: text, ' A': text}}", false},
	{"provider", "{provider: a, protocol: b, endpoints: {}, errors: {A b: 404}}", true},
	{"provider", "[provider]", false},
	{"service", "{service: a, version: 2018-03-19}", true},
	{"service", "{service: a, version: v1}", false},
	{"service", "{service: a, version: 2018-03-19, title: 123}", true},
	{"service", "{service: a, version: 2018-03-19, title: ''}", false},
	{"service", "{service: a, version: 2018-03-19, title: null}", false},
	{"service", "{service: a, version: 2018-03-19, methods: [GET, GET]}", false},
	{"service", "{service: a, version: 2018-03-19, methods: GET}", false},
	{"service", "{service: a, version: 2018-03-19, rateLimit: 1.5}", false},
	{"service", "{service: a, version: 2018-03-19, rateLimit: '20'}", false},
	{"service", "{service: a, version: 2018-03-19, rateLimit: 9999999999}", false},
	{"service", "{service: a, version: 2018-03-19, actions: {}}", false},
	{"service", "{service: a, version: 2018-03-19, source: {from: x, read: 2018-13-01}}", false},
	{"actions", "{}", true},
	{"actions", "{List: {}}", true},
	{"actions", "{List: }", false},
	{"actions", "{'List all': {}}", false},
	{"actions", "{List: {effect: reed}}", false},
	{"actions", "{List: {name: True}}", true},
	{"actions", "{List: {name: list}}", false},
	{"actions", "{List: {input: {}, output: {A.b-c: {type: any}}}}", true},
	{"actions", "{List: {input: {A b: {type: any}}}}", false},
	{"actions", "{List: {input: {A: {}}}}", false},
	{"actions", "{List: {input: {A: {type: list of map of Task}}}}", true},
	{"actions", "{List: {input: {A: {type: integer}}}}", false},
	{"actions", "{List: {input: {A: {type: list of String}}}}", false},
	{"actions", "{List: {input: {A: {type: '[]string'}}}}", false},
	{"actions", "{List: {input: {A: {type: [string]}}}}", false},
	{"actions", "{List: {input: {A: {type: string, default: ~}}}}", false},
	{"actions", "{List: {input: {A: {type: string, default: [1, {a: ~}]}}}}", true},
	{"actions", "{List: {input: {A: {type: string, enum: [on, 1, '']}}}}", true},
	{"actions", "{List: {input: {A: {type: string, enum: []}}}}", false},
	{"actions", "{List: {input: {A: {type: string, enum: [~]}}}}", false},
	{"actions", "{List: {input: {A: {type: string, min: -1.5e3, minLength: 0}}}}", true},
	{"actions", "{List: {input: {A: {type: string, minLength: -1}}}}", false},
	{"actions", "{List: {input: {A: {type: string, min: low}}}}", false},
	{"actions", "{List: {input: {A: {type: string, required: TRUE}}}}", true},
	{"actions", "{List: {input: {A: {type: string, required: yes}}}}", false},
	{"actions", "{List: {input: {A: {type: string, requird: true}}}}", false},
	{"actions", "{List: {errors: [A, B]}}", true},
	{"actions", "{List: {errors: {A: text, B: {advice: x}, C: }}}", true},
	{"actions", "{List: {errors: A}}", false},
	{"actions", "{List: {errors: [A, A]}}", false},
	{"actions", "{List: {errors: [' A']}}", false},
	{"actions", "{List: {paginate: {by: offset, offset: A, items: B}}}", true},
	{"actions", "{List: {paginate: {by: offset, items: B}}}", false},
	{"actions", "{List: {paginate: {by: offset, offset: A, token: T, items: B}}}", false},
	{"actions", "{List: {paginate: {by: token, token: T, items: B}}}", false},
	{"actions", "{List: {paginate: {by: token, token: T, next: T, items: B, total: C}}}", true},
	{"actions", "{List: {paginate: {by: page, items: B}}}", false},
	{"actions", "{List: {waiters: {Ready: {until: [{path: A, in: [x]}, {error: E}]}}}}", true},
	{"actions", "{List: {waiters: {ready: {until: [{error: E}]}}}}", false},
	{"actions", "{List: {waiters: {Ready: {until: [{path: A}]}}}}", false},
	{"actions", "{List: {waiters: {Ready: {until: [{path: A, in: [x], error: E}]}}}}", false},
	{"actions", "{List: {waiters: {Ready: {until: [{error: E, match: all}]}}}}", false},
	{"actions", "{List: {waiters: {Ready: {until: [{}]}}}}", false},
	{"actions", "{List: {waiters: {Ready: {until: []}}}}", false},
	{"actions", "{List: {waiters: {Ready: {}}}}", false},
	{"actions", "{List: {waiters: {Ready: {until: [{error: E}], every: 1m, timeout: 5 s}}}}", false},
	{"actions", "{List: {examples: [{input: {}, output: {A: [1]}}]}}", true},
	{"actions", "{List: {examples: [{input: 5}]}}", false},
	{"actions", "{List: {examples: [{output: {}, error: {code: A}}]}}", false},
	{"actions", "{List: {examples: [~]}}", false},
	{"types", "{A: {fields: {}}}", true},
	{"types", "{A: {enum: {x: , '': text, 1: {name: One}}}}", true},
	{"types", "{A: {enum: {}}}", false},
	{"types", "{A: {}}", false},
	{"types", "{A: {fields: {}, enum: {x: y}}}", false},
	{"types", "{A: {enum: {x: ''}}}", false},
	{"types", "{A: {enum: [x]}}", false},
	{"types", "{string: {fields: {}}}", false},
	{"types", "{Integer: {fields: {}}}", false},
	{"overlay", "[{at: types/Box, why: x, set: {doc: x}}]", true},
	{"overlay", "[]", false},
	{"overlay", "{at: types/Box, why: x, set: {doc: x}}", false},
	{"overlay", "[{at: types/Box, set: {doc: x}}]", false},
	{"overlay", "[{why: x, set: {doc: x}}]", false},
	{"overlay", "[{at: types/Box, why: x}]", false},
	{"overlay", "[{at: types/Box, why: x, remove: true}]", true},
	{"overlay", "[{at: types/Box, why: x, remove: false}]", false},
	{"overlay", "[{at: types/Box, why: x, remove: true, unset: [doc]}]", false},
	{"overlay", "[{at: types/Box, why: x, set: {doc: x}, unset: [name]}]", true},
	{"overlay", "[{at: types/Box, why: x, unset: [name], add: {Id: {type: string}}}]", false},
	{"overlay", "[{at: types/Box, why: x, set: {}}]", false},
	{"overlay", "[{at: types/Box, why: x, set: {effect: read}}]", false},
	{"overlay", "[{at: types/Box, why: x, set: {enum: {}}}]", false},
	{"overlay", "[{at: types/*, why: x, set: {enum: {a: A}}, unset: [fields]}]", true},
	{"overlay", "[{at: types/Box/Id, why: x, set: {sensitive: true}}]", true},
	{"overlay", "[{at: types/Box/Id, why: x, set: {advice: x}}]", false},
	{"overlay", "[{at: types/Box/ready, why: x, set: {doc: x}}]", true},
	{"overlay", `[{at: 'types/Box/a\/b', why: x, set: {sensitive: true}}]`, true},
	{"overlay", "[{at: types/Box, why: x, add: {Id: {type: string}}}]", true},
	{"overlay", "[{at: types/Box, why: x, add: {ready: It can be used.}}]", true},
	{"overlay", "[{at: types/Box, why: x, add: {ready: {advice: x}}}]", false},
	{"overlay", "[{at: types/Box, why: x, add: {}}]", false},
	{"overlay", "[{at: types, why: x, add: {Box: {fields: {}}}}]", true},
	{"overlay", "[{at: types, why: x, add: {string: {fields: {}}}}]", false},
	{"overlay", "[{at: types, why: x, set: {doc: x}}]", false},
	{"overlay", "[{at: actions, why: x, add: {List: {}}}]", true},
	{"overlay", "[{at: actions, why: x, add: {List: {effect: reads}}}]", false},
	{"overlay", "[{at: actions/List, why: x, set: {paginate: {by: offset, offset: A, items: B}}}]", true},
	{"overlay", "[{at: actions/List, why: x, set: {paginate: {by: offset, items: B}}}]", false},
	{"overlay", "[{at: actions/List, why: x, add: {Id: {type: string}}}]", false},
	{"overlay", "[{at: actions/List/input, why: x, add: {Id: {type: string}}}]", true},
	{"overlay", "[{at: actions/List/input, why: x, add: {Id: {doc: x}}}]", false},
	{"overlay", "[{at: actions/List/input/Id, why: x, set: {max: 5}}]", true},
	{"overlay", "[{at: actions/List/input/Id, why: x, set: {max: many}}]", false},
	{"overlay", "[{at: actions/List/errors, why: x, add: [Gone]}]", true},
	{"overlay", "[{at: actions/List/errors, why: x, add: {Gone: It is gone.}}]", true},
	{"overlay", "[{at: actions/List/errors, why: x, add: Gone}]", false},
	{"overlay", "[{at: actions/List/waiters, why: x, add: {Ready: {until: [{error: E}]}}}]", true},
	{"overlay", "[{at: actions/List/waiters/Ready, why: x, set: {every: 5s}}]", true},
	{"overlay", "[{at: actions/List/waiters/Ready, why: x, set: {every: often}}]", false},
	{"overlay", "[{at: errors/Gone, why: x, set: {advice: x}}]", true},
	{"overlay", "[{at: errors/Gone, why: x, set: {sensitive: true}}]", false},
	{"overlay", "[{at: service, why: x, set: {package: box}}]", true},
	{"overlay", "[{at: service, why: x, set: {version: v1}}]", false},
	{"overlay", "[{at: '**/Secret', why: x, set: {sensitive: true}}]", true},
	{"overlay", "[{at: '**/Secret', why: x, set: {colour: red}}]", false},
	{"overlay", "[{at: '*/Secret', why: x, set: {name: Word}}]", true},
}

func TestSchemaAndDecoderAgree(t *testing.T) {
	schemas := map[string]*jsonschema.Schema{}
	for _, kind := range Kinds() {
		schemas[kind] = compiled(t, kind)
	}
	for _, test := range agreement {
		faults := Check("doc", test.kind, []byte(test.doc))
		if (len(faults) == 0) != test.good {
			t.Errorf("%s %s: the decoder says %v", test.kind, test.doc, faults)
		}
		err := schemas[test.kind].Validate(asJSON(t, []byte(test.doc)))
		if (err == nil) != test.good {
			t.Errorf("%s %s: the schema says %v", test.kind, test.doc, err)
		}
	}
}

func TestSchemasAreValidDescribedAndTheSameEachTime(t *testing.T) {
	for _, kind := range Kinds() {
		text, err := Schema(kind)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := Schema(kind)
		if !bytes.Equal(text, again) {
			t.Errorf("%s: two different schemas", kind)
		}
		schema := compiled(t, kind)
		if schema.Title == "" || schema.Description == "" || schema.DraftVersion != 2020 {
			t.Errorf("%s: %q, %q, draft %d", kind, schema.Title, schema.Description, schema.DraftVersion)
		}
		checkDescribed(t, kind, schema, map[*jsonschema.Schema]bool{})
	}
	if _, err := Schema("layer"); err == nil || !strings.Contains(err.Error(), "provider, service, actions, types, overlay") {
		t.Errorf("got %v", err)
	}
}

// checkDescribed looks at every property that an editor could complete: each
// says what it is, and the examples that it gives are good.
func checkDescribed(t *testing.T, at string, s *jsonschema.Schema, seen map[*jsonschema.Schema]bool) {
	if s == nil || seen[s] {
		return
	}
	seen[s] = true
	for name, p := range s.Properties {
		if p.Bool != nil {
			continue
		}
		if p.Description == "" && s.AdditionalProperties == false {
			t.Errorf("%s.%s has no description", at, name)
		}
		for _, e := range p.Examples {
			if err := p.Validate(e); err != nil {
				t.Errorf("the example of %s.%s: %v", at, name, err)
			}
		}
		checkDescribed(t, at+"."+name, p, seen)
	}
	for _, p := range s.PatternProperties {
		checkDescribed(t, at+".*", p, seen)
	}
	if p, ok := s.AdditionalProperties.(*jsonschema.Schema); ok {
		checkDescribed(t, at+".*", p, seen)
	}
	if s.Items2020 != nil {
		checkDescribed(t, at+"[]", s.Items2020, seen)
	}
	for _, p := range s.AnyOf {
		checkDescribed(t, at, p, seen)
	}
	checkDescribed(t, at, s.Ref, seen)
}

// The examples that faults and schemas show are good specs themselves.
func TestExamplesOfTheLanguageAreGood(t *testing.T) {
	for _, s := range shapes {
		for _, k := range s.keys {
			if f := k.form; f != nil && k.kind == textKind && f.example != "" && (!f.matches(k.example) || !f.matches(f.example)) {
				t.Errorf("%s of %s: the examples %q and %q do not fit", k.name, s.noun, k.example, f.example)
			}
			if k.doc == "" || !strings.HasSuffix(k.doc, ".") {
				t.Errorf("%s of %s: its doc is no sentence: %q", k.name, s.noun, k.doc)
			}
		}
		if s.noun == "" || s.example == "" {
			t.Errorf("%s has no noun or no example", s.typ)
		}
		d := &decoder{file: "example"}
		var doc yaml.Node
		if err := yaml.Unmarshal([]byte(s.example), &doc); err != nil {
			t.Errorf("%s: %v", s.noun, err)
			continue
		}
		d.structure(s, doc.Content[0], Pos{"example", 1, 1}, "it", newOf(s))
		if len(d.faults) > 0 {
			t.Errorf("the example of %s: %v", s.noun, d.faults)
		}
	}
}

func newOf(s *shape) reflect.Value { return reflect.New(s.typ) }
