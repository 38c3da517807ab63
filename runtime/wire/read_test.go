package wire_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unsafe"

	"github.com/signet-gen/signet/runtime/wire"
)

func TestMismatchesAreAcceptedAndTold(t *testing.T) {
	for _, test := range []struct {
		body string
		want every
		told wire.Mismatch
	}{
		{`{"Text":12}`, every{Text: "12"}, wire.Mismatch{Member: "Text", Want: "string", Got: "number 12", Offset: 8}},
		{`{"Text":-1.50e3}`, every{Text: "-1.50e3"}, wire.Mismatch{Member: "Text", Want: "string", Got: "number -1.50e3", Offset: 8}},
		{`{"Text":true}`, every{Text: "true"}, wire.Mismatch{Member: "Text", Want: "string", Got: "bool", Offset: 8}},
		{`{"Unsigned":"123"}`, every{Unsigned: 123}, wire.Mismatch{Member: "Unsigned", Want: "uint64", Got: "string", Offset: 12}},
		{`{"Unsigned":"18446744073709551615"}`, every{Unsigned: 1<<64 - 1}, wire.Mismatch{Member: "Unsigned", Want: "uint64", Got: "string", Offset: 12}},
		{`{"Signed":"-5"}`, every{Signed: -5}, wire.Mismatch{Member: "Signed", Want: "int64", Got: "string", Offset: 10}},
		{`{"Signed":""}`, every{}, wire.Mismatch{Member: "Signed", Want: "int64", Got: "string", Offset: 10}},
		{`{"Signed":"\u0037"}`, every{Signed: 7}, wire.Mismatch{Member: "Signed", Want: "int64", Got: "string", Offset: 10}},
		{`{"Signed":1e3}`, every{Signed: 1000}, wire.Mismatch{Member: "Signed", Want: "int64", Got: "number 1e3", Offset: 10}},
		{`{"Signed":9223372036854775807.00}`, every{Signed: 1<<63 - 1}, wire.Mismatch{Member: "Signed", Want: "int64", Got: "number 9223372036854775807.00", Offset: 10}},
		{`{"Signed":0e999999999999}`, every{}, wire.Mismatch{Member: "Signed", Want: "int64", Got: "number 0e999999999999", Offset: 10}},
		{`{"Small":1.0}`, every{Small: 1}, wire.Mismatch{Member: "Small", Want: "int32", Got: "number 1.0", Offset: 9}},
		{`{"Small":120e-1}`, every{Small: 12}, wire.Mismatch{Member: "Small", Want: "int32", Got: "number 120e-1", Offset: 9}},
		{`{"Unsigned":-0}`, every{}, wire.Mismatch{Member: "Unsigned", Want: "uint64", Got: "number -0", Offset: 12}},
		{`{"Float":"1.5"}`, every{Float: 1.5}, wire.Mismatch{Member: "Float", Want: "float64", Got: "string", Offset: 9}},
		{`{"Float":""}`, every{}, wire.Mismatch{Member: "Float", Want: "float64", Got: "string", Offset: 9}},
		{`{"Flag":1}`, every{Flag: true}, wire.Mismatch{Member: "Flag", Want: "bool", Got: "number 1", Offset: 8}},
		{`{"Flag":0}`, every{}, wire.Mismatch{Member: "Flag", Want: "bool", Got: "number 0", Offset: 8}},
		{`{"Flag":"true"}`, every{Flag: true}, wire.Mismatch{Member: "Flag", Want: "bool", Got: "string", Offset: 8}},
		{`{"Flag":"false"}`, every{}, wire.Mismatch{Member: "Flag", Want: "bool", Got: "string", Offset: 8}},
		{`{"Flag":""}`, every{}, wire.Mismatch{Member: "Flag", Want: "bool", Got: "string", Offset: 8}},
		{`{"Inner":[ ]}`, every{}, wire.Mismatch{Member: "Inner", Want: "object", Got: "list", Offset: 9}},
		{`{"Inner":""}`, every{}, wire.Mismatch{Member: "Inner", Want: "object", Got: "string", Offset: 9}},
		{`{"Inner":[ {"Size":3} ],"Text":"t"}`, every{Inner: inner{Size: 3}, Text: "t"}, wire.Mismatch{Member: "Inner", Want: "object", Got: "list", Offset: 9}},
		{`{"Self":{"MayInner":[{}]},"Text":"t"}`, every{Self: &every{MayInner: &inner{}}, Text: "t"}, wire.Mismatch{Member: "Self.MayInner", Want: "object", Got: "list", Offset: 20}},
		{`{"Inners":{"Name":"a","Other":[]},"Text":"t"}`, every{Inners: []inner{{Name: "a"}}, Text: "t"}, wire.Mismatch{Member: "Inners", Want: "list", Got: "object", Offset: 10}},
		{`{"Self":{"Selves":{ "S\u0065lf" : {}}},"Text":"t"}`, every{Self: &every{Selves: []every{{Self: &every{}}}}, Text: "t"}, wire.Mismatch{Member: "Self.Selves", Want: "list", Got: "object", Offset: 18}},
		{`{"Labels":[]}`, every{Labels: map[string]string{}}, wire.Mismatch{Member: "Labels", Want: "map", Got: "list", Offset: 10}},
		{`{"Labels":""}`, every{Labels: map[string]string{}}, wire.Mismatch{Member: "Labels", Want: "map", Got: "string", Offset: 10}},
		{`{"Texts":{}}`, every{Texts: []string{}}, wire.Mismatch{Member: "Texts", Want: "list", Got: "object", Offset: 9}},
		{`{"Texts":""}`, every{Texts: []string{}}, wire.Mismatch{Member: "Texts", Want: "list", Got: "string", Offset: 9}},
		{`{"Texts":["a",1]}`, every{Texts: []string{"a", "1"}}, wire.Mismatch{Member: "Texts.1", Want: "string", Got: "number 1", Offset: 14}},
		{`{"Grid":[[],[1,"2"]]}`, every{Grid: [][]int64{{}, {1, 2}}}, wire.Mismatch{Member: "Grid.1.1", Want: "int64", Got: "string", Offset: 15}},
		{`{"Inners":[{},{"Size":"3"}]}`, every{Inners: []inner{{}, {Size: 3}}}, wire.Mismatch{Member: "Inners.1.Size", Want: "uint64", Got: "string", Offset: 22}},
		{`{"ByName":{"a b":{"State":1}}}`, every{ByName: map[string]inner{"a b": {State: "1"}}}, wire.Mismatch{Member: "ByName.a b.State", Want: "string", Got: "number 1", Offset: 26}},
		{`{"Self":{"MayInner":{"Size":"1"}}}`, every{Self: &every{MayInner: &inner{Size: 1}}}, wire.Mismatch{Member: "Self.MayInner.Size", Want: "uint64", Got: "string", Offset: 28}},
		{`{"MayText":5}`, every{MayText: new("5")}, wire.Mismatch{Member: "MayText", Want: "string", Got: "number 5", Offset: 11}},
	} {
		var got every
		var told []wire.Mismatch
		err := wire.ReadJSON(test.body, &got, &wire.ReadOptions{OnMismatch: func(m wire.Mismatch) { told = append(told, m) }})
		if err != nil {
			t.Errorf("%s: %v", test.body, err)
			continue
		}
		equal(t, got, test.want)
		equal(t, told, []wire.Mismatch{test.told})
		var quiet every
		if err := wire.ReadJSON(test.body, &quiet, nil); err != nil {
			t.Errorf("%s: %v", test.body, err)
		}
		equal(t, quiet, test.want)
	}
}

func TestValuesOfAnotherKindAreRefused(t *testing.T) {
	for _, test := range []struct{ body, want string }{
		{`{"Text":{}}`, `Text (offset 8): want string, got object`},
		{`{"Text":["secret"]}`, `Text (offset 8): want string, got list`},
		{`{"Flag":2}`, `Flag (offset 8): want bool, got number 2`},
		{`{"Flag":"yes"}`, `Flag (offset 8): want bool, got string`},
		{`{"Small":2147483648}`, `Small (offset 9): want int32, got number 2147483648`},
		{`{"Small":"-2147483649"}`, `Small (offset 9): want int32, got string`},
		{`{"Signed":9223372036854775808}`, `Signed (offset 10): want int64, got number 9223372036854775808`},
		{`{"Signed":-9223372036854775809}`, `Signed (offset 10): want int64, got number -9223372036854775809`},
		{`{"Signed":1.5}`, `Signed (offset 10): want int64, got number 1.5`},
		{`{"Signed":1e-1}`, `Signed (offset 10): want int64, got number 1e-1`},
		{`{"Signed":1e-99999999999999999999}`, `Signed (offset 10): want int64, got number 1e-99999999999999999999`},
		{`{"Signed":1e99999999999999999999}`, `Signed (offset 10): want int64, got number 1e99999999999999999999`},
		{`{"Signed":" 1"}`, `Signed (offset 10): want int64, got string`},
		{`{"Signed":"1x"}`, `Signed (offset 10): want int64, got string`},
		{`{"Signed":true}`, `Signed (offset 10): want int64, got bool`},
		{`{"Unsigned":-1}`, `Unsigned (offset 12): want uint64, got number -1`},
		{`{"Unsigned":18446744073709551616}`, `Unsigned (offset 12): want uint64, got number 18446744073709551616`},
		{`{"Unsigned":123456789012345678901234567890123456789012345}`, `Unsigned (offset 12): want uint64, got number 1234567890123456789012345678901234567890…`},
		{`{"Float":1e400}`, `Float (offset 9): want float64, got number 1e400`},
		{`{"Float":"0x1p4"}`, `Float (offset 9): want float64, got string`},
		{`{"Float":"1_0"}`, `Float (offset 9): want float64, got string`},
		{`{"Float":"Infinity"}`, `Float (offset 9): want float64, got string`},
		{`{"Any":[1e400]}`, `Any.0 (offset 8): want float64, got number 1e400`},
		{`{"Octets":"a"}`, `Octets (offset 10): want base64, got string`},
		{`{"Octets":[1]}`, `Octets (offset 10): want base64, got list`},
		{`{"Inner":[1]}`, `Inner (offset 9): want object, got list`},
		{`{"Inner":[{},{}]}`, `Inner (offset 9): want object, got list`},
		{`{"Inner":[{},1]}`, `Inner (offset 9): want object, got list`},
		{`{"Inner":[[{}]]}`, `Inner (offset 9): want object, got list`},
		{`{"Inner":[{"Size":-1}]}`, `Inner.Size (offset 18): want uint64, got number -1`},
		{`{"Inners":{"Inner":[{}]}}`, `Inners (offset 10): want list, got object`},
		{`{"Inners":{"Size":-1}}`, `Inners.0.Size (offset 18): want uint64, got number -1`},
		{`{"Grid":{"a":1}}`, `Grid (offset 8): want list, got object`},
		{`{"Inner":" "}`, `Inner (offset 9): want object, got string`},
		{`{"Inner":false}`, `Inner (offset 9): want object, got bool`},
		{`{"Labels":[{}]}`, `Labels (offset 10): want map, got list`},
		{`{"Texts":{"a":"b"}}`, `Texts (offset 9): want list, got object`},
		{`{"Texts":7}`, `Texts (offset 9): want list, got number 7`},
		{`{"Selves":[{},{"Self":{"Rows":{"k":[1,"x"]}}}]}`, `Selves.1.Self.Rows.k.1 (offset 38): want uint64, got string`},
		{`{"Self":{"ByName":{"k":{"Name":[]}}}}`, `Self.ByName.k.Name (offset 31): want string, got list`},
		{`"text"`, `the whole text (offset 0): want object, got string`},
		{`[{}]`, `the whole text (offset 0): want object, got list`},
		{`5`, `the whole text (offset 0): want object, got number 5`},
	} {
		err := wire.ReadJSON(test.body, new(every), nil)
		if _, ok := err.(*wire.TypeError); !ok || err.Error() != test.want {
			t.Errorf("%s\ngot  %v\nwant %s", test.body, err, test.want)
		}
	}
}

func TestMalformedTextIsRefusedWithItsOffset(t *testing.T) {
	for _, test := range []struct{ body, want string }{
		{``, `offset 0: the text ends where a value should stand`},
		{`  `, `offset 2: the text ends where a value should stand`},
		{`x`, `offset 0: a value should stand here, not "x"`},
		{"\ufeff{}", `offset 0: a value should stand here, not "\xef"`},
		{`{`, `offset 1: the text ends where a key in quotes or a closing brace should stand`},
		{`{1:2}`, `offset 1: a key in quotes or a closing brace should stand here, not "1"`},
		{`{"Text":"a",}`, `offset 12: a key in quotes should stand here, not "}"`},
		{`{"Text":"a" "Flag":true}`, `offset 12: a comma or a closing brace should stand here, not "\""`},
		{`{"Text" "a"}`, `offset 8: a colon should stand here, not "\""`},
		{`{"Text"`, `offset 7: the text ends where a colon should stand`},
		{`{"Text":`, `offset 8: the text ends where a value should stand`},
		{`{"Text":"a`, `offset 10: the text ends inside a string`},
		{`{"Text":"a\`, `offset 10: not an escape that JSON knows`},
		{`{"Text":"a\x"}`, `offset 10: not an escape that JSON knows`},
		{`{"Text":"\u12g4"}`, `offset 9: not an escape that JSON knows`},
		{"{\"Text\":\"a\nb\"}", `offset 10: a control character in a string must be escaped`},
		{`{"Other":"\'"}`, `offset 10: not an escape that JSON knows`},
		{`{"Oth`, `offset 5: the text ends inside a string`},
		{`{"Signed":01}`, `offset 11: a comma or a closing brace should stand here, not "1"`},
		{`{"Signed":-}`, `offset 11: a digit should stand here, not "}"`},
		{`{"Signed":+1}`, `offset 10: a value should stand here, not "+"`},
		{`{"Float":1.}`, `offset 11: a digit should stand here, not "}"`},
		{`{"Float":.5}`, `offset 9: a value should stand here, not "."`},
		{`{"Other":1e+x}`, `offset 12: a digit should stand here, not "x"`},
		{`{"Flag":truth}`, `offset 8: true should stand here, not "t"`},
		{`{"Other":nul}`, `offset 9: null should stand here, not "n"`},
		{`{"Texts":["a",]}`, `offset 14: a value should stand here, not "]"`},
		{`{"Texts":["a";"b"]}`, `offset 13: a comma or a closing bracket should stand here, not ";"`},
		{`{"Texts":["a"`, `offset 13: the text ends where a comma or a closing bracket should stand`},
		{`{"Inner":-x}`, `offset 10: a digit should stand here, not "x"`},
		{`{}}`, `offset 2: the end of the text should stand here, not "}"`},
		{`{} {}`, `offset 3: the end of the text should stand here, not "{"`},
	} {
		err := wire.ReadJSON(test.body, new(every), nil)
		if _, ok := err.(*wire.SyntaxError); !ok || err.Error() != "malformed JSON at "+test.want {
			t.Errorf("%s\ngot  %v\nwant malformed JSON at %s", test.body, err, test.want)
		}
		if json.Valid([]byte(test.body)) {
			t.Errorf("%s is valid for encoding/json", test.body)
		}
	}
}

func TestDepthIsLimitedAsInEncodingJSON(t *testing.T) {
	for _, member := range []struct{ open, close string }{
		{`{"Self":`, `}`}, {`{"Other":`, `}`}, {`{"Any":`, `}`}, {`[`, `]`}, {`{"Selves":[`, `]}`},
	} {
		levels := strings.Count(member.open, "{") + strings.Count(member.open, "[")
		for _, depth := range []int{9_999, 10_000, 10_001, 10_002} {
			body := strings.Repeat(member.open, depth/levels) + `null` + strings.Repeat(member.close, depth/levels)
			want := json.Valid([]byte(body))
			equal(t, want, depth/levels*levels <= 10_000)
			texts := []string{body}
			if member.open == "[" {
				texts = []string{`{"Any":` + body[1:len(body)-1] + `}`, `{"Other":` + body[1:len(body)-1] + `}`}
			}
			for _, text := range texts {
				err := wire.ReadJSON(text, new(every), nil)
				if _, ok := err.(*wire.SyntaxError); ok == want {
					t.Errorf("%.20s, %d deep: %v", text, depth, err)
				}
			}
		}
	}
}

func TestDepthIsNotCountedAcrossSiblings(t *testing.T) {
	const n = 10_001
	for _, body := range []string{
		`{"Inners":[` + strings.Repeat(`{},`, n) + `{}]}`,
		`{"Grid":[` + strings.Repeat(`[],`, n) + `[1]]}`,
		`{"Rows":{` + strings.Repeat(`"k":[1],`, n) + `"k":[]}}`,
		`{"Any":[` + strings.Repeat(`{"a":[]},`, n) + `{}]}`,
		`{"Other":[` + strings.Repeat(`{"a":[1,[]]},`, n) + `{}]}`,
		`{` + strings.Repeat(`"Labels":{"a":"b"},`, n) + `"Self":{}}`,
		`{` + strings.Repeat(`"Error":{"Code":"C","Other":[]},`, n) + `"Self":{}}`,
	} {
		if err := wire.ReadJSON(body, &envelope{result: new(every)}, nil); err != nil {
			t.Errorf("%.20s: %v", body, err)
		}
	}
}

func TestNothingIsReadAfterTheFirstError(t *testing.T) {
	var got every
	err := wire.ReadJSON(`{"Self":{"Small":"x","Text":"inside"},"Text":"after","Flag":true}`, &got, nil)
	if err == nil || err.Error() != "Self.Small (offset 17): want int32, got string" {
		t.Errorf("got %v", err)
	}
	equal(t, got, every{Self: &every{}})
}

func TestRepeatedKeys(t *testing.T) {
	for _, test := range []struct {
		name, body string
		want       every
	}{
		{"scalar: the last one", `{"Text":"a","Small":1,"Text":"b"}`, every{Text: "b", Small: 1}},
		{"list: replaced", `{"Inners":[{"Name":"a"},{"Name":"b"}],"Inners":[{"Size":1}]}`, every{Inners: []inner{{Size: 1}}}},
		{"object: merged", `{"Inner":{"Name":"a"},"Inner":{"Size":1}}`, every{Inner: inner{Name: "a", Size: 1}}},
		{"pointer: merged", `{"MayInner":{"Name":"a"},"MayInner":{"Size":1}}`, every{MayInner: &inner{Name: "a", Size: 1}}},
		{"pointer: null takes it away", `{"MayInner":{"Name":"a"},"MayInner":null}`, every{}},
		{"map: merged, values replaced", `{"ByName":{"a":{"Name":"x"},"b":{}},"ByName":{"a":{"Size":1}}}`,
			every{ByName: map[string]inner{"a": {Size: 1}, "b": {}}}},
		{"any: replaced", `{"Any":{"a":1},"Any":{"b":2}}`, every{Any: map[string]any{"b": int64(2)}}},
		{"one of them escaped", `{"Text":"a","T\u0065xt":"b"}`, every{Text: "b"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got every
			if err := wire.ReadJSON(test.body, &got, nil); err != nil {
				t.Fatal(err)
			}
			equal(t, got, test.want)
		})
	}
}

func TestNullAndAbsence(t *testing.T) {
	before := func() every {
		return every{Text: "t", Flag: true, Signed: 1, Octets: []byte("o"), Any: "a", Inner: inner{Name: "n"}, Texts: []string{"x"},
			Labels: map[string]string{"k": "v"}, MayText: new("m")}
	}
	got := before()
	if err := wire.ReadJSON(`{}`, &got, nil); err != nil {
		t.Fatal(err)
	}
	equal(t, got, before())
	body := `{"Text":null,"Flag":null,"Signed":null,"Octets":null,"Any":null,"Inner":null,"Texts":null,"Labels":null,"MayText":null}`
	if err := wire.ReadJSON(body, &got, nil); err != nil {
		t.Fatal(err)
	}
	equal(t, got, every{Text: "t", Flag: true, Signed: 1, Inner: inner{Name: "n"}})

	if err := wire.ReadJSON(`{"Octets":"","Texts":[],"Labels":{},"Grid":[null,[]]}`, &got, nil); err != nil {
		t.Fatal(err)
	}
	if got.Octets == nil || got.Texts == nil || got.Labels == nil || got.Grid[0] != nil || got.Grid[1] == nil {
		t.Errorf("an empty value must not be nil, and null must be: %#v", got)
	}
}

func TestKeysMatchExactly(t *testing.T) {
	var got every
	body := `{"text":"a","TEXT":"b","Text ":"c","Tex":"d","Texta":"e","":"f","\u0054ext":"g","\ud800":"h"}`
	if err := wire.ReadJSON(body, &got, nil); err != nil {
		t.Fatal(err)
	}
	equal(t, got, every{Text: "g"})
}

func TestListsAreReadAnew(t *testing.T) {
	old := []inner{{Name: "kept"}, {Name: "also"}}
	got := every{Inners: old}
	if err := wire.ReadJSON(`{"Inners":[{"Size":1}]}`, &got, nil); err != nil {
		t.Fatal(err)
	}
	equal(t, got.Inners, []inner{{Size: 1}})
	equal(t, old, []inner{{Name: "kept"}, {Name: "also"}})
}

func TestWhatAnElementsFunctionLeavesIsSkipped(t *testing.T) {
	var got []int64
	var after string
	body := `{"A":[1,{"x":[2]},"3"],"B":{"k":[]},"After":"b"}`
	if err := wire.ReadJSON(body, request{func(c *wire.Codec) {
		wire.List(c, "A", &got, func(*wire.Codec, string, *int64) {})
		var m map[string]int64
		wire.Map(c, "B", &m, func(*wire.Codec, string, *int64) {})
		c.String("After", &after)
	}}, nil); err != nil {
		t.Fatal(err)
	}
	equal(t, got, []int64{0, 0, 0})
	equal(t, after, "b")
}

func TestStringsShareTheBodyUnlessTheyAreCopied(t *testing.T) {
	body := strings.Clone(`{"Text":"plain","Labels":{"key":"value"},"Any":{"a":"b"},"MayText":"esc\n","Small":1}`)
	inside := func(s string) bool {
		at := uintptr(unsafe.Pointer(unsafe.StringData(s)))
		start := uintptr(unsafe.Pointer(unsafe.StringData(body)))
		return at >= start && at < start+uintptr(len(body))
	}
	for _, copies := range []bool{false, true} {
		var got every
		if err := wire.ReadJSON(body, &got, &wire.ReadOptions{CopyStrings: copies}); err != nil {
			t.Fatal(err)
		}
		texts := []string{got.Text, got.Labels["key"], got.Any.(map[string]any)["a"].(string)}
		for key := range got.Labels {
			texts = append(texts, key)
		}
		for _, s := range texts {
			equal(t, inside(s), !copies)
		}
		equal(t, *got.MayText, "esc\n")
	}
}

func TestErrorsHaveTheirTypes(t *testing.T) {
	err := wire.ReadJSON(`{"Inner":{"Size":-1}}`, new(every), nil)
	mistake, ok := errors.AsType[*wire.TypeError](err)
	if !ok {
		t.Fatalf("got %v", err)
	}
	equal(t, *mistake, wire.TypeError{Member: "Inner.Size", Want: "uint64", Got: "number -1", Offset: 17})
}
