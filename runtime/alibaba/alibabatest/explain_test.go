package alibabatest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/alibaba/alibabatest"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// private is an input of which no value may be seen, in each place and style.
var private = boxInput{
	RegionID: "cn-hangzhou",
	Name:     "PRIVATE1 name+/=&%ü",
	Labels:   []label{{"PRIVATE2*~", "PRIVATE3 text"}},
	Notes:    []label{{"PRIVATE4", "PRIVATE5\"\\"}},
	IDs:      []string{"PRIVATE6", "PRIVATE7"},
	Filter:   map[string]string{"Key": "PRIVATE8"},
	Letter:   "PRIVATE9 letter",
	Trace:    "PRIVATE0-trace",
}

// awkwardKey is one whose halves must be escaped.
var awkwardKey = credential.Credentials{
	ID: "STS.NTabcdefgh1234", Secret: "PRIVATEsecret+/=", Token: "PRIVATEtoken+/=&%41~*",
	Expires: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC), Source: "the source of the test",
}

// printings are all ways in which a program may print an error.
func printings(err error) map[string]string {
	all := map[string]string{}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		all[verb] = fmt.Sprintf(verb, err)
	}
	var refused *rpc.Error
	if errors.As(err, &refused) {
		all["a value"] = fmt.Sprintf("%+v %#v", *refused, *refused)
		all["Report"] = refused.Report()
		all["the explanation"] = fmt.Sprintf("%v %+v %#v", refused.Explanation, refused.Explanation, refused.Explanation)
		text, _ := json.Marshal(refused)
		all["JSON"] = string(text)
	}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("failed", "err", err, "refused", refused)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("failed", "err", err, "refused", refused)
	all["slog"] = log.String()
	return all
}

// checkPrivate looks for what is private in each printing, escapes undone.
func checkPrivate(t *testing.T, err error) {
	t.Helper()
	for way, text := range printings(err) {
		for range 3 {
			if at := strings.Index(text, "PRIVATE"); at >= 0 {
				t.Fatalf("%s shows what is private: …%.80q", way, text[max(at-20, 0):])
			}
			if way == "the explanation" && strings.Contains(text, awkwardKey.ID) {
				t.Fatalf("%s shows the id of the key: %s", way, text)
			}
			text = percent(text)
		}
		if way == "%x" && strings.Contains(text, fmt.Sprintf("%x", "PRIVATE")) {
			t.Fatalf("%s shows what is private", way)
		}
	}
}

// percent undoes the escapes of a text as far as there are any.
func percent(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if i+2 < len(text) && text[i] == '%' {
			if plain, err := url.PathUnescape(text[i : i+3]); err == nil {
				b.WriteString(plain)
				i += 2
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// failures are what an explanation is for, and what it must say.
var failures = []struct {
	name   string
	key    func(*credential.Credentials)
	clock  time.Duration
	tamper tamper
	denied bool
	code   rpc.Code
	says   []string
}{
	{name: "wrong secret", key: func(c *credential.Credentials) { c.Secret = "PRIVATEother" }, code: mismatch, says: []string{"differs: nothing", "the secret is not that of the key"}},
	{name: "wrong token", key: func(c *credential.Credentials) { c.Token = "PRIVATEnone" }, code: "InvalidSecurityToken", says: []string{"with a token that ends at 2030-01-02T03:04:05Z"}},
	{name: "no token", key: func(c *credential.Credentials) { c.Token, c.Expires = "", time.Time{} }, code: alibaba.ErrSecurityTokenMissing, says: []string{"without a token"}},
	{name: "skewed clock", clock: -time.Hour, code: alibaba.ErrTimestampExpired, says: []string{" slow ("}},
	{name: "changed on the way", tamper: replace("PRIVATE1", "PRIVATE_"), code: mismatch, says: []string{"in the parameter Name", "byte 8 of the value is a digit", "byte 8 of the value is a sign"}},
	{name: "nonce changed on the way", tamper: func(p *parcel) {
		header("x-acs-signature-nonce", "1")(p)
		replace("SignatureNonce=", "SignatureNonce=1")(p)
	}, code: mismatch, says: []string{"once"}},
	{name: "denied", denied: true, code: "Forbidden", says: []string{"permission: store:PutBox", "who: SubUser reader", "policy: AccountLevelIdentityBasedPolicy", "denied by: ImplicitDeny", "diagnosis: AQIB", "with a token"}},
}

func TestExplanationsTellAllButWhatIsPrivate(t *testing.T) {
	for _, form := range forms {
		for _, failure := range failures {
			t.Run(form.name+"/"+failure.name, func(t *testing.T) {
				s := start(t, func(context.Context, boxInput) (*boxOutput, error) {
					return nil, &rpc.Error{Code: "Forbidden.RAM", Message: "not allowed", Details: map[string]string{
						"AccessDeniedDetail.AuthAction": "store:PutBox", "AccessDeniedDetail.AuthPrincipalType": "SubUser",
						"AccessDeniedDetail.AuthPrincipalDisplayName": "reader", "AccessDeniedDetail.NoPermissionType": "ImplicitDeny",
						"AccessDeniedDetail.PolicyType": "AccountLevelIdentityBasedPolicy", "AccessDeniedDetail.EncodedDiagnosticMessage": "AQIB",
					}}
				})
				s.AddKey(awkwardKey)
				_, err := call(t, s, &putBox, private, func(c *alibaba.Config) {
					form.configure(c)
					used := awkwardKey
					if failure.key != nil {
						failure.key(&used)
					}
					c.Credentials = credential.ProviderFunc(func(context.Context) (credential.Credentials, error) { return used, nil })
					if c.Now = ahead(failure.clock); failure.tamper != nil {
						c.Transport = failure.tamper
					}
				})
				if !errors.Is(err, failure.code) {
					t.Fatalf("the call ended with %v", err)
				}
				if text := err.Error(); strings.Contains(text, "\n") || len(text) > 500 {
					t.Errorf("not short: %s", text)
				}
				report := fmt.Sprintf("%+v", err)
				for _, part := range append(failure.says, "key: STS.***1234 from the source of the test") {
					if !strings.Contains(report, part) {
						t.Errorf("the report lacks %q:\n%s", part, report)
					}
				}
				if signed := strings.Contains(report, "signed, the string to sign:\n"); signed == failure.denied {
					t.Errorf("the report:\n%s", report)
				}
				checkPrivate(t, err)
				checkPrivate(t, fmt.Errorf("within another: %w", err))
			})
		}
	}
}

// Each byte of each parameter is changed on its way in turn.
func TestDifferenceIsTheByteThatWasChanged(t *testing.T) {
	for _, form := range forms {
		if form.format == alibaba.XML {
			continue
		}
		t.Run(form.name, func(t *testing.T) {
			s := start(t, answers(nil))
			for name := range strings.FieldsSeq("RegionId Name Label.1.Name Label.1.Text Notes Ids Filter.Key") {
				want := 0
				_, err := call(t, s, &putBox, private, func(c *alibaba.Config) {
					form.configure(c)
					c.Transport = tamper(func(p *parcel) {
						before := signedText(p, form.signature)
						change(p, name)
						want = 1 + firstDifference(before, signedText(p, form.signature))
					})
				})
				var refused *rpc.Error
				if !errors.As(err, &refused) || refused.Explanation == nil || refused.Explanation.Difference == nil {
					t.Fatalf("%s: %+v", name, err)
				}
				if d := refused.Explanation.Difference; d.Byte != want || !strings.HasSuffix(d.Where, "the parameter "+name) {
					t.Errorf("%s: got %v, want byte %d", name, d, want)
				}
			}
		})
	}
}

// change changes the last byte of a parameter's value.
func change(p *parcel, name string) {
	in := func(text string) string {
		at := strings.Index("&"+text, "&"+name+"=")
		if at < 0 {
			return text
		}
		end := at + strings.IndexByte(text[at:]+"&", '&')
		last := end - 1
		if text[end-3] == '%' {
			last = end - 3
		}
		return text[:last] + "x" + text[end:]
	}
	p.URL.RawQuery, p.body = in(p.URL.RawQuery), []byte(in(string(p.body)))
}

// signedText is what is signed of a parcel: the whole of it under V2, and under V3
// as far as the end of the query.
func signedText(p *parcel, signature alibaba.Signature) string {
	query, _ := rpctest.ParseQuery(p.URL.RawQuery)
	if signature == alibaba.V3 {
		query.Sort()
		return p.Method + "\n/\n" + string(query.AppendQuery(nil)) + "\n"
	}
	form, _ := rpctest.ParseQuery(string(p.body))
	all := new(wire.Params)
	for _, list := range []*wire.Params{query, form} {
		for i := range list.Len() {
			if name, _ := list.At(i); string(name) != "Signature" {
				all.AddFrom(list, i)
			}
		}
	}
	all.Sort()
	return p.Method + "&%2F&" + url.QueryEscape(string(all.AppendQuery(nil)))
}

func firstDifference(a, b string) int {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	return i
}

func TestUnknownKeyIsNamedWithItsSource(t *testing.T) {
	s := start(t, answers(nil))
	_, err := call(t, s, &putBox, private, func(c *alibaba.Config) {
		c.Credentials = credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
			return credential.Credentials{ID: "LTAI0123456789abcdef", Secret: alibabatest.AccessKeySecret, Source: "environment " + alibaba.EnvAccessKeyID}, nil
		})
	})
	if report := fmt.Sprintf("%+v", err); !errors.Is(err, alibaba.ErrAccessKeyNotFound) ||
		!strings.Contains(report, "key: LTAI***cdef from environment ALIBABA_CLOUD_ACCESS_KEY_ID, without a token") {
		t.Error(report)
	}
}

// A transport gets the header that was signed, and may not know better than to change it.
func TestTransportThatChangesTheHeaderIsFoundOut(t *testing.T) {
	for _, name := range []string{"x-acs-added", "x-acs-action", "Content-Type"} {
		s := start(t, answers(nil))
		_, err := call(t, s, &putBox, private, func(c *alibaba.Config) {
			c.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
				r.Header.Set(name, "application/x-www-form-urlencoded; charset=utf-8")
				return http.DefaultTransport.RoundTrip(r)
			})
		})
		report := fmt.Sprintf("%+v", err)
		if !strings.Contains(report, "Options.Transport changed the header after it was signed") || strings.Contains(report, "nothing") {
			t.Errorf("%s: %s", name, report)
		}
		checkPrivate(t, err)
	}
}

// roundTrip is a transport that is a function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
