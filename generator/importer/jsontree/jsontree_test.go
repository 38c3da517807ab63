package jsontree_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

func TestEveryValueKnowsItsPlaceAndOrder(t *testing.T) {
	text := "{\n  \"b\": [true, -1.50e3, \"é\\n\"],\n\t\"a\": {\"é\": null, \"x\": false},\n  \"b\": {}\n}"
	d, err := jsontree.Parse("dir/f.json", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	var walk func(name string, n *jsontree.Node)
	walk = func(name string, n *jsontree.Node) {
		got = append(got, fmt.Sprintf("%v %s %v %q", d.Pos(n), name, n.Kind, n.Text))
		for i, item := range n.Items {
			walk(fmt.Sprint(name, i), item)
		}
		for _, m := range n.Members {
			walk(name+"."+m.Key, m.Value)
		}
	}
	walk("", d.Root)
	want := []string{
		`dir/f.json:1:1  an object ""`,
		`dir/f.json:2:8 .b a list ""`,
		`dir/f.json:2:9 .b0 a bool "true"`,
		`dir/f.json:2:15 .b1 a number "-1.50e3"`,
		`dir/f.json:2:24 .b2 a text "é\n"`,
		`dir/f.json:3:7 .a an object ""`,
		`dir/f.json:3:13 .a.é null ""`,
		`dir/f.json:3:24 .a.x a bool "false"`,
		`dir/f.json:4:8 .b an object ""`,
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("values:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	if n := d.Root.Get("b"); n.Kind != jsontree.Object {
		t.Errorf("of two members b, %v is taken, not the last", n.Kind)
	}
	if n := d.Root.Get("none").Get("deeper"); n != nil {
		t.Errorf("a member that is not there: %v", n)
	}
}

func TestWhatIsNoJSONIsRefusedWithItsPlace(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "f:1:1: the file ends in the middle of a value"},
		{"truncated", "{\n \"a\": [1, ", "f:2:11: the file ends in the middle"},
		{"truncated text", "{\n \"a\": \"xy", "f:2:10: the file ends in the middle"},
		{"letters", "{\n \"a\": nothing}", "f:2:7: this is not JSON: invalid character"},
		{"no comma", "[1 2]", "f:1:4: this is not JSON"},
		{"key is no text", "{1: 2}", "f:1:2: this is not JSON"},
		{"two values", "{}\n{}", "f:2:1: the file goes on"},
		{"text behind", "{}\nx", "f:2:1: the file goes on"},
		{"not UTF-8", "{\n \"a\": \"\xff\"}", "f:2:8: this is not UTF-8"},
		{"deep", strings.Repeat("[", 101) + strings.Repeat("]", 101), "f:1:101: this is nested deeper than 100 levels"},
		{"HTML", "<html>", "f:1:1: this is not JSON"},
	} {
		_, err := jsontree.Parse("f", []byte(tt.text))
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s…", tt.name, err, tt.want)
		}
	}
}

func TestColumnsCountCharactersInLongLinesToo(t *testing.T) {
	text := "[\n["
	for i := range 5000 {
		text += strings.Repeat(" ", i%3) + `"` + strings.Repeat("é…😀", i%5) + `",`
	}
	text += `""]]`
	d, err := jsontree.Parse("f", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	line := []rune(text[2:])
	for i, n := range d.Root.Items[0].Items {
		pos := d.Pos(n)
		if pos.Line != 2 || line[pos.Col-1] != '"' || i%5 > 0 && i < 5000 && line[pos.Col] != 'é' {
			t.Fatalf("item %d stands at %v", i, pos)
		}
	}
}

func TestAMarkOfByteOrderIsPassedOver(t *testing.T) {
	d, err := jsontree.Parse("f", []byte("\xef\xbb\xbf[]"))
	if err != nil || d.Root.Kind != jsontree.List {
		t.Fatal(d, err)
	}
}

// plain is what encoding/json makes of a value.
func plain(n *jsontree.Node) any {
	switch n.Kind {
	case jsontree.Null:
		return nil
	case jsontree.Bool:
		return n.Text == "true"
	case jsontree.Number:
		return json.Number(n.Text)
	case jsontree.String:
		return n.Text
	case jsontree.List:
		list := []any{}
		for _, item := range n.Items {
			list = append(list, plain(item))
		}
		return list
	}
	object := map[string]any{}
	for _, m := range n.Members {
		object[m.Key] = plain(m.Value)
	}
	return object
}

func FuzzParseAgreesWithEncodingJSON(f *testing.F) {
	for _, seed := range []string{`{"a":[1,"x",null,{"b":true}]}`, `"\ud800"`, "[", "{}x", `{"a":1,"a":2}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := jsontree.Parse("f", data)
		in := json.NewDecoder(bytes.NewReader(data))
		in.UseNumber()
		var want any
		wantErr := in.Decode(&want)
		if err != nil {
			if wantErr == nil && json.Valid(data) && !strings.Contains(err.Error(), "UTF-8") && !strings.Contains(err.Error(), "nested") {
				t.Fatalf("%q is refused: %v", data, err)
			}
			return
		}
		if data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")); !json.Valid(data) {
			t.Fatalf("%q is accepted", data)
		}
		if wantErr == nil && !reflect.DeepEqual(plain(d.Root), want) {
			t.Fatalf("%q is %v, want %v", data, plain(d.Root), want)
		}
		if pos := d.Pos(d.Root); pos.Line < 1 || pos.Col < 1 {
			t.Fatalf("%q stands at %v", data, pos)
		}
	})
}

func TestValuesKeepKindsOrderAndTheLastOfTwoMembers(t *testing.T) {
	d, err := jsontree.Parse("f", []byte(`{"b":[1,1.5,1e3,"1",true,null],"a":{},"b":[-2]}`))
	if err != nil {
		t.Fatal(err)
	}
	v := d.Root.Value()
	var got []string
	for key, m := range v.Members.All() {
		got = append(got, fmt.Sprintf("%s %d %d", key, m.Kind, len(m.Items)))
	}
	if want := fmt.Sprintf("b %d 1,a %d 0", spec.ListValue, spec.MapValue); v.Kind != spec.MapValue || strings.Join(got, ",") != want {
		t.Errorf("got %q, want %s", got, want)
	}
	kinds := []spec.ValueKind{spec.IntValue, spec.FloatValue, spec.FloatValue, spec.StringValue, spec.BoolValue, spec.NullValue}
	for i, item := range d.Root.Members[0].Value.Value().Items {
		if item.Kind != kinds[i] || item.Pos.Line == 0 {
			t.Errorf("item %d is %v at %v", i, item.Kind, item.Pos)
		}
	}
}
