package tencenttest_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
	"github.com/signet-gen/signet/runtime/wire"
)

// parameter is a query in which one parameter differs, or is absent, signed as it should be.
func parameter(name, value string) tamper {
	return func(p *parcel) {
		p.signV1(func(parameters map[string]string) {
			if delete(parameters, name); value != "" {
				parameters[name] = value
			}
		})
	}
}

// without takes parameters out of a query that was signed.
func without(names ...string) tamper {
	return func(p *parcel) {
		query := p.URL.Query()
		for _, name := range names {
			query.Del(name)
		}
		p.URL.RawQuery = query.Encode()
	}
}

func TestRefusalsOfV1GET(t *testing.T) {
	refusals := []refusal{
		{name: "changed parameter", tamper: func(p *parcel) { p.URL.RawQuery = strings.Replace(p.URL.RawQuery, "Limit=3", "Limit=4", 1) }, code: tencent.ErrSignatureFailure, says: []string{`"Limit"`}},
		{name: "added parameter", tamper: func(p *parcel) { p.URL.RawQuery += "&Open=true" }, code: tencent.ErrSignatureFailure, says: []string{`"Open"`}},
		{name: "parameter twice", tamper: func(p *parcel) { p.URL.RawQuery += "&Name=n" }, code: tencent.ErrSignatureFailure, says: []string{"twice"}},
		{name: "another algorithm", tamper: func(p *parcel) {
			p.URL.RawQuery = strings.NewReplacer("=HmacSHA1", "=HmacSHA256", "=HmacSHA256", "=HmacSHA1").Replace(p.URL.RawQuery)
		}, code: tencent.ErrSignatureFailure, says: []string{"HmacSHA"}},
		{name: "broken escape", tamper: func(p *parcel) { p.URL.RawQuery += "&A=%a" }, code: "InvalidParameter", says: []string{"percent"}},
		{name: "nothing signed", tamper: func(p *parcel) { p.URL.RawQuery = "Limit=3" }, code: "MissingParameter", says: []string{"not signed"}},
		{name: "no nonce and version", tamper: without("Nonce", "Version"), code: "MissingParameter", says: []string{"Version, Nonce"}},
		{name: "no signature", tamper: without("Signature"), code: "MissingParameter", says: []string{"Signature"}},
		{name: "nonce of 0", tamper: parameter("Nonce", "0"), code: "InvalidParameter", says: []string{"positive"}},
		{name: "nonce in letters", tamper: parameter("Nonce", "abc"), code: "InvalidParameter", says: []string{`"abc"`}},
		{name: "timestamp in words", tamper: parameter("Timestamp", "noon"), code: "InvalidParameter", says: []string{`"noon"`}},
		{name: "another version", tamper: parameter("Version", "2017-03-12"), code: "NoSuchVersion"},
		{name: "unknown action", tamper: parameter("Action", "DropBox"), code: "InvalidAction"},
		{name: "no required parameter", tamper: parameter("Name", ""), code: "MissingParameter", says: []string{"PutBox requires Name"}},
		{name: "value and member", tamper: parameter("Name.First", "n"), code: "InvalidParameter"},
		{name: "too large", tamper: parameter("Name", strings.Repeat("n", tencent.MaxGETBytes)), code: "RequestSizeLimitExceeded"},
		{name: "action that takes POST only", tamper: parameter("Action", "PutFile"), code: "UnsupportedProtocol"},
	}
	for _, signature := range []tencent.Signature{tencent.HmacSHA1, tencent.HmacSHA256} {
		t.Run(string(signature), func(t *testing.T) { checkRefusals(t, &putBox, signature, http.MethodGet, refusals) })
	}
}

func TestRefusalsOfV1POST(t *testing.T) {
	large := "Name=" + strings.Repeat("n", tencent.MaxPOSTBytesV1)
	refusals := []refusal{
		{name: "changed form", tamper: func(p *parcel) { p.body = bytes.Replace(p.body, []byte("Limit=3"), []byte("Limit=4"), 1) }, code: tencent.ErrSignatureFailure},
		{name: "GET instead", tamper: func(p *parcel) { p.Method, p.URL.RawQuery, p.body = http.MethodGet, string(p.body), nil }, code: tencent.ErrSignatureFailure},
		{name: "as a query", tamper: func(p *parcel) { p.URL.RawQuery, p.body = string(p.body), nil }, code: "MissingParameter", says: []string{"not signed"}},
		{name: "as JSON", tamper: func(p *parcel) {
			p.Header.Set("Content-Type", "application/json")
			p.body = []byte(`{"Name":"100%"}`)
		}, code: "MissingParameter", says: []string{"not signed", "Authorization"}},
		{name: "as text", tamper: func(p *parcel) { p.Header.Set("Content-Type", "text/plain") }, code: "MissingParameter", says: []string{"application/x-www-form-urlencoded"}},
		{name: "too large", tamper: func(p *parcel) { p.body = append(p.body, large...) }, code: tencent.ErrSignatureFailure, says: []string{"1048576", "TC3"}},
	}
	for _, signature := range []tencent.Signature{tencent.HmacSHA1, tencent.HmacSHA256} {
		t.Run(string(signature), func(t *testing.T) { checkRefusals(t, &putBox, signature, http.MethodPost, refusals) })
	}
}

func TestReplayedV1RequestIsRefused(t *testing.T) {
	for _, form := range forms {
		if form.signature == tencent.TC3 {
			continue
		}
		t.Run(form.name, func(t *testing.T) {
			s := start(t, answers(nil))
			_, err := call(t, s, form.op, boxInput{Name: "n"}, func(c *tencent.Config) {
				c.Signature, c.Method, c.Transport = form.signature, form.method, replay{t}
			})
			checkRefused(t, s, err, tencent.ErrSignatureFailure, "replay")
			if n := len(s.Requests()); n != 2 {
				t.Errorf("%d requests came, want 2", n)
			}
		})
	}
}

func TestNonceCountsForItsKeyAndTimestamp(t *testing.T) {
	s := start(t, answers(nil))
	s.AddKey(temporary)
	now := time.Unix(1_700_000_000, 0)
	s.SetClock(func() time.Time { return now })
	send := func(id, secret, token, timestamp string) string {
		t.Helper()
		list := new(wire.Params)
		for _, p := range [][2]string{
			{"Action", "PutBox"}, {"Version", store.Version}, {"Timestamp", timestamp}, {"Nonce", "7"}, {"SecretId", id}, {"Name", "n"}, {"Token", token},
		} {
			if p[1] != "" {
				list.Add(p[0], p[1])
			}
		}
		list.Add("Signature", string(tencent.SignV1(nil, secret, "GET", strings.TrimPrefix(s.URL, "http://"), list)))
		reply, err := http.Get(s.URL + "/?" + string(list.AppendQuery(nil)))
		if err != nil {
			t.Fatal(err)
		}
		reply.Body.Close()
		requests := s.Requests()
		return string(requests[len(requests)-1].Code)
	}
	for i, c := range []struct {
		id, secret, token, timestamp, code string
	}{
		{tencenttest.SecretID, tencenttest.SecretKey, "", "1700000000", ""},
		{tencenttest.SecretID, tencenttest.SecretKey, "", "1700000001", ""},
		{temporary.ID, temporary.Secret, temporary.Token, "1700000000", ""},
		{tencenttest.SecretID, "wrong", "", "1700000002", "AuthFailure.SignatureFailure"},
		{tencenttest.SecretID, tencenttest.SecretKey, "", "1700000002", ""},
		{tencenttest.SecretID, tencenttest.SecretKey, "", "1700000000", "AuthFailure.SignatureFailure"},
		{temporary.ID, temporary.Secret, temporary.Token, "1700000000", "AuthFailure.SignatureFailure"},
	} {
		if code := send(c.id, c.secret, c.token, c.timestamp); code != c.code {
			t.Errorf("request %d: the code is %q, want %q", i, code, c.code)
		}
	}
}
