package wire_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

// describe is a request with every shape that parameters have to flatten.
type describe struct {
	filters []filter
	limit   uint64
	ratio   float64
	small   int32
	delta   int64
	dry     bool
	grid    [][]string
	labels  map[string]uint64
	octets  []byte
	inner   inner
	any     any
	may     *filter
}

type filter struct {
	name   string
	values []string
}

func (f *filter) WireMembers(c *wire.Codec) {
	c.String("Name", &f.name)
	wire.List(c, "Values", &f.values, (*wire.Codec).String)
}

func (d *describe) WireMembers(c *wire.Codec) {
	wire.List(c, "Filters", &d.filters, wire.Struct)
	c.OmitZero().Uint64("Limit", &d.limit)
	c.OmitZero().Float64("Ratio", &d.ratio)
	c.OmitZero().Int32("Small", &d.small)
	c.OmitZero().Int64("Delta", &d.delta)
	c.OmitZero().Bool("Dry", &d.dry)
	wire.List(c, "Grid", &d.grid, func(c *wire.Codec, name string, p *[]string) {
		wire.List(c, name, p, (*wire.Codec).String)
	})
	wire.Map(c, "Labels", &d.labels, (*wire.Codec).Uint64)
	c.Bytes("Octets", &d.octets)
	if d.inner != (inner{}) {
		c.Message("Inner", &d.inner)
	}
	c.Any("Any", &d.any)
	wire.Optional(c, "May", &d.may, wire.Struct)
}

func TestValuesAreFlattened(t *testing.T) {
	in := &describe{
		filters: []filter{{"zone", []string{"ap guangzhou", ""}}, {name: "vpc"}},
		limit:   math.MaxUint64, ratio: 1e-7, small: -1, delta: math.MinInt64, dry: true,
		grid:   [][]string{{"a"}, {"b", "c"}},
		labels: map[string]uint64{"z": 1, "a-b": 2},
		octets: []byte("\xff="),
		inner:  inner{Name: "n", Size: 3},
		any:    map[string]any{"k": []any{1, true, "x"}},
		may:    &filter{name: "m"},
	}
	const head = `Filters.%d.Name=zone Filters.%d.Values.%d=ap%%20guangzhou Filters.%d.Values.%d= Filters.%d.Name=vpc `
	const middle = `Limit=18446744073709551615 Ratio=1e-07 Small=-1 Delta=-9223372036854775808 Dry=true `
	const tail = `Grid.%d.%d=a Grid.%d.%d=b Grid.%d.%d=c Labels.a-b=2 Labels.z=1 Octets=%s Inner.Name=n Inner.Size=3 Inner.State= ` +
		`Any.k.%d=1 Any.k.%d=true Any.k.%d=x May.Name=m`
	for base, octets := range []string{"%2Fz0%3D", "%FF%3D"} {
		got, err := flat(in, wire.Flatten{Base: base, RawBytes: base == 1})
		if err != nil {
			t.Fatal(err)
		}
		n := func(i int) int { return base + i }
		want := fmt.Sprintf(head, n(0), n(0), n(0), n(0), n(1), n(1)) + middle +
			fmt.Sprintf(tail, n(0), n(0), n(1), n(0), n(1), n(1), octets, n(0), n(1), n(2))
		equal(t, strings.ReplaceAll(got, "&", " "), want)
	}
}

func TestWhatParametersCannotSayIsRefused(t *testing.T) {
	for _, test := range []struct {
		name string
		in   *describe
		want string
	}{
		{"a list without elements, in a list", &describe{grid: [][]string{{"a"}, {}}}, "Grid.1: is empty, which a parameter cannot say"},
		{"null in a list", &describe{any: []any{"a", nil}}, "Any.1: is empty, which a parameter cannot say"},
		{"an object without members, in a list", &describe{any: []any{map[string]any{}}}, "Any.0: is empty, which a parameter cannot say"},
		{"a list without elements, in a map", &describe{any: map[string]any{"k": []any{}}}, "Any.k: is empty, which a parameter cannot say"},
		{"a key with a dot", &describe{labels: map[string]uint64{"a.b": 1}},
			"Labels.a.b: a key that is empty or holds a dot cannot be written as a parameter"},
		{"an empty key", &describe{labels: map[string]uint64{"": 1}},
			"Labels.: a key that is empty or holds a dot cannot be written as a parameter"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := flat(test.in, wire.Flatten{})
			if err == nil || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
			if _, err := wire.AppendRequestJSON(nil, test.in); err != nil {
				t.Errorf("JSON can say it: %v", err)
			}
		})
	}
}

func TestDepthOfParametersIsLimited(t *testing.T) {
	for depth, want := range map[int]bool{99: true, 100: false} {
		v := any("x")
		for range depth {
			v = []any{v}
		}
		_, err := flat(&describe{any: v}, wire.Flatten{})
		equal(t, err == nil, want)
		_, err = wire.AppendRequestJSON(nil, &describe{any: v})
		equal(t, err, nil)
	}
}

func TestParamsAreAddedSortedAndReused(t *testing.T) {
	var common, p wire.Params
	common.Add("Version", "2017-03-12")
	common.Add("Action", "DescribeInstances")
	for range 2 {
		p.Reset()
		p.AddInt("Timestamp", -1465185768)
		p.AddAll(&common)
		p.Add("InstanceIds.10", "b")
		p.Add("InstanceIds.1", "a")
		p.Add("Action", "again")
		p.Add("action", "")
		p.Sort()
		equal(t, p.Len(), 7)
		name, value := p.At(0)
		equal(t, string(name)+"="+string(value), "Action=DescribeInstances")
		equal(t, string(p.AppendQuery([]byte("?"))), "?Action=DescribeInstances&Action=again&InstanceIds.1=a&InstanceIds.10=b&"+
			"Timestamp=-1465185768&Version=2017-03-12&action=")
	}
	equal(t, common.Len(), 2)
}

func TestParamsOfOneNameKeepTheirOrder(t *testing.T) {
	var p wire.Params
	for i := range 100 {
		p.AddInt([]string{"b", "a"}[i%2], int64(i))
	}
	p.Sort()
	for i := range p.Len() {
		name, value := p.At(i)
		want := 2*i + 1
		if i >= 50 {
			want = 2 * (i - 50)
		}
		equal(t, string(name)+string(value), []string{"a", "b"}[i/50]+strconv.Itoa(want))
	}
}

func TestParamsArePrintedWithoutWhatTheyHold(t *testing.T) {
	var p wire.Params
	p.Add("Password", "hunter2")
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		for _, v := range []any{p, &p, struct{ P *wire.Params }{&p}, []wire.Params{p}} {
			got := fmt.Sprintf(verb, v)
			if strings.Contains(got, "hunter2") || strings.Contains(got, "104 117") || strings.Contains(got, fmt.Sprintf("%x", "hunter2")) {
				t.Errorf("%s of %T: %s", verb, v, got)
			}
		}
	}
	equal(t, fmt.Sprint(&p), "wire.Params(1)")
}

func TestWritingAllocatesNothing(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector empties pools")
	}
	in, filters := newRegisterTask(), &describe{filters: []filter{{"a", []string{"b", "c"}}}, limit: 1, ratio: 0.5, octets: []byte("o")}
	buf := make([]byte, 0, 4096)
	var p wire.Params
	for name, write := range map[string]func(){
		"JSON":         func() { buf, _ = wire.AppendJSON(buf[:0], in) },
		"request JSON": func() { buf, _ = wire.AppendRequestJSON(buf[:0], in) },
		"parameters": func() {
			p.Reset()
			_ = wire.AppendRequestParams(&p, in, wire.Flatten{})
			_ = wire.AppendRequestParams(&p, filters, wire.Flatten{Base: 1})
			p.AddInt("Nonce", 12345)
			p.Sort()
			buf = p.AppendQuery(buf[:0])
		},
	} {
		write()
		most := 0.0
		if name == "parameters" && strconv.IntSize == 32 {
			most = 1 // there slices.SortFunc keeps its closure on the heap
		}
		if allocs := testing.AllocsPerRun(100, write); allocs > most {
			t.Errorf("%s: %v allocations", name, allocs)
		}
	}
}

func TestUnflatten(t *testing.T) {
	for _, test := range []struct {
		base         int
		params, want string
	}{
		{0, ``, `{}`},
		{0, `A=1`, `{"A":"1"}`},
		{0, `A=`, `{"A":""}`},
		{0, `B=x A=1`, `{"A":"1","B":"x"}`},
		{0, `Filters.0.Name=x`, `{"Filters":[{"Name":"x"}]}`},
		{0, `Filters.0.Values.1=b Filters.0.Name=n Filters.1.Name=m Filters.0.Values.0=a`,
			`{"Filters":[{"Name":"n","Values":["a","b"]},{"Name":"m"}]}`},
		{1, `Tag.1.Key=a Tag.2.Key=b`, `{"Tag":[{"Key":"a"},{"Key":"b"}]}`},
		{0, `L.10=k L.0=a L.9=j L.1=b L.2=c L.3=d L.4=e L.5=f L.6=g L.7=h L.8=i`, `{"L":["a","b","c","d","e","f","g","h","i","j","k"]}`},
		{0, `L.0.0=a L.0.1=b L.1.0=c`, `{"L":[["a","b"],["c"]]}`},
		{0, `L.0=a L.2=b`, `{"L":{"0":"a","2":"b"}}`},
		{0, `L.1=a`, `{"L":{"1":"a"}}`},
		{1, `L.0=a`, `{"L":{"0":"a"}}`},
		{0, `L.00=a`, `{"L":{"00":"a"}}`},
		{0, `L.-1=a`, `{"L":{"-1":"a"}}`},
		{0, `L.4294967296000000000000=a`, `{"L":{"4294967296000000000000":"a"}}`},
		{0, `L.0=a L.x=b`, `{"L":{"0":"a","x":"b"}}`},
		{0, `L.1x=c L.10=b L.-=d L.9=a`, `{"L":{"9":"a","10":"b","-":"d","1x":"c"}}`},
		{0, `A-b=1 A.b=2 A0=3`, `{"A":{"b":"2"},"A-b":"1","A0":"3"}`},
		{0, `A="\`, `{"A":"\"\\"}`},
	} {
		got, err := wire.UnflattenJSON([]byte("> "), params(test.params), test.base)
		if err != nil {
			t.Errorf("%s: %v", test.params, err)
		}
		equal(t, string(got), "> "+test.want)
	}
}

// params returns the parameters that a text names, in its order.
func params(text string) *wire.Params {
	p := new(wire.Params)
	for field := range strings.FieldsSeq(text) {
		name, value, _ := strings.Cut(field, "=")
		p.Add(name, value)
	}
	return p
}

func TestUnflattenRefusesNamesThatCannotStandTogether(t *testing.T) {
	long := strings.Repeat("a.", 5000) + "a"
	for _, test := range []struct{ params, want string }{
		{`A=1 A=2`, `"A": the parameter comes twice`},
		{`A.B=1 A=2`, `"A": the parameter cannot have a value and the member "A.B"`},
		{`A.0.B=1 A-=3 A.0=2 A0=4`, `"A.0": the parameter cannot have a value and the member "A.0.B"`},
		{`=1`, `"": a part of the parameter's name is empty`},
		{`A.=1`, `"A.": a part of the parameter's name is empty`},
		{`.A=1`, `".A": a part of the parameter's name is empty`},
		{`A..B=1`, `"A..B": a part of the parameter's name is empty`},
		{`A=1 A=2 B..C=1`, "\"A\": the parameter comes twice\n\"B..C\": a part of the parameter's name is empty"},
		{long + `=1`, `"` + long[:120] + "…" + long[len(long)-120:] + `": the parameter's name has too many parts`},
	} {
		got, err := wire.UnflattenJSON([]byte("> "), params(test.params), 0)
		if err == nil || err.Error() != test.want {
			t.Errorf("%.50s\ngot  %v\nwant %s", test.params, err, test.want)
		}
		equal(t, string(got), "> ")
	}
}

func TestGapInAListIsAMismatchOfKinds(t *testing.T) {
	body, err := wire.UnflattenJSON(nil, params(`Texts.0=a Texts.2=c`), 0)
	if err != nil {
		t.Fatal(err)
	}
	err = wire.ReadJSON(string(body), new(every), nil)
	if err == nil || err.Error() != "Texts (offset 9): want list, got object" {
		t.Errorf("got %v", err)
	}
}

func TestEscaping(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"", ""},
		{"ABCXYZabcxyz0189-_.~", "ABCXYZabcxyz0189-_.~"},
		{" +*%/:@!$&'(),;=?#[]", "%20%2B%2A%25%2F%3A%40%21%24%26%27%28%29%2C%3B%3D%3F%23%5B%5D"},
		{"\x00\x7f\xff", "%00%7F%FF"},
		{"未", "%E6%9C%AA"},
	} {
		equal(t, string(wire.AppendEscaped([]byte("="), test.in)), "="+test.want)
	}
}
