package alibabatest_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/alibaba"
)

// authorization is a parcel in whose Authorization header one text stands for another.
func authorization(old, text string) tamper {
	return func(p *parcel) {
		p.Header.Set("Authorization", strings.Replace(p.Header.Get("Authorization"), old, text, 1))
	}
}

// signedHeader is a parcel with another header field, signed as it should be.
func signedHeader(name, value string) tamper {
	return func(p *parcel) {
		header(name, value)(p)
		p.signV3()
	}
}

// signedQuery is a parcel with another query, signed as it should be.
func signedQuery(query string) tamper {
	return func(p *parcel) {
		p.URL.RawQuery = query
		p.signV3()
	}
}

// signedBody is a parcel with another body, signed as it should be.
func signedBody(body string) tamper {
	return func(p *parcel) {
		p.body = []byte(body)
		p.signV3()
	}
}

const (
	incomplete = alibaba.ErrIncompleteSignature
	mismatch   = alibaba.ErrSignatureMismatch
)

func TestRefusalsOfV3(t *testing.T) {
	refusals := []refusal{
		{name: "another host", tamper: func(p *parcel) { p.Host = "store.example.com" }, code: mismatch, says: []string{"in the header host", "host:store.example.com"}},
		{name: "added parameter", tamper: func(p *parcel) { p.URL.RawQuery += "&Open=true" }, code: mismatch, says: []string{"where the server has the parameter <name of 4 bytes>"}},
		{name: "no action and version", tamper: func(p *parcel) { p.Header.Del("x-acs-action"); p.Header.Del("x-acs-version") }, code: "MissingParameter", says: []string{"header", "x-acs-action, x-acs-version"}},
		{name: "no date", tamper: header("x-acs-date", ""), code: "MissingParameter", says: []string{"x-acs-date"}},
		{name: "no nonce", tamper: header("x-acs-signature-nonce", ""), code: "MissingParameter", says: []string{"x-acs-signature-nonce"}},
		{name: "no hash of the body", tamper: header("x-acs-content-sha256", ""), code: "MissingParameter", says: []string{"x-acs-content-sha256"}},
		{name: "another hash of the body", tamper: header("x-acs-content-sha256", strings.Repeat("0", 64)), code: mismatch, says: []string{"in the header x-acs-content-sha256"}},
		{name: "changed date", tamper: func(p *parcel) {
			p.Header.Set("x-acs-date", time.Now().Add(time.Minute).UTC().Format("2006-01-02T15:04:05Z"))
		}, code: mismatch, says: []string{"in the header x-acs-date"}},
		{name: "changed nonce", tamper: header("x-acs-signature-nonce", "another"), code: mismatch, says: []string{"in the header x-acs-signature-nonce", "server: … x-acs-date:", "x-acs-signature-nonce:another"}},
		{name: "date in words", tamper: signedHeader("x-acs-date", "noon"), code: "InvalidTimeStamp.Format", says: []string{`"noon"`}},
		{name: "local date", tamper: signedHeader("x-acs-date", "2018-01-01T20:00:00+08:00"), code: "InvalidTimeStamp.Format"},
		{name: "changed action", tamper: header("x-acs-action", "SealBox"), code: mismatch, says: []string{"in the header x-acs-action", "x-acs-action:SealBox"}},
		{name: "added header", tamper: header("x-acs-trace", "t"), code: incomplete, says: []string{"x-acs-trace"}},
		{name: "no signature", tamper: header("Authorization", ""), code: "MissingParameter", says: []string{"not signed", "ACS3-HMAC-SHA256"}},
		{name: "another scheme", tamper: header("Authorization", "Bearer xyz"), code: incomplete, says: []string{"ACS3-HMAC-SHA256"}},
		{name: "no signature in the header", tamper: header("Authorization", "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host"), code: incomplete},
		{name: "host not signed", tamper: authorization("host;", ""), code: incomplete, says: []string{"host"}},
		{name: "nonce not signed", tamper: authorization("x-acs-signature-nonce;", ""), code: incomplete, says: []string{"x-acs-signature-nonce"}},
		{name: "another header signed", tamper: authorization("host;", "host;user-agent;"), code: incomplete, says: []string{"user-agent"}},
		{name: "signature of another letter", tamper: func(p *parcel) {
			text := p.Header.Get("Authorization")
			other := "0"
			if strings.HasSuffix(text, other) {
				other = "1"
			}
			p.Header.Set("Authorization", text[:len(text)-1]+other)
		}, code: mismatch},
		{name: "HTML", tamper: header("Accept", "text/html"), code: "InvalidParameter.Accept", says: []string{"text/html"}},
		{name: "another version", tamper: signedHeader("x-acs-version", "2017-03-12"), code: "InvalidVersion", says: []string{"2024-05-06", `"2017-03-12"`}},
		{name: "unknown action", tamper: signedHeader("x-acs-action", "DropBox"), code: "InvalidAction.NotFound", status: 404, says: []string{`"DropBox"`, "PutBox, SealBox"}},
		{name: "action in another case", tamper: signedHeader("x-acs-action", "putbox"), code: "InvalidAction.NotFound", status: 404, says: []string{"did you mean PutBox"}},
		{name: "value and member", tamper: signedQuery("Name=n&Name.1=m"), code: "InvalidParameter", says: []string{"Name"}},
		{name: "a parameter twice", tamper: signedQuery("Name=n&Name=m"), code: "InvalidParameter", says: []string{"twice"}},
		{name: "no required parameter", tamper: signedQuery("Limit=3"), code: "MissingParameter", says: []string{"PutBox requires Name"}},
		{name: "empty required parameter", tamper: signedQuery("Name="), code: "MissingParameter", says: []string{"PutBox requires Name"}},
		{name: "no required member of a list", tamper: signedQuery("Name=n&Label.1.Name=a&Label.2.Text=t"), code: "MissingParameter", says: []string{"Label.1.Name"}},
		{name: "no required member of a list in JSON", tamper: signedQuery("Name=n&Notes=" + `%5B%7B%22Text%22%3A%22t%22%7D%5D`), code: "MissingParameter", says: []string{"Notes"}},
		{name: "list without JSON", tamper: signedQuery("Name=n&Notes=%5B1"), code: "InvalidParameter", says: []string{"Notes"}},
		{name: "no number", tamper: signedQuery("Name=n&Limit=many"), code: "InvalidParameter", says: []string{"Limit"}},
		{name: "list of another kind", tamper: signedQuery("Name=n&Label=x"), code: "InvalidParameter", says: []string{"Label"}},
	}
	for _, form := range forms {
		if form.signature == alibaba.V3 {
			t.Run(form.name, func(t *testing.T) { checkRefusals(t, form, refusals) })
		}
	}
}

func TestRefusalsOfV3POST(t *testing.T) {
	checkRefusals(t, forms[0], []refusal{
		{name: "changed body", tamper: func(p *parcel) { p.body = bytes.Replace(p.body, []byte("letter"), []byte("latter"), 1) }, code: mismatch, says: []string{"in the hash of the body"}},
		{name: "changed body and hash", tamper: func(p *parcel) {
			p.body = []byte("Letter=other")
			p.Header.Set("x-acs-content-sha256", string(alibaba.ContentSHA256(nil, p.body)))
		}, code: mismatch, says: []string{"in the header x-acs-content-sha256"}},
		{name: "changed content type", tamper: header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"), code: mismatch, says: []string{"in the header content-type", "charset=utf-8"}},
		{name: "JSON", tamper: header("Content-Type", "application/json"), code: "InvalidParameter", says: []string{"application/json", "form"}},
		{name: "no content type", tamper: header("Content-Type", ""), code: "InvalidParameter", says: []string{"form"}},
		{name: "broken form", tamper: signedBody("Letter=%"), code: "InvalidParameter", says: []string{"body", "Letter"}},
		{name: "parameter of query and body", tamper: signedBody("Name=m"), code: "InvalidParameter", says: []string{"twice"}},
		{name: "too large", tamper: signedBody("Letter=" + strings.Repeat("n", 16<<20)), code: "InvalidParameter", says: []string{"16777216"}},
	})
}

func TestRefusalsOfV3GET(t *testing.T) {
	checkRefusals(t, forms[2], []refusal{
		{name: "POST instead", tamper: func(p *parcel) { p.Method = http.MethodPost }, code: mismatch, says: []string{"in the method", "server: POST "}},
		{name: "action that takes POST only", tamper: signedHeader("x-acs-action", "SealBox"), code: "UnsupportedHTTPMethod", status: 403, says: []string{"POST only"}},
	})
}

// What is not signed, and what is signed in an order of its own, may change.
func TestHarmlessChangesOfV3Pass(t *testing.T) {
	for name, change := range map[string]tamper{
		"order of the query":          func(p *parcel) { p.URL.RawQuery = "RegionId=cn-hangzhou&Name=n&Limit=3" },
		"hexadecimal digits":          func(p *parcel) { p.URL.RawQuery = "Limit=3&Name=%6e&RegionId=cn%2dhangzhou" },
		"user agent":                  header("User-Agent", "a proxy"),
		"added header":                header("X-Forwarded-For", "10.0.0.1"),
		"no wish as to format":        header("Accept", ""),
		"any format":                  header("Accept", "*/*"),
		"spaces in the authorization": authorization(",SignedHeaders", ", SignedHeaders"),
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, answers(nil))
			_, err := call(t, s, &putBox, boxInput{Name: "n", Limit: 3, Letter: "letter"}, func(c *alibaba.Config) { c.Transport = change })
			if err != nil {
				t.Fatal(err)
			}
			if request := s.Requests()[0]; request.Format != "JSON" {
				t.Errorf("the reply is %q", request.Format)
			}
		})
	}
}

func TestFirstFormatOfTheAcceptHeaderCounts(t *testing.T) {
	for accept, want := range map[string]string{
		"text/html, application/xml;q=0.9, */*;q=0.8": "XML",
		"application/json, application/xml":           "JSON",
		"text/xml":                                    "XML",
		"text/html, application/*":                    "JSON",
	} {
		s := start(t, answers(&boxOutput{BoxID: "b"}))
		out, err := call(t, s, &putBox, boxInput{Name: "n"}, func(c *alibaba.Config) { c.Transport = header("Accept", accept) })
		if err != nil || out.BoxID != "b" {
			t.Fatal(out, err)
		}
		if got := s.Requests()[0].Format; got != want {
			t.Errorf("%s: the reply is %s, want %s", accept, got, want)
		}
	}
}
