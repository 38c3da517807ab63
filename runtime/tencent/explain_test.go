package tencent_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/canonical"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
)

// denied is the body of a reply that refuses a call with a message.
func denied(message string) string {
	return `{"Response":{"Error":{"Code":"UnauthorizedOperation","Message":` + strconv.Quote(message) + `},"RequestId":"r-1"}}`
}

func TestMissingPermissionsAreReadFromMessages(t *testing.T) {
	for message, want := range map[string]string{
		"[request id:1]you are not authorized to perform operation (cvm:StopInstances)\nresource (qcs:id/0:cvm:ap-guangzhou:uin/1:instance/ins-1) has no permission\n": "cvm:StopInstances qcs:id/0:cvm:ap-guangzhou:uin/1:instance/ins-1",
		"you are not authorized to perform operation (sms:SendSms)\nresource (*) has no permission":                                                                    "sms:SendSms *",
		"operation (sts:AssumeRole), resource (qcs::cam::uin/1:roleName/r) has no permission":                                                                          "sts:AssumeRole qcs::cam::uin/1:roleName/r",
		"not authorized to perform operation (tke:CreateCluster) with or without condition:[{}]":                                                                       "tke:CreateCluster ",
		"check your CAM policy":                          " ",
		"operation (":                                    " ",
		"operation () resource ()":                       " ",
		"operation (what is it) resource (a\x00b)":       " a\x00b",
		"operation (" + strings.Repeat("a", 2000) + ")":  " ",
		"operation (a(b)) and then resource (c:d) again": "a(b c:d",
	} {
		e, err := tencent.ReadError(denied(message))
		if err != nil {
			if !strings.Contains(message, "\x00") { // which JSON writes in another way
				t.Errorf("%q: %v", message, err)
			}
			continue
		}
		p := e.Explanation.Permission
		if got := p.Action + " " + strings.Join(p.Resources, "+"); got != want || p.Told != (p.Action != "") {
			t.Errorf("%q: got %q, want %q", message, got, want)
		}
		if text := e.Error(); strings.Contains(text, "\n") {
			t.Errorf("%q", text)
		}
	}
}

func TestWhatIsNoReplyOfARefusalIsRefused(t *testing.T) {
	for name, test := range map[string]struct{ body, want string }{
		"empty":     {"", "empty"},
		"no JSON":   {"nothing", "not the JSON"},
		"XML":       {"<Error/>", "not the JSON"},
		"a success": {`{"Response":{"RequestId":"r-1"}}`, "succeeded"},
		"another":   {`{"Code":"C"}`, "no member Response"},
		"deep":      {strings.Repeat(`{"Response":`, 1<<20), ""},
	} {
		if _, err := tencent.ReadError(test.body); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// FuzzMessagesOfServers answers a call with any message: nothing shows the key.
func FuzzMessagesOfServers(f *testing.F) {
	for _, seed := range []string{"operation (a:b)\nresource (c) has no permission", "operation (#) resource (!)", "#", "resource (", "operation ()"} {
		f.Add(seed)
	}
	secrets := []string{"secret-of-the-key+/", "token-of-the-key+/="}
	f.Fuzz(func(t *testing.T, message string) {
		message = strings.NewReplacer("#", secrets[1], "!", secrets[0]).Replace(message)
		cfg := config("http://127.0.0.1:1")
		cfg.Credentials = credential.Static("AKID0123456789ab", secrets[0], secrets[1])
		cfg.Transport = roundTrip(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(denied(message)))}, nil
		})
		_, err := call(cfg, describe, &input{Name: "n"})
		var e *rpc.Error
		if !errors.As(err, &e) {
			return // the message cannot be written as JSON so
		}
		if report := fmt.Sprintf("%+v %+v", e, *e.Explanation.Permission); canonical.Hide(report, secrets) != report {
			t.Errorf("it shows %q", report)
		}
		if action := e.Explanation.Permission.Action; action == "" || len(action) > 1024 || strings.ContainsAny(action, " \n") {
			t.Errorf("the action is %q", action)
		}
	})
}

// Under TC3 common parameters are in the header, and one of the query is the caller's.
func TestParameterThatIsCalledLikeACommonOneIsNotShown(t *testing.T) {
	cfg := config("http://127.0.0.1:1")
	cfg.Method = "GET"
	cfg.Transport = roundTrip(func(*http.Request) (*http.Response, error) {
		const body = `{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"no"},"RequestId":"r"}}`
		return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(body))}, nil
	})
	_, err := call(cfg, describe, &input{Name: "n", Region: "PRIVATE"})
	if report := fmt.Sprintf("%+v", err); strings.Contains(report, "PRIVATE") || !strings.Contains(report, "Region=<7 bytes>") {
		t.Error(report)
	}
}
