package alibaba_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/canonical"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
)

const (
	signedV2 = "GET&%2F&AccessKeyId%3DLTAI0123456789ab%26Action%3DDescribeThings%26Name%3Da%252Bb%26SecurityToken%3Dtttttttt%26Version%3D2014-05-26"
	signedV3 = "POST\n/\nName=a%2Bb\nhost:ecs.aliyuncs.com\nx-acs-action:DescribeThings\nx-acs-security-token:tttttttt\n\nhost;x-acs-action;x-acs-security-token\n00ff"
	stringV3 = "ACS3-HMAC-SHA256\n153ea13a"

	shownV2 = "GET\n/\nAccessKeyId=LTAI***89ab\nAction=DescribeThings\nName=<3 bytes>\nSecurityToken=<8 bytes>\nVersion=2014-05-26"
	shownV3 = "POST\n/\nName=<3 bytes>\nhost:ecs.aliyuncs.com\nx-acs-action:DescribeThings\nx-acs-security-token:<8 bytes>\n\nhost;x-acs-action;x-acs-security-token\n00ff"
)

// refused is the body of a reply, as JSON.
func refused(code, message string) string {
	return fmt.Sprintf(`{"RequestId":"r-1","HostId":"ecs.aliyuncs.com","Code":%q,"Message":%s}`, code, strconv.Quote(message))
}

func TestSavedRepliesAreRead(t *testing.T) {
	const mismatch = "SignatureDoesNotMatch"
	bothV3 := "not matched. server StringToSign is [" + stringV3 + "] server CanonicalRequest is [" + signedV3 + "]"
	for name, test := range map[string]struct {
		body, signed string
		message      string
		echo         string // all texts
		says         string // of the report
	}{
		"V2":                             {refused(mismatch, "not matched. server string to sign is:"+signedV2), "", "not matched.", shownV2, "the server signed, the string to sign:\n  GET\n"},
		"V2, in XML":                     {"<?xml version='1.0'?><Error><RequestId>r-1</RequestId><Code>" + mismatch + "</Code><Message>not matched. server string to sign is:" + strings.ReplaceAll(signedV2, "&", "&amp;") + "</Message></Error>", "", "not matched.", shownV2, ""},
		"V2, with a space":               {refused("IncompleteSignature", "no standard. server string to sign is: "+signedV2+"\n"), "", "no standard.", shownV2, ""},
		"V2, the same":                   {refused(mismatch, "x server string to sign is:"+signedV2), signedV2, "x", shownV2, "differs: nothing"},
		"V2, another":                    {refused(mismatch, "x server string to sign is:"+signedV2), strings.Replace(signedV2, "%252B", "%2520", 1), "x", shownV2, "in the parameter Name"},
		"V3":                             {refused(mismatch, bothV3), "", "not matched.", shownV3 + "\n" + stringV3, ""},
		"V3 with line ends as letters":   {refused(mismatch, strings.ReplaceAll(bothV3, "\n", `\n`)), "", "not matched.", shownV3 + "\n" + stringV3, ""},
		"V3, the canonical request":      {refused(mismatch, bothV3), strings.Replace(signedV3, "host:", "host:x", 1), "not matched.", shownV3 + "\n" + stringV3, "in the header host"},
		"V3, the string to sign":         {refused(mismatch, bothV3), strings.Replace(stringV3, "15", "16", 1), "not matched.", shownV3 + "\n" + stringV3, "byte 19 of the string to sign, in the hash of the canonical request"},
		"V3, without its end":            {refused(mismatch, "x server CanonicalRequest is ["+signedV3), "", "x", shownV3, ""},
		"V3, a parameter called as V2's": {refused(mismatch, "x server CanonicalRequest is [POST\n/\nVersion=mine&host=mine\nhost:h\n\nhost\n00]"), "", "x", "POST\n/\nVersion=<4 bytes>\nhost=<4 bytes>\nhost:h\n\nhost\n00", ""},
		"nothing":                        {refused(mismatch, "not matched."), "", "not matched.", "", ""},
		"small letters":                  {`{"code":"` + mismatch + `","message":"x server string to sign is:GET","requestId":"r-1"}`, "", "x", "GET", ""},
		"a permission":                   {`{"RequestId":"r-1","Code":"Forbidden.RAM","Message":"no","AccessDeniedDetail":{"AuthAction":"ecs:Stop\nInstance","PolicyType":"P"}}`, "", "no", "", "permission: ecs:Stop Instance\n  policy: P"},
		"of an unknown code":             {`{"RequestId":"r-1","Code":"Odd","Message":"no","AccessDeniedDetail":{"AuthAction":"ecs:Stop"}}`, "", "no", "", "permission: ecs:Stop"},
		"no permission named":            {`{"RequestId":"r-1","Code":"Forbidden","Message":"no"}`, "", "no", "", "permission: the cloud does not name it"},
	} {
		e, err := alibaba.ReadError(test.body, test.signed)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var echo []string
		for _, text := range e.Explanation.Echo {
			echo = append(echo, text.Text)
		}
		if got := strings.Join(echo, "\n"); got != test.echo || e.Message != test.message || e.RequestID != "r-1" || e.Explanation.Echoed != (test.echo != "") {
			t.Errorf("%s: got %+v\nwant %s", name, e, test.echo)
		}
		if report := e.Report(); !strings.Contains(report, test.says) || strings.Contains(report, "tttttttt") || strings.Contains(report, "a+b") {
			t.Errorf("%s: the report is\n%s\nwant %s", name, report, test.says)
		}
	}
}

func TestWhatIsNoReplyOfARefusalIsRefused(t *testing.T) {
	echoed := refused("SignatureDoesNotMatch", "x server string to sign is:"+signedV2)
	for name, test := range map[string]struct{ body, signed, want string }{
		"empty":                {"", "", "names none"},
		"no JSON":              {"nothing", "", "neither the JSON nor the XML"},
		"a success":            {`{"RequestId":"r-1"}`, "", "names none"},
		"deep":                 {strings.Repeat(`{"a":`, 1<<20), "", ""},
		"deep XML":             {strings.Repeat(`<a>`, 1<<20), "", ""},
		"nothing to compare":   {refused("SignatureDoesNotMatch", "x"), signedV2, "nothing to compare with"},
		"of another signature": {echoed, signedV3, "a canonical request"},
	} {
		if _, err := alibaba.ReadError(test.body, test.signed); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestLongEchoIsCutAndNotLookedInto(t *testing.T) {
	e, err := alibaba.ReadError(refused("SignatureDoesNotMatch", "x server string to sign is:GET&%2F&"+strings.Repeat("a%26", 1<<20)), "")
	if err != nil || e.Message != "x" || e.Explanation.Echo != nil {
		t.Errorf("got %.200v, %v", e, err)
	}
}

// FuzzEchoesOfServers answers a call with any message: what explains the error shows
// no value of the call, and nothing shows its key.
func FuzzEchoesOfServers(f *testing.F) {
	const value = "PRIVATE+/=& value"
	for _, seed := range []string{
		"x server string to sign is:GET&%2F&Name%3D@", "x server string to sign is:@", "x server StringToSign is [@\n@] server CanonicalRequest is [@\n@\n@=@\nhost:@\n@:@\n\n@;@\n@\n@]",
		"server CanonicalRequest is [POST\n/\n@]", "# server string to sign is:#%26#", "server StringToSign is []", "server string to sign is:server StringToSign is [@ server CanonicalRequest is [",
	} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	secrets := []string{"secret-of-the-key+/", "token-of-the-key+/="}
	f.Fuzz(func(t *testing.T, message string, v2 bool) {
		message = strings.NewReplacer("@", value, "#", secrets[1], "!", secrets[0]).Replace(message)
		cfg := config("http://127.0.0.1:1")
		cfg.Credentials = credential.Static("LTAI0123456789ab", secrets[0], secrets[1])
		if v2 {
			cfg.Signature = alibaba.V2
		}
		cfg.Transport = roundTrip(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 400, Body: io.NopCloser(strings.NewReader(refused("SignatureDoesNotMatch", message)))}, nil
		})
		_, err := call(cfg, describe, &input{Name: value, Note: value, File: value, Trace: value})
		var e *rpc.Error
		if !errors.As(err, &e) {
			return // the message cannot be written as JSON so
		}
		if explained := e.Explanation.String(); canonical.Hide(explained, append(secrets, value)) != explained {
			t.Errorf("it shows %q", explained)
		}
		if report := fmt.Sprintf("%+v", e); canonical.Hide(report, secrets) != report {
			t.Errorf("it shows %q", report)
		}
		if _, err := alibaba.ReadError(message, message); err == nil && !strings.HasPrefix(strings.TrimSpace(message), "<") && !strings.HasPrefix(strings.TrimSpace(message), "{") {
			t.Errorf("%q is read as a reply", message)
		}
	})
}
