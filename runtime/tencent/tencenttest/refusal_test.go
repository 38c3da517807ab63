package tencenttest_test

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
)

// refusal is a call that is refused: by a client that is configured otherwise,
// or because the request is changed on its way.
type refusal struct {
	name   string
	config func(*tencent.Config)
	tamper tamper
	code   rpc.Code
	// says are parts of the message.
	says []string
}

// checkRefusals makes each call in one form of request.
func checkRefusals(t *testing.T, op *rpc.Operation, signature tencent.Signature, method string, refusals []refusal) {
	for _, r := range refusals {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			s := start(t, func(context.Context, boxInput) (*boxOutput, error) {
				t.Error("the handler was called")
				return nil, nil
			})
			s.AddKey(temporary)
			_, err := call(t, s, op, boxInput{Name: "n", Limit: 3}, func(c *tencent.Config) {
				c.Signature, c.Method = signature, method
				if r.tamper != nil {
					c.Transport = r.tamper
				}
				if r.config != nil {
					r.config(c)
				}
			})
			checkRefused(t, s, err, r.code, r.says...)
		})
	}
}

var temporary = credential.Credentials{ID: "AKIDtemporary", Secret: "secret-of-temporary", Token: "token-of-temporary"}

var uuid = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// checkRefused looks at the error of a call, and at what the server recorded.
func checkRefused(t *testing.T, s *tencenttest.Server, err error, code rpc.Code, says ...string) {
	t.Helper()
	var refused *rpc.Error
	if !errors.As(err, &refused) {
		t.Fatalf("the call ended with %v", err)
	}
	if refused.Code != code {
		t.Errorf("the code is %s, want %s: %s", refused.Code, code, refused.Message)
	}
	for _, part := range says {
		if !strings.Contains(refused.Message, part) {
			t.Errorf("the message lacks %q: %s", part, refused.Message)
		}
	}
	for _, secret := range []string{tencenttest.SecretKey, temporary.Secret, temporary.Token} {
		if strings.Contains(refused.Error(), secret) {
			t.Errorf("the message tells a secret: %s", refused.Message)
		}
	}
	if refused.Status != http.StatusOK || !uuid.MatchString(refused.RequestID) {
		t.Errorf("the reply has the status %d and the request id %q", refused.Status, refused.RequestID)
	}
	requests := s.Requests()
	last := requests[len(requests)-1]
	if last.Code != code || last.Message != refused.Message || last.RequestID != refused.RequestID {
		t.Errorf("recorded was %+v", last)
	}
}

// key is a configuration with other credentials.
func key(id, secret, token string) func(*tencent.Config) {
	return func(c *tencent.Config) { c.Credentials = credential.Static(id, secret, token) }
}

// clock is a configuration with a clock that is off by d.
func clock(d time.Duration) func(*tencent.Config) {
	return func(c *tencent.Config) { c.Now = ahead(d) }
}

// about are what is refused alike under each signature.
var about = []refusal{
	{name: "unknown key", config: key("AKIDnobody", tencenttest.SecretKey, ""), code: tencent.ErrSecretIDNotFound, says: []string{`"AKIDnobody"`, "AddKey"}},
	{name: "wrong secret", config: key(tencenttest.SecretID, "other", ""), code: tencent.ErrSignatureFailure, says: []string{"secret"}},
	{name: "token of a lasting key", config: key(tencenttest.SecretID, tencenttest.SecretKey, "t"), code: tencent.ErrTokenFailure, says: []string{"not temporary"}},
	{name: "no token of a temporary key", config: key(temporary.ID, temporary.Secret, ""), code: tencent.ErrTokenFailure, says: []string{"no token"}},
	{name: "wrong token", config: key(temporary.ID, temporary.Secret, "token-of-another"), code: tencent.ErrTokenFailure, says: []string{"not that of"}},
	{name: "wrong secret of a temporary key", config: key(temporary.ID, "other", temporary.Token), code: tencent.ErrSignatureFailure},
	{name: "clock behind", config: clock(-6 * time.Minute), code: tencent.ErrSignatureExpire, says: []string{"5m0s"}},
	{name: "clock ahead", config: clock(6 * time.Minute), code: tencent.ErrSignatureExpire, says: []string{"5m0s"}},
	{name: "clock a day ahead", config: clock(24 * time.Hour), code: tencent.ErrSignatureExpire},
	{name: "another host", tamper: func(p *parcel) { p.Host = "store.example.com" }, code: tencent.ErrSignatureFailure, says: []string{`"store.example.com"`}},
	{name: "another path", tamper: func(p *parcel) { p.URL.Path = "/v2" }, code: "UnsupportedProtocol", says: []string{`"/v2"`}},
	{name: "another method", tamper: func(p *parcel) { p.Method = "PUT" }, code: "UnsupportedProtocol", says: []string{"PUT"}},
}

func TestEverySignatureIsVerified(t *testing.T) {
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			checkRefusals(t, form.op, form.signature, form.method, about)
		})
	}
}

func TestClockMayBeFiveMinutesOffAndNotASecondMore(t *testing.T) {
	const most, second = tencent.MaxClockSkew, time.Second
	for _, form := range forms {
		for skew, want := range map[time.Duration]error{-most: nil, most: nil, -most - second: tencent.ErrSignatureExpire, most + second: tencent.ErrSignatureExpire} {
			s := start(t, answers(nil))
			now := time.Unix(1_700_000_000, 0)
			s.SetClock(func() time.Time { return now })
			_, err := call(t, s, form.op, boxInput{Name: "n"}, func(c *tencent.Config) {
				c.Signature, c.Method = form.signature, form.method
				c.Now = func() time.Time { return now.Add(skew) }
			})
			if want == nil && err != nil || !errors.Is(err, want) {
				t.Errorf("%s, a clock off by %s: %v", form.name, skew, err)
			}
		}
	}
}
