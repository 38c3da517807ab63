package alibaba

import (
	"context"
	"errors"
	"net/http"
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

// Metadata services and credentials URIs answer in one form.
func FuzzIssuedKeys(f *testing.F) {
	f.Add(`{"AccessKeyId":"STS.x","AccessKeySecret":"@","SecurityToken":"@","Expiration":"2026-11-22T01:02:03Z","Code":"Success"}`)
	f.Add(`{"AccessKeySecret":"@","Code":"Failed"}`)
	f.Add(`{"AccessKeyId":"STS.x","AccessKeySecret":["@"],"Expiration":7}`)
	f.Add(`<html>@</html>`)
	f.Fuzz(func(t *testing.T, text string) {
		text = withSecrets(text)
		var k issuedKey
		_ = wire.ReadJSON(text, &k, nil)
		c, err := issued("a service", text)
		checkGiven(t, c, err, k.code)
	})
}

// All modes are read; only those are retrieved that need neither a network nor a
// command.
func FuzzCLIConfig(f *testing.F) {
	f.Add(`{"current":"default","profiles":[{"name":"default","mode":"AK","access_key_id":"LTAI","access_key_secret":"@"}]}`)
	f.Add(`{"current":"s","profiles":[{"name":"s","mode":"StsToken","access_key_id":"STS.x","access_key_secret":"@","sts_token":"@"}]}`)
	f.Add(`{"current":"a","profiles":[{"name":"a","mode":"ChainableRamRoleArn","source_profile":"b"},{"name":"b","mode":"ChainableRamRoleArn","source_profile":"a"}]}`)
	f.Add(`{"current":"e","profiles":[{"name":"e","mode":"External","process_command":"x","expired_seconds":-9223372036854775808}]}`)
	f.Add(`{"current":"none","profiles":[]}`)
	f.Add(`{"current":"m","profiles":[{"name":"m","mode":"Cloud@","access_key_secret":"@"}]}`)
	offline := map[mode]bool{modeAK: true, modeStsToken: true, modeChainable: true}
	f.Fuzz(func(t *testing.T, text string) {
		var file cliConfig
		if err := wire.ReadJSON(withSecrets(text), &file, nil); err != nil {
			return // which the caller does not show
		}
		var shown []string
		for _, p := range file.profiles {
			shown = append(shown, p.name, string(p.mode), p.base)
			known := p.mode == modeRole || p.mode == modeMachine || p.mode == modeOIDC || p.mode == modeExternal
			if known || p.mode == modeChainable && p.base == "" {
				return
			}
		}
		find := func(name string) (*profile, error) { return file.find("config.json", name) }
		p, err := find(file.current)
		if err != nil {
			checkGiven(t, credential.Credentials{}, err, append(shown, file.current)...)
			return
		}
		if p.mode == modeChainable && !ring(&file, p, offline) {
			return // it would call STS
		}
		c, err := Sources{}.retrieve(context.Background(), p, find, nil)
		checkGiven(t, c, err, append(shown, file.current)...)
	})
}

// ring tells whether the profiles lead in a ring, or nowhere, so that STS is not called.
func ring(file *cliConfig, p *profile, offline map[mode]bool) bool {
	for range len(file.profiles) + 1 {
		if p.mode != modeChainable {
			return !offline[p.mode] || p.key.Check() != nil
		}
		next, err := file.find("config.json", p.base)
		if err != nil {
			return true
		}
		p = next
	}
	return true
}

func FuzzCredentialsFile(f *testing.F) {
	f.Add("[default]\ntype = access_key\naccess_key_id = LTAI\naccess_key_secret = @\n")
	f.Add("[default]\ntype = ram_role_arn\naccess_key_secret = @\nrole_session_expiration = @\n")
	f.Add("[default]\nenable = false\n")
	f.Add("access_key_secret = @")
	f.Add("[default]\n@\n")
	f.Fuzz(func(t *testing.T, text string) {
		text = withSecrets(text)
		var shown []string
		for line := range strings.Lines(text) {
			if key, _, _ := strings.Cut(line, "="); strings.HasPrefix(strings.TrimSpace(line), "[") || strings.EqualFold(strings.TrimSpace(key), "type") {
				shown = append(shown, line)
			}
		}
		p, err := sectionOf("credentials", text, "default")
		if err != nil {
			checkGiven(t, credential.Credentials{}, err, shown...)
		} else if p.mode == "" || p.where == "" {
			t.Errorf("the profile is %+v", p.where)
		}
	})
}

func FuzzSTSReplies(f *testing.F) {
	f.Add(200, `{"RequestId":"r","Credentials":{"AccessKeyId":"STS.x","AccessKeySecret":"@","SecurityToken":"@","Expiration":"2026-11-22T01:02:03Z"}}`)
	f.Add(200, `{"Credentials":{"AccessKeySecret":"@","SecurityToken":{}}}`)
	f.Add(200, `<R><Credentials><AccessKeySecret>@</AccessKeySecret></Credentials></R>`)
	f.Add(200, `{"Credentials":{"AccessKeySecret":"@`)
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status < 200 || status > 299 {
			return // a refusal, which FuzzRefusals is for
		}
		body = withSecrets(body)
		out := new(session)
		err := new(protocol).Decode(&rpc.Reply{Operation: &assumeRole, Status: status, Body: body}, out)
		if unreadable := (*rpc.ReplyError)(nil); errors.As(err, &unreadable) && (unreadable.Excerpt != "" || unreadable.RequestID != "") {
			return // a page, which is shown, or an id, which is too
		}
		c, err := out.credentials("role r", err)
		checkGiven(t, c, err)
	})
}

// Whatever is answered, it is a result, or an error that says what to do next.
func FuzzRefusals(f *testing.F) {
	f.Add(400, `{"Code":"Throttling.User","Message":"slow","RequestId":"r"}`, "1500", "Limit:100,Remain:0,TimeLeft:2000")
	f.Add(503, `<Error><Code>ServiceUnavailable</Code><Message>x</Message></Error>`, "-1", "TimeLeft:-5,Remain:x")
	f.Add(403, `{"Code":"NoPermission","AccessDeniedDetail":{"AuthAction":"a","Nested":{"x":[1]}}}`, "", "")
	f.Add(502, `<html>Bad Gateway</html>`, "99999999999999999999", "TimeLeft:99999999999999999999,Remain:0")
	f.Add(200, ``, "", "")
	f.Fuzz(func(t *testing.T, status int, body, after, window string) {
		header := http.Header{"X-Acs-Retry-After": {after}, "X-Ratelimit-User-Api": {window}}
		err := new(protocol).Decode(&rpc.Reply{Operation: &assumeRole, Status: status, Header: header, Body: body}, &session{})
		switch e := err.(type) {
		case nil:
			if status < 200 || status > 299 {
				t.Errorf("HTTP %d is a success", status)
			}
		case *rpc.Error:
			if e.Code == "" || e.RateLimit < 0 || e.RetryAfter < 0 || new(protocol).Meaning(e) > rpc.Denied {
				t.Errorf("%+v", e)
			}
		case *rpc.ReplyError:
			if e.Err == nil || e.Error() == "" || e.RetryAfter < 0 {
				t.Errorf("%+v", e)
			}
		default:
			t.Errorf("an error of type %T: %v", err, err)
		}
	})
}
