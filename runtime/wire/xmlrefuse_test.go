package wire_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

func TestDocumentsMayHaveAPrologAndMore(t *testing.T) {
	for _, body := range []string{
		"<R><Id>i</Id></R>",
		"\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- a --><R><Id>i</Id></R>\n<!-- b --><?c d?>\n",
		"<?xml version='1.0' encoding='utf-8' standalone=\"yes\" ?><R><Id>i</Id></R>",
		"  <R xmlns=\"urn:x\" ><Id>i</Id></R >",
		"<Id>i</Id>", // a member alone, as some samples of replies are
	} {
		var got server
		if err := wire.ReadXML(body, &got, nil); err != nil || got.ID != "i" {
			t.Errorf("%s: read %q, %v", body, got.ID, err)
		}
	}
}

func TestMalformedXMLIsRefused(t *testing.T) {
	for body, want := range map[string]string{
		"":                               "0: the text ends where an element should stand",
		"  <!-- -->":                     "10: the text ends where an element should stand",
		"text":                           "0: text stands outside the root element",
		"<R/>x":                          "4: text stands outside the root element",
		"<R/><R/>":                       "4: there is a second root element",
		"<R/><![CDATA[]]>":               "4: text stands outside the root element",
		"<R>":                            "3: the text ends inside the element R",
		"<R><Id></R></Id>":               "7: the element Id is not ended before R",
		"<R><Id></id></R>":               "7: the element Id is not ended before id",
		"<R><a:Id></b:Id></R>":           "9: the element a:Id is not ended before b:Id",
		"</R>":                           "0: an end tag that no element began: R",
		"<R></R></R>":                    "7: an end tag that no element began: R",
		"<R":                             "2: the text ends inside a tag",
		"<R <":                           "3: the name of an attribute should stand here",
		"<":                              "1: the name of an element should stand here",
		"< R/>":                          "1: the name of an element should stand here",
		"<R/ >":                          "3: a > should stand behind the / of a tag",
		"<R></R x>":                      "7: a > should stand behind the name of an end tag",
		"<R></>":                         "5: the name of an element should stand here",
		"<a:b:c/>":                       "1: the name of an element should stand here",
		"<R a/>":                         "4: an = should stand behind the name of an attribute",
		"<R a=b/>":                       "5: the value of an attribute should stand in quotes",
		"<R a=\"b/>":                     "6: the text ends inside the value of an attribute",
		"<R a=\"<\"/>":                   "6: a < in the value of an attribute is written &lt;",
		"<R a=\"&x;\"/>":                 "6: not a reference that is known: & is written &amp;",
		"<R a=\"\x01\"/>":                "6: a character that XML cannot hold",
		"<R>a & b</R>":                   "5: not a reference that is known: & is written &amp;",
		"<R>&nbsp;</R>":                  "3: not a reference that is known: & is written &amp;",
		"<R>&amp</R>":                    "3: not a reference that is known: & is written &amp;",
		"<R>&#0;</R>":                    "3: not a reference that is known: & is written &amp;",
		"<R>&#x110000;</R>":              "3: not a reference that is known: & is written &amp;",
		"<R>&#xFFFE;</R>":                "3: not a reference that is known: & is written &amp;",
		"<R>&#+65;</R>":                  "3: not a reference that is known: & is written &amp;",
		"<R>&#;</R>":                     "3: not a reference that is known: & is written &amp;",
		"<R>&#99999999999999999999;</R>": "3: not a reference that is known: & is written &amp;",
		"<R>\x00</R>":                    "3: a character that XML cannot hold",
		"<R>\u007f\x1f</R>":              "4: a character that XML cannot hold",
		"<R>\uffff</R>":                  "3: a character that XML cannot hold",
		"<R><![CDATA[\x02]]></R>":        "12: a character that XML cannot hold",
		"<R>]]></R>":                     "3: ]]> can stand only at the end of CDATA",
		"<R><![CDATA[</R>":               "3: the text ends inside CDATA",
		"<R><![cdata[]]></R>":            "3: a document type is not read: it can hold entities that grow without bound",
		"<R><!-- a -- b --></R>":         "3: two dashes stand inside a comment",
		"<R><!-- --->":                   "3: two dashes stand inside a comment",
		"<R><!-- </R>":                   "3: the text ends inside a comment",
		"<R><?pi </R>":                   "3: the text ends inside a processing instruction",
		"<R><? ?></R>":                   "5: the name of a processing instruction should stand here",
		"<!DOCTYPE R><R/>":               "0: a document type is not read: it can hold entities that grow without bound",
		"<R><!ENTITY a \"b\"></R>":       "3: a document type is not read: it can hold entities that grow without bound",
		"<?xml version=\"1.1\"?><R/>":    "0: the document is of another version of XML than 1.0",
		"<?xml version=\"1.0\" encoding=\"GBK\"?><R/>": "0: the document declares another encoding than UTF-8",
	} {
		err := wire.ReadXML(body, new(server), nil)
		var syntax *wire.SyntaxError
		if !errors.As(err, &syntax) || err.Error() != "malformed XML at offset "+want {
			t.Errorf("%q:\ngot  %v\nwant malformed XML at offset %s", body, err, want)
		}
	}
}

func TestXMLOfOtherKindsIsRefused(t *testing.T) {
	for inside, want := range map[string]string{
		"<Size>x</Size>":                             "Size (offset 3): want uint64, got string",
		"<Size>-1</Size>":                            "Size (offset 3): want uint64, got string",
		"<Delta>2147483648</Delta>":                  "Delta (offset 3): want int32, got string",
		"<Ratio>1.</Ratio>":                          "Ratio (offset 3): want float64, got string",
		"<Size><a>1</a></Size>":                      "Size (offset 3): want uint64, got object",
		"<Size>1</Size><Size>2</Size>":               "Size (offset 3): want uint64, got list",
		"<Running>yes</Running>":                     "Running (offset 3): want bool, got string",
		"<Octets>*</Octets>":                         "Octets (offset 3): want base64, got string",
		"<Disk>text</Disk>":                          "Disk (offset 3): want object, got string",
		"<Disk/><Disk/>":                             "Disk (offset 3): want object, got list",
		"<Labels>text</Labels>":                      "Labels (offset 3): want map, got string",
		"<Labels><a>1</a><a>2</a></Labels>":          "",
		"<Id>é</Id><Ports>1</Ports><Ports>x</Ports>": "Ports.1 (offset 30): want int64, got string",
		"<Ports><a>1</a><a>x</a></Ports>":            "Ports.1 (offset 18): want int64, got string",
		"<Ports><a>1</a><b>2</b></Ports>":            "Ports.0 (offset 3): want int64, got object",
		"<Ports>[1,x]</Ports>":                       "Ports.0 (offset 3): want int64, got string",
		"<Tags><Tag>x</Tag></Tags>":                  "Tags.0 (offset 9): want object, got string",
		"<Tags>x</Tags>":                             "Tags.0 (offset 3): want object, got string",
		"<Parts>x</Parts>":                           "Parts.0 (offset 3): want object, got string",
		"<Self><Self><Size>x</Size></Self></Self>":   "Self.Self.Size (offset 15): want uint64, got string",
	} {
		_, err := readServer(inside, nil)
		var wrong *wire.TypeError
		if want == "" && err == nil {
			continue
		}
		if !errors.As(err, &wrong) || err.Error() != want {
			t.Errorf("%s:\ngot  %v\nwant %s", inside, err, want)
		}
	}
	if err := wire.ReadXML("<R>text</R>", new(server), nil); err != nil {
		t.Errorf("a root with a text is an unknown member: %v", err)
	}
}

func TestLeniencyOfXMLIsTold(t *testing.T) {
	for inside, want := range map[string]string{
		"<Size>7</Size><Running>true</Running><Ratio>1</Ratio><Id>1</Id>": "",
		"<Size/><Disk/><Tags/><Running/>":                                 "",
		"<Size>1e3</Size>":                                                "Size uint64 string 3",
		"<Running>1</Running>":                                            "Running bool string 3",
		"<Size>1688****</Size>":                                           "Size uint64 string 3",
		"<Id><a>1</a><b> c \\ \" </b></Id>":                               "Id string object 3",
		"<Id>1</Id><Id>2</Id>":                                            "Id string list 3",
		"<Ports>[1,2]</Ports>":                                            "Ports.0 list string 3",
	} {
		told := ""
		_, err := readServer(inside, &wire.ReadOptions{OnMismatch: func(m wire.Mismatch) {
			told += fmt.Sprint(m.Member, " ", m.Want, " ", m.Got, " ", m.Offset)
		}})
		if err != nil || told != want {
			t.Errorf("%s: told %q, %v; want %q", inside, told, err, want)
		}
	}
	got, err := readServer(`<Id><a>1</a><b> c \ " </b><b/></Id><Size>12**</Size>`, nil)
	equal(t, err, nil)
	equal(t, got, server{ID: `{"a":"1","b":[" c \\ \" ",""]}`})
}

func TestMaskedNumbersOfJSONAreZero(t *testing.T) {
	told := 0
	got := server{Size: 1, Ratio: 1}
	err := wire.ReadJSON(`{"Size":"1688****","Ratio":"*"}`, &got, &wire.ReadOptions{OnMismatch: func(wire.Mismatch) { told++ }})
	equal(t, err, nil)
	equal(t, got, server{})
	equal(t, told, 2)
	if err := wire.ReadJSON(`{"Size":"16x**"}`, &got, nil); err == nil {
		t.Error("what is no masked number passes for one")
	}
}

func TestDepthOfXMLIsLimited(t *testing.T) {
	nested := func(depth int, name string) string {
		return strings.Repeat("<"+name+">", depth) + strings.Repeat("</"+name+">", depth)
	}
	if _, err := readServer(nested(wire.MaxXMLDepth-1, "Self"), nil); err != nil {
		t.Errorf("the greatest depth: %v", err)
	}
	for _, name := range []string{"Self", "Unknown", "Any", "Grid"} {
		_, err := readServer(nested(wire.MaxXMLDepth, name), nil)
		var syntax *wire.SyntaxError
		if !errors.As(err, &syntax) || syntax.Msg != "elements are nested too deep" {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if err := wire.ReadXML(strings.Repeat("<a>", 1<<20), new(server), nil); err == nil {
		t.Error("a million elements in each other are read")
	}
}

func TestEntityBombsAreRefused(t *testing.T) {
	for _, body := range []string{
		`<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><R><Id>&c;</Id></R>`,
		`<?xml version="1.0"?><!DOCTYPE R SYSTEM "file:///etc/passwd"><R/>`,
		`<!DOCTYPE R [<!ENTITY x SYSTEM "http://127.0.0.1/">]><R><Id>&x;</Id></R>`,
		`<R><Id>&a;</Id></R>`,
	} {
		var syntax *wire.SyntaxError
		if err := wire.ReadXML(body, new(server), nil); !errors.As(err, &syntax) {
			t.Errorf("%s: got %v", body, err)
		}
	}
}
