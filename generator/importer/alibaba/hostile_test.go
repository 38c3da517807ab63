package alibaba_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/alibaba"
	"github.com/signet-gen/signet/generator/spec"
)

const shopInfo = `"info":{"style":"RPC","product":"Shop","version":"2020-01-02"}`

// withAPI is a description of one action; withSchema of one parameter of it.
func withAPI(api string) string { return `{` + shopInfo + `,"apis":{"Buy":` + api + `}}` }

func withSchema(schema string) string {
	return withAPI(`{"parameters":[{"name":"A","in":"query","schema":` + schema + `}]}`)
}

func read(data string) (*importer.Result, error) {
	return alibaba.Source().Read(importer.Input{File: "f.json", Data: []byte(data), Docs: true})
}

func TestWhatIsNoDescriptionIsRefusedWithItsPlace(t *testing.T) {
	for _, tt := range []struct{ name, data, want string }{
		{"empty", ``, "f.json:1:1: the file ends in the middle of a value: it was cut off, fetch it again"},
		{"truncated", `{` + shopInfo + `,"apis":{"Buy":`, "f.json:1:79: the file ends in the middle of a value: it was cut off, fetch it again"},
		{"null", `null`, "f.json:1:1: the file must be an object, not null: it is no description of a service as Alibaba Cloud publishes it (api-docs.json)"},
		{"list", `[]`, "f.json:1:1: the file must be an object, not a list: it is no description of a service as Alibaba Cloud publishes it (api-docs.json)"},
		{"nothing in it", `{}`, "f.json:1:1: the file has no info: it is no description of a service as Alibaba Cloud publishes it (api-docs.json)"},
		{"info", `{"info":"x"}`, "f.json:1:9: info must be an object, not a text: fetch the file again, or correct it"},
		{"no product", `{"info":{"version":"2020-01-02"}}`, "f.json:1:9: info has no product: fetch the file again, or correct it"},
		{"product", `{"info":{"product":"a/b","version":"2020-01-02"}}`, `f.json:1:20: product must be a name of letters, digits, dashes and underscores that begins with a letter, not "a/b": correct it`},
		{"version", `{"info":{"product":"a","version":"v1"}}`, `f.json:1:34: version must be a date such as 2014-05-26, not "v1": correct it`},
		{"empty version", `{"info":{"product":"a","version":""}}`, `f.json:1:34: version of info is empty: fetch the file again, or correct it`},
		{"ROA", `{"info":{"style":"ROA","product":"Shop","version":"2020-01-02"},"apis":{}}`, "f.json:1:18: shop 2020-01-02 is of the style ROA, whose calls go to a path each: Signet speaks Alibaba Cloud's RPC style only, so leave this file out"},
		{"no apis", `{` + shopInfo + `}`, "f.json:1:1: the file has no apis: fetch the file again, or correct it"},
		{"apis", `{` + shopInfo + `,"apis":[]}`, "f.json:1:72: apis must be an object, not a list: fetch the file again, or correct it"},
		{"an api", withAPI(`7`), `f.json:1:79: "Buy" of apis must be an object, not a number: fetch the file again, or correct it`},
		{"a null api", withAPI(`null`), `f.json:1:79: "Buy" of apis is null: fetch the file again, or correct it`},
		{"parameters", withAPI(`{"parameters":{}}`), "f.json:1:93: parameters of actions/Buy must be a list, not an object: fetch the file again, or correct it"},
		{"a parameter", withAPI(`{"parameters":["A"]}`), "f.json:1:94: an item of parameters of actions/Buy must be an object, not a text: fetch the file again, or correct it"},
		{"a null parameter", withAPI(`{"parameters":[null]}`), "f.json:1:94: an item of parameters of actions/Buy is null: fetch the file again, or correct it"},
		{"no name", withAPI(`{"parameters":[{"schema":{}}]}`), "f.json:1:94: a parameter of actions/Buy/input has no name: fetch the file again, or correct it"},
		{"no schema", withAPI(`{"parameters":[{"name":"A"}]}`), `f.json:1:94: the parameter "A" of actions/Buy/input has no schema: fetch the file again, or correct it`},
		{"a schema", withSchema(`"string"`), "f.json:1:128: the schema of actions/Buy/input/A must be an object, not a text: fetch the file again, or correct it"},
		{"a type", withSchema(`{"type":1}`), "f.json:1:136: type of actions/Buy/input/A must be a text, not a number: fetch the file again, or correct it"},
		{"a reference", withSchema(`{"$ref":[]}`), "f.json:1:136: $ref of actions/Buy/input/A must be a text, not a list: fetch the file again, or correct it"},
		{"properties", withSchema(`{"type":"object","properties":[]}`), "f.json:1:158: properties of actions/Buy/input/A must be an object, not a list: fetch the file again, or correct it"},
		{"a property", withSchema(`{"type":"object","properties":{"B":true}}`), `f.json:1:163: "B" of properties of types/BuyA must be an object, not a bool: fetch the file again, or correct it`},
		{"items", withSchema(`{"type":"array","items":"string"}`), "f.json:1:152: items of actions/Buy/input/A must be an object, not a text: fetch the file again, or correct it"},
		{"required", withSchema(`{"type":"string","required":1}`), "f.json:1:156: required of actions/Buy/input/A must be a bool, not a number: fetch the file again, or correct it"},
		{"an example", withSchema(`{"type":"string","example":{}}`), "f.json:1:155: example of actions/Buy/input/A must be a text, a number or a bool, not an object: fetch the file again, or correct it"},
		{"enum", withSchema(`{"type":"string","enum":"a"}`), "f.json:1:152: enum of actions/Buy/input/A must be a list, not a text: fetch the file again, or correct it"},
		{"a value", withSchema(`{"type":"string","enum":[[]]}`), "f.json:1:153: an item of enum of actions/Buy/input/A must be a text, a number or a bool, not a list: fetch the file again, or correct it"},
		{"a title", withSchema(`{"type":"string","enumValueTitles":{"a":1}}`), "f.json:1:168: a title of enumValueTitles of actions/Buy/input/A must be a text, not a number: fetch the file again, or correct it"},
		{"responses", withAPI(`{"responses":[]}`), "f.json:1:92: responses of actions/Buy must be an object, not a list: fetch the file again, or correct it"},
		{"a response", withAPI(`{"responses":{"200":[]}}`), `f.json:1:99: "200" of responses of actions/Buy must be an object, not a list: fetch the file again, or correct it`},
		{"errorCodes", withAPI(`{"errorCodes":{"400":{}}}`), `f.json:1:100: "400" of errorCodes of actions/Buy must be a list, not an object: fetch the file again, or correct it`},
		{"an error code", withAPI(`{"errorCodes":{"400":[{"errorCode":4}]}}`), "f.json:1:114: errorCode of errorCodes of actions/Buy must be a text, not a number: fetch the file again, or correct it"},
		{"samples", withAPI(`{"responseDemo":{}}`), "f.json:1:95: responseDemo of actions/Buy/examples must be a text, not an object: fetch the file again, or correct it"},
		{"methods", withAPI(`{"methods":["get",1]}`), "f.json:1:97: an item of methods of actions/Buy must be a text, not a number: fetch the file again, or correct it"},
		{"tags", withAPI(`{"systemTags":[]}`), "f.json:1:93: systemTags of actions/Buy must be an object, not a list: fetch the file again, or correct it"},
		{"a title of an action", withAPI(`{"title":[]}`), "f.json:1:88: title of actions/Buy must be a text, not a list: fetch the file again, or correct it"},
		{"endpoints", `{` + shopInfo + `,"apis":{},"endpoints":{}}`, "f.json:1:87: endpoints must be a list, not an object: fetch the file again, or correct it"},
		{"schemas", `{` + shopInfo + `,"apis":{},"components":{"schemas":[]}}`, "f.json:1:99: components.schemas must be an object, not a list: fetch the file again, or correct it"},
		{"operations", `{"product":"a","version":"2020-01-02","operations":{}}`, "f.json:1:52: operations must be a list, not an object: fetch the file again, or correct it"},
		{"an operation", `{"product":"a","version":"2020-01-02","operations":[{"params":[]}]}`, "f.json:1:53: an operation has no action: fetch the file again, or correct it"},
		{"ROA requests", `{"product":"a","version":"2020-01-02","operations":[{"action":"B","_args":["ROA"]}]}`, "f.json:1:76: a 2020-01-02 is of the style ROA, whose calls go to a path each: Signet speaks Alibaba Cloud's RPC style only, so leave this file out"},
		{"a member of a request", `{"product":"a","version":"2020-01-02","operations":[{"action":"B","params":[{"name":"P","type":{"struct":[{}]}}]}]}`, "f.json:1:107: a member of actions/B has no name: fetch the file again, or correct it"},
		{"a type of a request", `{"product":"a","version":"2020-01-02","operations":[{"action":"B","params":[{"name":"P","type":7}]}]}`, "f.json:1:96: a type of actions/B must be an object, not a number: fetch the file again, or correct it"},
	} {
		result, err := read(tt.data)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s:\n got %v\nwant %s", tt.name, err, tt.want)
		}
		var faults spec.Faults
		if result != nil || !errors.As(err, &faults) {
			t.Errorf("%s: a result %v, an error %T", tt.name, result, err)
		}
	}
}

func TestAllFaultsAreToldAtOnce(t *testing.T) {
	_, err := read(`{` + shopInfo + `,
"apis":{
 "A":{"parameters":[1,{"name":"X","schema":{"type":[]}}]},
 "B":7,
 "C":{"responses":{"200":{"schema":{"properties":{"D":"E"}}}}},
 "F":{"errorCodes":[]}},
"endpoints":[1]}`)
	want := []string{"f.json:3:21:", "f.json:3:52:", "f.json:4:6:", "f.json:5:55:", "f.json:6:20:", "f.json:7:14:"}
	lines := strings.Split(fmt.Sprint(err), "\n")
	if len(lines) != len(want) {
		t.Fatalf("%v", err)
	}
	for i, w := range want {
		if !strings.HasPrefix(lines[i], w) {
			t.Errorf("%s does not stand at %s", lines[i], w)
		}
	}
}

func TestDepthIsBounded(t *testing.T) {
	nest := func(n int, open, shut string) string {
		return strings.Repeat(open, n) + `{"type":"string"}` + strings.Repeat(shut, n)
	}
	for _, tt := range []struct{ name, schema, want string }{
		{"lists", nest(90, `{"type":"array","items":`, "}"), ""},
		{"objects", nest(45, `{"type":"object","properties":{"Member":`, "}}"), ""},
		{"too many lists", nest(200, `{"type":"array","items":`, "}"), "f.json:1:2408: this is nested deeper than 100 levels: it is no description of a service"},
	} {
		result, err := read(withSchema(tt.schema))
		if fmt.Sprint(err) != tt.want && (err != nil || tt.want != "") {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
		if result == nil {
			continue
		}
		if err := build(result.Service); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestALargeFileIsRefused(t *testing.T) {
	_, err := alibaba.Source().Read(importer.Input{File: "f.json", Data: make([]byte, importer.MaxSize+1)})
	if want := "f.json: the file is larger than 64 MiB: it is no description of a service"; fmt.Sprint(err) != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// TestReferencesDoNotMultiply has each of 40 schemas refer twice to the next.
func TestReferencesDoNotMultiply(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{` + shopInfo + `,"apis":{"Get":{"responses":{"200":{"schema":{"properties":{"R":{"$ref":"#/components/schemas/S0"}}}}}}},"components":{"schemas":{`)
	for i := range 40 {
		ref := fmt.Sprintf(`{"$ref":"#/components/schemas/S%d"}`, i+1)
		fmt.Fprintf(&b, `"S%d":{"type":"array","items":{"properties":{"A":%s,"B":%s}}},`, i, ref, ref)
	}
	b.WriteString(`"S40":{"type":"string"}}}}`)
	result, err := read(b.String())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(result.Service.Types); n != 40 {
		t.Errorf("%d types of 40 schemas", n)
	}
}

// TestChainsOfReferencesEnd has each of many schemas refer to the next.
func TestChainsOfReferencesEnd(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{` + shopInfo + `,"apis":{"Get":{"responses":{"200":{"schema":{"$ref":"#/components/schemas/S0"}}}}},"components":{"schemas":{`)
	const length = 100000
	for i := range length {
		fmt.Fprintf(&b, `"S%d":{"$ref":"#/components/schemas/S%d"},`, i, i+1)
	}
	fmt.Fprintf(&b, `"S%d":{"type":"string"}}}}`, length)
	result, err := read(b.String())
	if err != nil {
		t.Fatal(err)
	}
	note := result.Notes[0].String()
	if want := `the schema "S100" is reached by more than 100 references in a row: it is taken for any`; !strings.HasSuffix(note, want) {
		t.Errorf("%s, want %s", note, want)
	}
}

// TestManyOfAKindTakeNoLongerEach has many members that come to one name.
func TestManyOfAKindAreRead(t *testing.T) {
	var b strings.Builder
	for i := range 20000 {
		name := strings.NewReplacer("0", ".", "1", "-").Replace(fmt.Sprintf("a%015bb", i))
		fmt.Fprintf(&b, `%q:{"properties":{"X":{}}},`, name)
	}
	// What grew faster than a straight line would outlast the test's deadline.
	result, err := read(withSchema(`{"properties":{` + strings.TrimSuffix(b.String(), ",") + `}}`))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(result.Service.Types); n != 20001 {
		t.Errorf("%d types", n)
	}
}

func FuzzRead(f *testing.F) {
	paths, _ := filepath.Glob("testdata/*.txtar")
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range txtar.Parse(data).Files {
			if strings.HasSuffix(file.Name, ".json") {
				f.Add(bytes.TrimSpace(file.Data), true)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, docs bool) {
		result, err := alibaba.Source().Read(importer.Input{File: "f.json", Data: data, Docs: docs})
		if err != nil {
			var faults spec.Faults
			if !errors.As(err, &faults) || len(faults) == 0 {
				t.Fatalf("the error is %T: %v", err, err)
			}
			for _, fault := range faults {
				if fault.Pos.File != "f.json" || fault.Msg == "" {
					t.Fatalf("a fault without a place or a message: %v", fault)
				}
			}
			return
		}
		if _, err := result.Service.Marshal(); err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
	})
}

// TestASchemaMayReferToALaterOne has a default and an example beside a reference
// to what is read later.
func TestASchemaMayReferToALaterOne(t *testing.T) {
	result, err := read(`{` + shopInfo + `,"apis":{},"components":{"schemas":{` +
		`"A":{"properties":{"B":{"$ref":"#/components/schemas/B","default":"x","example":"y"}}},` +
		`"B":{"properties":{"C":{"type":"string"}}}}}}`)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(result.Notes), `[f.json:1:166: left out: types/A/B: the default "x" is no value of the type B]`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
