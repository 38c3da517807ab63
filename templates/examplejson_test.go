package templates

import (
	"encoding/json"
	"go/format"
	gostrconv "strconv"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/spec"
)

func TestExampleIsOnOneLineWhereItIsShort(t *testing.T) {
	text := func(s string) *spec.Value { return &spec.Value{Kind: spec.StringValue, Text: s} }
	object := func(name string, v *spec.Value) *spec.Value {
		return &spec.Value{Kind: spec.MapValue, Members: spec.Map[*spec.Value]{{Key: name, Value: v}}}
	}
	long := text(strings.Repeat("数", exampleWidth))
	for _, test := range []struct {
		name string
		v    *spec.Value
		want string
	}{
		{"empty", &spec.Value{Kind: spec.MapValue}, "{}"},
		{"an empty list", &spec.Value{Kind: spec.ListValue}, "[]"},
		{"a member", object("A", text("b")), `{"A": "b"}`},
		{"a number as it was written", object("A", &spec.Value{Kind: spec.FloatValue, Text: "1.50e-7"}), `{"A": 1.50e-7}`},
		{"a list", object("A", &spec.Value{Kind: spec.ListValue, Items: []*spec.Value{{}, {Kind: spec.BoolValue, Text: "true"}}}), `{"A": [null, true]}`},
		{"a long text", object("A", object("B", long)), "{\n\t\t\t\"A\": {\n\t\t\t\t\"B\": " + gostrconv.Quote(long.Text) + "\n\t\t\t}\n\t\t}"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := rawJSON(test.v); got != "`"+test.want+"`" {
				t.Errorf("got\n%s\nwant\n`%s`", got, test.want)
			}
		})
	}
}

// FuzzExampleTextsSurviveGoAndJSON wants that any text is the same after it was
// a raw string of Go, and read as JSON; and that gofmt leaves it alone.
func FuzzExampleTextsSurviveGoAndJSON(f *testing.F) {
	for _, seed := range []string{"", "a`b", "\"\\\n\r\t\x00\x7f", "\ufeff\u202e\u2028\u00a0", "数😀\U0010ffff", "\xff\xed\xa0\x80", "*/ ${x} </script>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		raw := rawJSON(&spec.Value{Kind: spec.MapValue, Members: spec.Map[*spec.Value]{{Key: text, Value: &spec.Value{Kind: spec.StringValue, Text: text}}}})
		source := "package p\n\nvar _ = " + raw + "\n"
		if formatted, err := format.Source([]byte(source)); err != nil || string(formatted) != source {
			t.Fatalf("%v\n%s", err, source)
		}
		plain, err := gostrconv.Unquote(raw)
		if err != nil {
			t.Fatal(err)
		}
		var got map[string]string
		if err := json.Unmarshal([]byte(plain), &got); err != nil {
			t.Fatalf("%v: %s", err, plain)
		}
		want := strings.ToValidUTF8(text, "")
		for name, value := range got {
			if strings.ReplaceAll(name, "\ufffd", "") != strings.ReplaceAll(want, "\ufffd", "") || value != name || len(got) != 1 {
				t.Errorf("%q becomes %q", text, got)
			}
		}
	})
}
