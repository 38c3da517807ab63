// Command secrets fills the input of the golden file shapes.txtar, prints it in
// every way that there is, and calls its typed fake with it. What shows a secret
// ends it with a message.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"reflect"
	"strings"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
	"github.com/signet-gen/signet/templates/testdata/secrets/gen/cloud/shapes/v20200101"
	"github.com/signet-gen/signet/templates/testdata/secrets/gen/cloud/shapes/v20200101/shapestest"
)

// The marker is what nobody may see, as a text and as numbers.
const (
	text   = "7351907351"
	number = 7351907351
	small  = 735190735
)

// spellings are what the printers could make of it.
var spellings = []string{
	"735190735", fmt.Sprintf("%x", text), fmt.Sprintf("%X", text), fmt.Sprintf("% x", text), strings.Trim(fmt.Sprint([]byte(text)), "[]"),
	fmt.Sprintf("%x", small), fmt.Sprintf("%X", small), fmt.Sprintf("%b", small), fmt.Sprintf("%o", small), "7.35e+",
	fmt.Sprintf("%x", number), fmt.Sprintf("%X", number), fmt.Sprintf("%b", number), fmt.Sprintf("%o", number), "NzM1MTkwNzM1MQ",
}

// hidden are the members with something to hide, of each type that there is.
// Texts are written as texts.
func hidden() shapes.SendInput {
	point := shapes.Point{X: number, Y: new(int64(number))}
	login := shapes.Login{Password: new(wire.Secret(text)), PIN: wire.Mask[int64](number), Next: wire.Mask(shapes.Login{Name: new(text)})}
	return shapes.SendInput{
		Secret:          text,
		SecretExplicit:  new(wire.Secret(text)),
		Secrets:         []wire.Secret{text},
		SecretLists:     map[string][]wire.Secret{"k": {text}},
		HiddenNumber:    wire.Mask[uint64](number),
		HiddenInt32:     wire.Mask[int32](small),
		HiddenFloat:     wire.Mask[float64](number),
		HiddenBool:      wire.Mask(true),
		HiddenDatetime:  wire.Mask[wire.Datetime](text),
		HiddenTimestamp: wire.Mask[wire.Timestamp](text),
		HiddenDate:      wire.Mask[wire.Date](text),
		HiddenBinary:    wire.Mask([]byte(text)),
		HiddenAny:       wire.Mask[any](text),
		HiddenColour:    wire.Mask[shapes.Colour](text),
		HiddenPoint:     wire.Mask(point),
		HiddenPoints:    wire.Mask([]shapes.Point{point}),
		HiddenNumbers:   wire.Mask([]int64{number}),
		HiddenByName:    wire.Mask(map[string][]shapes.Point{text: {point}}),
		Login:           &login,
		Logins:          []shapes.Login{login},
	}
}

// wanted is how many members of the input have something to hide.
const wanted = 20

func main() {
	in := hidden()
	seen := 0
	for v, i := reflect.ValueOf(in), 0; i < v.NumField(); i++ {
		if name := v.Type().Field(i).Name; !v.Field(i).IsZero() {
			seen++
			printed(name, v.Field(i).Interface())
			printed(name, []any{v.Field(i).Interface()})
		}
	}
	if seen != wanted {
		log.Fatalf("%d members are filled, want %d", seen, wanted)
	}
	printed("the input", in)
	printed("a pointer to the input", &in)
	printed("a list of pointers to inputs", []any{&in})
	printed("a structure that points to the input", struct{ In *shapes.SendInput }{&in})
	travels(in)
	refused()
	examples(in)
}

// printed prints a value in every way.
func printed(what string, v any) {
	verbs := ""
	for verb := 'A'; verb <= 'z'; verb++ {
		verbs += string(verb)
	}
	for _, verb := range verbs {
		if strings.ContainsRune("pTw", verb) && holds(reflect.TypeOf(v)) {
			continue // fmt asks a text nothing about these
		}
		for _, flags := range []string{"", "+", "#", " ", "-20", "020", ".3"} {
			format := "%" + flags + string(verb)
			check(what+" by "+format, fmt.Sprintf(format, v))
		}
	}
	check(what+" by Errorf", fmt.Errorf("refused: %v: %w", v, errors.ErrUnsupported).Error())
	var out bytes.Buffer
	for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(h).Info("called", "in", v, slog.Group("g", "in", v))
		slog.New(h).With("in", v).WithGroup("g").Error("failed")
	}
	check(what+" by slog", out.String())
	encoded, err := json.Marshal(v)
	if err != nil {
		log.Fatal(err)
	}
	check(what+" by json", string(encoded))
	if !strings.Contains(string(encoded), `"***"`) {
		log.Fatalf("%s by json is not masked: %s", what, encoded)
	}
}

// holds tells whether fmt can find texts in values of a type.
func holds(t reflect.Type) bool {
	if t == reflect.TypeFor[wire.Secret]() {
		return true
	}
	switch t.Kind() {
	case reflect.Interface:
		return true
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return holds(t.Elem())
	case reflect.Struct:
		for field := range t.Fields() {
			if field.IsExported() && holds(field.Type) {
				return true
			}
		}
	}
	return false
}

func check(how, shown string) {
	for _, spelling := range spellings {
		if strings.Contains(shown, spelling) {
			log.Fatalf("%s shows a secret (%s): %s", how, spelling, shown)
		}
	}
}

// travels calls the fake with the input, which has to come as it was sent.
func travels(in shapes.SendInput) {
	complete(&in)
	var got shapes.SendInput
	server := shapestest.NewServer(shapestest.Fake{
		Send: func(_ context.Context, in shapes.SendInput) (*shapes.SendOutput, error) {
			got = in
			return nil, nil
		},
	})
	defer server.Close()
	if _, err := shapes.New(server.Config()).Send(context.Background(), in); err != nil {
		log.Fatal(err)
	}
	if !reflect.DeepEqual(got, in) {
		log.Fatal("the fake got another input")
	}
}

// complete sets what else the input requires.
func complete(in *shapes.SendInput) {
	in.Text, in.Datetime, in.BinaryRequired, in.AnyRequired, in.Colour = "t", "2018-07-13 15:00:00", []byte("b"), "a", "red"
	in.Texts, in.Labels = []string{"t"}, map[string]string{"k": "v"}
}

// refused reads replies in which the secrets are of other types than promised.
func refused() {
	var told []wire.Mismatch
	server := shapestest.NewServer(shapestest.Fake{})
	defer server.Close()
	config := server.Config()
	config.OnMismatch = func(_ *rpc.Operation, m wire.Mismatch) { told = append(told, m) }
	client := shapes.New(config)
	for _, body := range []string{
		`{"HiddenOrNull":"x` + text + `"}`, `{"HiddenOrNull":` + text + text + `1}`, `{"HiddenOrNull":-` + text + `}`,
		`{"HiddenPoints":` + text + `}`, `{"HiddenPoints":[{"X":` + text + `.5}]}`, `{"HiddenPoints":[{"X":{"` + text + `":1}}]}`,
		`{"SecretOrNull":["` + text + `"]}`, `{"SecretOrNull":"` + text, `{"Logins":{"a":{"PIN":"` + text + `x"}}}`,
	} {
		server.Handle("Receive", rpctest.Raw(200, `{"Response":`+body+`}`))
		_, err := client.Receive(context.Background(), shapes.ReceiveInput{})
		if err == nil {
			log.Fatalf("%s was read", body)
		}
		check("the error", fmt.Sprintf("%v %+v %q", err, err, err))
	}
	server.Handle("Receive", rpctest.Raw(200, `{"Response":{"SecretOrNull":`+text+`,"HiddenOrNull":"`+text+`","HiddenPoints":[{"X":`+text+`.0}],"RequestId":"r"}}`))
	out, err := client.Receive(context.Background(), shapes.ReceiveInput{})
	if err != nil {
		log.Fatal(err)
	}
	if string(*out.SecretOrNull) != text || out.HiddenOrNull.Value() != number || out.HiddenPoints.Value()[0].X != number || len(told) != 3 {
		log.Fatalf("read %s, and told %v", out.RequestID, told)
	}
	check("a mismatch", fmt.Sprintf("%+v", told))
	printed("the output", out)
}

// examples holds an example of each direction against the types, as the tests do
// that are generated of examples.
func examples(in shapes.SendInput) {
	complete(&in)
	request, err := wire.AppendRequestJSON(nil, &in)
	if err != nil {
		log.Fatal(err)
	}
	forms := rpctest.Forms{JSON: true, XML: true}
	sent := rpctest.Example{
		New:     func() (wire.Message, wire.Message) { return &shapes.SendInput{}, &shapes.SendOutput{} },
		Request: string(request),
	}
	answered := rpctest.Example{
		New:   func() (wire.Message, wire.Message) { return &shapes.ReceiveInput{}, &shapes.ReceiveOutput{} },
		Reply: `{"SecretOrNull":"s","HiddenOrNull":0,"HiddenPoints":[{"X":1}],"Logins":{"a":{"PIN":1,"Next":{"Name":"n"}}}}`,
	}
	for _, f := range []rpctest.Findings{sent.CheckRequest(forms), answered.CheckReply(forms)} {
		if len(f.Differences)+len(f.Accepted) > 0 {
			log.Fatalf("%v, %v", f.Differences, f.Accepted)
		}
	}
}
