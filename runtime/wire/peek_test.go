package wire_test

import (
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

// An envelope looks at Error and RequestId, and leaves the rest to the result.
type envelope struct {
	failure struct{ code, message string }
	failed  bool
	id      string
	result  wire.Message
}

func (e *envelope) WireMembers(c *wire.Codec) {
	failure := request{func(c *wire.Codec) {
		c.String("Code", &e.failure.code)
		c.String("Message", &e.failure.message)
	}}
	if c.Peek("Error", failure) {
		e.failed = true
	}
	c.PeekString("RequestId", &e.id)
	e.result.WireMembers(c)
}

func TestPeek(t *testing.T) {
	type result struct {
		RequestID, Text, Error string
		Inner                  inner
	}
	for _, test := range []struct {
		name, body string
		id, code   string
		failed     bool
		want       result
	}{
		{"a result", `{"Text":"a","RequestId":"r"}`, "r", "", false, result{RequestID: "r", Text: "a"}},
		{"an error", `{"Error":{"Code":"C","Message":"m"},"RequestId":"r"}`, "r", "C", true, result{RequestID: "r"}},
		{"an error, after the id", `{"RequestId":"r","Error":{"Code":"C"}}`, "r", "C", true, result{RequestID: "r"}},
		{"an error, after everything", `{"RequestId":"r","Text":"a","Inner":{"Size":1},"Error":{"Code":"C"}}`, "r", "C", true,
			result{RequestID: "r", Text: "a", Inner: inner{Size: 1}}},
		{"a member called Error", `{"Text":"a","Error":"none","RequestId":"r"}`, "r", "", false,
			result{RequestID: "r", Text: "a", Error: "none"}},
		{"escaped keys", `{"\u0045rror":{"Code":"C"},"Request\u0049d":"r"}`, "r", "C", true, result{RequestID: "r"}},
		{"escaped keys within", `{"\u0045rror":{"\u0043ode":"C","Me\u0073sage":"m"},"Text":"a"}`, "", "C", true, result{Text: "a"}},
		{"an id of another kind", `{"RequestId":12,"Text":"a"}`, "12", "", false, result{RequestID: "12", Text: "a"}},
		{"an id after an object", `{"Inner":{"Size":1},"RequestId":"r"}`, "r", "", false, result{RequestID: "r", Inner: inner{Size: 1}}},
		{"nothing", `{}`, "", "", false, result{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got result
			mismatches := 0
			e := envelope{result: request{func(c *wire.Codec) {
				var taken string
				if c.String("Code", &taken); taken != "" {
					t.Errorf("Error's Code was taken for the result's: %q", taken)
				}
				c.String("Text", &got.Text)
				c.Message("Inner", &got.Inner)
				if test.want.Error != "" {
					c.String("Error", &got.Error)
				}
				c.String("RequestId", &got.RequestID)
			}}}
			err := wire.ReadJSON(test.body, &e, &wire.ReadOptions{OnMismatch: func(wire.Mismatch) { mismatches++ }})
			if err != nil {
				t.Fatal(err)
			}
			equal(t, got, test.want)
			equal(t, e.id, test.id)
			equal(t, e.failure.code, test.code)
			equal(t, e.failed, test.failed)
			equal(t, mismatches, strings.Count(test.body, "12"))
		})
	}
}

func TestPeekLeavesMalformedTextToTheReader(t *testing.T) {
	for _, body := range []string{
		`{"Error" {}}`, `{"Error":{"Code":"C"}`, `{"Error":{"Code":}}`, `{"Error":{"Code":"C"},"RequestId":"r`, `{"RequestId"`,
	} {
		e := envelope{result: new(every)}
		if _, ok := wire.ReadJSON(body, &e, nil).(*wire.SyntaxError); !ok {
			t.Errorf("%s was accepted", body)
		}
	}
}

func TestPeekWritesNothing(t *testing.T) {
	got, err := wire.AppendJSON(nil, &envelope{result: &inner{Name: "n"}})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, string(got), `{"Name":"n","Size":0,"State":""}`)
}
