package tencenttest_test

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
)

// forms are all the ways in which a request is signed and sent.
var forms = []struct {
	name      string
	op        *rpc.Operation
	signature tencent.Signature
	method    string
}{
	{"TC3 POST", &putBox, tencent.TC3, "POST"},
	{"TC3 GET", &putBox, tencent.TC3, "GET"},
	{"TC3 multipart", &putFile, tencent.TC3, "POST"},
	{"v1 SHA1 GET", &putBox, tencent.HmacSHA1, "GET"},
	{"v1 SHA1 POST", &putBox, tencent.HmacSHA1, "POST"},
	{"v1 SHA256 GET", &putBox, tencent.HmacSHA256, "GET"},
	{"v1 SHA256 POST", &putBox, tencent.HmacSHA256, "POST"},
}

// awkward is an input of texts that must be escaped somewhere, and of bytes
// that are no text.
var awkward = boxInput{
	Name:   "a b+c&d=e%20/?#\"\\ü箱\n~*'()",
	Limit:  1<<64 - 1,
	Open:   new(false),
	Labels: []label{{"n", ""}, {"m", " =&"}},
	Data:   []byte{0, 255, '\r', '\n', '-', '-', 'x', 0x80},
}

func TestEachFormOfRequestReachesTheHandlerAsItWasSent(t *testing.T) {
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			var got boxInput
			s := start(t, func(_ context.Context, in boxInput) (*boxOutput, error) {
				got = in
				return &boxOutput{BoxID: "box-1", Sizes: []uint64{0, 7}}, nil
			})
			out, err := call(t, s, form.op, awkward, func(c *tencent.Config) {
				c.Signature, c.Method, c.Language = form.signature, form.method, "en-US"
			})
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, awkward) {
				t.Errorf("the handler got\n%+v, sent was\n%+v", got, awkward)
			}
			request := s.Requests()[0]
			want := boxOutput{BoxID: "box-1", Sizes: []uint64{0, 7}, RequestID: request.RequestID}
			if !reflect.DeepEqual(*out, want) || out.RequestID == "" {
				t.Errorf("the caller got %+v, want %+v", *out, want)
			}
			if request.Action != form.op.Action || request.Version != store.Version || request.Region != tencenttest.Region ||
				request.Language != "en-US" || request.Method != form.method || request.Signature != string(form.signature) ||
				request.KeyID != tencenttest.SecretID || request.Multipart != form.op.Multipart || request.Code != "" {
				t.Errorf("recorded was %+v", request)
			}
			if !strings.Contains(request.Params, `"Labels":[{"Name":"n"`) {
				t.Errorf("recorded parameters: %s", request.Params)
			}
		})
	}
}

func TestTemporaryKeyPassesWithItsToken(t *testing.T) {
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			s := start(t, answers(nil))
			s.AddKey(credential.Credentials{ID: "AKIDtemporary", Secret: "another-secret", Token: "token-of-it"})
			_, err := call(t, s, form.op, boxInput{Name: "n"}, func(c *tencent.Config) {
				c.Signature, c.Method = form.signature, form.method
				c.Credentials = credential.Static("AKIDtemporary", "another-secret", "token-of-it")
			})
			if err != nil {
				t.Fatal(err)
			}
			request := s.Requests()[0]
			if request.KeyID != "AKIDtemporary" {
				t.Errorf("recorded was the key %q", request.KeyID)
			}
			for name, values := range request.Header {
				if strings.Contains(strings.Join(values, " ")+request.Params, "token-of-it") {
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
				if _, err := call(t, s, form.op, boxInput{Name: "n"}, func(c *tencent.Config) {
					c.Signature, c.Method = form.signature, form.method
				}); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
