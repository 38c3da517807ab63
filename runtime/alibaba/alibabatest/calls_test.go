package alibabatest_test

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/alibaba/alibabatest"
	"github.com/signet-gen/signet/runtime/credential"
)

// form is a way in which a request is signed, sent and answered.
type form struct {
	name      string
	signature alibaba.Signature
	method    string
	format    alibaba.Format
}

// forms are all of them.
var forms = []form{
	{"V3 POST JSON", alibaba.V3, "POST", alibaba.JSON},
	{"V3 POST XML", alibaba.V3, "POST", alibaba.XML},
	{"V3 GET JSON", alibaba.V3, "GET", alibaba.JSON},
	{"V3 GET XML", alibaba.V3, "GET", alibaba.XML},
	{"V2 POST JSON", alibaba.V2, "POST", alibaba.JSON},
	{"V2 POST XML", alibaba.V2, "POST", alibaba.XML},
	{"V2 GET JSON", alibaba.V2, "GET", alibaba.JSON},
	{"V2 GET XML", alibaba.V2, "GET", alibaba.XML},
}

// configure makes a client use the form.
func (f form) configure(c *alibaba.Config) {
	c.Signature, c.Method, c.Format = f.signature, f.method, f.format
}

// awkwardText must be escaped everywhere.
const awkwardText = "a b+c&d=e%20/?#\"\\ü箱\n\r\t~*'()<tag/>]]>&amp; "

// awkward is an input of such texts, of zero values and of bytes that are no text.
var awkward = boxInput{
	RegionID: "cn-beijing",
	Name:     awkwardText,
	Limit:    1<<64 - 1,
	Open:     new(false),
	Labels:   []label{{"n", ""}, {awkwardText, " =&"}},
	Notes:    []label{{awkwardText, "2"}, {"m", ""}},
	IDs:      []string{"i 1", "i&2", ""},
	Filter:   map[string]string{"a b": awkwardText, "c": ""},
	Data:     []byte{0, 255, '\r', '\n', '-', '-', 'x', 0x80},
	Letter:   awkwardText,
	Trace:    "trace 1, ü",
}

func TestEachFormOfRequestReachesTheHandlerAsItWasSent(t *testing.T) {
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			var got boxInput
			out := boxOutput{BoxID: awkwardText, Sizes: []uint64{0, 7}, Labels: []label{{awkwardText, ""}}}
			s := start(t, func(_ context.Context, in boxInput) (*boxOutput, error) {
				got = in
				return &out, nil
			})
			received, err := call(t, s, &putBox, awkward, form.configure)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, awkward) {
				t.Errorf("the handler got\n%+v, sent was\n%+v", got, awkward)
			}
			request := s.Requests()[0]
			want := out
			want.RequestID = request.RequestID
			if !reflect.DeepEqual(*received, want) || request.RequestID == "" {
				t.Errorf("the caller got\n%+v, want\n%+v", *received, want)
			}
			if request.Action != "PutBox" || request.Version != store.Version || request.Region != "cn-beijing" ||
				request.Method != form.method || request.Signature != string(form.signature) ||
				request.Format != string(form.format) || request.KeyID != alibabatest.AccessKeyID || request.Code != "" {
				t.Errorf("recorded was %+v", request)
			}
			for _, part := range []string{`"Label":[{"Name":"n"`, `"Limit":"18446744073709551615"`, `"Ids":"i 1,i&2,"`, `"Open":"false"`, `"x-acs-trace":"trace 1, ü"`} {
				if !strings.Contains(request.Params, part) {
					t.Errorf("the recorded parameters lack %s: %s", part, request.Params)
				}
			}
			if strings.Contains(request.Params, "Signature") || strings.Contains(request.Params, "x-acs-action") {
				t.Errorf("among the recorded parameters are common ones: %s", request.Params)
			}
		})
	}
}

func TestEmptyParametersOfAHostAreTheClientsRegion(t *testing.T) {
	for _, form := range forms {
		s := start(t, answers(nil))
		if _, err := call(t, s, &putBox, boxInput{Name: "n"}, form.configure); err != nil {
			t.Fatal(err)
		}
		if request := s.Requests()[0]; request.Region != alibabatest.Region || !strings.Contains(request.Params, `"RegionId":"cn-hangzhou"`) {
			t.Errorf("%s: the region is %q, the parameters are %s", form.name, request.Region, request.Params)
		}
	}
}

func TestTemporaryKeyPassesWithItsToken(t *testing.T) {
	const token = "token/of+it=&"
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			s := start(t, answers(nil))
			s.AddKey(credential.Credentials{ID: "STS.temporary", Secret: "another-secret", Token: token})
			_, err := call(t, s, &putBox, boxInput{Name: "n"}, func(c *alibaba.Config) {
				form.configure(c)
				c.Credentials = credential.Static("STS.temporary", "another-secret", token)
			})
			if err != nil {
				t.Fatal(err)
			}
			request := s.Requests()[0]
			if request.KeyID != "STS.temporary" {
				t.Errorf("recorded was the key %q", request.KeyID)
			}
			for name, values := range request.Header {
				if strings.Contains(strings.Join(values, " ")+request.Params, token) {
					t.Errorf("the token was recorded, in %s or the parameters", name)
				}
			}
		})
	}
}

func TestHonestCallsOfOneContentAllPass(t *testing.T) {
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			s := start(t, answers(nil))
			for range 5 {
				if _, err := call(t, s, &putBox, boxInput{Name: "n"}, form.configure); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func TestActionMayTakeOneMethodOnly(t *testing.T) {
	s := start(t, answers(nil))
	if _, err := call(t, s, &sealIt, boxInput{Name: "n"}, nil); err != nil {
		t.Error(err)
	}
	_, err := call(t, s, &sealIt, boxInput{Name: "n"}, func(c *alibaba.Config) { c.Method = "GET" })
	if err == nil || len(s.Requests()) != 1 {
		t.Errorf("a GET was sent, and ended with %v", err)
	}
}
