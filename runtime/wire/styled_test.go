package wire_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

// sent is a request with a member of each shape in each style.
type sent struct {
	Texts   []string
	Numbers []int64
	Bools   []bool
	Joined  []string
	Counted []int64
	Grid    [][]string
	Disks   []disk
	JSON    []disk
	One     disk
	OneJSON *disk
	Labels  map[string]string
	Table   map[string][]int64
	Any     any
}

func (s *sent) WireMembers(c *wire.Codec) {
	wire.List(c.As(wire.Repeat), "Texts", &s.Texts, (*wire.Codec).String)
	wire.List(c.As(wire.Flat), "Numbers", &s.Numbers, (*wire.Codec).Int64)
	wire.List(c.As(wire.JSON), "Bools", &s.Bools, (*wire.Codec).Bool)
	wire.List(c.As(wire.Simple), "Joined", &s.Joined, (*wire.Codec).String)
	wire.List(c.As(wire.Simple), "Counted", &s.Counted, (*wire.Codec).Int64)
	wire.List(c.As(wire.JSON), "Grid", &s.Grid, texts)
	wire.List(c, "Disks", &s.Disks, wire.Struct)
	wire.List(c.As(wire.JSON), "JSON", &s.JSON, wire.Struct)
	c.As(wire.Flat).Message("One", &s.One)
	wire.Optional(c.As(wire.JSON), "OneJSON", &s.OneJSON, wire.Struct)
	wire.Map(c.As(wire.Flat), "Labels", &s.Labels, (*wire.Codec).String)
	wire.Map(c.As(wire.JSON), "Table", &s.Table, func(c *wire.Codec, name string, p *[]int64) {
		wire.List(c, name, p, (*wire.Codec).Int64)
	})
	c.As(wire.JSON).Any("Any", &s.Any)
}

// randomSent is a request that parameters can say whole.
func randomSent(r *rand.Rand) *sent {
	text := func() string {
		return string([]rune(`ab "\&=+%é中./`)[r.IntN(13):][:r.IntN(2)]) + "x"
	}
	number := func() int64 { return r.Int64N(5) - 2 }
	oneDisk := func() disk {
		d := disk{Part: []part{{text(), number(), r.IntN(2) == 0}}, Label: map[string]string{"k": text()}}
		if r.IntN(2) == 0 {
			d.Index = new(int32(number()))
		}
		return d
	}
	s := &sent{
		Texts: []string{text(), "", text()}, Numbers: []int64{number(), 0}, Bools: []bool{false, true},
		Joined: []string{text(), ""}, Counted: []int64{0, number()}, Grid: [][]string{{text()}, {}, {"", ","}},
		Disks: []disk{oneDisk(), oneDisk()}, JSON: []disk{oneDisk()}, One: oneDisk(),
		Labels: map[string]string{"a": text(), "b": ""}, Table: map[string][]int64{"1.2": {number()}, "": {}},
		Any: map[string]any{"n": nil, "l": []any{false, text(), int64(0)}},
	}
	if r.IntN(2) == 0 {
		d := oneDisk()
		s.OneJSON = &d
	}
	if r.IntN(3) == 0 {
		s.Texts, s.Joined, s.Counted, s.JSON, s.Any = nil, nil, []int64{}, []disk{}, nil
	}
	return s
}

func TestServersReadWhatWasSentInEachStyle(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		want := randomSent(r)
		var p wire.Params
		if err := wire.AppendRequestParams(&p, want, wire.Flatten{Base: 1}); err != nil {
			t.Fatal(err)
		}
		p.Sort()
		text, err := wire.UnflattenJSON(nil, &p, 1)
		if err != nil {
			t.Fatal(err)
		}
		got := new(sent)
		if err := wire.ReadRequestJSON(string(text), got, nil); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%s\nis read as %+v\nand was    %+v", text, got, want)
		}
	}
}

func TestTextsOfOtherKindsAreRefusedByServers(t *testing.T) {
	for body, want := range map[string]string{
		`{"JSON":"[{]"}`:               `malformed JSON at offset 2: a key in quotes or a closing brace should stand here, not "]"`,
		`{"JSON":"[] x"}`:              `malformed JSON at offset 3: the end of the text should stand here, not "x"`,
		`{"JSON":"7"}`:                 "JSON (offset 0): want list, got number 7",
		`{"Counted":"1,x"}`:            "Counted.1 (offset 5): want int64, got string",
		`{"OneJSON":"{\"Index\":{}}"}`: "OneJSON.Index (offset 9): want int32, got object",
		`{"Table":"[1]"}`:              "Table (offset 0): want map, got list",
		`{"Any":"nonsense"}`:           `malformed JSON at offset 0: null should stand here, not "n"`,
		`{"Disks":"[]"}`:               "Disks (offset 9): want list, got string",
	} {
		err := wire.ReadRequestJSON(body, new(sent), nil)
		if err == nil || err.Error() != want {
			t.Errorf("%s:\ngot  %v\nwant %s", body, err, want)
		}
		if err := wire.ReadJSON(body, new(sent), nil); err == nil && !strings.Contains(body, "Any") {
			t.Errorf("%s is taken apart in a reply, too", body)
		}
	}
}
