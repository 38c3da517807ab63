package alibaba_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/alibaba"
)

func TestCheckTimeAllowsWhatEachSignatureAllows(t *testing.T) {
	now := time.Unix(1551113065, 0)
	for signature, most := range map[alibaba.Signature]time.Duration{alibaba.V2: 31 * time.Minute, alibaba.V3: 15 * time.Minute} {
		for skew, ok := range map[time.Duration]bool{
			0: true, most: true, -most: true, most + time.Second: false, -most - time.Second: false, 24 * time.Hour: false,
		} {
			err := alibaba.CheckTime(signature, now.Add(skew), now)
			if ok != (err == nil) || !ok && !errors.Is(err, alibaba.ErrTimestampExpired) {
				t.Errorf("%s: a skew of %s gives %v", signature, skew, err)
			}
		}
	}
}

func TestParseAuthorizationFaults(t *testing.T) {
	const signature = "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
	const names = "SignedHeaders=host;x-acs-action"
	for _, test := range []struct{ name, header, want string }{
		{"order and space", "ACS3-HMAC-SHA256 Signature=" + signature + ", " + names + ",   Credential=id", ""},
		{"the vendor's", runInstancesAuthorization, ""},
		{"another scheme", "acs id:x", "the Authorization header does not begin with ACS3-HMAC-SHA256"},
		{"nothing else", "ACS3-HMAC-SHA256 ", `the Authorization header has a part "", and knows only Credential, SignedHeaders and Signature`},
		{"a part missing", "ACS3-HMAC-SHA256 Credential=id," + names, "the Authorization header lacks one of Credential, SignedHeaders and Signature"},
		{"a part twice", "ACS3-HMAC-SHA256 Credential=id,Credential=id", `the Authorization header has its part "Credential" twice`},
		{"a long unknown part", "ACS3-HMAC-SHA256 " + strings.Repeat("x", 99), `the Authorization header has a part "xxxxxxxxxxxxxxxxxxxx", and knows only Credential, SignedHeaders and Signature`},
		{"no id", "ACS3-HMAC-SHA256 Credential=", "the Credential of the Authorization header is empty"},
		{"upper case", "ACS3-HMAC-SHA256 SignedHeaders=Host", "the SignedHeaders of the Authorization header are not names in lower case with semicolons between them"},
		{"an empty name", "ACS3-HMAC-SHA256 SignedHeaders=host;", "the SignedHeaders of the Authorization header are not names in lower case with semicolons between them"},
		{"not sorted", "ACS3-HMAC-SHA256 SignedHeaders=x-acs-action;host", "the SignedHeaders of the Authorization header are not sorted, or one stands there twice"},
		{"twice", "ACS3-HMAC-SHA256 SignedHeaders=host;host", "the SignedHeaders of the Authorization header are not sorted, or one stands there twice"},
		{"no host", "ACS3-HMAC-SHA256 SignedHeaders=x-acs-action", "the SignedHeaders of the Authorization header lack host"},
		{"upper case digits", "ACS3-HMAC-SHA256 Signature=" + strings.ToUpper(signature), "the Signature of the Authorization header is not 64 hexadecimal digits in lower case"},
		{"a short signature", "ACS3-HMAC-SHA256 Signature=" + signature[1:], "the Signature of the Authorization header is not 64 hexadecimal digits in lower case"},
	} {
		_, err := alibaba.ParseAuthorization(test.header)
		if got := text(err); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func FuzzParseAuthorization(f *testing.F) {
	f.Add(runInstancesAuthorization)
	f.Add("ACS3-HMAC-SHA256 Credential=a/b,SignedHeaders=a;host,Signature=" + strings.Repeat("0", 64))
	f.Fuzz(func(t *testing.T, header string) {
		a, err := alibaba.ParseAuthorization(header)
		if err != nil {
			if len(err.Error()) > 200 {
				t.Errorf("the error repeats the header: %v", err)
			}
			return
		}
		again := "ACS3-HMAC-SHA256 Credential=" + a.ID + ",SignedHeaders=" + strings.Join(a.SignedHeaders, ";") + ",Signature=" + a.Signature
		b, err := alibaba.ParseAuthorization(again)
		if err != nil || fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("%q was read as %+v, which is then read as %+v, %v", header, a, b, err)
		}
	})
}
