package wire_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

// bare has the members of safe with nothing to hide.
type bare struct {
	Name, Code string
	PIN        *int64
	Ratio      float64
	Open       *bool
	Key        []byte
	Until      *string
	Any        any
	Inner      *inside
	Inners     []inside
	ByName     map[string]inside
	PINs       []int64
	Texts      []string
}

func (s *bare) WireMembers(c *wire.Codec) {
	c.OmitZero().String("Name", &s.Name)
	c.OmitZero().String("Code", &s.Code)
	wire.Optional(c, "PIN", &s.PIN, (*wire.Codec).Int64)
	c.OmitZero().Float64("Ratio", &s.Ratio)
	wire.Optional(c, "Open", &s.Open, (*wire.Codec).Bool)
	c.Bytes("Key", &s.Key)
	wire.Optional(c, "Until", &s.Until, (*wire.Codec).String)
	c.Any("Any", &s.Any)
	wire.Optional(c, "Inner", &s.Inner, wire.Struct)
	wire.List(c, "Inners", &s.Inners, wire.Struct)
	wire.Map(c, "ByName", &s.ByName, wire.Struct)
	wire.List(c.As(wire.JSON), "PINs", &s.PINs, (*wire.Codec).Int64)
	wire.List(c, "Texts", &s.Texts, (*wire.Codec).String)
}

// asRequest is what a message is as a request.
func asRequest(t *testing.T, m wire.Message) string {
	t.Helper()
	text, err := wire.AppendRequestJSON(nil, m)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// readers read JSON as a reply and as a request, and XML.
var readers = map[string]func(string, wire.Message, *wire.ReadOptions) error{
	"a reply": wire.ReadJSON, "a request": wire.ReadRequestJSON, "XML": wire.ReadXML,
}

func TestMaskedIsReadAsWhatItHoldsWouldBe(t *testing.T) {
	s := fullSafe()
	s.ByName = wire.Mask(map[string]inside{"k": {marker}})
	document, err := wire.AppendXML(nil, "Safe", &s)
	if err != nil {
		t.Fatal(err)
	}
	seeds := map[string][]string{"XML": {string(document)}}
	seeds["a reply"] = []string{safeText, strings.ReplaceAll(safeText, `"PIN"`, `"\u0050IN"`), `{"PINs":"[1,2]","Inners":{"PIN":1},"Inner":[{"PIN":2}],"Open":"true","Texts":""}`}
	seeds["a request"] = seeds["a reply"]
	random := rand.New(rand.NewPCG(1, 2))
	read := 0
	for name, reader := range readers {
		for range 20_000 {
			body := mutated(random, seeds[name][random.IntN(len(seeds[name]))])
			var masked safe
			var plain bare
			err, wrong := reader(body, &masked, nil), reader(body, &plain, nil)
			if (err == nil) != (wrong == nil) {
				t.Fatalf("%s, %s: masked %v, plain %v", name, body, err, wrong)
			}
			if err != nil {
				continue
			}
			read++
			if got, want := asRequest(t, &masked), asRequest(t, &plain); got != want {
				t.Fatalf("%s, %s:\ngot  %s\nwant %s", name, body, got, want)
			}
		}
	}
	if t.Logf("%d of 60,000 texts could be read", read); read < 2000 {
		t.Errorf("only %d texts could be read", read)
	}
}

// pieces are what takes the place of a part of a text.
var pieces = []string{"", "null", "0", "1", "-1", "1.0", `""`, `"x"`, "[]", "{}", "[null]", "true", ",", `"PIN":3,`, `"Inner":{"PIN":null},`, `"Inners":null,`, "<PIN>4</PIN>", "<Inners><PIN>5</PIN></Inners>"}

// mutated is a text of which a part or two are others.
func mutated(random *rand.Rand, text string) string {
	for range 1 + random.IntN(2) {
		// Between two marks of the syntax, so that the text often stays readable.
		marks := []int{}
		for i := range text {
			if strings.ContainsRune(`{}[],:<>`, rune(text[i])) {
				marks = append(marks, i)
			}
		}
		if len(marks) < 2 {
			return text
		}
		from := random.IntN(len(marks) - 1)
		to := min(from+1+random.IntN(3), len(marks)-1)
		text = text[:marks[from]+1] + pieces[random.IntN(len(pieces))] + text[marks[to]:]
	}
	return text
}
