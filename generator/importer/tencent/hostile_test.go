package tencent

import (
	"fmt"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/importer"
)

const (
	someMeta = `"metadata":{"serviceShortName":"shop","apiVersion":"2020-01-02"}`
	someAPI  = `{` + someMeta + `,"actions":{"Buy":{"input":"I","output":"O"}},"objects":{"I":{"members":[]},"O":{"members":[]}}}`
)

func TestWhatIsNoDescriptionIsRefusedWithAllItsFaults(t *testing.T) {
	for _, tt := range []struct {
		name, api, examples string
		want                []string
	}{
		{"empty", ``, ``, []string{`d/api.json:1:1: the file ends in the middle of a value: it was cut off, fetch it again`}},
		{"truncated", someAPI[:40], ``, []string{`d/api.json:1:41: the file ends in the middle of a value: it was cut off, fetch it again`}},
		{"a list", `[]`, ``, []string{`d/api.json:1:1: the file must be an object, not a list: fetch the file again, or correct it`}},
		{"null", `null`, ``, []string{`d/api.json:1:1: the file must be an object, not null: fetch the file again, or correct it`}},
		{"deep", strings.Repeat("[", 101) + strings.Repeat("]", 101), ``, []string{`d/api.json:1:101: this is nested deeper than 100 levels: it is no description of a service`}},
		{"not UTF-8", "{\"metadata\": {\"serviceShortName\": \"\xff\"}}", ``, []string{`d/api.json:1:36: this is not UTF-8: convert the file, or fetch it again`}},
		{"nothing in it", `{}`, ``, []string{
			`d/api.json:1:1: the file has no actions: it is not a description of a service as tccli and the SDKs have it (api.json)`,
			`d/api.json:1:1: the file has no metadata: it is not a description of a service as tccli and the SDKs have it (api.json)`,
			`d/api.json:1:1: the file has no objects: it is not a description of a service as tccli and the SDKs have it (api.json)`,
		}},
		{"wrong kinds at the top", `{"metadata":[],"actions":1,"objects":"x"}`, ``, []string{
			`d/api.json:1:13: metadata must be an object, not a list: fetch the file again, or correct it`,
			`d/api.json:1:26: actions must be an object, not a number: fetch the file again, or correct it`,
			`d/api.json:1:38: objects must be an object, not a text: fetch the file again, or correct it`,
		}},
		{"metadata", `{"metadata":{"serviceShortName":"4shops","apiVersion":"v1","serviceNameCN":1,"api_brief":{}},"actions":{},"objects":{}}`, ``, []string{
			`d/api.json:1:33: serviceShortName must be a name of letters, digits, dashes and underscores that begins with a letter, not "4shops": correct it`,
			`d/api.json:1:55: apiVersion must be a date such as 2018-03-19, not "v1": correct it`,
			`d/api.json:1:76: serviceNameCN of metadata must be a text, not a number: fetch the file again, or correct it`,
			`d/api.json:1:90: api_brief of metadata must be a text, not an object: fetch the file again, or correct it`,
		}},
		{"no names", `{"metadata":{"serviceShortName":""},"actions":{},"objects":{}}`, ``, []string{
			`d/api.json:1:13: metadata has no apiVersion: fetch the file again, or correct it`,
			`d/api.json:1:33: serviceShortName of metadata is empty: fetch the file again, or correct it`,
		}},
		{"a way out of the folder", `{"metadata":{"serviceShortName":"../../x","apiVersion":"../2020"},"actions":{},"objects":{}}`, ``, []string{
			`d/api.json:1:33: serviceShortName must be a name of letters, digits, dashes and underscores that begins with a letter, not "../../x": correct it`,
			`d/api.json:1:56: apiVersion must be a date such as 2018-03-19, not "../2020": correct it`,
		}},
		{"actions", `{` + someMeta + `,"actions":{"A":[],"B":{"input":[],"output":"X","status":true,"name":{},"document":[]},"C":{"output":""}},"objects":{}}`, ``, []string{
			`d/api.json:1:82: action "A" must be an object, not a list: fetch the file again, or correct it`,
			`d/api.json:1:98: input of action B must be a text, not a list: fetch the file again, or correct it`,
			`d/api.json:1:110: the output of action B is "X", which is not among the objects: fetch the file again, or correct it`,
			`d/api.json:1:123: status of action B must be a text, not a bool: fetch the file again, or correct it`,
			`d/api.json:1:135: name of action B must be a text, not an object: fetch the file again, or correct it`,
			`d/api.json:1:149: document of action B must be a text, not a list: fetch the file again, or correct it`,
			`d/api.json:1:157: action C has no input: fetch the file again, or correct it`,
			`d/api.json:1:167: output of action C is empty: fetch the file again, or correct it`,
		}},
		{"objects", `{` + someMeta + `,"actions":{},"objects":{"I":7,"J":{"members":{}},"K":{"document":1,"members":[3,{},{"name":[],"type":"string","member":"string"}]}}}`, ``, []string{
			`d/api.json:1:95: object "I" must be an object, not a number: fetch the file again, or correct it`,
			`d/api.json:1:112: members of object "J" must be a list, not an object: fetch the file again, or correct it`,
			`d/api.json:1:132: document of object "K" must be a text, not a number: fetch the file again, or correct it`,
			`d/api.json:1:145: a member of object "K" must be an object, not a number: fetch the file again, or correct it`,
			`d/api.json:1:147: a member of object "K" has no name: fetch the file again, or correct it`,
			`d/api.json:1:158: name of a member of object "K" must be a text, not a list: fetch the file again, or correct it`,
		}},
		{"members", `{` + someMeta + `,"actions":{},"objects":{"K":{"members":[{"name":"a","type":1,"member":[],"required":"yes","disabled":0,"value_allowed_null":{},"output_required":[],"document":true,"example":[],"default":{}}]}}}`, ``, []string{
			`d/api.json:1:126: type of member "a" of "K" must be a text, not a number: fetch the file again, or correct it`,
			`d/api.json:1:137: member of member "a" of "K" must be a text, not a list: fetch the file again, or correct it`,
			`d/api.json:1:151: required of member "a" of "K" must be a bool, not a text: fetch the file again, or correct it`,
			`d/api.json:1:168: disabled of member "a" of "K" must be a bool, not a number: fetch the file again, or correct it`,
			`d/api.json:1:191: value_allowed_null of member "a" of "K" must be a bool, not an object: fetch the file again, or correct it`,
			`d/api.json:1:212: output_required of member "a" of "K" must be a bool, not a list: fetch the file again, or correct it`,
			`d/api.json:1:226: document of member "a" of "K" must be a text, not a bool: fetch the file again, or correct it`,
			`d/api.json:1:241: example of member "a" of "K" must be a text, not a list: fetch the file again, or correct it`,
			`d/api.json:1:254: default of member "a" of "K" must be a text, not an object: fetch the file again, or correct it`,
		}},
		{"examples truncated", someAPI, `{"actions": {"Buy": [{"input`, []string{`d/examples.json:1:29: the file ends in the middle of a value: it was cut off, fetch it again`}},
		{"examples of the wrong kind", someAPI, `{"actions": []}`, []string{`d/examples.json:1:13: actions must be an object, not a list: fetch the file again, or correct it`}},
		{"an example of the wrong kind", someAPI, `{"actions": {"Buy": [1, {"input": 2, "output": [], "title": {}, "document": true}], "Sell": 3}}`, []string{
			`d/examples.json:1:22: an example of Buy must be an object, not a number: fetch the file again, or correct it`,
			`d/examples.json:1:35: input of an example of Buy must be a text, not a number: fetch the file again, or correct it`,
			`d/examples.json:1:48: output of an example of Buy must be a text, not a list: fetch the file again, or correct it`,
			`d/examples.json:1:61: title of an example of Buy must be a text, not an object: fetch the file again, or correct it`,
			`d/examples.json:1:77: document of an example of Buy must be a text, not a bool: fetch the file again, or correct it`,
			`d/examples.json:1:93: the examples of action "Sell" must be a list, not a number: fetch the file again, or correct it`,
		}},
		{"both files", `{}`, `[]`, []string{
			`d/api.json:1:1: the file has no actions: it is not a description of a service as tccli and the SDKs have it (api.json)`,
			`d/api.json:1:1: the file has no metadata: it is not a description of a service as tccli and the SDKs have it (api.json)`,
			`d/api.json:1:1: the file has no objects: it is not a description of a service as tccli and the SDKs have it (api.json)`,
			`d/examples.json:1:1: the file must be an object, not a list: fetch the file again, or correct it`,
		}},
	} {
		in := importer.Input{File: "d/api.json", Data: []byte(tt.api), Docs: true}
		if tt.examples != "" {
			in.Beside = map[string][]byte{"examples.json": []byte(tt.examples)}
		}
		_, err := Source().Read(in)
		if got := fmt.Sprint(err); got != strings.Join(tt.want, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, got, strings.Join(tt.want, "\n"))
		}
	}
}

func TestANullIsTakenForNothing(t *testing.T) {
	api := `{` + someMeta + `,"actions":{"Buy":{"input":"I","output":"O","status":null,"name":null}},"objects":{"I":{"members":[{"name":"a","type":"string","member":"string","required":null,"document":null,"example":null}]},"O":{"members":null}}}`
	r, err := Source().Read(importer.Input{File: "api.json", Data: []byte(api), Beside: map[string][]byte{"examples.json": []byte(`{"actions":null}`)}})
	if err != nil || len(r.Service.Actions) != 1 || len(r.Service.Actions[0].Value.Input) != 1 {
		t.Fatal(r, err)
	}
}

func TestALongNameIsCutInMessages(t *testing.T) {
	api := strings.Replace(someAPI, `"I","output"`, `"`+strings.Repeat("x", 1000)+`","output"`, 1)
	_, err := Source().Read(importer.Input{File: "api.json", Data: []byte(api)})
	if err == nil || len(err.Error()) > 300 || !strings.Contains(err.Error(), `xxx…"`) {
		t.Fatal(err)
	}
}

func TestAnExampleNestedTooDeeplyIsLeftOut(t *testing.T) {
	deep := strings.Repeat(`[`, 70) + strings.Repeat(`]`, 70)
	examples := `{"actions":{"Buy":[{"input":"https://x/?a=` + deep + `","output":"{\"Response\":{\"a\":` + deep + `}}"}]}}`
	r, err := Source().Read(importer.Input{File: "api.json", Data: []byte(someAPI), Beside: map[string][]byte{"examples.json": []byte(examples)}})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Notes) != 1 || !strings.Contains(r.Notes[0].Msg, "nested too deeply") {
		t.Fatal(r.Notes)
	}
	if _, err := r.Service.Marshal(); err != nil {
		t.Fatal(err)
	}
}

func TestNamesTooLongForYAMLAreLeftOut(t *testing.T) {
	long := strings.Repeat("x", longestName+1)
	api := `{` + someMeta + `,"actions":{"Buy":{"input":"I","output":"O"},"` + long + `":{"input":"I","output":"O"}},
		"objects":{"I":{"members":[{"name":"` + long + `","type":"string","member":"string"}]},"O":{"members":[{"name":"a","type":"object","member":"` + long + `"}]},"` + long + `":{"members":[]}}}`
	examples := `{"actions":{"Buy":[{"input":"https://x/?` + long + `=1","output":"{\"Response\":{\"` + long + `\":1}}"},
		{"input":"POST /\n\n{\"` + long + `\":1}","output":"{\"Response\":{\"Error\":{\"Code\":\"` + long + `\"}}}"}]}}`
	r, err := Source().Read(importer.Input{File: "api.json", Data: []byte(api), Beside: map[string][]byte{"examples.json": []byte(examples)}})
	if err != nil {
		t.Fatal(err)
	}
	files, err := r.Service.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		if strings.Contains(string(data), long) {
			t.Errorf("%s holds the name:\n%s", name, data)
		}
	}
	if len(r.Notes) != 8 {
		t.Errorf("notes:\n%s", notesOf(r.Notes))
	}
}
