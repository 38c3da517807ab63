package tencent_test

import (
	"fmt"
	"time"

	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/wire"
)

// The request of the vendor's page "Signature v3", signed with the key that
// its other examples use.
func ExampleSignTC3() {
	request := &tencent.TC3Request{
		Service:     "cvm",
		Time:        time.Unix(1551113065, 0),
		Method:      "POST",
		Host:        "cvm.tencentcloudapi.com",
		ContentType: "application/json; charset=utf-8",
		Body:        []byte(`{"Limit": 1, "Filters": [{"Values": ["unnamed"], "Name": "instance-name"}]}`),
	}
	authorization := tencent.SignTC3(nil, "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", request)
	fmt.Println(string(authorization))
	// Output:
	// TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=63eae8f4b793c20564dafd5a5f62817d6e8de7ce5d4fb2d38f7babf1531c493c
}

// A server verifies what came in, and answers with the code of the error.
func ExampleVerifyTC3() {
	const authorization = "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=63eae8f4b793c20564dafd5a5f62817d6e8de7ce5d4fb2d38f7babf1531c493c"
	secretOf := func(id string) (string, bool) {
		return "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", id == "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
	}
	request := &tencent.TC3Request{
		Service:     "cvm",
		Time:        time.Unix(1551113065, 0),
		Method:      "POST",
		Host:        "cvm.tencentcloudapi.com",
		ContentType: "application/json; charset=utf-8",
		Body:        []byte(`{"Limit": 1, "Filters": [{"Values": ["unnamed"], "Name": "instance-name"}]}`),
	}
	id, err := tencent.VerifyTC3(authorization, request, secretOf)
	fmt.Println(id, err)

	request.Body[10] = '2' // somebody on the way changes the limit
	_, err = tencent.VerifyTC3(authorization, request, secretOf)
	fmt.Println(err)
	// Output:
	// AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE <nil>
	// AuthFailure.SignatureFailure: the signature does not match the request: the secret is another one, or method, host, content type, query or body were changed on the way
}

// The request of the vendor's page "Signature": the query is escaped after it
// was signed.
func ExampleSignV1() {
	var params wire.Params
	params.Add("Action", "DescribeInstances")
	params.Add("Version", "2017-03-12")
	params.Add("Region", "ap-guangzhou")
	params.Add("Timestamp", "1465185768")
	params.Add("Nonce", "11886")
	params.Add("SecretId", "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE")
	params.Add("InstanceIds.0", "ins-09dx96dg")
	params.Add("Offset", "0")
	params.Add("Limit", "20")

	signature := tencent.SignV1(nil, "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", "GET", "cvm.tencentcloudapi.com", &params)
	params.Add("Signature", string(signature))
	fmt.Println(string(signature))
	fmt.Println("https://cvm.tencentcloudapi.com/?" + string(params.AppendQuery(nil)))
	// Output:
	// EliP9YW3pW28FpsEdkXt/+WcGeI=
	// https://cvm.tencentcloudapi.com/?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Limit=20&Nonce=11886&Offset=0&Region=ap-guangzhou&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE&Timestamp=1465185768&Version=2017-03-12&Signature=EliP9YW3pW28FpsEdkXt%2F%2BWcGeI%3D
}

// A server verifies the parameters of a query or form.
func ExampleVerifyV1() {
	var params wire.Params
	params.Add("Action", "DescribeInstances")
	params.Add("Version", "2017-03-12")
	params.Add("Region", "ap-guangzhou")
	params.Add("Timestamp", "1465185768")
	params.Add("Nonce", "11886")
	params.Add("SecretId", "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE")
	params.Add("InstanceIds.0", "ins-09dx96dg")
	params.Add("Offset", "0")
	params.Add("Limit", "20")
	params.Add("Signature", "EliP9YW3pW28FpsEdkXt/+WcGeI=")

	id, err := tencent.VerifyV1("GET", "cvm.tencentcloudapi.com", &params, func(id string) (string, bool) {
		return "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", id == "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
	})
	fmt.Println(id, err)

	err = tencent.CheckTime(time.Unix(1465185768, 0), time.Unix(1465185768, 0).Add(6*time.Minute))
	fmt.Println(err)
	// Output:
	// AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE <nil>
	// AuthFailure.SignatureExpire: the request is dated 2016-06-06T04:02:48Z, and the clock here says 2016-06-06T04:08:48Z: they may differ by 5m0s
}
