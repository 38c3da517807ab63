package tencent_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
)

func TestMain(m *testing.M) {
	for _, name := range []string{tencent.EnvSecretID, tencent.EnvSecretKey, tencent.EnvToken, tencent.EnvRegion} {
		os.Unsetenv(name)
	}
	os.Exit(m.Run())
}

// everyWay is each way to call an action.
var everyWay = []struct {
	signature tencent.Signature
	method    string
}{
	{"", ""}, {tencent.TC3, "POST"}, {tencent.TC3, "GET"},
	{tencent.HmacSHA1, "GET"}, {tencent.HmacSHA1, "POST"},
	{tencent.HmacSHA256, "GET"}, {tencent.HmacSHA256, "POST"},
}

func TestCallsAreSignedAsTheyAreSent(t *testing.T) {
	limit := uint64(0)
	in := &input{Name: "a b+c&d=e/中~*'\"", Limit: &limit, Tags: []tag{{"k", "v"}, {"", "é"}}, Secrets: map[string]string{"x": "y"}}
	for _, way := range everyWay {
		for _, token := range []string{"", testToken} {
			at, last := serve(t, 200, answer)
			cfg := config(at)
			cfg.Signature, cfg.Method, cfg.Language = way.signature, way.method, "en-US"
			cfg.Credentials = credential.Static(testID, testKey, token)
			name := fmt.Sprintf("%s %s %q", way.signature, way.method, token)
			out, err := call(cfg, describe, in)
			if err != nil || out.Status != "ok" || out.Limit != 7 || out.RequestID != "1234-abcd" {
				t.Fatalf("%s: got %+v, %v", name, out, err)
			}
			if id, err := verify(last); id != testID || err != nil {
				t.Errorf("%s: verified as %q, %v", name, id, err)
			}
			if want := strings.TrimPrefix(at, "http://"); last.Host != want || !strings.Contains(last.Host, ":") {
				t.Errorf("%s: sent to %s, want %s", name, last.Host, want)
			}
		}
	}
}

func TestTC3PutsTheCommonParametersIntoTheHeader(t *testing.T) {
	at, last := serve(t, 200, answer)
	cfg := config(at)
	cfg.Language, cfg.UserAgent = "zh-CN", "billing/1.4 (linux)"
	cfg.Credentials = credential.Static(testID, testKey, testToken)
	if _, err := call(cfg, describe, &input{Name: "n", Region: "mine"}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Content-Type": "application/json", "User-Agent": "billing/1.4 (linux) signet/0.1",
		"X-TC-Action": "DescribeTask", "X-TC-Version": "2018-03-19", "X-TC-Timestamp": "1795391999",
		"X-TC-Region": "ap-guangzhou", "X-TC-Language": "zh-CN", "X-TC-Token": testToken,
		"X-TC-RequestClient": "billing_1.4__linux_;signet-0.1",
	} {
		if got := last.Header.Get(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if got, want := asJSON(t, last.body), `{"Name":"n","Region":"mine"}`; got != want {
		t.Errorf("sent %s, want %s", got, want)
	}
	cfg.Language, cfg.Region, cfg.Credentials = "", "", credential.Static(testID, testKey, "")
	if _, err := call(cfg, describe, &input{Name: "n"}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"X-Tc-Region", "X-Tc-Language", "X-Tc-Token"} {
		if _, there := last.Header[name]; there {
			t.Errorf("%s is sent though nothing is configured", name)
		}
	}
}

func TestLongProgramNamesAreCut(t *testing.T) {
	at, last := serve(t, 200, answer)
	cfg := config(at)
	cfg.UserAgent = strings.Repeat("long", 50)
	if _, err := call(cfg, describe, &input{Name: "n"}); err != nil {
		t.Fatal(err)
	}
	if got := last.Header.Get("X-TC-RequestClient"); len(got) != 128 || !strings.HasSuffix(got, "longlong;signet-0.1") {
		t.Errorf("got %d characters: %s", len(got), got)
	}
}

func TestGETPutsFlattenedParametersIntoTheQuery(t *testing.T) {
	at, last := serve(t, 200, answer)
	cfg := config(at)
	cfg.Method = "GET"
	if _, err := call(cfg, describe, &input{Name: "a b+*~/", Tags: []tag{{"k", "v"}, {"l", "ü"}}}); err != nil {
		t.Fatal(err)
	}
	if want := "Name=a%20b%2B%2A~%2F&Tags.0.Key=k&Tags.0.Value=v&Tags.1.Key=l&Tags.1.Value=%C3%BC"; last.URL.RawQuery != want {
		t.Errorf("got  %s\nwant %s", last.URL.RawQuery, want)
	}
	if got := last.Header.Get("Content-Type"); got != "application/x-www-form-urlencoded" || last.body != "" || last.URL.Path != "/" {
		t.Errorf("sent %s to %s with the body %q", got, last.URL.Path, last.body)
	}
}

func TestV1PutsAllParametersTogether(t *testing.T) {
	for _, method := range []string{"GET", "POST"} {
		at, last := serve(t, 200, answer)
		cfg := config(at)
		cfg.Signature, cfg.Method, cfg.Language = tencent.HmacSHA256, method, "en-US"
		cfg.Credentials = credential.Static(testID, testKey, testToken)
		if _, err := call(cfg, describe, &input{Name: "n n", Tags: []tag{{"k", "v"}}}); err != nil {
			t.Fatal(err)
		}
		query := last.URL.RawQuery + last.body
		want := `Action=DescribeTask
Language=en-US
Name=n n
Nonce=…
Region=ap-guangzhou
RequestClient=signet-0.1
SecretId=AKIDtest0123456789
Signature=…
SignatureMethod=HmacSHA256
Tags.0.Key=k
Tags.0.Value=v
Timestamp=1795391999
Token=token-0123456789
Version=2018-03-19`
		if got := sortedQuery(t, query); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", method, got, want)
		}
		if strings.Contains(query, "+") || !strings.Contains(query, "Name=n%20n") {
			t.Errorf("%s is not escaped as RFC 3986 has it: %s", method, query)
		}
		if last.Header.Get("Authorization") != "" {
			t.Error("there is an Authorization header under signature v1")
		}
	}
}

func TestNoncesDiffer(t *testing.T) {
	at, last := serve(t, 200, answer)
	cfg := config(at)
	cfg.Signature = tencent.HmacSHA1
	nonces := map[string]bool{}
	for range 50 {
		if _, err := call(cfg, describe, &input{Name: "n"}); err != nil {
			t.Fatal(err)
		}
		params, err := paramsV1(last)
		if err != nil {
			t.Fatal(err)
		}
		nonce := valuesOf(params).Get("Nonce")
		if nonces[nonce] || nonce == "" || nonce[0] == '-' || nonce == "0" {
			t.Errorf("the nonce %q after %d others", nonce, len(nonces))
		}
		nonces[nonce] = true
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestAClientServesManyGoroutines(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		if _, err := verify(&seen{r, string(text)}); err != nil {
			_, _ = fmt.Fprintf(w, `{"Response":{"Error":{"Code":"AuthFailure","Message":%q}}}`, err)
			return
		}
		name := "Name="
		if bytes.HasPrefix(text, []byte("{")) {
			name = `"Name":"`
		}
		_, sent, _ := strings.Cut(r.URL.RawQuery+string(text), name)
		_, _ = fmt.Fprintf(w, `{"Response":{"Status":"%.8s","RequestId":"r"}}`, sent)
	}))
	defer s.Close()
	for _, way := range everyWay {
		cfg := config(s.URL)
		cfg.Signature, cfg.Method = way.signature, way.method
		client := tencent.NewClient(cfg, msp)
		var calls sync.WaitGroup
		for g := range 8 {
			calls.Go(func() {
				for i := range 20 {
					name := fmt.Sprintf("%04d%04d", g, i)
					out, err := rpc.Call[output](context.Background(), client, describe, &input{Name: name, Secrets: map[string]string{"pad": strings.Repeat("x", i*100)}})
					if err != nil || out.Status != name {
						t.Errorf("%v: sent %s, got %v, %v", way, name, out, err)
					}
				}
			})
		}
		calls.Wait()
	}
}
