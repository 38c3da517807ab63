package rpctest_test

import (
	"bytes"
	"encoding/json"
	"io"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/signet-gen/signet/runtime/rpctest"
)

// comparisons are what an example shows, what comes back, and what of it is lost.
var comparisons = []struct {
	name, want, got string
	differences     []string
}{
	{name: "the same", want: `{"A":1,"B":[true,"x",null],"C":{"D":"数"}}`, got: `{"C":{"D":"\u6570"},"B":[true,"x",null],"A":1}`},
	{name: "more comes back", want: `{"A":1}`, got: `{"A":1,"B":2}`},
	{name: "an unknown member", want: `{"A":{"B":1},"C":""}`, got: `{"A":{"b":1}}`,
		differences: []string{"unknown member: A.B: the types have no such member", "unknown member: C: the types have no such member"}},
	{name: "null is as good as nothing", want: `{"A":null,"B":null,"C":[null]}`, got: `{"B":0,"C":[{"D":""}]}`},
	{name: "nothing comes back as zero", want: `{"A":"","B":[],"C":{},"D":""}`, got: `{"A":0,"B":{"E":[],"F":{"G":false}},"C":[],"D":null}`},
	{name: "nothing comes back as something", want: `{"A":"","B":[]}`, got: `{"A":"x","B":{"C":1}}`,
		differences: []string{`changed: A: the example shows "", and "x" comes back`, "changed: B: the example shows a list, and an object comes back"}},
	{name: "zero that is lost", want: `{"A":0,"B":false}`, got: `{"A":null,"B":null}`,
		differences: []string{"changed: A: the example shows 0, and null comes back", "changed: B: the example shows false, and null comes back"}},
	{name: "another text", want: `{"A":[{"B":"x"}]}`, got: `{"A":[{"B":"x "}]}`, differences: []string{`changed: A.0.B: the example shows "x", and "x " comes back`}},
	{name: "a long text is cut", want: `{"A":"` + strings.Repeat("数", 70) + `"}`, got: `{"A":1}`,
		differences: []string{`changed: A: the example shows "` + strings.Repeat("数", 60) + `…", and 1 comes back`}},
	{name: "numbers as texts and texts as numbers", want: `{"A":"12","B":12,"C":"1.50","D":1e2}`, got: `{"A":12,"B":"12","C":1.5,"D":"100"}`},
	{name: "bools as texts and numbers", want: `{"A":"true","B":0,"C":true,"D":false}`, got: `{"A":true,"B":false,"C":"true","D":0}`},
	{name: "a text that is no number", want: `{"A":"1688****","B":"x","C":"Inf","D":"0x1","E":"1_0"}`, got: `{"A":0,"B":0,"C":0,"D":1,"E":10}`, differences: []string{
		`changed: A: the example shows "1688****", and 0 comes back`, `changed: B: the example shows "x", and 0 comes back`,
		`changed: C: the example shows "Inf", and 0 comes back`, `changed: D: the example shows "0x1", and 1 comes back`, `changed: E: the example shows "1_0", and 10 comes back`}},
	{name: "texts that are the same number", want: `{"A":"1.0"}`, got: `{"A":"1"}`, differences: []string{`changed: A: the example shows "1.0", and "1" comes back`}},
	{name: "one number in several ways", want: `{"A":1.0,"B":1E+3,"C":-0,"D":0.000001,"E":1200e-2,"F":-1.5}`, got: `{"A":1,"B":1000,"C":0,"D":1e-6,"E":12,"F":-15e-1}`},
	{name: "a digit of an integer", want: `{"A":9007199254740993,"B":12345678901234567890123}`, got: `{"A":9007199254740992,"B":12345678901234567000000}`, differences: []string{
		"changed: A: the example shows 9007199254740993, and 9007199254740992 comes back",
		"changed: B: the example shows 12345678901234567890123, and 12345678901234567000000 comes back"}},
	{name: "digits of a fraction beyond a float64", want: `{"A":0.12345678901234567890123}`, got: `{"A":0.12345678901234568}`},
	{name: "a fraction that is cut", want: `{"A":12.5}`, got: `{"A":12}`, differences: []string{"changed: A: the example shows 12.5, and 12 comes back"}},
	{name: "numbers beyond all sense", want: `{"A":1e400,"B":1e99999999999999999999}`, got: `{"A":1e400,"B":1}`,
		differences: []string{"changed: B: the example shows 1e99999999999999999999, and 1 comes back"}},
	{name: "a sign", want: `{"A":-1}`, got: `{"A":1}`, differences: []string{"changed: A: the example shows -1, and 1 comes back"}},
	{name: "elements", want: `{"A":[1,2],"B":[[1],[2]]}`, got: `{"A":[1],"B":[[1],[3]]}`, differences: []string{
		"changed: A: the example shows 2 elements, and 1 elements come back", "changed: B.1.0: the example shows 2, and 3 comes back"}},
	{name: "a bare list for a wrapped one", want: `{"A":[1,{"B":2}]}`, got: `{"A":{"Item":[1,{"B":2}]}}`},
	{name: "a list of one for its element", want: `{"A":[{"B":1}],"C":{"B":[2]}}`, got: `{"A":{"B":1},"C":[{"B":[2]}]}`},
	{name: "a bare list for an object", want: `{"A":[1,2]}`, got: `{"A":{"B":[1,2],"C":0}}`, differences: []string{"changed: A: the example shows a list, and an object comes back"}},
	{name: "a key that comes twice", want: `{"A":1,"A":2}`, got: `{"A":0,"A":2}`},
	{name: "keys with escapes", want: `{"\u0041\/":1}`, got: `{"A/":1}`},
	{name: "no object", want: `[]`, got: `{}`, differences: []string{"malformed: the text is not one JSON object"}},
	{name: "no JSON", want: `{"A":}`, got: `{}`, differences: []string{`malformed: malformed JSON at offset 5: a value should stand here, not "}"`}},
}

func TestWhatIsLostOfAnExample(t *testing.T) {
	for _, c := range comparisons {
		t.Run(c.name, func(t *testing.T) {
			if got := rpctest.Differences(rpctest.Unknown, c.want, c.got); !slices.Equal(got, c.differences) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.differences, "\n"))
			}
		})
	}
}

func TestWhatIsNotSentOrNotShown(t *testing.T) {
	const shown, sent = `{"A":0,"B":"","C":1,"D":null}`, `{"E":0}`
	if got, want := rpctest.Differences(rpctest.Unsent, shown, sent), []string{"not sent: C: 1 is left out"}; !slices.Equal(got, want) {
		t.Errorf("not sent is %q, want %q", got, want)
	}
	if got, want := rpctest.Differences(rpctest.Missing, sent, shown), []string{"missing: E: the types require it, and the example has none"}; !slices.Equal(got, want) {
		t.Errorf("not shown is %q, want %q", got, want)
	}
}

// numberless is a value of package json with our numbers.
func numberless(v any) any {
	switch v := v.(type) {
	case json.Number:
		return rpctest.Number(v)
	case []any:
		for i := range v {
			v[i] = numberless(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = numberless(v[name])
		}
	}
	return v
}

// FuzzTreesAgreeWithPackageJSON wants that a text is read as package json reads
// it, and that nothing of it is lost when it is compared with itself as package
// json writes it.
func FuzzTreesAgreeWithPackageJSON(f *testing.F) {
	for _, c := range comparisons {
		f.Add(c.want)
		f.Add(c.got)
	}
	f.Add("{\"a\" :\t[ 1 , -2.5e+3,\r\n\"\\ud83d\\ude00\\\"\\u00e9\\n\" , {} ,[ ] , null ]\n}")
	f.Add("{\"\\ud800\":\"\xff\"}")
	f.Fuzz(func(t *testing.T, text string) {
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.UseNumber()
		var object map[string]any
		wrong := decoder.Decode(&object)
		if _, err := decoder.Token(); wrong == nil && err != io.EOF {
			wrong = io.ErrUnexpectedEOF
		}
		got, err := rpctest.Plain(text)
		if wrong != nil || object == nil {
			if err == nil {
				t.Fatalf("%q is read, which package json refuses: %v", text, wrong)
			}
			return
		}
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if want := numberless(object); !reflect.DeepEqual(got, want) {
			t.Errorf("%q is read as %v, want %v", text, got, want)
		}
		var again bytes.Buffer
		if json.Indent(&again, []byte(text), " ", "\t") == nil {
			if differences := rpctest.Differences(rpctest.Unknown, text, again.String()); len(differences) > 0 {
				t.Errorf("%q is not the same as itself: %q", text, differences)
			}
		}
	})
}

// FuzzNumbersAgreeWithPackageBig wants that whole numbers are the same exactly
// where package big finds them so.
func FuzzNumbersAgreeWithPackageBig(f *testing.F) {
	f.Add("1e3", "1000")
	f.Add("-0", "0.0")
	f.Add("12345678901234567890", "12345678901234567891")
	f.Add("100e-2", "1")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !isWhole(a) || !isWhole(b) {
			return
		}
		x, _ := new(big.Rat).SetString(a)
		y, _ := new(big.Rat).SetString(b)
		if !x.IsInt() || !y.IsInt() {
			return
		}
		differences := rpctest.Differences(rpctest.Unknown, `{"A":`+a+`}`, `{"A":`+b+`}`)
		if same := len(differences) == 0; same != (x.Cmp(y) == 0) {
			t.Errorf("%s and %s: %q", a, b, differences)
		}
	})
}

// isWhole reports whether a text is a JSON number that is not too long for a test.
func isWhole(text string) bool {
	var n json.Number
	_, power, _ := strings.Cut(strings.ToLower(text), "e")
	return len(text) < 40 && len(power) < 4 && utf8.ValidString(text) && json.Unmarshal([]byte(text), &n) == nil && n.String() == text
}
