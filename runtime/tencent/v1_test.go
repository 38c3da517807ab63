package tencent_test

import (
	"errors"
	"math/rand/v2"
	"net/url"
	"testing"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/wire"
)

func FuzzV1(f *testing.F) {
	f.Add("GET", "cvm.tencentcloudapi.com", "secret", "Limit", "20", "Filters.0.Values.0", "a&b=c", true, uint16(0))
	f.Add("POST", "127.0.0.1:1", "s", "", "", "\xff", "中文 +", false, uint16(9))
	f.Fuzz(func(t *testing.T, method, host, secret, name1, value1, name2, value2 string, sha256 bool, where uint16) {
		const id = "AKIDfuzz"
		p := new(wire.Params)
		names := map[string]bool{"Signature": true, "SecretId": true, "SignatureMethod": true, "Nonce": true}
		add := func(name, value string) {
			if !names[name] {
				names[name] = true
				p.Add(name, value)
			}
		}
		add(name1, value1)
		add(name2, value2)
		p.Add("SecretId", id)
		p.Add("Nonce", "11886")
		p.Add("SignatureMethod", map[bool]string{true: "HmacSHA256", false: "HmacSHA1"}[sha256])
		signature := string(tencent.SignV1(nil, secret, method, host, p))
		if want := naiveV1(secret, method, host, valuesOf(p)); signature != want {
			t.Fatalf("got %s, want %s", signature, want)
		}
		p.Add("Signature", signature)
		if got, err := tencent.VerifyV1(method, host, p, oneKey(id, secret)); got != id || err != nil {
			t.Fatalf("verified as %q, %v", got, err)
		}
		for i := range p.Len() {
			for _, part := range []int{0, 1} {
				if changed := changedParams(p, i, part, int(where)); passes(method, host, changed, oneKey(id, secret)) {
					t.Errorf("a change of parameter %d, part %d passed: %v", i, part, valuesOf(changed))
				}
			}
		}
		if passes(change(method, int(where)), host, p, oneKey(id, secret)) || passes(method, change(host, int(where)), p, oneKey(id, secret)) {
			t.Error("a change of method or host passed")
		}
	})
}

func passes(method, host string, p *wire.Params, secretOf func(string) (string, bool)) bool {
	_, err := tencent.VerifyV1(method, host, p, secretOf)
	return err == nil
}

// changedParams copies p with a byte changed in the name (part 0) or value of one parameter.
func changedParams(p *wire.Params, index, part, where int) *wire.Params {
	changed := new(wire.Params)
	for i := range p.Len() {
		name, value := p.At(i)
		texts := [2]string{string(name), string(value)}
		if i == index {
			texts[part] = change(texts[part], where)
		}
		changed.Add(texts[0], texts[1])
	}
	return changed
}

func TestV1AgreesWithANaiveImplementation(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	text := func() string {
		b := make([]byte, random.IntN(12))
		for i := range b {
			b[i] = byte(random.Uint32())
		}
		return string(b)
	}
	for range 2000 {
		p, values := new(wire.Params), url.Values{}
		for range random.IntN(20) {
			if name, value := text(), text(); !values.Has(name) {
				p.Add(name, value)
				values.Set(name, value)
			}
		}
		secret, host := text(), text()
		if got, want := string(tencent.SignV1(nil, secret, "GET", host, p)), naiveV1(secret, "GET", host, values); got != want {
			t.Fatalf("%v: got %s, want %s", values, got, want)
		}
	}
}

func TestV1Refusals(t *testing.T) {
	signed := func(change func(p *wire.Params)) *wire.Params {
		p := describeInstancesV1(exampleID)
		p.Add("Signature", "EliP9YW3pW28FpsEdkXt/+WcGeI=")
		change(p)
		return p
	}
	for _, test := range []struct {
		name   string
		params *wire.Params
		code   rpc.Code
	}{
		{"a parameter more", signed(func(p *wire.Params) { p.Add("Zone", "1") }), tencent.ErrSignatureFailure},
		{"a parameter twice", signed(func(p *wire.Params) { p.Add("Limit", "20") }), tencent.ErrSignatureFailure},
		{"two signatures", signed(func(p *wire.Params) { p.Add("Signature", "EliP9YW3pW28FpsEdkXt/+WcGeI=") }), tencent.ErrSignatureFailure},
		{"no signature", describeInstancesV1(exampleID), tencent.ErrSignatureFailure},
		{"another key", describeInstancesV1("AKIDother"), tencent.ErrSecretIDNotFound},
		{"nothing", new(wire.Params), tencent.ErrSecretIDNotFound},
		{"another algorithm", signed(func(p *wire.Params) { p.Add("SignatureMethod", "HmacSHA256") }), tencent.ErrSignatureFailure},
	} {
		_, err := tencent.VerifyV1("GET", "cvm.tencentcloudapi.com", test.params, oneKey(exampleID, exampleKey))
		if !errors.Is(err, test.code) {
			t.Errorf("%s: got %v, want %s", test.name, err, test.code)
		}
	}
}
