package wire_test

import (
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

// part and disk are structures in lists in structures.
type part struct {
	Device    string
	SizeBytes int64
	Need      bool
}

func (p *part) WireMembers(c *wire.Codec) {
	c.String("Device", &p.Device)
	c.Int64("SizeBytes", &p.SizeBytes)
	c.Bool("Need", &p.Need)
}

type disk struct {
	Index *int32
	Part  []part
	Label map[string]string
}

func (d *disk) WireMembers(c *wire.Codec) {
	wire.Optional(c, "Index", &d.Index, (*wire.Codec).Int32)
	wire.List(c, "Part", &d.Part, wire.Struct)
	wire.Map(c, "Label", &d.Label, (*wire.Codec).String)
}

// texts is a list of lists as a member.
func texts(c *wire.Codec, name string, p *[]string) { wire.List(c, name, p, (*wire.Codec).String) }

func list[T any](each func(*wire.Codec, string, *T), elements ...T) func(*wire.Codec) {
	return func(c *wire.Codec) { wire.List(c, "V", &elements, each) }
}

func table[T any](each func(*wire.Codec, string, *T), m map[string]T) func(*wire.Codec) {
	return func(c *wire.Codec) { wire.Map(c, "V", &m, each) }
}

var styles = []wire.Style{wire.Repeat, wire.Flat, wire.JSON, wire.Simple}

func TestValuesInEachStyle(t *testing.T) {
	const noList = "! V: only a list can be written in style simple"
	const notPlain = ": a list in style simple holds only texts, numbers and bools"
	var noTexts []string
	var noDisk *disk
	for _, test := range []struct {
		name   string
		value  func(*wire.Codec)
		repeat string // flat is the same
		json   string
		simple string
	}{
		{"texts", list((*wire.Codec).String, "a", "b c"), "V.1=a V.2=b c", `V=["a","b c"]`, "V=a,b c"},
		{"empty texts", list((*wire.Codec).String, "", "x", ""), "V.1= V.2=x V.3=", `V=["","x",""]`, "V=,x,"},
		{"one empty text", list((*wire.Codec).String, ""), "V.1=", `V=[""]`, "! V.0: is empty, which in style simple looks like no element at all"},
		{"a comma", list((*wire.Codec).String, "a", "b,c"), "V.1=a V.2=b,c", `V=["a","b,c"]`, "! V.1: holds a comma, which in style simple stands between texts"},
		{"numbers", list((*wire.Codec).Int64, 0, -7, 1<<62), "V.1=0 V.2=-7 V.3=4611686018427387904", "V=[0,-7,4611686018427387904]", "V=0,-7,4611686018427387904"},
		{"fractions", list((*wire.Codec).Float64, 0, 1.5), "V.1=0 V.2=1.5", "V=[0,1.5]", "V=0,1.5"},
		{"bools", list((*wire.Codec).Bool, false, true), "V.1=false V.2=true", "V=[false,true]", "V=false,true"},
		{"octets", list((*wire.Codec).Bytes, []byte("\xff"), []byte("a")), "V.1=/w== V.2=YQ==", `V=["/w==","YQ=="]`, "V=/w==,YQ=="},
		{"no list", func(c *wire.Codec) { wire.List(c, "V", &noTexts, (*wire.Codec).String) }, "", "", ""},
		{"an empty list", func(c *wire.Codec) { none := []string{}; wire.List(c, "V", &none, (*wire.Codec).String) }, "", "V=[]", "V="},
		{"lists in a list", list(texts, []string{"a"}, []string{"b", ""}), "V.1.1=a V.2.1=b V.2.2=", `V=[["a"],["b",""]]`, "! V.0" + notPlain},
		{"a structure", func(c *wire.Codec) { c.Message("V", &part{"1_0", 0, false}) }, "V.Device=1_0 V.SizeBytes=0 V.Need=false", `V={"Device":"1_0","SizeBytes":0,"Need":false}`, noList},
		{"an empty text in a structure", func(c *wire.Codec) { c.Message("V", &part{}) }, "V.Device= V.SizeBytes=0 V.Need=false", `V={"Device":"","SizeBytes":0,"Need":false}`, noList},
		{"structures in a list", list(wire.Struct, part{"a", 1, true}, part{}), "V.1.Device=a V.1.SizeBytes=1 V.1.Need=true V.2.Device= V.2.SizeBytes=0 V.2.Need=false",
			`V=[{"Device":"a","SizeBytes":1,"Need":true},{"Device":"","SizeBytes":0,"Need":false}]`, "! V.0" + notPlain},
		{"lists in structures in a list", list(wire.Struct, disk{Index: new(int32(1)), Part: []part{{Device: "1_0", SizeBytes: 21474836480}}}),
			"V.1.Index=1 V.1.Part.1.Device=1_0 V.1.Part.1.SizeBytes=21474836480 V.1.Part.1.Need=false",
			`V=[{"Index":1,"Part":[{"Device":"1_0","SizeBytes":21474836480,"Need":false}]}]`, "! V.0" + notPlain},
		{"a zero that is set", func(c *wire.Codec) { c.Message("V", &disk{Index: new(int32(0))}) }, "V.Index=0", `V={"Index":0}`, noList},
		{"an empty structure", func(c *wire.Codec) { c.Message("V", &disk{}) }, "", "V={}", noList},
		{"a map", table((*wire.Codec).String, map[string]string{"zone": "a", "b-1": ""}), "V.b-1= V.zone=a", `V={"b-1":"","zone":"a"}`, noList},
		{"a map of numbers", table((*wire.Codec).Int64, map[string]int64{"k": 0}), "V.k=0", `V={"k":0}`, noList},
		{"a map of lists", table(texts, map[string][]string{"k": {"a", "b"}}), "V.k.1=a V.k.2=b", `V={"k":["a","b"]}`, noList},
		{"a map of structures", table(wire.Struct, map[string]disk{"k": {Label: map[string]string{"l": "m"}}}), "V.k.Label.l=m", `V={"k":{"Label":{"l":"m"}}}`, noList},
		{"an empty map", table((*wire.Codec).String, map[string]string{}), "", "V={}", noList},
		{"a key with a dot", table((*wire.Codec).String, map[string]string{"a.b": "c"}), "! V.a.b: a key that is empty or holds a dot cannot be written as a parameter", `V={"a.b":"c"}`, noList},
		{"no pointer", func(c *wire.Codec) { wire.Optional(c, "V", &noDisk, wire.Struct) }, "", "", ""},
		{"a pointer", func(c *wire.Codec) { p := &disk{Index: new(int32(2))}; wire.Optional(c, "V", &p, wire.Struct) }, "V.Index=2", `V={"Index":2}`, noList},
		{"anything", func(c *wire.Codec) { v := any(map[string]any{"k": []any{false, "", 0}}); c.Any("V", &v) }, "V.k.1=false V.k.2= V.k.3=0", `V={"k":[false,"",0]}`, noList},
		{"a text", func(c *wire.Codec) { s := "a,b"; c.String("V", &s) }, "V=a,b", "V=a,b", "V=a,b"},
		{"a number", func(c *wire.Codec) { n := int64(0); c.Int64("V", &n) }, "V=0", "V=0", "V=0"},
		{"a bool", func(c *wire.Codec) { b := false; c.Bool("V", &b) }, "V=false", "V=false", "V=false"},
	} {
		for i, want := range []string{test.repeat, test.repeat, test.json, test.simple} {
			got := pairs(t, request{func(c *wire.Codec) { test.value(c.As(styles[i])) }})
			if got != want {
				t.Errorf("%s, style %d:\ngot  %s\nwant %s", test.name, styles[i], got, want)
			}
		}
	}
}

// pairs are the parameters of a request, lists counted from 1, or the error.
func pairs(t *testing.T, m wire.Message) string {
	t.Helper()
	var p wire.Params
	p.Add("Before", "")
	if err := wire.AppendRequestParams(&p, m, wire.Flatten{Base: 1}); err != nil {
		if p.Len() != 1 {
			t.Errorf("%d parameters are left by a failure", p.Len()-1)
		}
		return "! " + err.Error()
	}
	var all []string
	for i := 1; i < p.Len(); i++ {
		name, value := p.At(i)
		all = append(all, string(name)+"="+string(value))
	}
	return strings.Join(all, " ")
}

func TestRequestRulesHoldWithinAJSONText(t *testing.T) {
	var none string
	var nobody *string
	empty := []string{}
	got := pairs(t, request{func(c *wire.Codec) {
		c.As(wire.JSON).Message("V", request{func(c *wire.Codec) {
			c.OmitZero().String("Left", &none)
			wire.Optional(c, "Out", &nobody, (*wire.Codec).String)
			c.Message("In", request{func(c *wire.Codec) { c.Required().String("Missing", &none) }})
		}})
		wire.List(c.Required().As(wire.Simple), "Ids", &empty, (*wire.Codec).String)
	}})
	equal(t, got, "! required members are not set: V.In.Missing, Ids")
	got = pairs(t, request{func(c *wire.Codec) {
		c.As(wire.JSON).OmitZero().Message("V", request{func(c *wire.Codec) { c.OmitZero().String("Left", &none) }})
		c.As(wire.JSON).Message("W", request{func(c *wire.Codec) { c.OmitZero().String("Left", &none) }})
	}})
	equal(t, got, "W={}")
}

func TestAStyleHoldsForOneMember(t *testing.T) {
	two := []string{"a", "b"}
	var none []string
	m := request{func(c *wire.Codec) {
		wire.List(c.As(wire.Simple), "None", &none, (*wire.Codec).String)
		wire.List(c, "A", &two, (*wire.Codec).String)
		wire.List(c.As(wire.JSON), "B", &two, (*wire.Codec).String)
		wire.List(c, "C", &two, (*wire.Codec).String)
		wire.List(c.As(wire.Simple).As(wire.Repeat), "D", &two, (*wire.Codec).String)
	}}
	equal(t, pairs(t, m), `A.1=a A.2=b B=["a","b"] C.1=a C.2=b D.1=a D.2=b`)
	text, err := wire.AppendRequestJSON(nil, m)
	equal(t, string(text), `{"A":["a","b"],"B":["a","b"],"C":["a","b"],"D":["a","b"]}`)
	equal(t, err, nil)
}

func TestParametersKnowTheirPlace(t *testing.T) {
	region, text, number, ids := "cn-hangzhou", "x", int64(1), []string{"a", "b"}
	var p wire.Params
	err := wire.AppendRequestParams(&p, request{func(c *wire.Codec) {
		c.In(wire.Host).Required().String("RegionId", &region)
		c.String("Plain", &text)
		c.In(wire.Header).String("x-note", &text)
		wire.List(c.In(wire.Body), "Ids", &ids, (*wire.Codec).String)
		c.In(wire.Query).Message("Part", request{func(c *wire.Codec) {
			c.Int64("Size", &number)
			c.In(wire.Body).Int64("Other", &number)
			c.Int64("Last", &number)
		}})
		wire.List(c.As(wire.JSON).In(wire.Body), "Json", &ids, (*wire.Codec).String)
		c.Int64("End", &number)
	}}, wire.Flatten{Base: 1})
	equal(t, err, nil)
	p.AddIn(wire.Query, "Added", "v")
	p.Add("Bare", "v")
	var q wire.Params
	q.AddAll(&p)
	q.AddFrom(&p, 2)
	q.Sort()
	names := map[wire.Place][]string{}
	for i := range q.Len() {
		name, _ := q.At(i)
		names[q.PlaceAt(i)] = append(names[q.PlaceAt(i)], string(name))
	}
	equal(t, names, map[wire.Place][]string{
		wire.Anywhere: {"Bare", "End", "Plain"},
		wire.Query:    {"Added", "Part.Last", "Part.Size"},
		wire.Body:     {"Ids.1", "Ids.2", "Json", "Part.Other"},
		wire.Header:   {"x-note", "x-note"},
		wire.Host:     {"RegionId"},
	})
	equal(t, string(q.AppendPair([]byte("?"), 0, 0)), "?&Added=v")
	equal(t, string(q.AppendPair([]byte("?"), 1, 0)), "?Added=v")
}

// Zone is a text of its own type.
type zone string

func TestTheRegionOfTheClientFillsInTheHost(t *testing.T) {
	for _, test := range []struct {
		name    string
		member  func(*wire.Codec, *string)
		value   string
		host    string
		want    string
		missing bool
	}{
		{"required", func(c *wire.Codec, p *string) { c.In(wire.Host).Required().String("RegionId", p) }, "", "eu", "RegionId=eu", false},
		{"required, no region", func(c *wire.Codec, p *string) { c.In(wire.Host).Required().String("RegionId", p) }, "", "", "", true},
		{"required and set", func(c *wire.Codec, p *string) { c.In(wire.Host).Required().String("RegionId", p) }, "us", "eu", "RegionId=us", false},
		{"left out when zero", func(c *wire.Codec, p *string) { c.In(wire.Host).OmitZero().String("RegionId", p) }, "", "eu", "RegionId=eu", false},
		{"left out when zero, no region", func(c *wire.Codec, p *string) { c.In(wire.Host).OmitZero().String("RegionId", p) }, "", "", "", false},
		{"a pointer", func(c *wire.Codec, p *string) { optionalText(c.In(wire.Host), p) }, "", "eu", "RegionId=eu", false},
		{"a pointer, no region", func(c *wire.Codec, p *string) { optionalText(c.In(wire.Host), p) }, "", "", "", false},
		{"a pointer that is set", func(c *wire.Codec, p *string) { optionalText(c.In(wire.Host), p) }, "us", "eu", "RegionId=us", false},
		{"a required pointer", func(c *wire.Codec, p *string) { optionalText(c.Required().In(wire.Host), p) }, "", "eu", "RegionId=eu", false},
		{"a type of its own", func(c *wire.Codec, p *string) { z := zone(*p); wire.Text(c.In(wire.Host), "RegionId", &z) }, "", "eu", "RegionId=eu", false},
		{"another place", func(c *wire.Codec, p *string) { c.In(wire.Query).OmitZero().String("RegionId", p) }, "", "eu", "", false},
	} {
		text := test.value
		m := request{func(c *wire.Codec) { test.member(c, &text) }}
		got, err := flat(m, wire.Flatten{Host: test.host})
		if got != test.want || (err != nil) != test.missing {
			t.Errorf("%s: got %s, %v; want %s", test.name, got, err, test.want)
		}
		if json, err := wire.AppendRequestJSON(nil, m); test.value == "" && err == nil && strings.Contains(string(json), "eu") {
			t.Errorf("%s: JSON is filled in, too: %s", test.name, json)
		}
		if text != test.value {
			t.Errorf("%s: the input was changed", test.name)
		}
	}
}

// optionalText is a text that is absent when it is empty.
func optionalText(c *wire.Codec, p *string) {
	var may *string
	if *p != "" {
		may = p
	}
	wire.Optional(c, "RegionId", &may, (*wire.Codec).String)
}
