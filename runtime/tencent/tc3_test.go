package tencent_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
)

func FuzzTC3(f *testing.F) {
	f.Add("POST", "cvm.tencentcloudapi.com", "application/json", "", []byte(unnamedBody), "X-TC-Action", "DescribeInstances", int64(1551113065), uint16(3))
	f.Add("GET", "127.0.0.1:8080", "application/x-www-form-urlencoded", "Limit=10&Offset=0", []byte(""), "", "", int64(-1), uint16(40))
	f.Add("GET", "h", "A; b=C", "a=%20", []byte{0, 255}, "x-a", " v ", int64(1<<35), uint16(0))
	f.Fuzz(func(t *testing.T, method, host, contentType, query string, body []byte, name, value string, when int64, where uint16) {
		if when > 1<<36 || when < -1<<36 || strings.ContainsFunc(name, func(r rune) bool { return r > '~' || r <= ' ' || strings.ContainsRune(",;=:", r) }) {
			return
		}
		if method == http.MethodPost {
			query = ""
		}
		const id, secret = "AKIDfuzz", "fuzzing-is-no-secret"
		r := &tencent.TC3Request{Service: "cvm", Time: time.Unix(when, 7), Method: method, Host: host, ContentType: contentType, Query: query, Body: body}
		extra := map[string]string{}
		if lower := strings.ToLower(name); isToken(lower) && lower != "host" && lower != "content-type" {
			r.SignedHeaders, r.Header = []string{name}, http.Header{http.CanonicalHeaderKey(name): {value}}
			extra[name] = value
		}
		authorization := string(tencent.SignTC3(nil, id, secret, r))
		if want := naiveTC3(id, secret, "cvm", method, host, contentType, query, string(body), when, extra); authorization != want {
			t.Fatalf("got  %s\nwant %s", authorization, want)
		}
		if got, err := tencent.VerifyTC3(authorization, r, oneKey(id, secret)); got != id || err != nil {
			t.Fatalf("verified as %q, %v", got, err)
		}
		refuseChanges(t, authorization, *r, oneKey(id, secret), int(where))
	})
}

func isToken(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '_'
	})
}

// refuseChanges changes a byte in each part of the request, one at a time.
func refuseChanges(t *testing.T, authorization string, r tencent.TC3Request, secretOf func(string) (string, bool), where int) {
	t.Helper()
	refuse := func(what, authorization string, changed tencent.TC3Request) {
		t.Helper()
		if _, err := tencent.VerifyTC3(authorization, &changed, secretOf); err == nil {
			t.Errorf("a change of the %s passed: %s %+v", what, authorization, changed)
		}
	}
	for what, part := range map[string]func(*tencent.TC3Request) *string{
		"method":       func(r *tencent.TC3Request) *string { return &r.Method },
		"host":         func(r *tencent.TC3Request) *string { return &r.Host },
		"content type": func(r *tencent.TC3Request) *string { return &r.ContentType },
		"query":        func(r *tencent.TC3Request) *string { return &r.Query },
		"service":      func(r *tencent.TC3Request) *string { return &r.Service },
	} {
		changed := r
		text := part(&changed)
		before := *text
		*text = change(before, where)
		if what != "method" && what != "service" && what != "query" && sameHeader(before, *text) {
			continue
		}
		refuse(what, authorization, changed)
	}
	changed := r
	changed.Body = []byte(change(string(r.Body), where))
	refuse("body", authorization, changed)
	changed = r
	changed.Time = r.Time.Add(time.Second)
	refuse("time", authorization, changed)
	for name := range r.Header {
		value := r.Header.Get(name)
		changed = r
		changed.Header = http.Header{name: {change(value, where)}}
		if !sameHeader(value, changed.Header.Get(name)) {
			refuse("header", authorization, changed)
		}
	}
	if other := change(authorization, where); !sameAuthorization(other, authorization) {
		refuse("authorization", other, r)
	}
}

// sameHeader tells whether two values are signed alike.
func sameHeader(a, b string) bool {
	return asciiLower(strings.Trim(a, " \t")) == asciiLower(strings.Trim(b, " \t"))
}

// sameAuthorization tells whether two headers differ in space alone.
func sameAuthorization(a, b string) bool {
	return strings.Join(strings.Fields(a), "") == strings.Join(strings.Fields(b), "")
}

// change makes another text of s: one byte is another, or there is one more.
func change(s string, where int) string {
	if s == "" {
		return "!"
	}
	b := []byte(s)
	b[where%len(b)] ^= 1 + byte(where>>8)&0x7e
	return string(b)
}

func TestTC3RefusesEveryChangedByte(t *testing.T) {
	r := describeInstances(unnamedBody)
	r.Header = http.Header{"X-Tc-Action": {"DescribeInstances"}}
	r.SignedHeaders = []string{"X-TC-Action"}
	authorization := string(tencent.SignTC3(nil, exampleID, exampleKey, r))
	for where := range len(authorization) {
		refuseChanges(t, authorization, *r, oneKey(exampleID, exampleKey), where)
	}
}

func TestTC3Refusals(t *testing.T) {
	r := describeInstances(unnamedBody)
	good := string(tencent.SignTC3(nil, exampleID, exampleKey, r))
	query := *r
	query.Query = "Limit=100"
	other := *r
	other.Service = "msp"
	later := *r
	later.Time = r.Time.Add(24 * time.Hour)
	for _, test := range []struct {
		name, authorization string
		request             *tencent.TC3Request
		code                rpc.Code
	}{
		{"another key", strings.Replace(good, exampleID, "AKIDother", 1), r, tencent.ErrSecretIDNotFound},
		{"another secret", string(tencent.SignTC3(nil, exampleID, starredKey, r)), r, tencent.ErrSignatureFailure},
		{"a query on a POST", good, &query, tencent.ErrSignatureFailure},
		{"another service", good, &other, tencent.ErrInvalidAuthorization},
		{"another day", good, &later, tencent.ErrInvalidAuthorization},
		{"no header", "", r, tencent.ErrInvalidAuthorization},
		{"another algorithm", strings.Replace(good, "TC3-HMAC-SHA256", "AWS4-HMAC-SHA256", 1), r, tencent.ErrInvalidAuthorization},
	} {
		_, err := tencent.VerifyTC3(test.authorization, test.request, oneKey(exampleID, exampleKey))
		if !errors.Is(err, test.code) || !errors.Is(err, rpc.Code("AuthFailure")) {
			t.Errorf("%s: got %v, want %s", test.name, err, test.code)
		}
		if err != nil && strings.Contains(err.Error(), exampleKey) {
			t.Errorf("%s: the error shows the secret: %v", test.name, err)
		}
	}
}

func TestTC3UnsignedPayload(t *testing.T) {
	r := describeInstances(unnamedBody)
	r.Unsigned = true
	authorization := string(tencent.SignTC3(nil, exampleID, exampleKey, r))
	if want := naiveTC3(exampleID, exampleKey, "cvm", "POST", r.Host, r.ContentType, "", tencent.UnsignedPayload, r.Time.Unix(), nil); authorization != want {
		t.Errorf("got  %s\nwant %s", authorization, want)
	}
	r.Body = []byte("another body")
	if _, err := tencent.VerifyTC3(authorization, r, oneKey(exampleID, exampleKey)); err != nil {
		t.Errorf("an unsigned body matters: %v", err)
	}
	r.Unsigned = false
	if _, err := tencent.VerifyTC3(authorization, r, oneKey(exampleID, exampleKey)); !errors.Is(err, tencent.ErrSignatureFailure) {
		t.Errorf("an unsigned body passes for a signed one: %v", err)
	}
}
