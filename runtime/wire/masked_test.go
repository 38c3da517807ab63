package wire_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"math"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

// A safe has something to hide in each shape.
type safe struct {
	Name   string
	Code   wire.Secret
	PIN    wire.Masked[int64]
	Ratio  wire.Masked[float64]
	Open   wire.Masked[bool]
	Key    wire.Masked[[]byte]
	Until  wire.Masked[wire.Datetime]
	Any    wire.Masked[any]
	Inner  wire.Masked[inside]
	Inners wire.Masked[[]inside]
	ByName wire.Masked[map[string]inside]
	PINs   wire.Masked[[]int64]
	Texts  []wire.Secret
	need   bool
}

type inside struct{ PIN int64 }

func (i *inside) WireMembers(c *wire.Codec) { c.Int64("PIN", &i.PIN) }

func (s *safe) WireMembers(c *wire.Codec) {
	c.OmitZero().String("Name", &s.Name)
	c.OmitZero().Secret("Code", &s.Code)
	if s.need {
		c.Required()
	}
	wire.Hidden(c, "PIN", &s.PIN, (*wire.Codec).Int64)
	wire.Hidden(c.OmitZero(), "Ratio", &s.Ratio, (*wire.Codec).Float64)
	wire.Hidden(c, "Open", &s.Open, (*wire.Codec).Bool)
	wire.Hidden(c, "Key", &s.Key, (*wire.Codec).Bytes)
	wire.Hidden(c, "Until", &s.Until, wire.Text)
	wire.Hidden(c, "Any", &s.Any, (*wire.Codec).Any)
	wire.Hidden(c, "Inner", &s.Inner, wire.Struct)
	wire.Hidden(c, "Inners", &s.Inners, func(c *wire.Codec, name string, p *[]inside) { wire.List(c, name, p, wire.Struct) })
	wire.Hidden(c, "ByName", &s.ByName, func(c *wire.Codec, name string, p *map[string]inside) { wire.Map(c, name, p, wire.Struct) })
	wire.Hidden(c.As(wire.JSON), "PINs", &s.PINs, func(c *wire.Codec, name string, p *[]int64) { wire.List(c, name, p, (*wire.Codec).Int64) })
	wire.List(c, "Texts", &s.Texts, (*wire.Codec).Secret)
}

// marker is what nobody may see; as a number and in base64 it is another text.
const (
	marker       = 7351907351907
	markerText   = "7351907351907"
	markerBase64 = "NzM1MTkwNzM1MTkwNw=="
)

func fullSafe() safe {
	in := inside{marker}
	return safe{
		Name: "the safe", Code: markerText, PIN: wire.Mask[int64](marker), Ratio: wire.Mask[float64](marker), Open: wire.Mask(true),
		Key: wire.Mask([]byte(markerText)), Until: wire.Mask[wire.Datetime](markerText), Any: wire.Mask[any](markerText),
		Inner: wire.Mask(in), Inners: wire.Mask([]inside{in}), ByName: wire.Mask(map[string]inside{markerText: in}),
		PINs: wire.Mask([]int64{marker}), Texts: []wire.Secret{markerText},
	}
}

const safeText = `{"Name":"the safe","Code":"` + markerText + `","PIN":` + markerText + `,"Ratio":` + markerText + `,"Open":true,"Key":"` + markerBase64 +
	`","Until":"` + markerText + `","Any":"` + markerText + `","Inner":{"PIN":` + markerText + `},"Inners":[{"PIN":` + markerText +
	`}],"ByName":{"` + markerText + `":{"PIN":` + markerText + `}},"PINs":[` + markerText + `],"Texts":["` + markerText + `"]}`

// unseen fails the test if a text shows the marker in any spelling.
func unseen(t *testing.T, how, text string) {
	t.Helper()
	octets := fmt.Sprint([]byte(markerText))
	for _, spelling := range []string{
		markerText, markerBase64, fmt.Sprintf("%x", markerText), fmt.Sprintf("%X", markerText), fmt.Sprintf("% x", markerText), strings.Trim(octets, "[]"),
		fmt.Sprintf("%x", marker), fmt.Sprintf("%X", marker), fmt.Sprintf("%b", marker), fmt.Sprintf("%o", marker), fmt.Sprintf("%e", float64(marker)), "7.35e+",
	} {
		if strings.Contains(text, spelling) {
			t.Errorf("%s shows what is masked: %s", how, text)
		}
	}
}

func TestMaskedIsHiddenFromEveryVerb(t *testing.T) {
	s := fullSafe()
	s.Code, s.Texts = "", nil // fmt has its ways around a [wire.Secret]
	fields := []any{s.PIN, s.Ratio, s.Open, s.Key, s.Until, s.Any, s.Inner, s.Inners, s.ByName, s.PINs}
	for _, v := range append(fields, &s.PIN, &s.Inner, []any{s.PIN}, map[string]any{"k": s.Inners}, s, &s, struct{ S *safe }{&s}) {
		for verb := 'A'; verb <= 'z'; verb++ {
			for _, flags := range []string{"", "+", "#", " ", "-20", "020", ".3"} {
				format := "%" + flags + string(verb)
				unseen(t, format, fmt.Sprintf(format, v))
			}
		}
		unseen(t, "Sprint", fmt.Sprint(v))
	}
	equal(t, fmt.Sprintf("%v %s %q %x %d %#v %t", s.PIN, s.Key, s.Until, s.Any, s.Inner, s.PINs, s.Open), "*** *** *** *** *** *** ***")
	equal(t, s.PIN.String()+s.PIN.GoString(), "******")
}

func TestMaskedIsHiddenInFieldsThatAreNotExported(t *testing.T) {
	in := fullSafe()
	in.Code, in.Texts = "", nil
	private := struct{ in safe }{in}
	for _, format := range []string{"%v", "%+v", "%#v", "%d", "%s", "%x"} {
		unseen(t, format, fmt.Sprintf(format, private))
		unseen(t, format, fmt.Sprintf(format, &private))
	}
}

func TestMaskedIsHiddenFromLogsAndOtherEncoders(t *testing.T) {
	s := fullSafe()
	var out bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		log := slog.New(handler)
		log.Info("opened", "pin", s.PIN, "all", s, "pointer", &s, "any", s.Any)
		log.With("inner", s.Inner).WithGroup("g").Info("opened", "list", s.Inners)
	}
	text, err := json.MarshalIndent(map[string]any{"safe": s, "pin": s.PIN}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	out.Write(text)
	if text, err = xml.Marshal(s.Inner); err != nil {
		t.Fatal(err)
	}
	out.Write(text)
	unseen(t, "a log", out.String())
	equal(t, strings.Count(out.String(), "***") > 40, true)
}

func TestMaskedIsWrittenAndReadAsWhatItHolds(t *testing.T) {
	s := fullSafe()
	got, err := wire.AppendRequestJSON(nil, &s)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, string(got), safeText)
	var back safe
	if err := wire.ReadJSON(safeText, &back, nil); err != nil {
		t.Fatal(err)
	}
	equal(t, back, s)
	equal(t, back.PIN.Value(), int64(marker))

	s.ByName = wire.Mask(map[string]inside{"k": {marker}}) // no element has a number for its name
	document, err := wire.AppendXML(nil, "Safe", &s)
	if err != nil {
		t.Fatal(err)
	}
	var fromXML safe
	if err := wire.ReadXML(string(document), &fromXML, nil); err != nil {
		t.Fatal(err)
	}
	equal(t, fromXML, s)
}

func TestMaskedTravelsInParameters(t *testing.T) {
	s := fullSafe()
	var p wire.Params
	if err := wire.AppendRequestParams(&p, &s, wire.Flatten{Base: 1}); err != nil {
		t.Fatal(err)
	}
	text, err := wire.UnflattenJSON(nil, &p, 1)
	if err != nil {
		t.Fatal(err)
	}
	var back safe
	if err := wire.ReadRequestJSON(string(text), &back, nil); err != nil {
		t.Fatal(err)
	}
	equal(t, back, s)
}

func TestMaskedTellsNothingFromZero(t *testing.T) {
	for _, test := range []struct {
		in            safe
		request, full string
	}{
		{safe{}, `{}`, `"PIN":null`},
		{safe{PIN: wire.Mask[int64](0)}, `{"PIN":0}`, `"PIN":0`},
		{safe{Ratio: wire.Mask(0.0)}, `{}`, `"Ratio":0`},
		{safe{Open: wire.Mask(false)}, `{"Open":false}`, `"Open":false`},
		{safe{Inners: wire.Mask([]inside{})}, `{"Inners":[]}`, `"Inners":[]`},
	} {
		got, err := wire.AppendRequestJSON(nil, &test.in)
		if err != nil || string(got) != test.request {
			t.Errorf("request %s, %v; want %s", got, err, test.request)
		}
		got, err = wire.AppendJSON(nil, &test.in)
		if err != nil || !strings.Contains(string(got), test.full) {
			t.Errorf("reply %s, %v; want %s in it", got, err, test.full)
		}
	}
	s := fullSafe()
	if err := wire.ReadJSON(`{"PIN":null,"Inners":null,"Inner":null}`, &s, nil); err != nil {
		t.Fatal(err)
	}
	equal(t, s.PIN.IsZero() && s.Inners.IsZero() && s.Inner.IsZero() && !s.Open.IsZero(), true)
	equal(t, s.PIN.Value(), int64(0))

	_, err := wire.AppendRequestJSON(nil, &safe{need: true})
	equal(t, fmt.Sprint(err), "required members are not set: PIN")
}

func TestReadingIntoACopyLeavesTheOriginal(t *testing.T) {
	s := fullSafe()
	other := s
	if err := wire.ReadJSON(`{"PIN":1,"Inner":{"PIN":2}}`, &other, nil); err != nil {
		t.Fatal(err)
	}
	equal(t, []int64{s.PIN.Value(), s.Inner.Value().PIN, other.PIN.Value(), other.Inner.Value().PIN}, []int64{marker, marker, 1, 2})
}

// TestErrorsShowNothingMasked spoils each member, as a reply and as parameters.
func TestErrorsShowNothingMasked(t *testing.T) {
	const n, text = markerText, `"` + markerText + `"`
	for body, want := range map[string]string{
		`{"Code":{"` + n + `":1}}`:                        "Code (offset 8): want string, got object",
		`{"PIN":` + n + n + n + `}`:                       "PIN (offset 7): want int64, got number",
		`{"PIN":"` + n + `x"}`:                            "PIN (offset 7): want int64, got string",
		`{"Ratio":[` + n + `]}`:                           "Ratio (offset 9): want float64, got list",
		`{"Open":` + n + `}`:                              "Open (offset 8): want bool, got number",
		`{"Key":` + n + `}`:                               "Key (offset 7): want base64, got number",
		`{"Inner":` + n + `}`:                             "Inner (offset 9): want object, got number",
		`{"Inner":{"PIN":` + n + n + `}}`:                 "Inner.PIN (offset 16): want int64, got number",
		`{"Inners":[{"PIN":` + n + `.5}]}`:                "Inners.0.PIN (offset 18): want int64, got number",
		`{"ByName":{` + text + `:` + n + `}}`:             "ByName.* (offset 27): want object, got number",
		`{"ByName":{` + text + `:{"PIN":` + n + n + `}}}`: "ByName.*.PIN (offset 34): want int64, got number",
		`{"Texts":["a",{"` + n + `":` + n + `}]}`:         "Texts.1 (offset 14): want string, got object",
	} {
		err := wire.ReadJSON(body, new(safe), nil)
		if err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", body, err, want)
		}
		unseen(t, "an error", fmt.Sprintf("%v %+v %#v", err, err, err))
	}
}

func TestMismatchesShowNothingMasked(t *testing.T) {
	const n = markerText
	var told []string
	o := &wire.ReadOptions{OnMismatch: func(m wire.Mismatch) { told = append(told, fmt.Sprintf("%+v", m)) }}
	body := `{"Name":12,"Code":` + n + `,"PIN":"` + n + `","Inner":{"PIN":` + n + `.0},"ByName":{"` + n + `":{"PIN":1.0}},"PINs":[1.0],"Texts":[` + n + `]}`
	var s safe
	if err := wire.ReadJSON(body, &s, o); err != nil {
		t.Fatal(err)
	}
	equal(t, s.Code, wire.Secret(n))
	equal(t, told, []string{
		"{Member:Name Want:string Got:number 12 Offset:8}", "{Member:Code Want:string Got:number Offset:18}",
		"{Member:PIN Want:int64 Got:string Offset:38}", "{Member:Inner.PIN Want:int64 Got:number Offset:69}",
		"{Member:ByName.*.PIN Want:int64 Got:number Offset:119}", "{Member:PINs.0 Want:int64 Got:number Offset:133}",
		"{Member:Texts.0 Want:string Got:number Offset:147}",
	})
	unseen(t, "a mismatch", strings.Join(told, "\n"))
}

func TestRefusalsToWriteShowNothingMasked(t *testing.T) {
	s := safe{
		Ratio: wire.Mask(math.Inf(1)), Any: wire.Mask[any](map[string]any{markerText: struct{ n int64 }{marker}}),
		ByName: wire.Mask(map[string]inside{"a." + markerText: {marker}}),
	}
	_, err := wire.AppendRequestJSON(nil, &s)
	unseen(t, "an error", fmt.Sprintf("%v %+v", err, err))
	equal(t, strings.Contains(fmt.Sprint(err), "Any.*: a value of type"), true)
	err = wire.AppendRequestParams(new(wire.Params), &s, wire.Flatten{})
	unseen(t, "an error", fmt.Sprintf("%v %+v", err, err))
	equal(t, strings.Contains(fmt.Sprint(err), "ByName.*: a key that is empty or holds a dot"), true)
}
