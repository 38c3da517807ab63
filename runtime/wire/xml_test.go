package wire_test

import (
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

// server is a reply's element with what XML can hold.
type server struct {
	ID      string
	Size    uint64
	Delta   int32
	Ratio   float64
	Running bool
	Octets  []byte
	Disk    part
	Tags    []tag    // wrapped in Tag
	IPs     []string // wrapped in Ip
	Ports   []int64  // bare
	Parts   []part   // bare
	Labels  map[string]string
	May     *uint64
	Any     any
	Grid    [][]string
	Lists   map[string][]string
	Self    *server
}

func (s *server) WireMembers(c *wire.Codec) {
	c.String("Id", &s.ID)
	c.Uint64("Size", &s.Size)
	c.Int32("Delta", &s.Delta)
	c.Float64("Ratio", &s.Ratio)
	c.Bool("Running", &s.Running)
	c.Bytes("Octets", &s.Octets)
	c.Message("Disk", &s.Disk)
	wire.List(c.Wrapped("Tag"), "Tags", &s.Tags, wire.Struct)
	wire.List(c.Wrapped("Ip"), "Ips", &s.IPs, (*wire.Codec).String)
	wire.List(c, "Ports", &s.Ports, (*wire.Codec).Int64)
	wire.List(c, "Parts", &s.Parts, wire.Struct)
	wire.Map(c, "Labels", &s.Labels, (*wire.Codec).String)
	wire.Optional(c, "May", &s.May, (*wire.Codec).Uint64)
	c.Any("Any", &s.Any)
	wire.List(c, "Grid", &s.Grid, texts)
	wire.Map(c, "Lists", &s.Lists, texts)
	wire.Optional(c, "Self", &s.Self, wire.Struct)
}

// readServer reads what stands inside the root element.
func readServer(inside string, o *wire.ReadOptions) (server, error) {
	var got server
	err := wire.ReadXML("<R>"+inside+"</R>", &got, o)
	return got, err
}

func TestXMLIsRead(t *testing.T) {
	for _, test := range []struct {
		name, inside string
		want         server
	}{
		{"nothing", "", server{}},
		{"space", " \r\n\t", server{}},
		{"a text", "<Id>i-1</Id>", server{ID: "i-1"}},
		{"a text with space around it", "<Id>\n i-1 </Id>", server{ID: "\n i-1 "}},
		{"an empty text", "<Id></Id>", server{}},
		{"an empty element", "<Id/><Size/><Ratio /><Running/><Disk/><Tags/><Ips/><Ports/><Labels/><Octets/>",
			server{Tags: []tag{}, IPs: []string{}, Ports: []int64{}, Labels: map[string]string{}, Octets: []byte{}}},
		{"space for nothing", "<Disk>\n</Disk><Tags> </Tags><Labels>\t</Labels><Size>\n</Size><Running> </Running><Ports>\n</Ports>",
			server{Tags: []tag{}, Ports: []int64{}, Labels: map[string]string{}}},
		{"numbers and bools", "<Size>18446744073709551615</Size><Delta>-5</Delta><Ratio>1.5e3</Ratio><Running>true</Running>",
			server{Size: 1<<64 - 1, Delta: -5, Ratio: 1500, Running: true}},
		{"space around numbers and bools", "<Size>\n 7 </Size><Delta> -7</Delta><Ratio>\t1.5\n</Ratio><Running> true </Running>",
			server{Size: 7, Delta: -7, Ratio: 1.5, Running: true}},
		{"zeros before numbers", "<Size>007</Size><Delta>-01</Delta><Ratio>01.50</Ratio><May>00</May>", server{Size: 7, Delta: -1, Ratio: 1.5, May: new(uint64(0))}},
		{"octets", "<Octets>/wA=</Octets>", server{Octets: []byte{255, 0}}},
		{"entities", "<Id>&lt;a&gt; &amp;amp; &quot;b&quot; &apos;c&apos; &#65;&#x42;&#x1F600;</Id>", server{ID: `<a> &amp; "b" 'c' AB😀`}},
		{"CDATA", "<Id>a<![CDATA[<b> &amp; ]] > ]]>c<![CDATA[]]></Id>", server{ID: "a<b> &amp; ]] > c"}},
		{"comments", "<!-- <Id>x</Id> --><Id>a<!-- - -->b</Id><!---->", server{ID: "ab"}},
		{"instructions", "<?php echo '<Id>x</Id>' ?><Id>a<?pi?>b</Id>", server{ID: "ab"}},
		{"attributes", `<Id type="a &lt; 'b'" nil='true'>i</Id><Size unit = "GB"/>`, server{ID: "i"}},
		{"prefixes", `<ns:Id xmlns:ns="urn:x">i</ns:Id>`, server{ID: "i"}},
		{"line ends", "<Id>a\r\nb\rc\n\r\nd<![CDATA[\r\n\r]]></Id>", server{ID: "a\nb\nc\n\nd\n\n"}},
		{"quotes, backslashes and other characters", "<Id>\"\\ / \t\u00e9\u4e2d\u2028</Id>", server{ID: "\"\\ / \té中\u2028"}},
		{"bytes that are no characters", "<Id>a\xff\xc3b</Id>", server{ID: "a\ufffd\ufffdb"}},
		{"a surrogate", "<Id>&#xD800;</Id>", server{ID: "\ufffd"}},
		{"unknown elements", "<X><Id>a</Id><Y/></X><Id>b</Id><Z>c</Z><Z>d</Z>", server{ID: "b"}},
		{"text between elements", "x<Id>a</Id>y<Size>1</Size>z", server{ID: "a", Size: 1}},
		{"a structure", "<Disk><Device>1_0</Device><Need>true</Need></Disk>", server{Disk: part{Device: "1_0", Need: true}}},
		{"case matters", "<id>a</id><Id>b</Id>", server{ID: "b"}},
		{"a scalar twice", "<X/><Id>a</Id><Size>1</Size><Id>b</Id>", server{ID: "b", Size: 1}},
		{"a map", "<Labels><a>1</a><b-c.d/></Labels>", server{Labels: map[string]string{"a": "1", "b-c.d": ""}}},
		{"a map of one", "<Labels><a>1</a></Labels>", server{Labels: map[string]string{"a": "1"}}},
		{"an optional number", "<May>5</May>", server{May: new(uint64(5))}},
		{"anything", "<Any><a>1</a><b>x</b><b/></Any>", server{Any: map[string]any{"a": "1", "b": []any{"x", ""}}}},
		{"names that begin with a digit", "<Labels><5xx>1</5xx><-a>2</-a></Labels>", server{Labels: map[string]string{"5xx": "1", "-a": "2"}}},
	} {
		got, err := readServer(test.inside, nil)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		equal(t, got, test.want)
	}
}

func TestListsOfXML(t *testing.T) {
	two := []tag{{"a", "1"}, {"b", "2"}}
	one := two[:1]
	for _, test := range []struct {
		name, inside string
		want         server
	}{
		{"wrapped", "<Tags><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value>2</Value></Tag></Tags>", server{Tags: two}},
		{"wrapped, of one", "<Tags><Tag><Key>a</Key><Value>1</Value></Tag></Tags>", server{Tags: one}},
		{"wrapped, with space", "\n<Tags>\n <Tag>\n <Key>a</Key>\n <Value>1</Value>\n </Tag>\n</Tags>\n", server{Tags: one}},
		{"wrapped, of an empty one", "<Tags><Tag/></Tags>", server{Tags: []tag{{}}}},
		{"wrapped and repeated", "<Tags><Tag><Key>a</Key><Value>1</Value></Tag></Tags><Tags><Tag><Key>b</Key><Value>2</Value></Tag></Tags>", server{Tags: two}},
		{"the outer one around each", "<Tags><Key>a</Key><Value>1</Value></Tags><Tags><Key>b</Key><Value>2</Value></Tags>", server{Tags: two}},
		{"the outer one around the only one", "<Tags><Key>a</Key><Value>1</Value></Tags>", server{Tags: one}},
		{"the outer one around one member", "<Tags><Key>a</Key></Tags>", server{Tags: []tag{{Key: "a"}}}},
		{"both ways at once", "<Tags><Key>a</Key><Value>1</Value></Tags><Tags><Tag><Key>b</Key><Value>2</Value></Tag></Tags>", server{Tags: two}},
		{"apart", "<Tags><Key>a</Key><Value>1</Value></Tags><Id>i</Id><Tags><Key>b</Key><Value>2</Value></Tags>", server{ID: "i", Tags: two}},
		{"one more inside", "<Tags><Tag><element><Key>a</Key><Value>1</Value></element><element><Key>b</Key><Value>2</Value></element></Tag></Tags>", server{Tags: two}},
		{"texts, wrapped", "<Ips><Ip>a</Ip><Ip/><Ip>b</Ip></Ips>", server{IPs: []string{"a", "", "b"}}},
		{"texts, wrapped, of one", "<Ips><Ip>a</Ip></Ips>", server{IPs: []string{"a"}}},
		{"texts, wrapped, of an empty one", "<Ips><Ip/></Ips>", server{IPs: []string{""}}},
		{"texts, the outer one around each", "<Ips>a</Ips><Ips>b</Ips>", server{IPs: []string{"a", "b"}}},
		{"texts, the outer one around the only one", "<Ips>a</Ips>", server{IPs: []string{"a"}}},
		{"texts under another name", "<Ips><Address>a</Address><Address>b</Address></Ips>", server{IPs: []string{`{"Address":["a","b"]}`}}},
		{"bare", "<Ports>1</Ports><Ports>2</Ports>", server{Ports: []int64{1, 2}}},
		{"bare, of one", "<Ports>1</Ports>", server{Ports: []int64{1}}},
		{"bare, with an empty one", "<Ports>1</Ports><Ports/>", server{Ports: []int64{1, 0}}},
		{"bare, apart", "<Ports>1</Ports><Id>i</Id><Ports>2</Ports><Ports>3</Ports>", server{ID: "i", Ports: []int64{1, 2, 3}}},
		{"bare, yet wrapped", "<Ports><Port>1</Port><Port>2</Port></Ports>", server{Ports: []int64{1, 2}}},
		{"bare, yet wrapped, of one", "<Ports><Port>1</Port></Ports>", server{Ports: []int64{1}}},
		{"bare, as JSON in a text", "<Ports>[1, 2]</Ports>", server{Ports: []int64{1, 2}}},
		{"structures, bare", "<Parts><Device>a</Device></Parts><Parts><Device>b</Device></Parts>", server{Parts: []part{{Device: "a"}, {Device: "b"}}}},
		{"structures, bare, of one", "<Parts><Device>a</Device></Parts>", server{Parts: []part{{Device: "a"}}}},
		{"structures, bare, yet wrapped", "<Parts><Part><Device>a</Device></Part><Part><Device>b</Device></Part></Parts>", server{Parts: []part{{Device: "a"}, {Device: "b"}}}},
		{"structures, bare, yet wrapped, of one", "<Parts><Part><Device>a</Device></Part></Parts>", server{Parts: []part{{Device: "a"}}}},
		{"structures, of an unknown member", "<Parts><New>a</New></Parts>", server{Parts: []part{{}}}},
		{"lists in a list", "<Grid><Grid>a</Grid><Grid>b</Grid></Grid><Grid/><Grid><Grid>c</Grid></Grid>", server{Grid: [][]string{{"a", "b"}, {}, {"c"}}}},
		{"lists in a map", "<Lists><k><Lists>a</Lists></k><l/><m>b</m><m>c</m></Lists>", server{Lists: map[string][]string{"k": {"a"}, "l": {}, "m": {"b", "c"}}}},
		{"lists in structures", "<Self><Ports>1</Ports><Self><Ports>2</Ports><Ports>3</Ports></Self></Self>", server{Self: &server{Ports: []int64{1}, Self: &server{Ports: []int64{2, 3}}}}},
	} {
		got, err := readServer(test.inside, nil)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		equal(t, got, test.want)
	}
}

// locked has a wrapper that is called as a member of its elements.
type locked struct{ Locks []lock }

type lock struct{ Reason, Text string }

func (l *lock) WireMembers(c *wire.Codec) {
	c.String("LockReason", &l.Reason)
	c.String("LockMsg", &l.Text)
}

func (l *locked) WireMembers(c *wire.Codec) {
	wire.List(c.Wrapped("LockReason"), "Locks", &l.Locks, wire.Struct)
}

func TestAWrapperMayBeCalledAsAMemberOfItsElements(t *testing.T) {
	for body, want := range map[string][]lock{
		"<R><Locks><LockReason><LockReason>a</LockReason><LockMsg>b</LockMsg></LockReason></Locks></R>":                          {{"a", "b"}},
		"<R><Locks><LockReason>a</LockReason></Locks></R>":                                                                       {{"a", ""}},
		"<R><Locks><LockReason>a</LockReason><LockMsg>b</LockMsg></Locks></R>":                                                   {{"a", "b"}},
		"<R><Locks><LockReason>a</LockReason></Locks><Locks><LockReason>b</LockReason></Locks></R>":                              {{"a", ""}, {"b", ""}},
		"<R><Locks><LockReason><LockMsg>a</LockMsg></LockReason><LockReason><LockReason>b</LockReason></LockReason></Locks></R>": {{"", "a"}, {"b", ""}},
		"<R><Locks><LockReason>[\"not a list of structures\"]</LockReason></Locks></R>":                                          {{`["not a list of structures"]`, ""}},
		`{"Locks":{"LockReason":[{"LockReason":"a","LockMsg":"b"}]}}`:                                                            {{"a", "b"}},
	} {
		var got locked
		read := wire.ReadXML
		if body[0] == '{' {
			read = wire.ReadJSON
		}
		if err := read(body, &got, nil); err != nil {
			t.Errorf("%s: %v", body, err)
		}
		equal(t, got.Locks, want)
	}
}

func TestReadingXMLKeepsWhatItDoesNotMention(t *testing.T) {
	got := server{ID: "kept", Ports: []int64{1}, Labels: map[string]string{"a": "1"}, Disk: part{Device: "d", SizeBytes: 5}}
	err := wire.ReadXML("<R><Ports>2</Ports><Labels><b>2</b></Labels><Disk><SizeBytes>6</SizeBytes></Disk></R>", &got, nil)
	equal(t, err, nil)
	equal(t, got, server{ID: "kept", Ports: []int64{1, 2}, Labels: map[string]string{"a": "1", "b": "2"}, Disk: part{Device: "d", SizeBytes: 6}})
}

func TestMessagesPeekIntoXML(t *testing.T) {
	var e envelope
	var text string
	e.result = request{func(c *wire.Codec) { c.String("Text", &text) }}
	err := wire.ReadXML("<R><Text>t</Text><Error><Code>C</Code><Message>m</Message></Error><RequestId>r</RequestId></R>", &e, nil)
	equal(t, err, nil)
	equal(t, []string{e.failure.code, e.failure.message, e.id, text}, []string{"C", "m", "r", "t"})
}
