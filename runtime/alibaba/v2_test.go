package alibaba_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

func FuzzV2(f *testing.F) {
	f.Add("GET", "secret", "Limit", "20", "Tag.1.Key", "a&b=c", uint16(0))
	f.Add("POST", "s", "", "", "\xff", "中文 +*~%20", uint16(9))
	f.Fuzz(func(t *testing.T, method, secret, name1, value1, name2, value2 string, where uint16) {
		const id = "LTAIfuzz"
		p := new(wire.Params)
		names := map[string]bool{"Signature": true, "AccessKeyId": true}
		for _, pair := range [][2]string{{name1, value1}, {name2, value2}} {
			if !names[pair[0]] {
				names[pair[0]] = true
				p.Add(pair[0], pair[1])
			}
		}
		p.Add("AccessKeyId", id)
		signature := string(alibaba.SignV2(nil, secret, method, p))
		if want := naiveV2(secret, method, valuesOf(p)); signature != want {
			t.Fatalf("got %s, want %s", signature, want)
		}
		p.Add("Signature", signature)
		if got, err := alibaba.VerifyV2(method, p, oneKey(id, secret)); got != id || err != nil {
			t.Fatalf("verified as %q, %v", got, err)
		}
		for i := range p.Len() {
			for part := range 2 {
				if changed := changedParams(p, i, part, int(where)); passesV2(method, changed, oneKey(id, secret)) {
					t.Errorf("a change of parameter %d, part %d passed: %v", i, part, valuesOf(changed))
				}
			}
		}
		if passesV2(change(method, int(where)), p, oneKey(id, secret)) || passesV2(method, p, oneKey(id, change(secret, int(where)))) {
			t.Error("a change of method or secret passed")
		}
	})
}

func passesV2(method string, p *wire.Params, secretOf func(string) (string, bool)) bool {
	_, err := alibaba.VerifyV2(method, p, secretOf)
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

// change makes another text of s: one byte is another, or there is one more.
func change(s string, where int) string {
	if s == "" {
		return "!"
	}
	b := []byte(s)
	b[where%len(b)] ^= 1 + byte(where>>8)&0x7e
	return string(b)
}

// hostile are texts that are escaped or cut where somebody forgets to.
var hostile = []string{"", " ", "+", "%20", "%", "&", "=", "a=b&c=d", "*", "~", "'\"()!", "/?#[]@:;,", "中文", "\u00e9", "e\u0301", "\xff\xfe", "\x00", "\r\n", "😀", "A", "a", "_", "-", ".", "Tag.10.Key", "Tag.2.Key"}

func TestV2AgreesWithANaiveImplementation(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	text := func() string {
		s := ""
		for range random.IntN(3) {
			s += hostile[random.IntN(len(hostile))]
		}
		return s
	}
	for range 2000 {
		p, values := new(wire.Params), map[string]string{}
		for range random.IntN(20) {
			name, value := text(), text()
			if _, there := values[name]; !there {
				p.Add(name, value)
				values[name] = value
			}
		}
		secret := text()
		if got, want := string(alibaba.SignV2(nil, secret, "GET", p)), naiveV2(secret, "GET", values); got != want {
			t.Fatalf("%v: got %s, want %s", values, got, want)
		}
	}
}

func TestV2RefusesEveryChangedByte(t *testing.T) {
	p := describeDedicatedHosts()
	p.Add("Signature", "fRmq1o6saIIjVlawOy+o6jDU9JQ=")
	for i := range p.Len() {
		for part := range 2 {
			name, value := p.At(i)
			for where := range max(len(name), len(value)) {
				if changed := changedParams(p, i, part, where); passesV2("GET", changed, oneKey(exampleID, exampleKey)) {
					t.Errorf("a change passed: %v", valuesOf(changed))
				}
			}
		}
	}
}

func TestV2Refusals(t *testing.T) {
	signed := func(change func(p *wire.Params)) *wire.Params {
		p := describeDedicatedHosts()
		p.Add("Signature", "fRmq1o6saIIjVlawOy+o6jDU9JQ=")
		change(p)
		return p
	}
	for _, test := range []struct {
		name   string
		params *wire.Params
		method string
		code   rpc.Code
	}{
		{"a parameter more", signed(func(p *wire.Params) { p.Add("Zone", "1") }), "GET", alibaba.ErrSignatureMismatch},
		{"a parameter twice", signed(func(p *wire.Params) { p.Add("Format", "JSON") }), "GET", alibaba.ErrSignatureMismatch},
		{"two signatures", signed(func(p *wire.Params) { p.Add("Signature", "fRmq1o6saIIjVlawOy+o6jDU9JQ=") }), "GET", alibaba.ErrSignatureMismatch},
		{"no signature", describeDedicatedHosts(), "GET", alibaba.ErrSignatureMismatch},
		{"another method", signed(func(*wire.Params) {}), "POST", alibaba.ErrSignatureMismatch},
		{"another key", paramsOf("AccessKeyId", "other"), "GET", alibaba.ErrAccessKeyNotFound},
		{"nothing", new(wire.Params), "GET", alibaba.ErrAccessKeyNotFound},
	} {
		if _, err := alibaba.VerifyV2(test.method, test.params, oneKey(exampleID, exampleKey)); !errors.Is(err, test.code) {
			t.Errorf("%s: got %v, want %s", test.name, err, test.code)
		}
	}
}
