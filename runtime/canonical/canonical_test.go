package canonical_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/canonical"
	"github.com/signet-gen/signet/runtime/wire"
)

// mask is that of these tests: two parameters are common, one is the caller's.
var mask = canonical.Mask{
	Parameters: []string{"Action"}, Headers: []string{"host"}, KeyIDs: []string{"KeyId"},
	Named:  func(name string) bool { return name == "Name" || name == "x-name" },
	Hidden: []string{"hidden+text"},
}

func TestTextsAreShownByNameAndLength(t *testing.T) {
	params := new(wire.Params)
	for _, pair := range [][2]string{{"Action", "Go"}, {"KeyId", "AKID0123456789ab"}, {"Name", "a&Action=b"}, {"Signature", "s"}} {
		params.Add(pair[0], pair[1])
	}
	for name, test := range map[string]struct {
		text canonical.Text
		want string
	}{
		"V2":                   {canonical.Query("GET&%2F&Action%3DGo%26KeyId%3DAKID0123456789ab%26Name%3Da%252Bb%26Other%3D1%26Name%3D"), "GET\n/\nAction=Go\nKeyId=AKID***89ab\nName=<3 bytes>\n<name of 5 bytes>=<1 byte>\nName="},
		"V2 without a query":   {canonical.Query("GET"), "GET"},
		"V2, empty":            {canonical.Query(""), ""},
		"V2, a broken escape":  {canonical.Query("GET&%2F&Action%3D%25zz"), "GET\n/\nAction=%zz"},
		"a canonical request":  {canonical.Request("GET\n/\nAction=G%20o&Name=%C3%BC\nhost:h\nx-name:n\nx-other:o\n\nhost;x-name;x-other\n00ff"), "GET\n/\nAction=G o\nName=<2 bytes>\nhost:h\nx-name:<1 byte>\n<name of 7 bytes>:<1 byte>\n\nhost;x-name;<name of 7 bytes>\n00ff"},
		"without a query":      {canonical.Request("POST\n/\n\nhost:h\n\nhost\n00ff"), "POST\n/\n\nhost:h\n\nhost\n00ff"},
		"lines too many":       {canonical.Request("POST\n/\n\n\nhost\n00\nmore\nand more"), "POST\n/\n\n\nhost\n00\n<4 bytes>\n<8 bytes>"},
		"lines too few":        {canonical.Request("POST"), "POST"},
		"no ASCII":             {canonical.Request("PÖST\n/\nAction=ü"), "<5 bytes>\n/\nAction=<2 bytes>"},
		"what is hidden":       {canonical.Request("hidden+text\n/hidden%2Btext\nAction=hidden%2Btext&Action=hidden%252btext\nhost:hidden%252Btext"), "<11 bytes>\n<14 bytes>\nAction=<11 bytes>\nAction=<13 bytes>\nhost:<15 bytes>"},
		"other kinds":          {canonical.Request("GET\n/\nhost=h\nAction:a\nName:n\n\nAction"), "GET\n/\n<name of 4 bytes>=<1 byte>\n<name of 6 bytes>:<1 byte>\nName:<1 byte>\n\n<name of 6 bytes>"},
		"lines":                {canonical.Lines("string to sign", "ALG\n00\nmore", "algorithm", "hash"), "ALG\n00\n<4 bytes>"},
		"what is not escaped":  {canonical.Plain("GEThost/", params), "GEThost/\nAction=Go\nKeyId=AKID***89ab\nName=<10 bytes>"},
		"a value without name": {canonical.Request("GET\n/\n=value"), "GET\n/\n<name of 0 bytes>=<5 bytes>"},
		"a long value":         {canonical.Request("GET\n/\nAction=" + strings.Repeat("a", 300)), "GET\n/\nAction=<300 bytes>"},
	} {
		if got := mask.Show(test.text); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, test.want)
		}
		if printed := fmt.Sprintf("%v %+v %#v %s %q %d", test.text, test.text, test.text, test.text, test.text, test.text); strings.Contains(printed, "Action") {
			t.Errorf("%s: it prints as %s", name, printed)
		}
	}
}

// What a server escapes too seldom, or writes into one line, is not shown for a name
// or a method.
func TestWhatIsWrittenInAnotherWayIsNotShown(t *testing.T) {
	saved := canonical.Mask{Parameters: []string{"Action"}}
	for _, text := range []canonical.Text{
		canonical.Query("GET&/&Action=Go&Password=PRIVATE"), canonical.Query("GET&%2F&Action%3DGo&Password%3DPRIVATE"),
		canonical.Query("GET & / & Password = PRIVATE"), canonical.Query("Password=PRIVATE"), canonical.Query("GET&/?Password=PRIVATE&"),
		canonical.Request("GET / Password=PRIVATE host:h host 00ff"), canonical.Request("GET /?Password=PRIVATE\n\n"),
		canonical.Request("GET\n/?Password=PRIVATE\n"), canonical.Request("GET\n/\na b:PRIVATE\n"),
		canonical.Lines("string to sign", "ALG 00 Password=PRIVATE", "algorithm", "hash"),
	} {
		shown := saved.Show(text)
		if d := canonical.Compare(canonical.Query("GET&%2F&Action%3DGo"), text, saved, saved); d != nil {
			shown += d.String() + d.Signed + d.Server
		}
		if strings.Contains(shown, "PRIVATE") {
			t.Errorf("it shows %s", shown)
		}
	}
}

func TestFirstDifferenceIsNamed(t *testing.T) {
	const query = "POST&%2F&Action%3DGo%26Name%3Da%252Bb"
	const request = "POST\n/\nName=a%2Bb\nhost:h\nx-name:n\n\nhost;x-name\n00ff"
	for name, test := range map[string]struct {
		signed, server canonical.Text
		want           string // byte, where, signed, server
	}{
		"nothing":         {canonical.Query(query), canonical.Query(query), "<nil>"},
		"the method":      {canonical.Query(query), canonical.Query("PUT" + query[4:]), "byte 2 of the string to sign, in the method|POST / …|PUT / …"},
		"a shown value":   {canonical.Query(query), canonical.Query(strings.Replace(query, "Go", "Gone", 1)), "byte 21 of the string to sign, in the parameter Action|… / Action=Go Name=<3 bytes> …|… / Action=Gone Name=<3 bytes> …"},
		"a value":         {canonical.Query(query), canonical.Query(strings.Replace(query, "%252B", "%2520", 1)), "byte 36 of the string to sign, in the parameter Name|… Action=Go Name=<3 bytes>; byte 2 of the value is a sign|… Action=Go Name=<3 bytes>; byte 2 of the value is a space"},
		"a shorter value": {canonical.Query(query), canonical.Query(query[:len(query)-1]), "byte 37 of the string to sign, in the parameter Name|… Action=Go Name=<3 bytes>; byte 3 of the value is a letter|… Action=Go Name=<2 bytes>; the value ends after 2 bytes"},
		"another escape":  {canonical.Query(query), canonical.Query(strings.Replace(query, "%252B", "%252b", 1)), "byte 36 of the string to sign, in the parameter Name, which is escaped in another way|… Action=Go Name=<3 bytes>|… Action=Go Name=<3 bytes>"},
		"one more":        {canonical.Query(query), canonical.Query(query + "%26Q%3D1"), "byte 38 of the string to sign, in what follows the parameter Name: nothing here, and the parameter <name of 1 byte> at the server|… Action=Go Name=<3 bytes>|… Action=Go Name=<3 bytes> <name of 1 byte>=<1 byte> …"},
		"one less":        {canonical.Query(query), canonical.Query("POST&%2F&Name%3Da%252Bb"), "byte 10 of the string to sign, in the parameter Action, where the server has the parameter Name|… / Action=Go Name=<3 bytes> …|… / Name=<3 bytes>"},
		"nothing there":   {canonical.Query(query), canonical.Query(""), "byte 1 of the string to sign, in the method, where the server has an empty query|POST / …|…  nothing"},
		"a query":         {canonical.Request(request), canonical.Request(strings.Replace(request, "Name=a%2Bb", "", 1)), "byte 8 of the canonical request, in the parameter Name, where the server has an empty query|… / Name=<3 bytes> host:h …|… / nothing host:h …"},
		"a header":        {canonical.Request(request), canonical.Request(strings.Replace(request, "host:h", "host:proxy", 1)), "byte 24 of the canonical request, in the header host|… Name=<3 bytes> host:h x-name:<1 byte> …|… Name=<3 bytes> host:proxy x-name:<1 byte> …"},
		"a header less":   {canonical.Request(request), canonical.Request(strings.Replace(request, "x-name:n\n", "", 1)), "byte 26 of the canonical request, in the header x-name, where the server has the end of the headers|… host:h x-name:<1 byte>  …|… host:h nothing host;x-name …"},
		"the names":       {canonical.Request(request), canonical.Request(strings.Replace(request, "host;x-name", "host", 1)), "byte 40 of the canonical request, in the names of the signed headers|…  host;x-name 00ff …|…  host 00ff …"},
		"the hash":        {canonical.Request(request), canonical.Request(request[:len(request)-1] + "0"), "byte 51 of the canonical request, in the hash of the body|… host;x-name 00ff|… host;x-name 00f0"},
		"no text at all":  {canonical.Query(query), canonical.Text{}, "byte 1 of the string to sign, in the method, where the server has a line too many|POST / …|nothing"},
		"a line more":     {canonical.Request(request), canonical.Request(request + "\nx"), "byte 52 of the canonical request, in what follows the hash of the body: nothing here, and a line too many at the server|… host;x-name 00ff|… host;x-name 00ff <1 byte> …"},
	} {
		got := "<nil>"
		if d := canonical.Compare(test.signed, test.server, mask, mask); d != nil {
			got = d.String() + "|" + d.Signed + "|" + d.Server
		}
		if got != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, test.want)
		}
	}
}

func TestKeyIDsAreMaskedInTheirMiddle(t *testing.T) {
	for id, want := range map[string]string{"": "", "a": "***", "AKID": "A***D", "LTAItest": "LT***st", "AKID0123456789ab": "AKID***89ab"} {
		if got := canonical.KeyID(id); got != want {
			t.Errorf("%s: got %s, want %s", id, got, want)
		}
	}
}

// FuzzNothingHiddenIsShown: whatever a server says it signed, of that only names are
// shown that the caller has used, and nothing of what is to be hidden.
func FuzzNothingHiddenIsShown(f *testing.F) {
	const secret = "PRIVATE+/=& text"
	for _, seed := range []string{"GET&%2F&Action%3DPRIVATE%2B%2F%3D%26%20text", "GET\n/\nName=PRIVATE\nhost:PRIVATE\n\nhost\n00", "", "&&&", "%26%3D", "\n\n\n\n\n\n\n", "GET\n/\nPRIVATE+/=& text=1"} {
		f.Add(seed)
	}
	hiding := mask
	hiding.Hidden = []string{secret}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ReplaceAll(text, "PRIVATE", secret)
		ours := canonical.Query("GET&%2F&Action%3DGo%26Name%3D1")
		for _, theirs := range []canonical.Text{canonical.Query(text), canonical.Request(text), canonical.Lines("string to sign", text, "algorithm", "hash")} {
			all := hiding.Show(theirs)
			if d := canonical.Compare(ours, theirs, hiding, hiding); d != nil {
				all += d.String() + d.Signed + d.Server
				if d.Byte < 1 || d.Byte > len(text)+40 {
					t.Errorf("byte %d of %d", d.Byte, len(text))
				}
			}
			if canonical.Hide(all, []string{secret}) != all {
				t.Errorf("it shows %q", all)
			}
		}
	})
}
