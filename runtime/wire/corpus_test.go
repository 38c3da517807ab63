package wire_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

// corpus is where the vendor's descriptions lie beside a checkout.
const corpus = "../../../shared/corpus/alibaba"

// A schema is the vendor's description of a value.
type schema struct {
	Ref        string             `json:"$ref"`
	Type       string             `json:"type"`
	Properties map[string]*schema `json:"properties"`
	Items      *schema            `json:"items"`
	Additional *schema            `json:"additionalProperties"`
}

// A product is the vendor's description of a service.
type product struct {
	Components struct{ Schemas map[string]*schema }
	APIs       map[string]struct {
		Responses map[string]struct{ Schema *schema }
		Demo      string `json:"responseDemo"`
	}
}

// A node is a value of a schema that lists its members as generated code would.
type node struct {
	in     *product
	schema *schema
	scalar any
	list   []node
	object map[string]*node
}

func (n *node) resolved() *schema {
	s := n.schema
	for s != nil && s.Ref != "" {
		s = n.in.Components.Schemas[s.Ref[strings.LastIndex(s.Ref, "/")+1:]]
	}
	if s == nil {
		return &schema{}
	}
	return s
}

// WireMembers lists the properties of an object.
func (n *node) WireMembers(c *wire.Codec) {
	s := n.resolved()
	var names []string
	for name := range s.Properties {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if n.object == nil {
			n.object = map[string]*node{}
		}
		if n.object[name] == nil {
			n.object[name] = &node{in: n.in, schema: s.Properties[name]}
		}
		n.object[name].member(c, name)
	}
}

// member reads or writes a value of any type.
func (n *node) member(c *wire.Codec, name string) {
	s := n.resolved()
	switch {
	case s.Type == "string":
		text, _ := n.scalar.(string)
		c.String(name, &text)
		n.scalar = text
	case s.Type == "integer":
		number, _ := n.scalar.(int64)
		c.Int64(name, &number)
		n.scalar = number
	case s.Type == "number":
		number, _ := n.scalar.(float64)
		c.Float64(name, &number)
		n.scalar = number
	case s.Type == "boolean":
		flag, _ := n.scalar.(bool)
		c.Bool(name, &flag)
		n.scalar = flag
	case s.Type == "array" && s.Items != nil:
		wire.List(c, name, &n.list, n.element(s.Items))
	case s.Type == "object" && wrapper(s) != "":
		inner := wrapper(s)
		wire.List(c.Wrapped(inner), name, &n.list, n.element(s.Properties[inner].Items))
	case s.Type == "object" && len(s.Properties) > 0:
		c.Message(name, n)
	default:
		c.Any(name, &n.scalar)
	}
}

func (n *node) element(items *schema) func(*wire.Codec, string, *node) {
	return func(c *wire.Codec, name string, p *node) {
		p.in, p.schema = n.in, items
		p.member(c, name)
	}
}

// wrapper is the only property of an object, if it is a list.
func wrapper(s *schema) string {
	for name, property := range s.Properties {
		if len(s.Properties) == 1 && property.Type == "array" && property.Items != nil {
			return name
		}
	}
	return ""
}

// plain is the value without what is empty.
func (n *node) plain() any {
	switch {
	case len(n.object) > 0:
		members := map[string]any{}
		for name, member := range n.object {
			if value := member.plain(); value != nil {
				members[name] = value
			}
		}
		if len(members) == 0 {
			return nil
		}
		return members
	case len(n.list) > 0:
		var elements []any
		for i := range n.list {
			elements = append(elements, n.list[i].plain())
		}
		return elements
	case n.scalar == nil || reflect.ValueOf(n.scalar).IsZero():
		return nil
	}
	return fmt.Sprint(n.scalar)
}

// samples are the JSON and the XML of an action, empty where there is none that is well-formed.
func samples(demo string) (jsonText, xmlText string) {
	var all []struct{ Type, Example string }
	if json.Unmarshal([]byte(demo), &all) != nil {
		return "", ""
	}
	for _, sample := range all {
		switch {
		case sample.Type == "json" && json.Valid([]byte(sample.Example)):
			jsonText = sample.Example
		case sample.Type == "xml" && sample.Example != "" && wellFormed(sample.Example):
			xmlText = sample.Example
		}
	}
	return jsonText, xmlText
}

func wellFormed(text string) bool {
	d := xml.NewDecoder(strings.NewReader(text))
	roots, depth := 0, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return roots == 1
		}
		if err != nil {
			return false
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && strings.TrimSpace(string(token)) != "" {
				return false
			}
		}
	}
}

// contradicting are samples that are no values of their own descriptions: an integer that is a word
// or a fraction.
var contradicting = map[string]bool{
	"dms-enterprise GetTaskFlowGraph": true,
	"ecs DescribePrice":               true,
	"rds DescribeSlowLogRecords":      true,
}

// sameAtLeast is for how many actions both samples hold the same, as one finds who reads them. Of
// the others each sample has values, and mostly members, of its own.
var sameAtLeast = map[string]int{"smc": 17, "smartag": 136, "ecs": 100}

func TestTheVendorsSamplesAreRead(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(corpus, "*/*/api-docs.json"))
	if len(paths) == 0 {
		t.Skip("the vendor's descriptions are not beside this checkout")
	}
	read, same := 0, map[string]int{}
	for _, path := range paths {
		service := filepath.Base(filepath.Dir(filepath.Dir(path)))
		for name, pair := range readProduct(t, path) {
			if pair == nil {
				if !contradicting[service+" "+name] {
					t.Errorf("%s %s: a sample cannot be read", service, name)
				}
				continue
			}
			read++
			if reflect.DeepEqual(pair[0], pair[1]) {
				same[service]++
			}
		}
	}
	for service, want := range sameAtLeast {
		if same[service] < want {
			t.Errorf("%s: %d actions have the same in JSON and XML, want %d", service, same[service], want)
		}
	}
	t.Logf("%d actions have both samples; the same in both: %v", read, same)
}

// readProduct reads both samples of each action of a product that has two; nil where one is refused.
func readProduct(t *testing.T, path string) map[string]*[2]any {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p := new(product)
	if err := json.Unmarshal(text, p); err != nil {
		t.Fatal(err)
	}
	read := map[string]*[2]any{}
	for name, api := range p.APIs {
		jsonText, xmlText := samples(api.Demo)
		if jsonText == "" || xmlText == "" {
			continue
		}
		read[name] = nil
		fromJSON := &node{in: p, schema: api.Responses["200"].Schema}
		fromXML := &node{in: p, schema: api.Responses["200"].Schema}
		if wire.ReadJSON(jsonText, fromJSON, nil) == nil && wire.ReadXML(xmlText, fromXML, nil) == nil {
			read[name] = &[2]any{fromJSON.plain(), fromXML.plain()}
		}
	}
	return read
}
