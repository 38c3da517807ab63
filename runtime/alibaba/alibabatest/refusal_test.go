package alibabatest_test

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/alibaba/alibabatest"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
)

// refusal is a call that is refused: by a client that is configured otherwise,
// or because the request is changed on its way.
type refusal struct {
	name   string
	config func(*alibaba.Config)
	tamper tamper
	code   rpc.Code
	// status is that of the reply; 0 is 400.
	status int
	// says are parts of the message, or of what explains it.
	says []string
}

// checkRefusals makes each call in one form of request.
func checkRefusals(t *testing.T, form form, refusals []refusal) {
	for _, r := range refusals {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			s := start(t, func(context.Context, boxInput) (*boxOutput, error) {
				t.Error("the handler was called")
				return nil, nil
			})
			s.AddKey(temporary)
			_, err := call(t, s, &putBox, boxInput{Name: "n", Limit: 3, Letter: "letter"}, func(c *alibaba.Config) {
				form.configure(c)
				if r.tamper != nil {
					c.Transport = r.tamper
				}
				if r.config != nil {
					r.config(c)
				}
			})
			checkRefused(t, s, err, r.status, r.code, r.says...)
		})
	}
}

var temporary = credential.Credentials{ID: "STS.temporary", Secret: "secret-of-temporary", Token: "token-of-temporary"}

var uuid = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// checkRefused looks at the error of a call, and at what the server recorded.
func checkRefused(t *testing.T, s *alibabatest.Server, err error, status int, code rpc.Code, says ...string) {
	t.Helper()
	var refused *rpc.Error
	if !errors.As(err, &refused) {
		t.Fatalf("the call ended with %v", err)
	}
	if refused.Code != code {
		t.Errorf("the code is %s, want %s: %s", refused.Code, code, refused.Message)
	}
	for _, part := range says {
		if report := refused.Report(); !strings.Contains(report, part) {
			t.Errorf("the report lacks %q: %s", part, report)
		}
	}
	for _, secret := range []string{alibabatest.AccessKeySecret, temporary.Secret, temporary.Token} {
		if report := refused.Report(); strings.Contains(report, secret) {
			t.Errorf("the report tells a secret: %s", report)
		}
	}
	if refused.Status != cmp.Or(status, http.StatusBadRequest) || !uuid.MatchString(refused.RequestID) {
		t.Errorf("the reply has the status %d and the request id %q", refused.Status, refused.RequestID)
	}
	requests := s.Requests()
	last := requests[len(requests)-1]
	if last.Code != code || last.Message != refused.Message || last.RequestID != refused.RequestID {
		t.Errorf("recorded was %+v", last)
	}
}

// key is a configuration with other credentials.
func key(id, secret, token string) func(*alibaba.Config) {
	return func(c *alibaba.Config) { c.Credentials = credential.Static(id, secret, token) }
}

// clock is a configuration with a clock that is off by d.
func clock(d time.Duration) func(*alibaba.Config) {
	return func(c *alibaba.Config) { c.Now = ahead(d) }
}

const mismatchedToken = "InvalidSecurityToken.MismatchWithAccessKey"

// about are what is refused alike under each signature.
var about = []refusal{
	{name: "unknown key", config: key("LTAInobody", alibabatest.AccessKeySecret, ""), code: alibaba.ErrAccessKeyNotFound, status: 404, says: []string{`"LTAInobody"`, "AddKey"}},
	{name: "wrong secret", config: key(alibabatest.AccessKeyID, "other", ""), code: alibaba.ErrSignatureMismatch, says: []string{"differs: nothing", "the secret is not that of the key", "LT***st"}},
	{name: "token of a lasting key", config: key(alibabatest.AccessKeyID, alibabatest.AccessKeySecret, "t"), code: mismatchedToken, says: []string{"not temporary"}},
	{name: "no token of a temporary key", config: key(temporary.ID, temporary.Secret, ""), code: alibaba.ErrSecurityTokenMissing, says: []string{"no token"}},
	{name: "wrong token", config: key(temporary.ID, temporary.Secret, "token-of-another"), code: mismatchedToken, says: []string{"not that of"}},
	{name: "wrong secret of a temporary key", config: key(temporary.ID, "other", temporary.Token), code: alibaba.ErrSignatureMismatch, says: []string{"differs: nothing", "with a token"}},
	{name: "clock behind", config: clock(-32 * time.Minute), code: alibaba.ErrTimestampExpired, says: []string{"differ by"}},
	{name: "clock ahead", config: clock(32 * time.Minute), code: alibaba.ErrTimestampExpired},
	{name: "clock a day ahead", config: clock(24 * time.Hour), code: alibaba.ErrTimestampExpired},
	{name: "changed parameter", tamper: replace("Limit=3", "Limit=4"), code: alibaba.ErrSignatureMismatch, says: []string{"in the parameter Limit", "signed: ", "server: "}},
	{name: "another path", tamper: func(p *parcel) { p.URL.Path = "/v2" }, code: "InvalidAction.NotFound", status: 404, says: []string{`"/v2"`}},
	{name: "another method", tamper: func(p *parcel) { p.Method = "PUT" }, code: "UnsupportedHTTPMethod", status: 403, says: []string{"PUT"}},
	{name: "broken escape", tamper: func(p *parcel) { p.URL.RawQuery += "&A=%zz" }, code: "InvalidParameter", says: []string{"percent"}},
}

func TestEverySignatureIsVerified(t *testing.T) {
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) { checkRefusals(t, form, about) })
	}
}

func TestClockMayBeAsFarOffAsTheVendorSaysAndNotASecondMore(t *testing.T) {
	const second = time.Second
	for _, form := range forms {
		most := 15 * time.Minute
		if form.signature == alibaba.V2 {
			most = 31 * time.Minute
		}
		for skew, want := range map[time.Duration]error{
			-most: nil, most: nil,
			-most - second: alibaba.ErrTimestampExpired, most + second: alibaba.ErrTimestampExpired,
		} {
			s := start(t, answers(nil))
			now := time.Unix(1_700_000_000, 0)
			s.SetClock(func() time.Time { return now })
			_, err := call(t, s, &putBox, boxInput{Name: "n"}, func(c *alibaba.Config) {
				form.configure(c)
				c.Now = func() time.Time { return now.Add(skew) }
			})
			if want == nil && err != nil || !errors.Is(err, want) {
				t.Errorf("%s, a clock off by %s: %v", form.name, skew, err)
			}
		}
	}
}

func TestReplayedRequestIsRefused(t *testing.T) {
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			s := start(t, answers(nil))
			_, err := call(t, s, &putBox, boxInput{Name: "n"}, func(c *alibaba.Config) {
				form.configure(c)
				c.Transport = replay{t}
			})
			checkRefused(t, s, err, 400, alibaba.ErrNonceUsed, "replay")
			if n := len(s.Requests()); n != 2 {
				t.Errorf("%d requests came, want 2", n)
			}
		})
	}
}

// A refused request spends no nonce, and nobody spends another's.
func TestNonceCountsForItsKeyOnceItIsSigned(t *testing.T) {
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			s := start(t, answers(nil))
			s.AddKey(temporary)
			send := func(id, secret, token, nonce string) error {
				_, err := call(t, s, &putBox, boxInput{Name: "n"}, func(c *alibaba.Config) {
					form.configure(c)
					c.Credentials = credential.Static(id, secret, token)
					c.Transport = tamper(func(p *parcel) { p.setNonce(nonce, id, secret) })
				})
				return err
			}
			for i, c := range []struct {
				id, secret, token, nonce string
				want                     error
			}{
				{alibabatest.AccessKeyID, "wrong", "", "n1", alibaba.ErrSignatureMismatch},
				{alibabatest.AccessKeyID, alibabatest.AccessKeySecret, "", "n1", nil},
				{temporary.ID, temporary.Secret, temporary.Token, "n1", nil},
				{alibabatest.AccessKeyID, alibabatest.AccessKeySecret, "", "n2", nil},
				{alibabatest.AccessKeyID, alibabatest.AccessKeySecret, "", "n1", alibaba.ErrNonceUsed},
				{temporary.ID, temporary.Secret, temporary.Token, "n1", alibaba.ErrNonceUsed},
			} {
				if err := send(c.id, c.secret, c.token, c.nonce); c.want == nil && err != nil || !errors.Is(err, c.want) {
					t.Errorf("request %d: %v", i, err)
				}
			}
		})
	}
}

// A nonce is of no use when the request that bore it has become stale.
func TestNonceIsForgottenWhenItsRequestIsStale(t *testing.T) {
	for _, form := range []form{forms[0], forms[4]} {
		s := start(t, answers(nil))
		now := time.Unix(1_700_000_000, 0)
		s.SetClock(func() time.Time { return now })
		for i, wait := range []time.Duration{0, 14 * time.Minute, 2 * time.Hour} {
			now = now.Add(wait)
			_, err := call(t, s, &putBox, boxInput{Name: "n"}, func(c *alibaba.Config) {
				form.configure(c)
				c.Transport = tamper(func(p *parcel) {
					p.setNonce("again", alibabatest.AccessKeyID, alibabatest.AccessKeySecret)
				})
			})
			if refused := errors.Is(err, alibaba.ErrNonceUsed); refused != (i == 1) || err != nil && !refused {
				t.Errorf("%s, request %d: %v", form.name, i, err)
			}
		}
	}
}
