package tencent_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/tencent"
)

func TestCheckTimeAllowsFiveMinutesEitherWay(t *testing.T) {
	now := time.Unix(1551113065, 0)
	for skew, ok := range map[time.Duration]bool{
		0: true, 5 * time.Minute: true, -5 * time.Minute: true,
		5*time.Minute + time.Second: false, -5*time.Minute - time.Second: false, -time.Hour: false,
	} {
		err := tencent.CheckTime(now.Add(skew), now)
		if ok != (err == nil) || !ok && !errors.Is(err, tencent.ErrSignatureExpire) {
			t.Errorf("a skew of %s gives %v", skew, err)
		}
	}
}

func TestParseAuthorizationFaults(t *testing.T) {
	const signature = "63eae8f4b793c20564dafd5a5f62817d6e8de7ce5d4fb2d38f7babf1531c493c"
	const credential, names = "Credential=id/2019-02-25/cvm/tc3_request", "SignedHeaders=content-type;host"
	for _, test := range []struct{ name, header, want string }{
		{"order and space", "TC3-HMAC-SHA256 Signature=" + signature + "," + names + ",   " + credential, ""},
		{"another scheme", "Basic x", "the Authorization header does not begin with TC3-HMAC-SHA256"},
		{"nothing else", "TC3-HMAC-SHA256 ", `the Authorization header has a part "", and knows only Credential, SignedHeaders and Signature`},
		{"a part missing", "TC3-HMAC-SHA256 " + credential + ", " + names, "the Authorization header lacks one of Credential, SignedHeaders and Signature"},
		{"a part twice", "TC3-HMAC-SHA256 " + credential + ", " + credential, `the Authorization header has its part "Credential" twice`},
		{"a long unknown part", "TC3-HMAC-SHA256 " + strings.Repeat("x", 99), `the Authorization header has a part "xxxxxxxxxxxxxxxxxxxx", and knows only Credential, SignedHeaders and Signature`},
		{"a short scope", "TC3-HMAC-SHA256 Credential=id/2019-02-25/cvm", "the Credential of the Authorization header is not ID/date/service/tc3_request"},
		{"no id", "TC3-HMAC-SHA256 Credential=/2019-02-25/cvm/tc3_request", "the Credential of the Authorization header is not ID/date/service/tc3_request"},
		{"a bad date", "TC3-HMAC-SHA256 Credential=id/2019-02-30/cvm/tc3_request", "the date in the Credential of the Authorization header is not such as 2019-02-25"},
		{"upper case", "TC3-HMAC-SHA256 SignedHeaders=Content-Type;host", "the SignedHeaders of the Authorization header are not names in lower case with semicolons between them"},
		{"not sorted", "TC3-HMAC-SHA256 SignedHeaders=host;content-type", "the SignedHeaders of the Authorization header are not sorted, or one stands there twice"},
		{"twice", "TC3-HMAC-SHA256 SignedHeaders=content-type;host;host", "the SignedHeaders of the Authorization header are not sorted, or one stands there twice"},
		{"no host", "TC3-HMAC-SHA256 SignedHeaders=content-type", "the SignedHeaders of the Authorization header lack host"},
		{"no content type", "TC3-HMAC-SHA256 SignedHeaders=host", "the SignedHeaders of the Authorization header lack content-type"},
		{"upper case digits", "TC3-HMAC-SHA256 Signature=" + strings.ToUpper(signature), "the Signature of the Authorization header is not 64 hexadecimal digits in lower case"},
		{"a short signature", "TC3-HMAC-SHA256 Signature=" + signature[1:], "the Signature of the Authorization header is not 64 hexadecimal digits in lower case"},
	} {
		_, err := tencent.ParseAuthorization(test.header)
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
	good := tencent.SignTC3(nil, exampleID, exampleKey, describeInstances(unnamedBody))
	f.Add(string(good))
	f.Add("TC3-HMAC-SHA256 Credential=a/2019-02-25/b/tc3_request,SignedHeaders=a;content-type;host,Signature=" + strings.Repeat("0", 64))
	f.Fuzz(func(t *testing.T, header string) {
		a, err := tencent.ParseAuthorization(header)
		if err != nil {
			if len(err.Error()) > 200 {
				t.Errorf("the error repeats the header: %v", err)
			}
			return
		}
		again := "TC3-HMAC-SHA256 Credential=" + a.ID + "/" + a.Date + "/" + a.Service + "/tc3_request, SignedHeaders=" + strings.Join(a.SignedHeaders, ";") + ", Signature=" + a.Signature
		b, err := tencent.ParseAuthorization(again)
		if err != nil || fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("%q was read as %+v, which is then read as %+v, %v", header, a, b, err)
		}
	})
}
