package wire_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

// every has a member of every kind.
type every struct {
	Text     string
	Flag     bool
	Small    int32
	Signed   int64
	Unsigned uint64
	Float    float64
	Octets   []byte
	Any      any
	Inner    inner
	Texts    []string
	Grid     [][]int64
	Inners   []inner
	Labels   map[string]string
	Rows     map[string][]uint64
	ByName   map[string]inner
	MayText  *string
	MayFlag  *bool
	MayInner *inner
	Maybes   []*uint64
	Self     *every
	Selves   []every
}

func (e *every) WireMembers(c *wire.Codec) {
	c.String("Text", &e.Text)
	c.Bool("Flag", &e.Flag)
	c.Int32("Small", &e.Small)
	c.Int64("Signed", &e.Signed)
	c.Uint64("Unsigned", &e.Unsigned)
	c.Float64("Float", &e.Float)
	c.Bytes("Octets", &e.Octets)
	c.Any("Any", &e.Any)
	c.Message("Inner", &e.Inner)
	wire.List(c, "Texts", &e.Texts, (*wire.Codec).String)
	wire.List(c, "Grid", &e.Grid, func(c *wire.Codec, name string, p *[]int64) {
		wire.List(c, name, p, (*wire.Codec).Int64)
	})
	wire.List(c, "Inners", &e.Inners, wire.Struct)
	wire.Map(c, "Labels", &e.Labels, (*wire.Codec).String)
	wire.Map(c, "Rows", &e.Rows, func(c *wire.Codec, name string, p *[]uint64) {
		wire.List(c, name, p, (*wire.Codec).Uint64)
	})
	wire.Map(c, "ByName", &e.ByName, wire.Struct)
	wire.Optional(c, "MayText", &e.MayText, (*wire.Codec).String)
	wire.Optional(c, "MayFlag", &e.MayFlag, (*wire.Codec).Bool)
	wire.Optional(c, "MayInner", &e.MayInner, wire.Struct)
	wire.List(c, "Maybes", &e.Maybes, func(c *wire.Codec, name string, p **uint64) {
		wire.Optional(c, name, p, (*wire.Codec).Uint64)
	})
	wire.Optional(c, "Self", &e.Self, wire.Struct)
	wire.List(c, "Selves", &e.Selves, wire.Struct)
}

type inner struct {
	Name  string
	Size  uint64
	State status
}

func (i *inner) WireMembers(c *wire.Codec) {
	c.String("Name", &i.Name)
	c.Uint64("Size", &i.Size)
	wire.Text(c, "State", &i.State)
}

// What encoding/json does otherwise, and wire does not, is taken from it here.

func (e *every) UnmarshalJSON(body []byte) error { return exactly(body, (*plainEvery)(e)) }
func (i *inner) UnmarshalJSON(body []byte) error { return exactly(body, (*plainInner)(i)) }

type (
	plainEvery every
	plainInner inner
)

// exactly reads an object by encoding/json, member by member, with three rules:
// keys match exactly, a list replaces the one before, and []byte is not a list of numbers.
// Numbers in Any have the type that number gives them.
func exactly(body []byte, plain any) error {
	if body[0] != '{' {
		return json.Unmarshal(body, plain)
	}
	d := json.NewDecoder(bytes.NewReader(body))
	_, _ = d.Token()
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		if field := reflect.ValueOf(plain).Elem().FieldByName(key.(string)); field.IsValid() {
			if err := member(value, field); err != nil {
				return err
			}
		}
	}
	return nil
}

func member(value []byte, field reflect.Value) error {
	if field.Kind() == reflect.Slice {
		field.SetZero()
	}
	switch p := field.Addr().Interface().(type) {
	case *[]byte:
		if value[0] == '[' {
			return errors.New("a list for []byte")
		}
	case *any:
		d := json.NewDecoder(bytes.NewReader(value))
		d.UseNumber()
		if err := d.Decode(p); err != nil {
			return err
		}
		var err error
		*p, err = numbers(*p)
		return err
	}
	return json.Unmarshal(value, field.Addr().Interface())
}

// numbers gives each number in an any the type that wire gives it: int64 where it fits, else uint64, else float64.
func numbers(v any) (_ any, err error) {
	switch v := v.(type) {
	case json.Number:
		return number(string(v))
	case []any:
		for i := range v {
			if v[i], err = numbers(v[i]); err != nil {
				return nil, err
			}
		}
	case map[string]any:
		for key := range v {
			if v[key], err = numbers(v[key]); err != nil {
				return nil, err
			}
		}
	}
	return v, nil
}

func number(literal string) (any, error) {
	if n, err := strconv.ParseInt(literal, 10, 64); err == nil && literal != "-0" {
		return n, nil
	}
	if n, err := strconv.ParseUint(literal, 10, 64); err == nil {
		return n, nil
	}
	return strconv.ParseFloat(literal, 64)
}

// corrected returns body with each value that wire accepted for another kind replaced by the one that it stands for.
func corrected(t testing.TB, body string, mismatches []wire.Mismatch) string {
	// What is within a value comes before the value.
	slices.SortFunc(mismatches, func(a, b wire.Mismatch) int { return b.Offset - a.Offset })
	for _, m := range mismatches {
		var value json.RawMessage
		if err := json.NewDecoder(bytes.NewReader([]byte(body[m.Offset:]))).Decode(&value); err != nil {
			t.Fatalf("%+v was accepted: %v", m, err)
		}
		body = body[:m.Offset] + meant(t, m.Want, string(value)) + body[m.Offset+len(value):]
	}
	return body
}

// meant returns the JSON value of the kind want that value stands for.
func meant(t testing.TB, want, value string) string {
	text := value
	if value[0] == '"' {
		_ = json.Unmarshal([]byte(value), &text)
	}
	switch want {
	case "string":
		return `"` + value + `"`
	case "object", "map":
		if inside := strings.TrimSpace(value[1 : len(value)-1]); inside != "" {
			return inside
		}
		return "{}"
	case "list":
		if strings.TrimSpace(value[1:len(value)-1]) != "" {
			return "[" + value + "]"
		}
		return "[]"
	case "bool":
		return map[string]string{"": "false", "0": "false", "1": "true", "false": "false", "true": "true"}[text]
	}
	if strings.Contains(text, "*") && strings.Trim(text, "0123456789*") == "" {
		return "0" // a number that hides some of its digits
	}
	if mantissa, _, _ := strings.Cut(strings.ToLower(text), "e"); strings.Trim(mantissa, "-0.") == "" {
		return "0" // also of an exponent that math/big does not take
	}
	if want == "float64" {
		return text
	}
	n, ok := new(big.Rat).SetString(text)
	if !ok || !n.IsInt() {
		t.Fatalf("%q was accepted as %s", value, want)
	}
	return n.Num().String()
}

// looking is every, looked at before it is read.
type looking struct {
	every
	inner inner
	self  every
	text  string
}

func (l *looking) WireMembers(c *wire.Codec) {
	c.Peek("Inner", &l.inner)
	c.Peek("Self", &l.self)
	c.PeekString("Text", &l.text)
	l.every.WireMembers(c)
}

// same fails the test if a text is read otherwise when its strings are copied, or its members are peeked at.
func same(t testing.TB, body string, want every, wantErr error, mismatches int) {
	t.Helper()
	var got looking
	o := wire.ReadOptions{CopyStrings: true, OnMismatch: func(wire.Mismatch) { mismatches-- }}
	err := wire.ReadJSON(body, &got, &o)
	if !reflect.DeepEqual(err, wantErr) || !reflect.DeepEqual(got.every, want) || mismatches != 0 {
		t.Errorf("%q\npeeked at: %v, %s, %d fewer mismatches\nwithout:   %v, %s", body, err, shown(got.every), mismatches, wantErr, shown(want))
	}
}

// agree fails the test if wire and encoding/json differ about a text. It reports whether they accept it.
func agree(t testing.TB, body string) bool {
	t.Helper()
	var got, want every
	var mismatches []wire.Mismatch
	err := wire.ReadJSON(body, &got, &wire.ReadOptions{OnMismatch: func(m wire.Mismatch) {
		mismatches = append(mismatches, m)
	}})
	if len(mismatches) > 0 && json.Unmarshal([]byte(body), new(every)) == nil {
		t.Errorf("encoding/json accepts %q, and yet wire sees %+v", body, mismatches)
	}
	same(t, body, got, err, len(mismatches))
	text := corrected(t, body, mismatches)
	wantErr := json.Unmarshal([]byte(text), &want)
	if (err == nil) != (wantErr == nil) {
		t.Fatalf("%q\nwire:          %v\nencoding/json: %v (of %q)", body, err, wantErr, text)
	}
	if err == nil && !reflect.DeepEqual(got, want) {
		t.Errorf("%q\nwire:          %s\nencoding/json: %s (of %q)", body, shown(got), shown(want), text)
	}
	return err == nil
}

func shown(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprintf("%#v", v)
	}
	return string(text)
}

var agreeSeeds = []string{
	`{}`, `null`, ` { } `, `[]`, `""`, `1`, `{"Text":"a"}`, ` {"Text" : "a" , "Flag" : true}`, `{"Text":"a",}`, `{"Text":"a"`,
	`{"Text":"\b\f\r\t\u00E9\u00aF\ud83d\ude00\ud83d\n\/\"\\"}`, "{\"Text\":\"\xff\xe4\xbd\xa0\"}", "{\"Text\":\"a\tb\"}", `{"Te\u0078t":"a"}`,
	`{"text":"a"}`, `{"Text":null,"Labels":null,"Octets":null,"Any":null,"MayText":null,"Texts":null}`,
	`{"Text":12.50,"Flag":"true","Small":"7","Signed":-1e3,"Unsigned":"","Float":"1.5"}`,
	`{"Small":"1688****","Unsigned":"*","Signed":"-*1","Float":"1*5","Maybes":["1*"],"Text":"1*"}`, `{"Float":"1*5"}`, `{"Flag":"1*"}`, `{"Text":true}`, `{"Text":{}}`,
	`{"Small":2147483648}`, `{"Small":-2147483648,"Signed":-9223372036854775808,"Unsigned":18446744073709551615}`,
	`{"Unsigned":18446744073709551616}`, `{"Unsigned":-1}`, `{"Unsigned":-0}`, `{"Signed":01}`, `{"Signed":1.50e1}`, `{"Signed":1.5}`,
	`{"Signed":1e400}`, `{"Unsigned":0E10000220002000000000}`, `{"Float":1e400}`, `{"Float":-0.0e-2}`, `{"Float":1.}`, `{"Float":"NaN"}`,
	`{"Octets":"aGk="}`, `{"Octets":"aGk"}`, `{"Octets":[1,2]}`, `{"Octets":"aG\nk="}`,
	`{"Any":{"a":[1,-2,18446744073709551615,1.5,1e3,-0,"x",null,true,{}],"b":{"b":{}}}}`, `{"Any":1e400}`,
	`{"Inner":{"Name":"n","Size":3,"State":"s","Other":[1,{"x":"y"}]}}`, `{"Inner":[]}`, `{"Inner":""}`, `{"Inner":5}`,
	`{"Texts":["a","b",null,1],"Grid":[[1],[],null,[2,3],""],"Inners":[{"Name":"a"},{},null,[]]}`, `{"Texts":{}}`, `{"Texts":""}`,
	`{"Labels":{"a":"b","a":"c","":"\u0000"},"Rows":{"r":[1,2],"s":null},"ByName":{"k":{"Size":1},"k":{"Name":"x"}}}`, `{"Labels":[]}`,
	`{"MayText":"x","MayFlag":false,"MayInner":{},"Maybes":[1,null,"3"],"Self":{"Self":{"Selves":[{"Text":"deep"}]}}}`,
	`{"Selves":[{"Text":"a"}],"Selves":[{"Small":1},{}],"MayInner":{"Name":"a"},"MayInner":{"Size":2}}`,
	`{"Flag":1,"Flag":0,"Flag":2}`, `{"Flag":tru}`, `{"Text":"a"} x`, "\ufeff{}", `1.A`, `-A`, `{"Text":-A}`, `{"Flag":1.}`, `{"Unknown":{"a":[{"b":[]}]},"Text":"after"}`,
}

func TestAgreesWithEncodingJSON(t *testing.T) {
	for _, body := range agreeSeeds {
		agree(t, body)
	}
}

// FuzzAgreesWithEncodingJSON reads each text by wire and by encoding/json: both refuse it, or both read the same values.
// Where wire means to differ, exactly, numbers and corrected say how; nothing else is left out.
func FuzzAgreesWithEncodingJSON(f *testing.F) {
	for _, body := range agreeSeeds {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) { agree(t, body) })
}
