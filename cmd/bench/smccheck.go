package main

import (
	"errors"
	"fmt"
	"net/http"

	openapiutil "github.com/alibabacloud-go/darabonba-openapi/v2/utils"

	"github.com/alibabacloud-go/tea/dara"
	"github.com/signet-gen/signet/runtime/alibaba"
)

// differencesSent has every contender ask for servers, and says where what they
// send differs, or one side's signer does not come to the other's signature.
func differencesSent() error {
	contacts := []struct {
		what   string
		call   func(http.RoundTripper) job
		signed func(*recording) error
	}{
		{"signet, V2", signetSMCBuild(alibaba.V2), signedV2ByDarabonba},
		{"signet, V3", signetSMCBuild(alibaba.V3), signedV3ByDarabonba},
		{"alibaba-cloud-sdk-go", acsBuild, signedV2BySignet},
		{"darabonba-openapi", teaBuild, signedV3BySignet},
		{"stdlib", standardSMCBuild, func(*recording) error { return nil }},
	}
	var faults []error
	for _, c := range contacts {
		if err := sentServers(c.call, c.signed); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", c.what, err))
		}
	}
	return errors.Join(faults...)
}

// sentServers makes a call and looks at what was sent.
func sentServers(call func(http.RoundTripper) job, signed func(*recording) error) error {
	sent := newRecording("")
	if err := call(refusing{sent})(); err != nil {
		return err
	}
	got, err := received(sent)
	if err != nil {
		return err
	}
	return errors.Join(
		contains(got, serversQuery()),
		differ("host", sent.host(), smcHost),
		differ("method", sent.request.Method, http.MethodPost),
		signed(sent),
	)
}

// refusing records a request and refuses it, as a [gate] does.
type refusing struct{ *recording }

// RoundTrip refuses.
func (r refusing) RoundTrip(request *http.Request) (*http.Response, error) {
	if _, err := r.recording.RoundTrip(request); err != nil {
		return nil, err
	}
	return nil, errRefused
}

// secretOfKey knows the one key of the contenders.
func secretOfKey(id string) (string, bool) { return keySecret, id == keyID }

// signedV2BySignet verifies a request under V2 by Signet's function.
func signedV2BySignet(sent *recording) error {
	all, err := received(sent)
	if err != nil {
		return err
	}
	_, err = alibaba.VerifyV2(sent.request.Method, params(all), secretOfKey)
	return err
}

// signedV3BySignet verifies a request under V3 by Signet's function.
func signedV3BySignet(sent *recording) error {
	all, err := received(sent)
	if err != nil {
		return err
	}
	header := headersOf(sent)
	request := &alibaba.V3Request{Method: sent.request.Method, Host: sent.host(), Query: params(all), Header: http.Header{}, Body: []byte(sent.body)}
	for name, value := range header {
		request.Header.Set(name, value)
	}
	_, err = alibaba.VerifyV3(header["authorization"], request, secretOfKey)
	return err
}

// signedV2ByDarabonba signs a request under V2 anew by darabonba-openapi's function.
func signedV2ByDarabonba(sent *recording) error {
	all, err := received(sent)
	if err != nil {
		return err
	}
	signature := all[signatureParam]
	delete(all, signatureParam)
	theirs := openapiutil.GetRPCSignature(pointers(all), dara.String(sent.request.Method), dara.String(keySecret))
	return differ("signature, by darabonba-openapi", signature, *theirs)
}

// signatureParam is the parameter that holds the signature under V2.
const signatureParam = "Signature"

// signedV3ByDarabonba signs a request under V3 anew by darabonba-openapi's function.
func signedV3ByDarabonba(sent *recording) error {
	all, err := received(sent)
	if err != nil {
		return err
	}
	header := headersOf(sent)
	theirs := darabonbaV3{sent.request.Method, sent.host(), keyID, keySecret}.authorization(all, header, hexSHA256([]byte(sent.body)))
	return differ("Authorization, by darabonba-openapi", header["authorization"], theirs)
}

// A darabonbaV3 signs by darabonba-openapi's function.
type darabonbaV3 struct{ method, host, id, secret string }

// authorization is the header for parameters of the query, headers and the hash of the body.
func (d darabonbaV3) authorization(query, header map[string]string, payload string) string {
	request := dara.NewRequest()
	request.Method, request.Pathname = &d.method, dara.String("/")
	request.Query, request.Headers = pointers(query), pointers(header)
	request.Headers["host"] = &d.host
	return *openapiutil.GetAuthorization(request, dara.String(string(alibaba.V3)), &payload, &d.id, &d.secret)
}
