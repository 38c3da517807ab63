package tencenttest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
)

// private is an input of which no value may be seen.
var private = boxInput{
	Name:   "PRIVATE1 name+/=&%ü&Nonce=PRIVATE2",
	Labels: []label{{"PRIVATE3*~", "PRIVATE4\"\\"}},
	Data:   []byte("PRIVATE5"),
}

// awkwardKey is one whose halves must be escaped.
var awkwardKey = credential.Credentials{
	ID: "AKIDabcdefgh1234", Secret: "PRIVATEsecret+/=", Token: "PRIVATEtoken+/=&%41~*",
	Expires: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC), Source: "the source of the test",
}

// printings are all ways in which a program may print an error.
func printings(err error) map[string]string {
	all := map[string]string{}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		all[verb] = fmt.Sprintf(verb, err)
	}
	var refused *rpc.Error
	if errors.As(err, &refused) {
		all["a value"] = fmt.Sprintf("%+v %#v", *refused, *refused)
		all["the explanation"] = fmt.Sprintf("%v %+v %#v", refused.Explanation, refused.Explanation, refused.Explanation)
		text, _ := json.Marshal(refused)
		all["JSON"] = string(text)
	}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("failed", "err", err, "refused", refused)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("failed", "err", err, "refused", refused)
	all["slog"] = log.String()
	return all
}

// checkPrivate looks for what is private in each printing, escapes undone.
func checkPrivate(t *testing.T, err error) {
	t.Helper()
	for way, text := range printings(err) {
		for range 3 {
			if strings.Contains(text, "PRIVATE") || strings.Contains(text, fmt.Sprintf("%x", "PRIVATE")) {
				t.Fatalf("%s shows what is private: %s", way, text)
			}
			if plain, err := url.QueryUnescape(text); err == nil {
				text = plain
			}
		}
	}
}

func TestExplanationsTellAllButWhatIsPrivate(t *testing.T) {
	for _, failure := range []struct {
		name    string
		key     func(*credential.Credentials)
		clock   time.Duration
		message string // of a denial
		code    rpc.Code
		says    []string
	}{
		{name: "wrong secret", key: func(c *credential.Credentials) { c.Secret = "PRIVATEother" }, code: tencent.ErrSignatureFailure,
			says: []string{"key: AKID***1234 from the source of the test, with a token that ends at 2030-01-02T03:04:05Z"}},
		{name: "wrong token", key: func(c *credential.Credentials) { c.Token = "PRIVATEnone" }, code: tencent.ErrTokenFailure, says: []string{"with a token"}},
		{name: "no token", key: func(c *credential.Credentials) { c.Token = "" }, code: tencent.ErrTokenFailure, says: []string{"without a token"}},
		{name: "unknown key", key: func(c *credential.Credentials) { c.ID = "AKIDanother12345" }, code: tencent.ErrSecretIDNotFound, says: []string{"key: AKID***2345"}},
		{name: "skewed clock", clock: -time.Hour, code: tencent.ErrSignatureExpire, says: []string{" slow ("}},
		{name: "denied", message: "[request id:1]you are not authorized to perform operation (store:PutBox)\nresource (qcs::store:ap-guangzhou:uin/1:box/*) has no permission\n",
			code: "UnauthorizedOperation", says: []string{"permission: store:PutBox\n", "resource: qcs::store:ap-guangzhou:uin/1:box/*"}},
		{name: "denied without a word", message: "no", code: "UnauthorizedOperation", says: []string{"the cloud does not name it"}},
	} {
		for _, form := range forms {
			t.Run(form.name+"/"+failure.name, func(t *testing.T) {
				s := start(t, func(context.Context, boxInput) (*boxOutput, error) {
					return nil, &rpc.Error{Code: "UnauthorizedOperation", Message: failure.message}
				})
				s.AddKey(awkwardKey)
				_, err := call(t, s, form.op, private, func(c *tencent.Config) {
					c.Signature, c.Method = form.signature, form.method
					used := awkwardKey
					if failure.key != nil {
						failure.key(&used)
					}
					c.Credentials = credential.ProviderFunc(func(context.Context) (credential.Credentials, error) { return used, nil })
					c.Now = ahead(failure.clock)
				})
				if !errors.Is(err, failure.code) {
					t.Fatalf("the call ended with %v", err)
				}
				if text := err.Error(); strings.Contains(text, "\n") {
					t.Errorf("not one line: %s", text)
				}
				report := fmt.Sprintf("%+v", err)
				for _, part := range failure.says {
					if !strings.Contains(report, part) {
						t.Errorf("the report lacks %q:\n%s", part, report)
					}
				}
				checkSigned(t, report, form.signature, form.method, failure.message == "")
				checkPrivate(t, err)
				checkPrivate(t, fmt.Errorf("within another: %w", err))
			})
		}
	}
}

// checkSigned looks for what was signed in a report.
func checkSigned(t *testing.T, report string, signature tencent.Signature, method string, shown bool) {
	t.Helper()
	parts := []string{"signed, the string to sign:\n  " + method, "\n  SecretId=AKID***", "\n  Name=<", "\n  Action=Put"}
	if signature == tencent.TC3 {
		parts = []string{"signed, the canonical request:\n  " + method + "\n  /\n", "\n  content-type:", "\n  host:127.0.0.1", "signed, the string to sign:\n  TC3-HMAC-SHA256\n", "/store/tc3_request\n"}
	}
	for _, part := range parts {
		if strings.Contains(report, part) != shown {
			t.Errorf("the report has %q, or lacks it:\n%s", part, report)
		}
	}
}
