package alibaba_test

import (
	"fmt"
	"net/http"
	"time"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/wire"
)

// The request of the vendor's page "Request syntax and signature method V3".
func ExampleSignV3() {
	var query wire.Params
	query.Add("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd")
	query.Add("RegionId", "cn-shanghai")
	header := http.Header{}
	header.Set("x-acs-action", "RunInstances")
	header.Set("x-acs-version", "2014-05-26")
	header.Set("x-acs-date", "2023-10-26T10:22:32Z")
	header.Set("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d")
	header.Set("x-acs-content-sha256", string(alibaba.ContentSHA256(nil, nil)))

	request := &alibaba.V3Request{Method: "POST", Host: "ecs.cn-shanghai.aliyuncs.com", Query: &query, Header: header}
	fmt.Println(string(alibaba.SignV3(nil, "YourAccessKeyId", "YourAccessKeySecret", request)))
	// Output:
	// ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0
}

// A server verifies what came in, and answers with the code of the error.
func ExampleVerifyV3() {
	const authorization = "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
	secretOf := func(id string) (string, bool) { return "YourAccessKeySecret", id == "YourAccessKeyId" }
	request := runInstances()
	id, err := alibaba.VerifyV3(authorization, request, secretOf)
	fmt.Println(id, err)

	request.Query.Add("Amount", "100") // somebody on the way asks for more
	_, err = alibaba.VerifyV3(authorization, request, secretOf)
	fmt.Println(err)
	// Output:
	// YourAccessKeyId <nil>
	// SignatureDoesNotMatch: the signature does not match the request: the secret is another one, or method, host, query, body or a signed header was changed on the way
}

// The request of the vendor's page "Request syntax and signature method V2 for
// RPC APIs".
func ExampleSignV2() {
	var params wire.Params
	params.Add("Action", "DescribeDedicatedHosts")
	params.Add("Version", "2014-05-26")
	params.Add("Format", "JSON")
	params.Add("AccessKeyId", "testid")
	params.Add("SignatureMethod", "HMAC-SHA1")
	params.Add("SignatureVersion", "1.0")
	params.Add("SignatureNonce", "edb2b34af0af9a6d14deaf7c1a5315eb")
	params.Add("Timestamp", "2023-03-13T08:34:30Z")
	params.Add("RegionId", "cn-beijing")
	params.Add("Tag.1.Key", "testkey")
	params.Add("Tag.1.Value", "testvalue")

	signature := alibaba.SignV2(nil, "testsecret", "GET", &params)
	params.Add("Signature", string(signature))
	fmt.Println(string(signature))
	fmt.Println("https://ecs.cn-beijing.aliyuncs.com/?" + string(params.AppendQuery(nil)))
	// Output:
	// fRmq1o6saIIjVlawOy+o6jDU9JQ=
	// https://ecs.cn-beijing.aliyuncs.com/?AccessKeyId=testid&Action=DescribeDedicatedHosts&Format=JSON&RegionId=cn-beijing&SignatureMethod=HMAC-SHA1&SignatureNonce=edb2b34af0af9a6d14deaf7c1a5315eb&SignatureVersion=1.0&Tag.1.Key=testkey&Tag.1.Value=testvalue&Timestamp=2023-03-13T08%3A34%3A30Z&Version=2014-05-26&Signature=fRmq1o6saIIjVlawOy%2Bo6jDU9JQ%3D
}

// A server verifies the parameters of query and form together.
func ExampleVerifyV2() {
	params := describeDedicatedHosts()
	params.Add("Signature", "fRmq1o6saIIjVlawOy+o6jDU9JQ=")
	id, err := alibaba.VerifyV2("GET", params, func(id string) (string, bool) { return "testsecret", id == "testid" })
	fmt.Println(id, err)

	signed := time.Date(2023, 3, 13, 8, 34, 30, 0, time.UTC)
	fmt.Println(alibaba.CheckTime(alibaba.V2, signed, signed.Add(32*time.Minute)))
	// Output:
	// testid <nil>
	// InvalidTimeStamp.Expired: the request is dated 2023-03-13T08:34:30Z, and the clock here says 2023-03-13T09:06:30Z: under HMAC-SHA1 they may differ by 31m0s
}
