package wire_test

import (
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

func TestXMLIsWritten(t *testing.T) {
	none := server{}
	full := server{
		ID: "<a> & \"b\"\r\n\xff", Size: 1<<64 - 1, Delta: -1, Ratio: 1e-7, Running: true, Octets: []byte{255},
		Disk: part{Device: "d"}, Tags: []tag{{"k", "v"}, {}}, IPs: []string{"", "x"}, Ports: []int64{0, 1},
		Parts: []part{{}}, Labels: map[string]string{"b": "", "a": "1"}, May: new(uint64(0)), Any: []any{"x", false},
		Grid: [][]string{{"a", "b"}, {}}, Lists: map[string][]string{"k": {"c"}}, Self: &none,
	}
	const empty = "<Id></Id><Size>0</Size><Delta>0</Delta><Ratio>0</Ratio><Running>false</Running><Octets></Octets>" +
		"<Disk><Device></Device><SizeBytes>0</SizeBytes><Need>false</Need></Disk><Tags></Tags><Ips></Ips><Labels></Labels><Lists></Lists>"
	for _, test := range []struct {
		name string
		m    *server
		want string
	}{
		{"nothing", &none, empty},
		{"everything", &full, "<Id>&lt;a&gt; &amp; \"b\"&#13;\n\ufffd</Id><Size>18446744073709551615</Size><Delta>-1</Delta><Ratio>1e-07</Ratio><Running>true</Running><Octets>/w==</Octets>" +
			"<Disk><Device>d</Device><SizeBytes>0</SizeBytes><Need>false</Need></Disk>" +
			"<Tags><Tag><Key>k</Key><Value>v</Value></Tag><Tag><Key></Key><Value></Value></Tag></Tags><Ips><Ip></Ip><Ip>x</Ip></Ips>" +
			"<Ports>0</Ports><Ports>1</Ports><Parts><Device></Device><SizeBytes>0</SizeBytes><Need>false</Need></Parts>" +
			"<Labels><a>1</a><b></b></Labels><May>0</May><Any>x</Any><Any>false</Any>" +
			"<Grid><Grid>a</Grid><Grid>b</Grid></Grid><Grid></Grid><Lists><k><Lists>c</Lists></k></Lists><Self>" + empty + "</Self>"},
	} {
		got, err := wire.AppendXML([]byte("before "), "R", test.m)
		want := `before <?xml version="1.0" encoding="UTF-8"?><R>` + test.want + "</R>"
		if err != nil || string(got) != want {
			t.Errorf("%s: %v\ngot  %s\nwant %s", test.name, err, got, want)
		}
	}
}

func TestWhatXMLCannotSayIsRefused(t *testing.T) {
	for _, test := range []struct {
		name string
		m    server
		root string
		want string
	}{
		{"a control character", server{ID: "a\x00b"}, "R", "Id: holds a character that XML cannot"},
		{"a character that is none", server{IPs: []string{"x", "\uffff"}}, "R", "Ips.Ip.1: holds a character that XML cannot"},
		{"a key that is no name", server{Labels: map[string]string{"a b": ""}}, "R", "Labels.a b: an XML element cannot have this name"},
		{"an empty key", server{Labels: map[string]string{"": ""}}, "R", "Labels.: an XML element cannot have this name"},
		{"a root that is no name", server{}, "a:b", ": an XML element cannot have this name"},
		{"a type that is not known", server{Any: struct{}{}}, "R", "Any: a value of type struct {} cannot be written"},
	} {
		got, err := wire.AppendXML([]byte("before"), test.root, &test.m)
		if err == nil || err.Error() != test.want || string(got) != "before" {
			t.Errorf("%s: %s, %v\nwant %s", test.name, got, err, test.want)
		}
	}
}
