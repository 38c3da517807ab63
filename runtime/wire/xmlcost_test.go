package wire_test

import (
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/wire"
)

// servers is a reply of many servers.
type servers struct {
	Servers []server
	ID      string
}

func (s *servers) WireMembers(c *wire.Codec) {
	wire.List(c.Wrapped("Server"), "Servers", &s.Servers, wire.Struct)
	c.String("RequestId", &s.ID)
}

// serverBody is a reply of n servers.
func serverBody(n int) string {
	const one = "<Server><Id>s-bp1e2fsl57knvuug</Id><Size>21474836480</Size><Running>true</Running>" +
		"<Disk><Device>1_0</Device><SizeBytes>21474836480</SizeBytes><Need>false</Need></Disk>" +
		"<Tags><Tag><Key>owner</Key><Value>the web shop &amp; co</Value></Tag><Tag><Key>env</Key><Value>production</Value></Tag></Tags>" +
		"<Ips><Ip>192.0.2.1</Ip></Ips><Ports>22</Ports><Ports>443</Ports></Server>"
	return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><DescribeServersResponse><Servers>" + strings.Repeat(one, n) +
		"</Servers><RequestId>4f0a7a5e-8d2b-4a67-9c3e-1f2e3d4c5b6a</RequestId></DescribeServersResponse>"
}

// tagged is what encoding/xml reads the reply into.
type tagged struct {
	Servers struct {
		Server []struct {
			ID      string `xml:"Id"`
			Size    uint64
			Running bool
			Disk    struct {
				Device    string
				SizeBytes int64
				Need      bool
			}
			Tags struct{ Tag []struct{ Key, Value string } }
			IPs  struct {
				IP []string `xml:"Ip"`
			} `xml:"Ips"`
			Ports []int64
		}
	}
	ID string `xml:"RequestId"`
}

func TestAListOfServersIsReadAsEncodingXMLReadsIt(t *testing.T) {
	var got servers
	var want tagged
	body := serverBody(3)
	equal(t, wire.ReadXML(body, &got, nil), nil)
	equal(t, xml.Unmarshal([]byte(body), &want), nil)
	equal(t, got.ID, want.ID)
	equal(t, len(got.Servers), len(want.Servers.Server))
	for i, s := range got.Servers {
		w := want.Servers.Server[i]
		equal(t, s, server{
			ID: w.ID, Size: w.Size, Running: w.Running, Disk: part{w.Disk.Device, w.Disk.SizeBytes, w.Disk.Need},
			Tags: []tag{{w.Tags.Tag[0].Key, w.Tags.Tag[0].Value}, {w.Tags.Tag[1].Key, w.Tags.Tag[1].Value}},
			IPs:  w.IPs.IP, Ports: w.Ports,
		})
	}
}

func BenchmarkReadXML(b *testing.B) {
	body := serverBody(500)
	b.Run("wire", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			var s servers
			if err := wire.ReadXML(body, &s, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding/xml", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			var s tagged
			if err := xml.Unmarshal([]byte(body), &s); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkAppendXML(b *testing.B) {
	var s servers
	if err := wire.ReadXML(serverBody(500), &s, nil); err != nil {
		b.Fatal(err)
	}
	dst, err := wire.AppendXML(nil, "R", &s)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(dst)))
	b.ReportAllocs()
	for b.Loop() {
		dst, _ = wire.AppendXML(dst[:0], "R", &s)
	}
}

func TestReadingXMLAllocatesLittle(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector empties pools")
	}
	body, out := "<R><Id>i</Id><Size>1</Size><Disk><Device>d</Device></Disk><X a='b'><Y/></X></R>", new(server)
	if got := testing.AllocsPerRun(100, func() { _ = wire.ReadXML(body, out, nil) }); got > 2 {
		t.Errorf("%v allocations, want one for the text and one for taking it", got)
	}
}

// A body 64 times as long takes about 64 times as long, and not 4,096 times.
func TestReadingXMLIsLinearInTheBody(t *testing.T) {
	repeat := strings.Repeat
	for name, inside := range map[string]func(n int) string{
		"unknown elements":    func(n int) string { return repeat("<x/><y/>", n) },
		"a list":              func(n int) string { return repeat("<Ports>1</Ports>", n) },
		"a wrapped list":      func(n int) string { return "<Tags>" + repeat("<Tag><Key>k</Key></Tag>", n) + "</Tags>" },
		"a list that misfits": func(n int) string { return "<Ports>" + repeat("<a>1</a>", n) + "</Ports>" },
		"a list that is not known": func(n int) string {
			return repeat("<Parts><Part><Device>a</Device></Part></Parts>", n)
		},
		"a list apart":      func(n int) string { return repeat("<Ports>1</Ports><Id/>", n/20) },
		"references":        func(n int) string { return "<Id>" + repeat("&amp;", n) + "</Id>" },
		"CDATA":             func(n int) string { return "<Id>" + repeat("<![CDATA[a]]>", n) + "</Id>" },
		"comments":          func(n int) string { return repeat("<!-- -->", n) },
		"attributes":        func(n int) string { return "<x " + repeat("a='b' ", n) + "/>" },
		"space":             func(n int) string { return repeat(" ", 10*n) + "<Id/>" },
		"a long name":       func(n int) string { return "<" + repeat("a", n) + "/>" },
		"objects for texts": func(n int) string { return repeat("<Id><a>\\</a></Id><x/>", n/20) },
	} {
		took := func(n int) time.Duration {
			text, best := inside(n), time.Hour
			o := &wire.ReadOptions{}
			for range 5 {
				start := time.Now()
				if _, err := readServer(text, o); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				best = min(best, time.Since(start))
			}
			return best
		}
		if small, large := took(500), took(32_000); large > 1_000*small {
			t.Errorf("%s: %v grew to %v", name, small, large)
		}
	}
}
