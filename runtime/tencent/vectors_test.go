package tencent_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/wire"
)

// The vendor's own examples, computed again with plain HMAC and SHA tools. Its
// page prints the keys with fewer asterisks than its answers come out with.
const (
	starredID  = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******"
	starredKey = "Gu5t9xGARNpq86cd98joQYCN3*******"
	exampleID  = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
	exampleKey = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"

	unnamedBody = `{"Limit": 1, "Filters": [{"Values": ["unnamed"], "Name": "instance-name"}]}`
	escapedBody = `{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`
)

// describeInstances is the request of the vendor's page "Signature v3".
func describeInstances(body string) *tencent.TC3Request {
	return &tencent.TC3Request{
		Service: "cvm", Time: time.Unix(1551113065, 0),
		Method: "POST", Host: "cvm.tencentcloudapi.com",
		ContentType: "application/json; charset=utf-8", Body: []byte(body),
	}
}

func TestTC3Vectors(t *testing.T) {
	for _, test := range []struct {
		name, id, secret, body string
		canonical, signature   string
	}{
		{"the page's own", starredID, starredKey, unnamedBody,
			"2815843035062fffda5fd6f2a44ea8a34818b0dc46f024b8b3786976a3adda7a",
			"c492e8e41437e97a620b728c301bb8d17e7dc0c17eeabce80c20cd70fc3a78ff"},
		{"the key of other pages", exampleID, exampleKey, unnamedBody,
			"2815843035062fffda5fd6f2a44ea8a34818b0dc46f024b8b3786976a3adda7a",
			"63eae8f4b793c20564dafd5a5f62817d6e8de7ce5d4fb2d38f7babf1531c493c"},
		{"escapes in the body", exampleID, exampleKey, escapedBody,
			"5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031",
			"72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := describeInstances(test.body)
			canonical := sha256.Sum256(tencent.AppendCanonicalRequest(nil, r))
			if got := hex.EncodeToString(canonical[:]); got != test.canonical {
				t.Errorf("canonical request hashes to %s, want %s", got, test.canonical)
			}
			want := "TC3-HMAC-SHA256 Credential=" + test.id + "/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=" + test.signature
			got := string(tencent.SignTC3([]byte("prefix "), test.id, test.secret, r))
			if got != "prefix "+want {
				t.Errorf("got  %s\nwant prefix %s", got, want)
			}
			id, err := tencent.VerifyTC3(want, r, oneKey(test.id, test.secret))
			if id != test.id || err != nil {
				t.Errorf("verified as %q, %v", id, err)
			}
		})
	}
}

func TestTC3PayloadHashes(t *testing.T) {
	for body, want := range map[string]string{
		unnamedBody: "99d58dfbc6745f6747f36bfca17dee5e6881dc0428a0a36f96199342bc5b4907",
		escapedBody: "35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064",
		"":          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	} {
		canonical := string(tencent.AppendCanonicalRequest(nil, describeInstances(body)))
		if !strings.HasSuffix(canonical, "\n"+want) {
			t.Errorf("the canonical request ends in %s, want %s", canonical[len(canonical)-64:], want)
		}
	}
}

// oneKey knows one secret.
func oneKey(id, secret string) func(string) (string, bool) {
	return func(asked string) (string, bool) { return secret, asked == id }
}

// describeInstancesV1 is the request of the vendor's page "Signature".
func describeInstancesV1(id string) *wire.Params {
	p := new(wire.Params)
	for _, pair := range [][2]string{
		{"Version", "2017-03-12"}, {"SecretId", id}, {"Timestamp", "1465185768"}, {"Nonce", "11886"},
		{"Region", "ap-guangzhou"}, {"InstanceIds.0", "ins-09dx96dg"}, {"Offset", "0"}, {"Limit", "20"},
		{"Action", "DescribeInstances"},
	} {
		p.Add(pair[0], pair[1])
	}
	return p
}

func TestV1Vectors(t *testing.T) {
	for _, test := range []struct{ name, id, secret, want string }{
		{"the page's own", starredID, starredKey, "zmmjn35mikh6pM3V7sUEuX4wyYM="},
		{"the key of its other example", exampleID, exampleKey, "EliP9YW3pW28FpsEdkXt/+WcGeI="},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := describeInstancesV1(test.id)
			got := string(tencent.SignV1([]byte("prefix "), test.secret, "GET", "cvm.tencentcloudapi.com", p))
			if got != "prefix "+test.want {
				t.Errorf("got %s, want prefix %s", got, test.want)
			}
			p.Add("Signature", test.want)
			id, err := tencent.VerifyV1("GET", "cvm.tencentcloudapi.com", p, oneKey(test.id, test.secret))
			if id != test.id || err != nil {
				t.Errorf("verified as %q, %v", id, err)
			}
		})
	}
}

func TestV1SignsHmacSHA256WhenItIsAskedTo(t *testing.T) {
	p := describeInstancesV1(exampleID)
	p.Add("SignatureMethod", "HmacSHA256")
	got := string(tencent.SignV1(nil, exampleKey, "POST", "cvm.tencentcloudapi.com", p))
	if want := naiveV1(exampleKey, "POST", "cvm.tencentcloudapi.com", valuesOf(p)); got != want || len(got) != 44 {
		t.Errorf("got %s, want %s", got, want)
	}
}
