package main

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"testing"
	"time"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	openapiutil "github.com/alibabacloud-go/darabonba-openapi/v2/utils"

	"github.com/alibabacloud-go/tea/dara"
	alisdk "github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth/credentials"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// answered is a reply that every client takes.
const answered = `{"RequestId":"410E6073-66D0-45D3-AB3E-4DC3F5E40001"}`

// The function takes nonce and time with the rest, so that they are the same.
func TestV2SignerAgreesWithDarabonbaFunction(t *testing.T) {
	eachHostile(t, pieces, func(h *hostile) error {
		all := h.commonV2()
		theirs := *openapiutil.GetRPCSignature(pointers(all), &h.Method, &h.Secret)
		return differ("signature", string(alibaba.SignV2(nil, h.Secret, h.Method, params(all))), theirs)
	})
}

// commonV2 are all parameters of a request under V2, but for the signature.
func (h *hostile) commonV2() map[string]string {
	all := map[string]string{
		"Action": "DescribeSourceServers", "Version": "2019-06-01", "Format": "JSON", "AccessKeyId": h.ID,
		"SignatureMethod": "HMAC-SHA1", "SignatureVersion": "1.0", "SignatureNonce": h.Nonce, "Timestamp": h.Time,
	}
	if h.Token != "" {
		all["SecurityToken"] = h.Token
	}
	maps.Copy(all, h.Params)
	return all
}

// Parameters of a request have the last word over the client's own, its nonce
// and time among them.
func TestV2SignerAgreesWithDarabonbaClient(t *testing.T) {
	eachHostile(t, pieces, func(h *hostile) error {
		sent, err := h.sentByDarabonba("v2", h.commonV2(), nil)
		if err != nil {
			return err
		}
		if err := contains(mustReceive(sent), map[string]string{"SignatureNonce": h.Nonce, "Timestamp": h.Time}); err != nil {
			return err
		}
		return h.verifyV2(sent)
	})
}

// sentByDarabonba calls through the client of darabonba-openapi.
func (h *hostile) sentByDarabonba(algorithm string, query, header map[string]string) (*recording, error) {
	sent := newRecording(answered)
	client, err := openapi.NewClient(&openapiutil.Config{
		AccessKeyId: &h.ID, AccessKeySecret: &h.Secret, SecurityToken: &h.Token, Endpoint: &h.Host,
		SignatureAlgorithm: dara.String(algorithm), HttpClient: &throughTransport{http.Client{Transport: sent}},
	})
	if err != nil {
		return nil, err
	}
	call := &openapiutil.Params{
		Action: dara.String("DescribeSourceServers"), Version: dara.String("2019-06-01"), Protocol: dara.String("HTTPS"),
		Pathname: dara.String("/"), Method: &h.Method, AuthType: dara.String("AK"), Style: dara.String("RPC"),
		ReqBodyType: dara.String("formData"), BodyType: dara.String("json"),
	}
	_, err = client.CallApi(call, &openapiutil.OpenApiRequest{Query: pointers(query), Headers: pointers(header)}, &dara.RuntimeOptions{})
	return sent, err
}

// The SDK makes nonce and time itself, and lets nobody set them: they are those
// that it sent, as are the parameters that it adds.
func TestV2SignerAgreesWithAlibabaCloudSDK(t *testing.T) {
	eachHostile(t, pieces, func(h *hostile) error {
		sent, err := h.sentByAlibabaCloudSDK()
		if err != nil {
			return err
		}
		return h.verifyV2(sent)
	})
}

// sentByAlibabaCloudSDK calls through the client of alibaba-cloud-sdk-go.
func (h *hostile) sentByAlibabaCloudSDK() (*recording, error) {
	sent := newRecording(answered)
	client, err := alisdk.NewClientWithOptions(smcRegion, alisdk.NewConfig(), credentials.NewStsTokenCredential(h.ID, h.Secret, h.Token))
	if err != nil {
		return nil, err
	}
	client.SetTransport(sent)
	request := requests.NewCommonRequest()
	request.Method, request.Domain, request.Scheme = h.Method, h.Host, "https"
	request.Version, request.ApiName = "2019-06-01", "DescribeSourceServers"
	if h.Method == http.MethodPost && h.Form {
		request.FormParams = maps.Clone(h.Params)
	} else {
		request.QueryParams = maps.Clone(h.Params)
	}
	_, err = client.ProcessCommonRequest(request)
	return sent, err
}

// verifyV2 checks a request as a server receives it: all of its parameters are
// there, and both of Signet's functions come to the signature that it carries.
func (h *hostile) verifyV2(sent *recording) error {
	all, err := received(sent)
	if err != nil {
		return err
	}
	if err := contains(all, h.Params); err != nil {
		return err
	}
	ours := alibaba.SignV2(nil, h.Secret, h.Method, params(all))
	if err := differ("signature", string(ours), all["Signature"]); err != nil {
		return err
	}
	id, err := alibaba.VerifyV2(h.Method, params(all), h.secretOf)
	if err != nil {
		return err
	}
	return differ("key", id, h.ID)
}

func (h *hostile) secretOf(id string) (string, bool) { return h.Secret, id == h.ID }

// mustReceive are the parameters received; a fault in them shows as one that is missing.
func mustReceive(sent *recording) map[string]string {
	all, _ := received(sent)
	return all
}

// What Signet's client sends, another's function signs alike.
func TestV2SignatureOfSignetClientComesOutOfDarabonbaFunction(t *testing.T) {
	eachHostile(t, pieces, func(h *hostile) error {
		sent, err := h.sentBySignet(alibaba.V2)
		if err != nil {
			return err
		}
		all, err := received(sent)
		if err != nil {
			return err
		}
		if err := contains(all, h.commonOfSignet(all["SignatureNonce"])); err != nil {
			return err
		}
		signature := all["Signature"]
		delete(all, "Signature")
		return differ("signature", signature, *openapiutil.GetRPCSignature(pointers(all), &h.Method, &h.Secret))
	})
}

// commonOfSignet are the parameters that Signet's client must have sent, which
// has a nonce of its own.
func (h *hostile) commonOfSignet(nonce string) map[string]string {
	all := h.commonV2()
	all["SignatureNonce"] = nonce
	return all
}

// hostileParams is an input whose members are what it holds.
type hostileParams map[string]string

// WireMembers lists them.
func (p hostileParams) WireMembers(c *wire.Codec) {
	for name, value := range p {
		c.In(wire.Anywhere).String(name, &value)
	}
}

// nothing is an output without members.
type nothing struct{}

// WireMembers lists none.
func (*nothing) WireMembers(*wire.Codec) {}

// sentBySignet calls through Signet's client at the time of the request.
func (h *hostile) sentBySignet(signature alibaba.Signature) (*recording, error) {
	at, err := time.Parse(time.RFC3339, h.Time)
	if err != nil {
		return nil, fmt.Errorf("the test's own time: %w", err)
	}
	service := &rpc.Service{Name: "smc", Version: "2019-06-01"}
	sent := newRecording(answered)
	client := alibaba.NewClient(alibaba.Config{
		Credentials: credential.Static(h.ID, h.Secret, h.Token), Endpoint: h.Host, Method: h.Method, Signature: signature,
		Options: rpc.Options{Transport: sent, Now: func() time.Time { return at }},
	}, service)
	operation := &rpc.Operation{Service: service, Action: "DescribeSourceServers"}
	_, err = rpc.Call[nothing](context.Background(), client, operation, hostileParams(h.Params))
	return sent, err
}
