package text_test

import (
	"strings"
	"testing"
)

// shown is what an example of an action becomes: its lines in the spec, without
// its head, and the notes.
func shown(t *testing.T, request, reply string) (example, notes string) {
	t.Helper()
	doc := page("Id\tNo\tInteger\tAn id\nTags\tNo\tArray of String\tTags\nShade\tNo\tShade\tA shade\nName\tNo\tString\tA name\n",
		"Lamps\tArray of Lamp\tLamps\nLit\tBoolean\tWhether\nNames\tArray of String\tNames\n") +
		"\n4. Example\n\nExample1 One\n\nInput Example\n\n" + request + "\n\nOutput Example\n\n" + reply + "\n\nData Types\n\n" +
		"Shade\n\nUsed by actions: DescribeLamps.\n\nName\tType\tDescription\nColours\tArray of Colour\tColours\nWidth\tFloat\tIts width\n\n" +
		"Colour\n\nUsed by actions: DescribeLamps.\n\nName\tType\tDescription\nRed\tInteger\tHow red\n\n" +
		"Lamp\n\nUsed by actions: DescribeLamps.\n\nName\tType\tDescription\nId\tInteger\tAn id\n"
	result := read(t, "d.txt", []byte(doc), true)
	var texts []string
	for _, n := range result.Notes {
		texts = append(texts, string(n.Kind)+": "+n.Msg)
	}
	_, after, ok := strings.Cut(yaml(t, result.Service), "verbatim: true")
	if !ok {
		return "", strings.Join(texts, "\n")
	}
	if rest, short := strings.CutPrefix(after, ", "); short { // [{title: One, verbatim: true, input: {}}]
		after = strings.TrimSuffix(strings.TrimSpace(rest), "}]")
	}
	return strings.Join(strings.Fields(after), " "), strings.Join(texts, "\n")
}

func TestRequestsAreReadInEveryForm(t *testing.T) {
	const address = "https://lamps.tencentcloudapi.com/?Action=DescribeLamps"
	for _, tt := range []struct{ name, request, want, note string }{
		{"an address", address + "\n&Id=7\n&Name=a b\n&<Common request parameters>", "{Id: 7, Name: a b}", ""},
		{"an address on one line", address + "&Region=ap-x&Version=2031-01-15&Id=7", "{Id: 7}", ""},
		{"a value over two lines", address + "&Name=lon\nger&Id=7", "{Name: longer, Id: 7}", ""},
		{"lists", address + "&Tags.1=b&Tags.0=a&Tags.10=c", "{Tags: [a, b, c]}", ""},
		{"structures in lists", address + "&Shade.Colours.0.Red=1&Shade.Colours.1.Red=2&Shade.Width=1.5", "Shade: {Colours: [{Red: 1}, {Red: 2}], Width: 1.5}", ""},
		{"what no table has", address + "&More.0=1&More.1=x", `{More: ["1", x]}`, "note: an example has it, and the table does not"},
		{"escapes", address + "&Name=%E7%81%AF%20x&Tags.0=100%", "{Name: 灯 x, Tags: [100%]}", ""},
		{"a form", "Action=DescribeLamps&Id=7", "{Id: 7}", ""},
		{"a message of GET", "GET /?Action=DescribeLamps&Id=7 HTTP/1.1\nHost: lamps.tencentcloudapi.com", "{Id: 7}", ""},
		{"a message with JSON", "POST / HTTP/1.1\nX-TC-Action: DescribeLamps\n\n{\"Id\": 7, \"Version\": \"2031-01-15\"}", "{Id: 7}", ""},
		{"a message with a form", "POST / HTTP/1.1\nHost: x\n\nId=7&Tags.0=a", "{Id: 7, Tags: [a]}", ""},
		{"a message without a body", "POST / HTTP/1.1\nX-TC-Action: DescribeLamps", "{}", ""},
		{"JSON alone", "{\"Tags\": [\"a\"]}", "{Tags: [a]}", ""},
		{"JSON below an address", "https://lamps.tencentcloudapi.com/\n{\"Id\": 7}", "{Id: 7}", ""},
		{"another action's", strings.Replace(address, "Describe", "Buy", 1), "", `left out: the request of the example is one of "BuyLamps": it is left out`},
		{"another action's message", "POST / HTTP/1.1\nX-TC-Action: BuyLamps\n\n{}", "", `left out: the request of the example is one of "BuyLamps": it is left out`},
		{"no parameter", address + "&Id&&Id=7&Id.0=1&=3", "{Id: 7}", `not understood: the request of the example holds "Id"`},
		{"words", "Just call it.", "", `not understood: "Just call it."`},
		{"JSON that is none", "{\"Id\": }", "", "left out: the request of the example is not JSON"},
	} {
		example, notes := shown(t, tt.request, `{"Response": {"Lit": true}}`)
		want := "output: {Lit: true}"
		if tt.want != "" {
			want = "input: " + tt.want + " " + want
		}
		if example != want {
			t.Errorf("%s: %s, want %s", tt.name, example, want)
		}
		if tt.note == "" && notes != "" || !strings.Contains(notes, tt.note) {
			t.Errorf("%s: notes are %q, want %q", tt.name, notes, tt.note)
		}
	}
}

func TestRepliesAreReadInEveryForm(t *testing.T) {
	for _, tt := range []struct{ name, reply, want, note string }{
		{"an envelope", `{"Response": {"Lit": true, "RequestId": "r"}}`, "output: {Lit: true, RequestId: r}", ""},
		{"no envelope", `{"Lit": true}`, "output: {Lit: true}", ""},
		{"an error", `{"Response": {"Error": {"Code": "NoLamp", "Message": "It is dark."}, "RequestId": "r"}}`, "error: {code: NoLamp, message: It is dark.}", ""},
		{"in code", "```json\n{\"Lit\": true}\n```", "output: {Lit: true}", ""},
		{"a member twice", `{"Lit": true, "Lit": false}`, "output: {Lit: false}", ""},
		{"commas too many", "{\"Names\": [\"a\",\n],\n}", "output: {Names: [a]}", "changed: the reply of the example has a comma"},
		{"a comma in a text", `{"Names": [",]", "\",}"]}`, `output: {Names: [",]", "\",}"]}`, ""},
		{"a text over two lines", "{\"Names\": [\"a long\n   text\"]}", "output: {Names: [a long text]}", "changed: the reply of the example has a text that goes over two lines"},
		{"more than one value", "{\"Lit\": true}\nNote: it is on.", "output: {Lit: true}", `not understood: "Note: it is on."`},
		{"cut off", `{"Lit": true`, "", "left out: the reply of the example is not JSON that can be read: the file ends"},
		{"a list", `["Lit"]`, "", "it is no object"},
		{"XML", "<Response><Lit>true</Lit><Lamps><Lamp><Id>7</Id></Lamp></Lamps><Names>a</Names><Names>b</Names></Response>", "output: {Lit: true, Lamps: [{Id: 7}], Names: [a, b]}", ""},
		{"empty XML", "<?xml version=\"1.0\"?>\n<Response><Lamps/><Names><Name>a</Name></Names></Response>", "output: {Lamps: [], Names: [a]}", ""},
		{"broken XML", "<Response>\n<Lit>true</Off></Response>", "", "left out: the reply of the example is not XML that can be read"},
	} {
		example, notes := shown(t, "{}", tt.reply)
		if want := strings.TrimSpace("input: {} " + tt.want); example != want {
			t.Errorf("%s: %s, want %s", tt.name, example, want)
		}
		if tt.note == "" && notes != "" || !strings.Contains(notes, tt.note) {
			t.Errorf("%s: notes are %q, want %q", tt.name, notes, tt.note)
		}
	}
}
