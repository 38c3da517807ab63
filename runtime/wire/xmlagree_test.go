package wire_test

import (
	"encoding/xml"
	"errors"
	"io"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/signet-gen/signet/runtime/wire"
)

// A naive is an element as encoding/xml's tokens tell it.
type naive struct {
	name     string
	text     string
	children []*naive
}

// parseNaive reads a document by encoding/xml's tokenizer. What that lets pass and no document may
// hold is refused: two roots, text outside them, document types.
func parseNaive(body string) (*naive, error) {
	d := xml.NewDecoder(strings.NewReader(body))
	top := &naive{}
	open := []*naive{top}
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) && len(open) == 1 && len(top.children) == 1 && trim(top.text) == "" {
			return top.children[0], nil
		}
		if err != nil {
			return nil, err
		}
		inner := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			child := &naive{name: token.Name.Space + ":" + token.Name.Local}
			inner.children = append(inner.children, child)
			open = append(open, child)
		case xml.EndElement:
			if inner.name != token.Name.Space+":"+token.Name.Local {
				return nil, errors.New("nesting")
			}
			open = open[:len(open)-1]
		case xml.CharData:
			inner.text += string(token)
		case xml.Directive:
			return nil, errors.New("document type")
		}
	}
}

func trim(s string) string { return strings.Trim(s, " \t\r\n") }

// value is what the element holds: a text, or a map of what is in it; several of one name that
// follow each other are a list, and the last ones of a name count.
func (n *naive) value() any {
	if len(n.children) == 0 {
		return n.text
	}
	members := map[string]any{}
	last := ""
	for _, child := range n.children {
		_, name, _ := strings.Cut(child.name, ":")
		value := child.value()
		list, isList := members[name].([]any)
		switch {
		case last != name:
			members[name] = value
		case isList:
			members[name] = append(list, value)
		default:
			members[name] = []any{members[name], value}
		}
		last = name
	}
	return members
}

// agreeOnXML compares what both find inside an element.
func agreeOnXML(t *testing.T, inside string) {
	t.Helper()
	body := "<R><Any>" + inside + "</Any></R>"
	if !utf8.ValidString(body) {
		return // which is an error there, and U+FFFD here
	}
	var got any
	err := wire.ReadXML(body, request{func(c *wire.Codec) { c.Any("Any", &got) }}, nil)
	root, wrong := parseNaive(body)
	var syntax *wire.SyntaxError
	switch {
	case err != nil && !errors.As(err, &syntax):
		t.Fatalf("%q: %v", body, err)
	case (err != nil) != (wrong != nil):
		if wrong != nil && oddName(wrong) || err != nil && (syntax.Msg == "elements are nested too deep" || strings.Contains(inside, "</Any>")) {
			return // names that only we read, limits, and what leaves the element
		}
		t.Fatalf("%q: we say %v, encoding/xml says %v", body, err, wrong)
	case err != nil || len(root.children) != 1:
		return
	}
	if want := root.children[0].value(); !reflect.DeepEqual(got, want) {
		t.Fatalf("%q:\nwe read  %#v\nthey read %#v", body, got, want)
	}
}

// oddName reports whether encoding/xml refuses a name only for a character of it.
func oddName(err error) bool {
	text := err.Error()
	return strings.Contains(text, "name") || strings.Contains(text, "expected target")
}

var documents = []string{
	"", "text", " \n", "<a>1</a><b/>", "<a>1</a><a>2</a><b x='y'>&lt;</b><a/>", "<a><b>c</b>d</a>", "<![CDATA[<a>]]>", "a<!-- b -->c<?d e?>f",
	"&#65;&#x41;&amp;&quot;", "<a:b c:d=\"&gt;\">\r\n</a:b>", "]]>", "<a", "</a>", "&x;", "<!DOCTYPE a>", "<?xml version=\"1.0\"?>", "<?xml encoding='GBK'?>", "<a b=c/>", "é<é/>",
	"<a></b>", "<a b='<'/>", "<!---->", "<!--->", "<a/ >", "\x01", "\ufffe", "<a\n/>", "</ a>", "<a x=\"1\"y=\"2\"/>",
	"<?::a+version=\"\x03\"?>", "<?a:b:c?>",
}

func TestXMLAgreesWithEncodingXML(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	parts := append([]string{"<", ">", "/", "a", "b", " ", "=", "'", "\"", "&", ";", "!", "-", "--", "[", "]", "?", ":", "\r", "\n", "x1", "<a>", "</a>", "<b/>", "#", "<![CDATA[", "]]>"}, documents...)
	for range 50_000 {
		var b strings.Builder
		for range r.IntN(8) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		agreeOnXML(t, b.String())
	}
}

func FuzzXMLAgreesWithEncodingXML(f *testing.F) {
	for _, inside := range documents {
		f.Add(inside)
	}
	f.Fuzz(agreeOnXML)
}

// plain takes out of a value what XML cannot tell from something else.
func plainServer(s *server) {
	if s == nil {
		return
	}
	s.Any = nil
	s.Grid = lone(s.Grid, func(list []string) bool { return len(list) == 0 })
	for _, list := range []*[]string{&s.IPs} {
		*list = some(*list)
	}
	s.Tags, s.Ports, s.Parts, s.Octets = some(s.Tags), some(s.Ports), some(s.Parts), some(s.Octets)
	for i := range s.Grid {
		s.Grid[i] = some(s.Grid[i])
	}
	for key := range s.Lists {
		s.Lists[key] = some(s.Lists[key])
	}
	if len(s.Labels) == 0 {
		s.Labels = nil
	}
	if len(s.Lists) == 0 {
		s.Lists = nil
	}
	plainServer(s.Self)
}

// some is a list, or nil if it is empty.
func some[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

// lone is a list, or nil if it is empty or its only element is.
func lone[T any](list []T, empty func(T) bool) []T {
	if len(list) == 1 && empty(list[0]) {
		return nil
	}
	return some(list)
}

// thereAndBack writes what JSON holds as XML, and reads that again.
func thereAndBack(t *testing.T, body string) {
	t.Helper()
	var first, second, third server
	if wire.ReadJSON(body, &first, nil) != nil {
		return
	}
	plainServer(&first)
	text, err := wire.AppendXML(nil, "R", &first)
	if err != nil {
		var value *wire.ValueError
		if !errors.As(err, &value) {
			t.Fatalf("%+v: %v", first, err)
		}
		return
	}
	if _, err := parseNaive(string(text)); err != nil && !oddName(err) {
		t.Fatalf("%s is no XML to others: %v", text, err)
	}
	told := ""
	err = wire.ReadXML(string(text), &second, &wire.ReadOptions{OnMismatch: func(m wire.Mismatch) { told = m.Member }})
	if err != nil || told != "" {
		t.Fatalf("%s: %v, told %s", text, err, told)
	}
	plainServer(&second)
	if !reflect.DeepEqual(first, second) {
		t.Fatalf("%s\nwas     %+v\nread as %+v", text, first, second)
	}
	again, err := wire.AppendJSON(nil, &second)
	if err == nil {
		err = wire.ReadJSON(string(again), &third, nil)
	}
	plainServer(&third)
	if err != nil || !reflect.DeepEqual(second, third) {
		t.Fatalf("%s: %v", again, err)
	}
}

// randomServer is the JSON of a server.
func randomServer(r *rand.Rand, depth int) string {
	text := func() string {
		all := []string{"", " ", "a", "<&>\"'", "]]>", "é中😀", "\r\n", "\t x ", "&amp;", "[1]", "{", "1", "true", "\u2028"}
		return strconv.Quote(all[r.IntN(len(all))])
	}
	list := func(element func() string) string {
		var all []string
		for range r.IntN(3) {
			all = append(all, element())
		}
		return "[" + strings.Join(all, ",") + "]"
	}
	table := func(value func() string) string {
		var all []string
		for _, key := range []string{"a", "Lists", "_x-1.y", "5"} {
			if r.IntN(3) == 0 {
				all = append(all, strconv.Quote(key)+":"+value())
			}
		}
		return "{" + strings.Join(all, ",") + "}"
	}
	number := func() string { return []string{"0", "1", "18446744073709551615", "7"}[r.IntN(4)] }
	members := map[string]func() string{
		"Id": text, "Size": number, "Delta": func() string { return "-5" }, "Ratio": func() string { return "1.5e-9" },
		"Running": func() string { return "true" }, "Octets": func() string { return `"/wA="` },
		"Disk":   func() string { return `{"Device":` + text() + `,"SizeBytes":-1}` },
		"Tags":   func() string { return list(func() string { return `{"Key":` + text() + `}` }) },
		"Ips":    func() string { return list(text) },
		"Ports":  func() string { return list(func() string { return "5" }) },
		"Parts":  func() string { return list(func() string { return `{"Device":` + text() + `}` }) },
		"Labels": func() string { return table(text) }, "May": number,
		"Grid":  func() string { return list(func() string { return list(text) }) },
		"Lists": func() string { return table(func() string { return list(text) }) },
		"Self": func() string {
			if depth > 2 {
				return "null"
			}
			return randomServer(r, depth+1)
		},
	}
	var all []string
	for name, value := range members {
		if r.IntN(2) == 0 {
			all = append(all, strconv.Quote(name)+":"+value())
		}
	}
	return "{" + strings.Join(all, ",") + "}"
}

func TestJSONAndXMLOfOneMessageAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 5_000 {
		thereAndBack(t, randomServer(r, 0))
	}
}

func FuzzJSONAndXMLOfOneMessageAgree(f *testing.F) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 20 {
		f.Add(randomServer(r, 0))
	}
	f.Fuzz(thereAndBack)
}

func FuzzXMLIntoAnyShape(f *testing.F) {
	for _, inside := range []string{"<Tags><Tag/></Tags><Ports>1</Ports>", "<Grid><Grid>a</Grid></Grid><Grid/>", "<Self><Ips>x</Ips></Self>", "<Ports><a>[1]</a></Ports>", "<Id><a/></Id>", "<Lists><k/><k><Lists/></k></Lists>"} {
		f.Add(inside)
	}
	f.Fuzz(func(t *testing.T, inside string) {
		told := 0
		got, err := readServer(inside, &wire.ReadOptions{OnMismatch: func(m wire.Mismatch) {
			if told++; m.Offset < 0 || m.Offset > len(inside)+7 || m.Want == "" {
				t.Errorf("told of %+v", m)
			}
		}})
		var wrong *wire.TypeError
		var syntax *wire.SyntaxError
		switch {
		case err == nil:
			if _, err := wire.AppendJSON(nil, &got); err != nil {
				t.Errorf("what was read cannot be written: %v", err)
			}
		case errors.As(err, &wrong) && (wrong.Offset < 0 || wrong.Offset > len(inside)+7):
			t.Errorf("%v lies outside", err)
		case wrong == nil && !errors.As(err, &syntax):
			t.Errorf("got %v", err)
		}
	})
}
