package alibaba_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
)

// everyWay is each way to call an action.
var everyWay = []struct {
	signature alibaba.Signature
	method    string
}{{"", ""}, {alibaba.V3, "POST"}, {alibaba.V3, "GET"}, {alibaba.V2, "POST"}, {alibaba.V2, "GET"}}

// awkward is an input of texts that must be escaped somewhere.
func awkward() *input {
	return &input{
		Name: "a b+c&d=e/中~*'\"%20", Limit: new(uint64(0)), Disks: []disk{{20, []int64{1, 0}}, {0, nil}},
		Tags: []tag{{"k", ""}, {"é", "=&"}}, IDs: []string{"i-1", "i 2"}, Filter: map[string]string{"x.y"[:1]: "1 2"},
		Note: "n&", File: "f\n=", Trace: "t 1",
	}
}

func TestCallsAreSignedAsTheyAreSent(t *testing.T) {
	for _, way := range everyWay {
		for _, token := range []string{"", testToken} {
			for _, format := range []alibaba.Format{alibaba.JSON, alibaba.XML} {
				reply := map[alibaba.Format]string{alibaba.JSON: answer, alibaba.XML: answerXML}[format]
				at, last := serve(t, 200, reply)
				cfg := config(at)
				cfg.Signature, cfg.Method, cfg.Format = way.signature, way.method, format
				cfg.Credentials = credential.Static(testID, testKey, token)
				name := fmt.Sprintf("%s %s %s %q", way.signature, way.method, format, token)
				out, err := call(cfg, describe, awkward())
				if want := (output{"ok", 7, []tag{{"k", "v"}}, "1234-abcd"}); err != nil || !reflect.DeepEqual(*out, want) {
					t.Fatalf("%s: got %+v, %v", name, out, err)
				}
				if id, err := verify(last); id != testID || err != nil {
					t.Errorf("%s: verified as %q, %v", name, id, err)
				}
				if want := strings.TrimPrefix(at, "http://"); last.Host != want || last.URL.Path != "/" {
					t.Errorf("%s: sent to %s%s, want %s/", name, last.Host, last.URL.Path, want)
				}
				if strings.Contains(last.URL.RawQuery+last.body, "+") {
					t.Errorf("%s is not escaped as RFC 3986 has it: %s %s", name, last.URL.RawQuery, last.body)
				}
			}
		}
	}
}

// own are the parameters of awkward that say no place, and those of the query and form.
const (
	own = `Disk.1.Part.1=1
Disk.1.Part.2=0
Disk.1.Size=20
Disk.2.Size=0
`
	ownMore = `Ids=i-1,i 2
Limit=0
Name=a b+c&d=e/中~*'"%20
`
	ownTags = `Tags=[{"Key":"k","Value":""},{"Key":"é","Value":"=&"}]`
)

func TestV3PutsParametersWhereTheyBelong(t *testing.T) {
	for method, body := range map[string]string{"POST": "File=f\n=", "GET": ""} {
		at, last := serve(t, 200, answer)
		cfg := config(at)
		cfg.Method, cfg.UserAgent = method, "billing/1.4"
		cfg.Credentials = credential.Static(testID, testKey, testToken)
		if _, err := call(cfg, describe, awkward()); err != nil {
			t.Fatal(err)
		}
		query := own + "Filter.x=1 2\n" + ownMore + "Note=n&\nRegionId=cn-shanghai\n" + ownTags
		if method == "GET" {
			query = own + "File=f\n=\nFilter.x=1 2\n" + ownMore + "Note=n&\nRegionId=cn-shanghai\n" + ownTags
		}
		if got := lines(t, last.URL.RawQuery); got != query {
			t.Errorf("%s: the query is\n%s\nwant\n%s", method, got, query)
		}
		if got := lines(t, last.body); got != body {
			t.Errorf("%s: the body is\n%s\nwant\n%s", method, got, body)
		}
		for name, want := range map[string]string{
			"x-acs-action": "DescribeThings", "x-acs-version": "2014-05-26", "x-acs-date": "2026-11-22T15:59:59Z",
			"x-acs-security-token": testToken, "x-acs-trace-id": "t 1", "Accept": "application/json",
			"x-acs-content-sha256": hexSHA256(last.body), "User-Agent": "billing/1.4 signet/0.1",
			"Content-Type": map[string]string{"POST": "application/x-www-form-urlencoded", "GET": ""}[method],
		} {
			if got := last.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", method, name, got, want)
			}
		}
		if nonce := last.Header.Get("x-acs-signature-nonce"); len(nonce) != 32 {
			t.Errorf("the nonce is %q", nonce)
		}
	}
}

func TestV2PutsParametersWhereTheyBelong(t *testing.T) {
	const common = `AccessKeyId=LTAItest0123456789
Action=DescribeThings
`
	const common2 = `SecurityToken=token-0123456789+/=
Signature=…
SignatureMethod=HMAC-SHA1
SignatureNonce=…
SignatureVersion=1.0
`
	const timed = "Timestamp=2026-11-22T15:59:59Z\nVersion=2014-05-26"
	for method, want := range map[string][2]string{
		"POST": {common + "Filter.x=1 2\nFormat=XML\nNote=n&\nRegionId=cn-shanghai\n" + common2 + timed, own + "File=f\n=\n" + ownMore + ownTags},
		"GET":  {common + own + "File=f\n=\nFilter.x=1 2\nFormat=XML\n" + ownMore + "Note=n&\nRegionId=cn-shanghai\n" + common2 + ownTags + "\n" + timed, ""},
	} {
		at, last := serve(t, 200, answerXML)
		cfg := config(at)
		cfg.Signature, cfg.Method, cfg.Format = alibaba.V2, method, alibaba.XML
		cfg.Credentials = credential.Static(testID, testKey, testToken)
		if _, err := call(cfg, describe, awkward()); err != nil {
			t.Fatal(err)
		}
		if got := lines(t, last.URL.RawQuery); got != want[0] {
			t.Errorf("%s: the query is\n%s\nwant\n%s", method, got, want[0])
		}
		if got := lines(t, last.body); got != want[1] {
			t.Errorf("%s: the body is\n%s\nwant\n%s", method, got, want[1])
		}
		if last.Header.Get("Authorization") != "" || last.Header.Get("x-acs-action") != "" || last.Header.Get("x-acs-trace-id") != "t 1" {
			t.Errorf("%s: the header is %v", method, last.Header)
		}
	}
}

func TestNothingIsSentThatIsNotThere(t *testing.T) {
	at, last := serve(t, 200, answer)
	cfg := config(at)
	cfg.Region = ""
	if _, err := call(cfg, describe, &input{Name: "n"}); err != nil {
		t.Fatal(err)
	}
	if last.URL.RawQuery != "Name=n" || last.body != "" || last.ContentLength != 0 || last.Method != "POST" {
		t.Errorf("sent a %s of %d bytes with %s", last.Method, last.ContentLength, last.URL.RawQuery)
	}
	for _, name := range []string{"X-Acs-Security-Token", "Content-Type", "X-Acs-Trace-Id"} {
		if _, there := last.Header[name]; there {
			t.Errorf("%s is sent though there is none", name)
		}
	}
	cfg.Signature = alibaba.V2
	if _, err := call(cfg, describe, &input{Name: "n"}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(last.URL.RawQuery, "SecurityToken") || strings.Contains(last.URL.RawQuery, "RegionId") || last.body != "Name=n" {
		t.Errorf("sent %s and %s", last.URL.RawQuery, last.body)
	}
}

func TestNoncesDiffer(t *testing.T) {
	at, last := serve(t, 200, answer)
	nonces := map[string]bool{}
	for _, signature := range []alibaba.Signature{alibaba.V2, alibaba.V3} {
		cfg := config(at)
		cfg.Signature = signature
		for range 50 {
			if _, err := call(cfg, describe, &input{Name: "n"}); err != nil {
				t.Fatal(err)
			}
			nonce := last.URL.Query().Get("SignatureNonce") + last.Header.Get("X-Acs-Signature-Nonce")
			if nonces[nonce] || len(nonce) != 32 {
				t.Errorf("the nonce %q after %d others", nonce, len(nonces))
			}
			nonces[nonce] = true
		}
	}
}

func TestAClientServesManyGoroutines(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		if _, err := verify(&seen{r, string(text)}); err != nil {
			w.WriteHeader(400)
			_, _ = fmt.Fprintf(w, `{"Code":"SignatureDoesNotMatch","Message":%q}`, err)
			return
		}
		_, sent, _ := strings.Cut(r.URL.RawQuery+"&"+string(text), "Name=")
		_, _ = fmt.Fprintf(w, `{"Status":"%.8s","RequestId":"r"}`, sent)
	}))
	defer s.Close()
	for _, way := range everyWay {
		cfg := config(s.URL)
		cfg.Signature, cfg.Method = way.signature, way.method
		client := alibaba.NewClient(cfg, ecs)
		var calls sync.WaitGroup
		for g := range 8 {
			calls.Go(func() {
				for i := range 20 {
					name := fmt.Sprintf("%04d%04d", g, i)
					out, err := rpc.Call[output](context.Background(), client, describe, &input{Name: name, Note: strings.Repeat("x", i*100), File: name})
					if err != nil || out.Status != name {
						t.Errorf("%v: sent %s, got %v, %v", way, name, out, err)
					}
				}
			})
		}
		calls.Wait()
	}
}
