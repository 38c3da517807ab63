package alibaba_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/wire"
)

// The key of the vendor's examples of V2, and of V3.
const (
	exampleID   = "testid"
	exampleKey  = "testsecret"
	exampleID3  = "YourAccessKeyId"
	exampleKey3 = "YourAccessKeySecret"
)

// paramsOf are parameters from names and values in turn.
func paramsOf(pairs ...string) *wire.Params {
	p := new(wire.Params)
	for i := 0; i < len(pairs); i += 2 {
		p.Add(pairs[i], pairs[i+1])
	}
	return p
}

// oneKey knows one secret.
func oneKey(id, secret string) func(string) (string, bool) {
	return func(asked string) (string, bool) { return secret, asked == id }
}

// describeDedicatedHosts is the request of the vendor's page on V2.
func describeDedicatedHosts() *wire.Params {
	return paramsOf(
		"Timestamp", "2023-03-13T08:34:30Z", "Format", "JSON", "AccessKeyId", exampleID, "Action", "DescribeDedicatedHosts",
		"SignatureMethod", "HMAC-SHA1", "RegionId", "cn-beijing", "SignatureNonce", "edb2b34af0af9a6d14deaf7c1a5315eb",
		"Version", "2014-05-26", "SignatureVersion", "1.0", "Tag.1.Key", "testkey", "Tag.1.Value", "testvalue",
	)
}

// The vendor's own examples of V2, computed again with plain HMAC and SHA
// tools. The third is a page's request whose printed answer belongs to no
// reading of it; this is the right one.
func TestV2Vectors(t *testing.T) {
	for _, test := range []struct {
		name, want string
		params     *wire.Params
	}{
		{"the page on V2", "fRmq1o6saIIjVlawOy+o6jDU9JQ=", describeDedicatedHosts()},
		{"the signature on SMC's page", "OLeaidS1JvxuMvnyHOwuJ+uX5qY=", paramsOf(
			"AccessKeyId", exampleID, "Action", "DescribeRegions", "Format", "XML", "SignatureMethod", "HMAC-SHA1",
			"SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf", "SignatureVersion", "1.0",
			"Timestamp", "2016-02-23T12:46:24Z", "Version", "2014-05-26")},
		{"the request on Smartag's page", "RVQhqN6pCc27CTt9ayuQFrUxfqc=", paramsOf(
			"Action", "DescribeSmartAccessGateways", "Timestamp", "2016-04-23T12:46:24Z", "Format", "XML",
			"AccessKeyId", exampleID, "SignatureMethod", "HMAC-SHA1", "SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
			"Version", "2018-03-13", "SignatureVersion", "1.0")},
	} {
		if got := string(alibaba.SignV2([]byte("prefix "), exampleKey, "GET", test.params)); got != "prefix "+test.want {
			t.Errorf("%s: got %s, want prefix %s", test.name, got, test.want)
		}
		test.params.Add("Signature", test.want)
		if id, err := alibaba.VerifyV2("GET", test.params, oneKey(exampleID, exampleKey)); id != exampleID || err != nil {
			t.Errorf("%s: verified as %q, %v", test.name, id, err)
		}
	}
}

// runInstances is the request of the vendor's page on V3.
func runInstances() *alibaba.V3Request {
	r := &alibaba.V3Request{
		Method: "POST", Host: "ecs.cn-shanghai.aliyuncs.com",
		Query:  paramsOf("RegionId", "cn-shanghai", "ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"),
		Header: http.Header{},
	}
	r.Header.Set("x-acs-action", "RunInstances")
	r.Header.Set("x-acs-date", "2023-10-26T10:22:32Z")
	r.Header.Set("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d")
	r.Header.Set("x-acs-version", "2014-05-26")
	r.Header.Set("x-acs-content-sha256", string(alibaba.ContentSHA256(nil, nil)))
	return r
}

const runInstancesAuthorization = "ACS3-HMAC-SHA256 Credential=" + exampleID3 +
	",SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version" +
	",Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"

func TestV3Vector(t *testing.T) {
	r := runInstances()
	canonical := sha256.Sum256(alibaba.AppendCanonicalRequest(nil, r))
	if got, want := hex.EncodeToString(canonical[:]), "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"; got != want {
		t.Errorf("canonical request hashes to %s, want %s", got, want)
	}
	if got := string(alibaba.SignV3([]byte("prefix "), exampleID3, exampleKey3, r)); got != "prefix "+runInstancesAuthorization {
		t.Errorf("got  %s\nwant prefix %s", got, runInstancesAuthorization)
	}
	if id, err := alibaba.VerifyV3(runInstancesAuthorization, r, oneKey(exampleID3, exampleKey3)); id != exampleID3 || err != nil {
		t.Errorf("verified as %q, %v", id, err)
	}
	if got := string(alibaba.ContentSHA256(nil, nil)); got != "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" {
		t.Errorf("the hash of no body is %s", got)
	}
}
