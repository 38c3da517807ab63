package alibaba_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

func FuzzV3(f *testing.F) {
	f.Add("POST", "ecs.cn-shanghai.aliyuncs.com", "ImageId", "win 2019", "RegionId", "cn-shanghai", []byte(nil), "x-acs-action", "RunInstances", uint16(3))
	f.Add("GET", "127.0.0.1:8080", "", "", "a", "b&c", []byte("a=b"), "content-type", " application/x-www-form-urlencoded\t", uint16(40))
	f.Add("POST", "h", "中", "\xff", "~", "*", []byte{0, 255}, "X-Other", "v", uint16(0))
	f.Fuzz(func(t *testing.T, method, host, name1, value1, name2, value2 string, body []byte, header, value string, where uint16) {
		const id, secret = "LTAIfuzz", "fuzzing-is-no-secret"
		query := paramsOf(name1, value1)
		if name1 != name2 {
			query.Add(name2, value2)
		}
		r := &alibaba.V3Request{Method: method, Host: host, Query: query, Header: http.Header{}, Body: body}
		extra := map[string]string{}
		if isToken(header) && !strings.EqualFold(header, "x-acs-content-sha256") {
			r.Header.Set(header, value)
			extra[header] = value
		}
		authorization := string(alibaba.SignV3(nil, id, secret, r))
		if want := naiveV3(id, secret, method, host, naiveQuery2(query), string(body), extra); authorization != want {
			t.Fatalf("got  %s\nwant %s", authorization, want)
		}
		if got, err := alibaba.VerifyV3(authorization, r, oneKey(id, secret)); got != id || err != nil {
			t.Fatalf("verified as %q, %v", got, err)
		}
		refuseChanges(t, authorization, *r, oneKey(id, secret), int(where))
		r.Header.Set("X-Acs-Content-Sha256", string(alibaba.ContentSHA256(nil, body)))
		refuseChanges(t, string(alibaba.SignV3(nil, id, secret, r)), *r, oneKey(id, secret), int(where))
	})
}

// naiveQuery2 is the canonical query, in which a parameter called Signature counts.
func naiveQuery2(p *wire.Params) string {
	p.Sort()
	var pairs []string
	for i := range p.Len() {
		name, value := p.At(i)
		pairs = append(pairs, naiveEscape(string(name))+"="+naiveEscape(string(value)))
	}
	return strings.Join(pairs, "&")
}

func isToken(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-'
	})
}

// refuseChanges changes a byte in each part of the request, one at a time.
func refuseChanges(t *testing.T, authorization string, r alibaba.V3Request, secretOf func(string) (string, bool), where int) {
	t.Helper()
	refuse := func(what, authorization string, changed alibaba.V3Request) {
		t.Helper()
		if _, err := alibaba.VerifyV3(authorization, &changed, secretOf); err == nil {
			t.Errorf("a change of the %s passed: %s %+v", what, authorization, changed)
		}
	}
	changed := r
	changed.Method = change(r.Method, where)
	refuse("method", authorization, changed)
	changed = r
	changed.Body = []byte(change(string(r.Body), where))
	refuse("body", authorization, changed)
	changed = r
	if changed.Host = change(r.Host, where); strings.Trim(changed.Host, " \t") != strings.Trim(r.Host, " \t") {
		refuse("host", authorization, changed)
	}
	for i := range r.Query.Len() {
		changed = r
		changed.Query = changedParams(r.Query, i, where&1, where>>1)
		if naiveQuery2(changed.Query) != naiveQuery2(r.Query) {
			refuse("query", authorization, changed)
		}
	}
	for name, values := range r.Header {
		changed = r
		changed.Header = r.Header.Clone()
		changed.Header.Set(name, change(values[0], where))
		isSigned := strings.HasPrefix(name, "X-Acs-") || name == "Content-Type"
		if isSigned && strings.Trim(changed.Header.Get(name), " \t") != strings.Trim(values[0], " \t") {
			refuse("header "+name, authorization, changed)
		}
	}
	if other := change(authorization, where); !sameAuthorization(other, authorization) {
		refuse("authorization", other, r)
	}
}

// sameAuthorization tells whether two headers differ in space alone.
func sameAuthorization(a, b string) bool {
	return strings.Join(strings.Fields(a), "") == strings.Join(strings.Fields(b), "")
}

func TestV3RefusesEveryChangedByte(t *testing.T) {
	r := runInstances()
	for where := range len(runInstancesAuthorization) {
		refuseChanges(t, runInstancesAuthorization, *r, oneKey(exampleID3, exampleKey3), where)
	}
}

func TestV3AgreesWithANaiveImplementation(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		text := func() string { return hostile[random.IntN(len(hostile))] + hostile[random.IntN(len(hostile))] }
		values := map[string]string{}
		r := &alibaba.V3Request{Method: "POST", Host: "h", Query: new(wire.Params), Header: http.Header{}, Body: []byte(text())}
		for range random.IntN(20) {
			if name, value := text(), text(); !hasKey(values, name) && name != "Signature" {
				values[name] = value
				r.Query.Add(name, value)
			}
		}
		header := map[string]string{"x-acs-action": text(), "X-Acs-B": text(), "x-acs-a1": text(), "X-Acs-A-B": text(), "Accept": text(), "content-type": text()}
		for name, value := range header {
			r.Header.Set(name, value)
		}
		secret := text()
		if got, want := string(alibaba.SignV3(nil, "id", secret, r)), naiveV3("id", secret, "POST", "h", naiveQuery(values), string(r.Body), header); got != want {
			t.Fatalf("%v %v:\ngot  %s\nwant %s", values, header, got, want)
		}
	}
}

func hasKey(m map[string]string, key string) bool { _, there := m[key]; return there }

func TestV3SignsSeveralValuesSorted(t *testing.T) {
	r := &alibaba.V3Request{Method: "GET", Host: "h", Header: http.Header{"X-Acs-A": {"b", "a", " c"}}}
	want := naiveV3("id", "s", "GET", "h", "", "", map[string]string{"x-acs-a": " c,a,b"})
	if got := string(alibaba.SignV3(nil, "id", "s", r)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if r.Header["X-Acs-A"][0] != "b" {
		t.Error("the request's header was changed")
	}
}

func TestV3SignsAnyNumberOfHeaders(t *testing.T) {
	r := &alibaba.V3Request{Method: "GET", Host: "h", Header: http.Header{}}
	header := map[string]string{}
	for i := range 40 {
		name := fmt.Sprintf("x-acs-%c%d", 'a'+i%26, i)
		header[name] = "v"
		r.Header.Set(name, "v")
	}
	if got, want := string(alibaba.SignV3(nil, "id", "s", r)), naiveV3("id", "s", "GET", "h", "", "", header); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestV3Refusals(t *testing.T) {
	const good = runInstancesAuthorization
	with := func(change func(*alibaba.V3Request)) *alibaba.V3Request {
		r := runInstances()
		change(r)
		return r
	}
	r := runInstances()
	for _, test := range []struct {
		name, authorization string
		request             *alibaba.V3Request
		code                rpc.Code
	}{
		{"another key", strings.Replace(good, exampleID3, "LTAIother", 1), r, alibaba.ErrAccessKeyNotFound},
		{"another secret", string(alibaba.SignV3(nil, exampleID3, "other", r)), r, alibaba.ErrSignatureMismatch},
		{"another body", good, with(func(r *alibaba.V3Request) { r.Body = []byte("a=b") }), alibaba.ErrSignatureMismatch},
		{"another body with its hash", good, with(func(r *alibaba.V3Request) {
			r.Body = []byte("a=b")
			r.Header.Set("x-acs-content-sha256", string(alibaba.ContentSHA256(nil, r.Body)))
		}), alibaba.ErrSignatureMismatch},
		{"no query", good, with(func(r *alibaba.V3Request) { r.Query = nil }), alibaba.ErrSignatureMismatch},
		{"a parameter more", good, with(func(r *alibaba.V3Request) { r.Query.Add("DryRun", "true") }), alibaba.ErrSignatureMismatch},
		{"a header that is not signed", good, with(func(r *alibaba.V3Request) { r.Header.Set("x-acs-security-token", "t") }), alibaba.ErrIncompleteSignature},
		{"a content type that is not signed", good, with(func(r *alibaba.V3Request) { r.Header.Set("content-type", "a/b") }), alibaba.ErrIncompleteSignature},
		{"a signed header that is not there", good, with(func(r *alibaba.V3Request) { r.Header.Del("x-acs-date") }), alibaba.ErrIncompleteSignature},
		{"no header", "", r, alibaba.ErrIncompleteSignature},
		{"another algorithm", strings.Replace(good, "SHA256", "SM3", 1), r, alibaba.ErrIncompleteSignature},
	} {
		_, err := alibaba.VerifyV3(test.authorization, test.request, oneKey(exampleID3, exampleKey3))
		if !errors.Is(err, test.code) {
			t.Errorf("%s: got %v, want %s", test.name, err, test.code)
		}
		if err != nil && strings.Contains(err.Error(), exampleKey3) {
			t.Errorf("%s: the error shows the secret: %v", test.name, err)
		}
	}
	if _, err := alibaba.VerifyV3(good, with(func(r *alibaba.V3Request) { r.Header.Set("Accept", "a/b") }), oneKey(exampleID3, exampleKey3)); err != nil {
		t.Errorf("a header that is never signed matters: %v", err)
	}
}

func TestKeysAreBounded(t *testing.T) {
	for i := range 2 * alibaba.MaxKeys {
		alibaba.SignV2(nil, fmt.Sprint("secret", i), "GET", new(wire.Params))
	}
	if n := alibaba.KeptKeys(); n > alibaba.MaxKeys {
		t.Errorf("%d keys are kept, want at most %d", n, alibaba.MaxKeys)
	}
	if got, want := string(alibaba.SignV2(nil, "secret0", "GET", new(wire.Params))), naiveV2("secret0", "GET", nil); got != want {
		t.Errorf("a key made again signs differently: %s, want %s", got, want)
	}
}
