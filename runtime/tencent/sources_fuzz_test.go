package tencent

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// hidden stands for a secret: an @ in what is fuzzed.
const hidden = "hidden-0123456789"

func withSecrets(text string) string { return strings.ReplaceAll(text, "@", hidden) }

// checkGiven holds for every source of credentials: what it gives can be used, and
// its error shows no secret, unless one stands where names do.
func checkGiven(t *testing.T, c credential.Credentials, err error, shown ...string) {
	t.Helper()
	if err == nil {
		if fault := c.Check(); fault != nil || c.Source == "" {
			t.Errorf("unusable credentials were given: %v", fault)
		}
		return
	}
	if strings.Contains(err.Error(), hidden) && !strings.Contains(strings.Join(shown, " "), hidden) {
		t.Errorf("the error shows a secret: %v", err)
	}
}

func FuzzMetadata(f *testing.F) {
	f.Add(`{"TmpSecretId":"AKID","TmpSecretKey":"@","ExpiredTime":1800000000,"Token":"@","Code":"Success"}`)
	f.Add(`{"TmpSecretKey":"@","Code":"Failed"}`)
	f.Add(`{"TmpSecretId":"AKID","TmpSecretKey":["@"],"ExpiredTime":1e99}`)
	f.Add(`<html>@</html>`)
	f.Add(`{"TmpSecretId":"AKID","TmpSecretKey":"@ @"`)
	f.Fuzz(func(t *testing.T, text string) {
		text = withSecrets(text)
		var m metadata
		_ = wire.ReadJSON(text, &m, nil)
		c, err := fromMetadata("reader", text)
		checkGiven(t, c, err, m.code)
	})
}

func FuzzTCCLI(f *testing.F) {
	f.Add(`{"secretId":"AKID","secretKey":"@","token":"@"}`)
	f.Add(`{"secretId":"AKID","secretKey":"@`)
	f.Add(`{"secretId":7,"secretKey":{"@":"@"}}`)
	f.Add("@")
	home := f.TempDir()
	name := filepath.Join(home, ".tccli", "default.credential")
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		f.Fatal(err)
	}
	s := Sources{Local: credential.Local{Home: home, Getenv: func(string) string { return "" }}}
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(name, []byte(withSecrets(text)), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := s.TCCLI().Retrieve(context.Background())
		checkGiven(t, c, err)
	})
}

func FuzzCredentialsFile(f *testing.F) {
	f.Add("[default]\nsecret_id = AKID\nsecret_key = @\ntoken=@\n")
	f.Add("secret_key = @")
	f.Add("[default]\n@\n")
	f.Add("[other]\nsecret_key = @ @\n[default\n")
	f.Fuzz(func(t *testing.T, text string) {
		text = withSecrets(text)
		var sections []string
		for line := range strings.Lines(text) {
			if strings.HasPrefix(strings.TrimSpace(line), "[") {
				sections = append(sections, line)
			}
		}
		c, err := fromINI("credentials", text)
		checkGiven(t, c, err, sections...)
	})
}

func FuzzSTSReplies(f *testing.F) {
	f.Add(200, `{"Response":{"Credentials":{"Token":"@","TmpSecretId":"AKID","TmpSecretKey":"@"},"ExpiredTime":1800000000,"RequestId":"r"}}`)
	f.Add(200, `{"Response":{"Credentials":{"Token":7,"TmpSecretKey":"@"},"RequestId":"r"}}`)
	f.Add(200, `{"Response":{"Error":{"Code":"AuthFailure","Message":"no"},"RequestId":"r"}}`)
	f.Add(200, `{"Response":{"Credentials":{"TmpSecretKey":"@`)
	f.Fuzz(func(t *testing.T, status int, body string) {
		body = withSecrets(body)
		out, refusal := new(session), new(envelope)
		refusal.response.result = noResult{}
		_ = wire.ReadJSON(body, refusal, nil)
		err := decode(&rpc.Reply{Operation: &assumeRole, Status: status, Body: body}, out)
		c, err := out.credentials("role r", err)
		if unreadable, ok := err.(*rpc.ReplyError); ok && unreadable.Excerpt != "" {
			return // a page, which is shown
		}
		if !strings.HasPrefix(strings.TrimSpace(body), "{") && !strings.HasPrefix(strings.TrimSpace(body), "[") {
			return // a page, which is shown
		}
		checkGiven(t, c, err, refusal.response.fault.code, refusal.response.fault.message, refusal.response.requestID)
	})
}

// Whatever is answered, it is a result, or an error that says what to do next.
func FuzzRefusals(f *testing.F) {
	f.Add(200, `{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"exceeds the frequency limit `+"`20`"+` for a second"},"RequestId":"r"}}`)
	f.Add(200, `{"Response":{"Error":{"Code":"AuthFailure.SignatureExpire","Message":""}}}`)
	f.Add(502, `<html>Bad Gateway @</html>`)
	f.Add(500, `{"Response":{"Error":null,"RequestId":"r"}}`)
	f.Add(200, `{"Response":{"Error":"text","RequestId":7}}`)
	f.Fuzz(func(t *testing.T, status int, body string) {
		err := decode(&rpc.Reply{Operation: &assumeRole, Status: status, Body: withSecrets(body)}, noResult{})
		switch e := err.(type) {
		case nil:
			if status < 200 || status > 299 {
				t.Errorf("HTTP %d is a success", status)
			}
		case *rpc.Error:
			if e.Code == "" || e.RateLimit < 0 || e.RetryAfter < 0 || (*protocol)(nil).Meaning(e) > rpc.Denied {
				t.Errorf("%+v", e)
			}
		case *rpc.ReplyError:
			if e.Err == nil || e.Error() == "" {
				t.Errorf("%+v", e)
			}
		default:
			t.Errorf("an error of type %T: %v", err, err)
		}
	})
}
