package tencenttest_test

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/tencent"
)

// signed is a parcel with another body, signed as it should be.
func signed(body string) tamper {
	return func(p *parcel) {
		p.body = []byte(body)
		p.signTC3(nil)
	}
}

// header sets a header field, or takes it away, after the request was signed.
func header(name, value string) tamper {
	return func(p *parcel) {
		if p.Header.Del(name); value != "" {
			p.Header.Set(name, value)
		}
	}
}

func TestRefusalsOfTC3POST(t *testing.T) {
	checkRefusals(t, &putBox, tencent.TC3, http.MethodPost, []refusal{
		{name: "changed body", tamper: func(p *parcel) { p.body = bytes.Replace(p.body, []byte("3"), []byte("4"), 1) }, code: tencent.ErrSignatureFailure, says: []string{"SHA-256", "22 bytes"}},
		{name: "query", tamper: func(p *parcel) { p.URL.RawQuery = "Limit=4" }, code: tencent.ErrSignatureFailure, says: []string{"query"}},
		{name: "changed content type", tamper: header("Content-Type", "application/json; charset=utf-8"), code: tencent.ErrSignatureFailure, says: []string{"charset"}},
		{name: "no action and version", tamper: func(p *parcel) { p.Header.Del("X-Tc-Action"); p.Header.Del("X-Tc-Version") }, code: "MissingParameter", says: []string{"X-TC-Action, X-TC-Version"}},
		{name: "no timestamp", tamper: header("X-Tc-Timestamp", ""), code: "MissingParameter", says: []string{"X-TC-Timestamp"}},
		{name: "timestamp in words", tamper: header("X-Tc-Timestamp", "noon"), code: "InvalidParameter", says: []string{`"noon"`}},
		{name: "timestamp beyond all dates", tamper: header("X-Tc-Timestamp", "99999999999999"), code: "InvalidParameter"},
		{name: "no signature", tamper: header("Authorization", ""), code: "MissingParameter", says: []string{"not signed"}},
		{name: "another scheme", tamper: header("Authorization", "Bearer xyz"), code: tencent.ErrInvalidAuthorization, says: []string{"TC3-HMAC-SHA256"}},
		{name: "no signature in the header", tamper: header("Authorization", "TC3-HMAC-SHA256 Credential=a/2024-05-06/store/tc3_request"), code: tencent.ErrInvalidAuthorization},
		{name: "host not signed", tamper: func(p *parcel) {
			p.Header.Set("Authorization", strings.Replace(p.Header.Get("Authorization"), "content-type;host", "content-type", 1))
		}, code: tencent.ErrInvalidAuthorization, says: []string{"host"}},
		{name: "another service", tamper: func(p *parcel) { p.signTC3(func(r *tencent.TC3Request) { r.Service = "shop" }) }, code: tencent.ErrInvalidAuthorization, says: []string{`"shop"`, `"store"`}},
		{name: "another day", tamper: func(p *parcel) { p.signTC3(func(r *tencent.TC3Request) { r.Time = r.Time.Add(-24 * time.Hour) }) }, code: tencent.ErrInvalidAuthorization, says: []string{"UTC"}},
		{name: "changed timestamp", tamper: func(p *parcel) { p.Header.Set("X-Tc-Timestamp", laterThatDay(p.Header.Get("X-Tc-Timestamp"))) }, code: tencent.ErrSignatureFailure},
		{name: "changed signed header", tamper: func(p *parcel) {
			p.signTC3(func(r *tencent.TC3Request) { r.SignedHeaders = []string{"X-TC-Action"} })
			p.Header.Set("X-Tc-Action", "PutBoxes")
		}, code: tencent.ErrSignatureFailure, says: []string{"content-type;host;x-tc-action"}},
		{name: "unsigned body without saying so", tamper: func(p *parcel) { p.signTC3(func(r *tencent.TC3Request) { r.Unsigned = true }) }, code: tencent.ErrSignatureFailure},
		{name: "another version", tamper: header("X-Tc-Version", "2017-03-12"), code: "NoSuchVersion", says: []string{"2024-05-06", `"2017-03-12"`}},
		{name: "unknown action", tamper: header("X-Tc-Action", "DropBox"), code: "InvalidAction", says: []string{`"DropBox"`, "PutBox, PutFile"}},
		{name: "action in another case", tamper: header("X-Tc-Action", "putbox"), code: "InvalidAction", says: []string{"did you mean PutBox"}},
		{name: "form", tamper: header("Content-Type", "application/x-www-form-urlencoded"), code: "UnsupportedProtocol", says: []string{"application/json"}},
		{name: "no content type", tamper: header("Content-Type", ""), code: "UnsupportedProtocol", says: []string{`""`}},
		{name: "action of files without one", tamper: header("X-Tc-Action", "PutFile"), code: "UnsupportedProtocol", says: []string{"multipart/form-data"}},
		{name: "too large", tamper: signed(`{"Name":"` + strings.Repeat("n", tencent.MaxPOSTBytes) + `"}`), code: "RequestSizeLimitExceeded", says: []string{"10485760"}},
		{name: "no JSON", tamper: signed("Name=n"), code: "InvalidParameter", says: []string{"JSON object"}},
		{name: "broken JSON", tamper: signed(`{"Name":"n",}`), code: "InvalidParameter", says: []string{"offset 12"}},
		{name: "broken JSON behind what is looked for", tamper: signed(`{"Name":"n","Other":[1,}`), code: "InvalidParameter", says: []string{"offset"}},
		{name: "list", tamper: signed(`[]`), code: "InvalidParameter", says: []string{"JSON object"}},
		{name: "empty body", tamper: signed(``), code: "InvalidParameter", says: []string{"send {}"}},
		{name: "no required parameter", tamper: signed(`{"Limit":3}`), code: "MissingParameter", says: []string{"PutBox requires Name"}},
		{name: "null for a required parameter", tamper: signed(`{"Name":null}`), code: "MissingParameter", says: []string{"Name"}},
		{name: "no required member of a list", tamper: signed(`{"Name":"n","Labels":[{"Name":"a"},{},{"Text":"t"}]}`), code: "MissingParameter", says: []string{"Labels.1.Name, Labels.2.Name"}},
		{name: "another type", tamper: signed(`{"Name":"n","Labels":7}`), code: "InvalidParameter", says: []string{"Labels", "list"}},
	})
}

// laterThatDay is a timestamp that is some seconds off, on the same day in UTC.
func laterThatDay(timestamp string) string {
	seconds, _ := strconv.ParseInt(timestamp, 10, 64)
	if seconds%86400 < 60 {
		return strconv.FormatInt(seconds+7, 10)
	}
	return strconv.FormatInt(seconds-7, 10)
}

func TestRefusalsOfTC3GET(t *testing.T) {
	query := func(text string) tamper {
		return func(p *parcel) {
			p.URL.RawQuery = text
			p.signTC3(nil)
		}
	}
	checkRefusals(t, &putBox, tencent.TC3, http.MethodGet, []refusal{
		{name: "changed query", tamper: func(p *parcel) { p.URL.RawQuery += "0" }, code: tencent.ErrSignatureFailure, says: []string{"a query of 15 bytes"}},
		{name: "changed order", tamper: func(p *parcel) { p.URL.RawQuery = "Limit=3&Name=n" }, code: tencent.ErrSignatureFailure},
		{name: "JSON", tamper: header("Content-Type", "application/json"), code: "UnsupportedProtocol", says: []string{"x-www-form-urlencoded"}},
		{name: "too large", tamper: query("Name=" + strings.Repeat("n", tencent.MaxGETBytes-len("Name=")+1)), code: "RequestSizeLimitExceeded", says: []string{"32768", "POST"}},
		{name: "broken escape", tamper: query("Name=%zz"), code: "InvalidParameter", says: []string{"percent"}},
		{name: "value and member", tamper: query("Name=n&Name.0=m"), code: "InvalidParameter", says: []string{"Name"}},
		{name: "a parameter twice", tamper: query("Name=n&Name=m"), code: "InvalidParameter", says: []string{"twice"}},
		{name: "no required parameter", tamper: query("Limit=3"), code: "MissingParameter", says: []string{"Name"}},
		{name: "no number", tamper: query("Name=n&Limit=many"), code: "InvalidParameter", says: []string{"Limit"}},
		{name: "action that takes POST only", tamper: header("X-Tc-Action", "PutFile"), code: "UnsupportedProtocol", says: []string{"POST only"}},
	})
	t.Run("the largest", func(t *testing.T) {
		s := start(t, answers(nil))
		_, err := call(t, s, &putBox, boxInput{Name: strings.Repeat("n", tencent.MaxGETBytes-len("Name="))}, func(c *tencent.Config) { c.Method = "GET" })
		if err != nil {
			t.Error(err)
		}
	})
}

func TestRefusalsOfMultipart(t *testing.T) {
	checkRefusals(t, &putFile, tencent.TC3, http.MethodPost, []refusal{
		{name: "changed body", tamper: func(p *parcel) { p.body = bytes.Replace(p.body, []byte("3\r\n"), []byte("4\r\n"), 1) }, code: tencent.ErrSignatureFailure},
		{name: "cut off", tamper: func(p *parcel) { p.body = p.body[:len(p.body)/2]; p.signTC3(nil) }, code: "InvalidRequest", says: []string{"multipart"}},
		{name: "no boundary", tamper: func(p *parcel) { p.Header.Set("Content-Type", "multipart/form-data"); p.signTC3(nil) }, code: "InvalidRequest"},
		{name: "another boundary", tamper: func(p *parcel) { p.Header.Set("Content-Type", "multipart/form-data; boundary=x"); p.signTC3(nil) }, code: "InvalidRequest"},
		{name: "part without a name", tamper: func(p *parcel) {
			p.body = bytes.Replace(p.body, []byte(`name="Limit"`), []byte(`name=""`), 1)
			p.signTC3(nil)
		}, code: "InvalidParameter"},
		{name: "no required parameter", tamper: func(p *parcel) {
			p.body = bytes.Replace(p.body, []byte(`name="Name"`), []byte(`name="Nam"`), 1)
			p.signTC3(nil)
		}, code: "MissingParameter", says: []string{"Name"}},
		{name: "action that takes no files", tamper: header("X-Tc-Action", "PutBox"), code: "UnsupportedProtocol", says: []string{"multipart/form-data"}},
		{name: "GET", tamper: func(p *parcel) { p.Method = http.MethodGet }, code: "UnsupportedProtocol"},
	})
}

// A list or structure may also come as JSON, as the vendor's own clients send it.
func TestPartOfMultipartMayBeJSON(t *testing.T) {
	for name, parts := range map[string]string{
		"beside others": "--x\r\nContent-Disposition: form-data; name=\"Name\"\r\n\r\nn\r\n--x\r\nContent-Disposition: form-data; name=\"Labels\"\r\nContent-Type: application/json\r\n\r\n[{\"Name\":\"a\"}]\r\n--x--\r\n",
		"alone":         "--x\r\nContent-Disposition: form-data; name=\"Name\"\r\nContent-Type: application/json\r\n\r\n\"n\"\r\n--x\r\nContent-Disposition: form-data; name=\"Labels\"\r\nContent-Type: application/json\r\n\r\n[{\"Name\":\"a\"}]\r\n--x--\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, answers(nil))
			_, err := call(t, s, &putFile, boxInput{Name: "n"}, func(c *tencent.Config) {
				c.Transport = tamper(func(p *parcel) {
					p.Header.Set("Content-Type", "multipart/form-data; boundary=x")
					signed(parts)(p)
				})
			})
			if err != nil {
				t.Fatal(err)
			}
			if got, want := s.Requests()[0].Params, `{"Name":"n","Labels":[{"Name":"a"}]}`; got != want {
				t.Errorf("the parameters are %s, want %s", got, want)
			}
		})
	}
}

func TestPayloadMayBeUnsignedWhenItSaysSo(t *testing.T) {
	s := start(t, answers(nil))
	_, err := call(t, s, &putBox, boxInput{Name: "n"}, func(c *tencent.Config) {
		c.Transport = tamper(func(p *parcel) {
			p.Header.Set("X-Tc-Content-Sha256", tencent.UnsignedPayload)
			p.signTC3(func(r *tencent.TC3Request) { r.Unsigned = true })
			p.body = []byte(`{"Name":"other"}`)
		})
	})
	if err != nil {
		t.Error(err)
	}
}

// TC3 has no nonce, and equal calls of one second are equal bytes: a repeated
// request passes until it is stale.
func TestRepeatedTC3RequestPassesUntilItIsStale(t *testing.T) {
	s := start(t, answers(nil))
	replayed := func(c *tencent.Config) { c.Transport = replay{t} }
	if _, err := call(t, s, &putBox, boxInput{Name: "n"}, replayed); err != nil {
		t.Error(err)
	}
	s.SetClock(ahead(6 * time.Minute))
	_, err := call(t, s, &putBox, boxInput{Name: "n"}, func(c *tencent.Config) { c.Now = time.Now })
	checkRefused(t, s, err, tencent.ErrSignatureExpire)
}
