package wire_test

import (
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

// wrapping is a reply with wrapped lists, one inside another's elements, and a bare one.
type wrapping struct {
	Disks []wrappedDisk
	IDs   []string
	May   *[]string
	Bare  []string
	Last  string
}

type wrappedDisk struct {
	Name string
	Tags []tag
}

func (d *wrappedDisk) WireMembers(c *wire.Codec) {
	c.String("Name", &d.Name)
	wire.List(c.Wrapped("Tag"), "Tags", &d.Tags, wire.Struct)
}

func (w *wrapping) WireMembers(c *wire.Codec) {
	wire.List(c.Wrapped("Disk"), "Disks", &w.Disks, wire.Struct)
	wire.List(c.Wrapped("Ids"), "Ids", &w.IDs, (*wire.Codec).String) // called as what wraps it
	wire.Optional(c.Wrapped("Id"), "May", &w.May, texts)
	wire.List(c, "Bare", &w.Bare, (*wire.Codec).String)
	c.String("Last", &w.Last)
}

func TestWrappedListsOfJSON(t *testing.T) {
	for _, test := range []struct {
		name, body string
		want       wrapping
		told       string
	}{
		{"wrapped", `{"Disks":{"Disk":[{"Name":"a","Tags":{"Tag":[{"Key":"k"},{"Key":"l"}]}},{"Name":"b"}]},"Ids":{"Ids":["x"]},"May":{"Id":["m"]},"Bare":["y"],"Last":"z"}`,
			wrapping{Disks: []wrappedDisk{{"a", []tag{{Key: "k"}, {Key: "l"}}}, {"b", nil}}, IDs: []string{"x"}, May: &[]string{"m"}, Bare: []string{"y"}, Last: "z"}, ""},
		{"bare all the same", `{"Disks":[{"Name":"a","Tags":[{"Key":"k"}]}],"Ids":["x"],"Last":"z"}`,
			wrapping{Disks: []wrappedDisk{{"a", []tag{{Key: "k"}}}}, IDs: []string{"x"}, Last: "z"}, "Disks object list, Disks.0.Tags object list, Ids object list"},
		{"empty", `{"Disks":{"Disk":[]},"Ids":{},"Last":"z"}`, wrapping{Disks: []wrappedDisk{}, IDs: []string{}, Last: "z"}, ""},
		{"null", `{"Disks":null,"Ids":{"Ids":null},"Last":"z"}`, wrapping{Last: "z"}, ""},
		{"an empty text", `{"Disks":"","Ids":{"Ids":""},"Last":"z"}`, wrapping{Disks: []wrappedDisk{}, IDs: []string{}, Last: "z"}, "Disks list string, Ids.Ids list string"},
		{"beside unknown members", `{"Ids":{"a":{"Ids":[1]},"Ids":["x"],"b":[]},"Last":"z"}`, wrapping{IDs: []string{"x"}, Last: "z"}, ""},
		{"unknown members only", `{"Ids":{"a":1},"Last":"z"}`, wrapping{IDs: []string{}, Last: "z"}, ""},
		{"a key with escapes", `{"Ids":{"\u0061":1,"\u0049ds":["x"]},"Last":"z"}`, wrapping{IDs: []string{"x"}, Last: "z"}, ""},
		{"out of order, with space", ` { "Last" : "z" , "Ids" : { "Ids" : [ "x" ] } } `, wrapping{IDs: []string{"x"}, Last: "z"}, ""},
		{"twice", `{"Ids":{"Ids":["x"],"Ids":["y"]},"Last":"z"}`, wrapping{IDs: []string{"y"}, Last: "z"}, ""},
	} {
		told := ""
		got := wrapping{}
		err := wire.ReadJSON(test.body, &got, &wire.ReadOptions{OnMismatch: func(m wire.Mismatch) {
			if told != "" {
				told += ", "
			}
			told += m.Member + " " + m.Want + " " + m.Got
		}})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		equal(t, got, test.want)
		equal(t, told, test.told)
	}
}

func TestMalformedWrappersAreRefused(t *testing.T) {
	for body, want := range map[string]string{
		`{"Ids":{"Ids":["x"}}`:          `malformed JSON at offset 18: a comma or a closing bracket should stand here, not "}"`,
		`{"Ids":{"Ids":["x"]`:           "malformed JSON at offset 19: the text ends where a comma or a closing brace should stand",
		`{"Ids":{"a":}}`:                `malformed JSON at offset 12: a value should stand here, not "}"`,
		`{"Ids":{"\x":1}}`:              "malformed JSON at offset 9: not an escape that JSON knows",
		`{"Ids":{"Ids" 1}}`:             `malformed JSON at offset 14: a colon should stand here, not "1"`,
		`{"Ids":{1}}`:                   `malformed JSON at offset 8: a key in quotes or a closing brace should stand here, not "1"`,
		`{"Ids":{"Ids":{"a":1}}}`:       "Ids.Ids (offset 14): want list, got object",
		`{"Ids":7}`:                     "Ids (offset 7): want list, got number 7",
		`{"Disks":{"Disk":[{},7]}}`:     "Disks.Disk.1 (offset 21): want object, got number 7",
		`{"Disks":{"Disk":[]},"Ids":1}`: "Ids (offset 27): want list, got number 1",
	} {
		err := wire.ReadJSON(body, new(wrapping), nil)
		if err == nil || err.Error() != want {
			t.Errorf("%s:\ngot  %v\nwant %s", body, err, want)
		}
	}
}

func TestWrappedListsAreWritten(t *testing.T) {
	in := &wrapping{Disks: []wrappedDisk{{"a", []tag{{"k", "v"}}}, {"b", nil}}, IDs: []string{}, May: &[]string{"m"}, Last: "z"}
	for _, test := range []struct {
		name  string
		write func([]byte, wire.Message) ([]byte, error)
		want  string
	}{
		{"JSON", wire.AppendJSON, `{"Disks":{"Disk":[{"Name":"a","Tags":{"Tag":[{"Key":"k","Value":"v"}]}},{"Name":"b","Tags":{"Tag":[]}}]},"Ids":{"Ids":[]},"May":{"Id":["m"]},"Bare":[],"Last":"z"}`},
		{"JSON of a request", wire.AppendRequestJSON, `{"Disks":{"Disk":[{"Name":"a","Tags":{"Tag":[{"Key":"k","Value":"v"}]}},{"Name":"b"}]},"Ids":{"Ids":[]},"May":{"Id":["m"]},"Last":"z"}`},
		{"XML", func(dst []byte, m wire.Message) ([]byte, error) { return wire.AppendXML(dst, "Reply", m) },
			`<?xml version="1.0" encoding="UTF-8"?><Reply><Disks><Disk><Name>a</Name><Tags><Tag><Key>k</Key><Value>v</Value></Tag></Tags></Disk>` +
				`<Disk><Name>b</Name><Tags></Tags></Disk></Disks><Ids></Ids><May><Id>m</Id></May><Last>z</Last></Reply>`},
		{"parameters", func(dst []byte, m wire.Message) ([]byte, error) {
			var p wire.Params
			err := wire.AppendRequestParams(&p, m, wire.Flatten{Base: 1})
			return append(dst, p.AppendQuery(nil)...), err
		}, "Disks.1.Name=a&Disks.1.Tags.1.Key=k&Disks.1.Tags.1.Value=v&Disks.2.Name=b&May.1=m&Last=z"},
	} {
		got, err := test.write([]byte("before "), in)
		if err != nil || string(got) != "before "+test.want {
			t.Errorf("%s: %v\ngot  %s\nwant before %s", test.name, err, got, test.want)
		}
	}
}

func TestReadingWrappedListsAllocatesAsReadingBareOnes(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector empties pools")
	}
	const body = `{"Disks":{"x":1,"Disk":[{"Name":"a"},{"Name":"b"}]},"Last":"z"}`
	var out wrapping
	if got := testing.AllocsPerRun(100, func() { _ = wire.ReadJSON(body, &out, nil) }); got > 2 {
		t.Errorf("%v allocations, want those of the list", got)
	}
}
