package alibabatest

import (
	"crypto/sha256"
	"fmt"
	"mime"
	"strings"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

const (
	acsPrefix   = "x-acs-"
	tokenHeader = "X-Acs-Security-Token"
)

// commonHeaders are the headers of V3 that are not the action's.
var commonHeaders = map[string]bool{
	"x-acs-action": true, "x-acs-version": true, "x-acs-date": true, "x-acs-signature-nonce": true,
	"x-acs-content-sha256": true, "x-acs-security-token": true, "x-acs-accesskey-id": true,
	"x-acs-credentials-provider": true,
}

// verifyV3 verifies a request that is signed by ACS3-HMAC-SHA256, whose common
// parameters stand in the header.
func (c *cloud) verifyV3(in *incoming, call *rpctest.Request) *rpc.Error {
	h := in.Header
	call.Signature = string(alibaba.V3)
	call.Action, call.Version = h.Get("x-acs-action"), h.Get("x-acs-version")
	if refusal := setAccepted(call, h.Get("Accept")); refusal != nil {
		return refusal
	}
	missing := rpctest.Absent(h.Get, "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256")
	if len(missing) > 0 {
		return lacksCommon("header", missing)
	}
	if refusal := c.authenticateV3(in, call); refusal != nil {
		return refusal
	}
	return in.setParamsV3(call)
}

// setAccepted notes the first format of the Accept header that the cloud has.
// A request that asks for none, or for anything, is answered in JSON.
func setAccepted(call *rpctest.Request, accept string) *rpc.Error {
	for kind := range strings.SplitSeq(accept, ",") {
		kind, _, _ = mime.ParseMediaType(kind)
		switch {
		case accept == "", kind == "*/*", kind == "application/*", kind == "application/json":
			call.Format = string(alibaba.JSON)
			return nil
		case kind == "application/xml", kind == "text/xml":
			call.Format = string(alibaba.XML)
			return nil
		}
	}
	return refuse(errInvalidAccept, "the Accept header is %.80q, and is application/json or application/xml", accept)
}

// authenticateV3 looks at key, token, time, signature and nonce, in this order.
// A nonce counts as used by a request that is signed as it should be.
func (c *cloud) authenticateV3(in *incoming, call *rpctest.Request) *rpc.Error {
	header := in.Header.Get("Authorization")
	authorization, err := alibaba.ParseAuthorization(header)
	if err != nil {
		return refuse(alibaba.ErrIncompleteSignature, "%v", err)
	}
	call.KeyID = authorization.ID
	if refusal := c.checkKey(in, authorization.ID, in.Header.Get(tokenHeader)); refusal != nil {
		return refusal
	}
	signed, refused := in.checkTime(alibaba.V3, in.Header.Get("x-acs-date"))
	if refused != nil {
		return refused
	}
	request := &alibaba.V3Request{Method: in.Method, Host: in.Host, Query: in.query, Header: in.Header, Body: in.body}
	if _, err := alibaba.VerifyV3(header, request, c.keys.SecretOf); err != nil {
		return in.echoV3(refusal(err), &authorization)
	}
	return c.useNonce(in, authorization.ID, in.Header.Get("x-acs-signature-nonce"), signed.Add(alibaba.MaxClockSkewV3))
}

// setParamsV3 notes the parameters of the action.
func (in *incoming) setParamsV3(call *rpctest.Request) (refusal *rpc.Error) {
	own := new(wire.Params)
	own.AddAll(in.query)
	own.AddAll(in.form)
	call.Region = rpctest.ValueOf(own, regionName)
	addOwnHeaders(own, in.Header)
	call.Params, refusal = unflatten(own)
	return refusal
}

// echoV3 adds to the refusal of a signature what this server signed, as the vendor
// does: a client can compare it with what it signed itself.
func (in *incoming) echoV3(e *rpc.Error, a *alibaba.Authorization) *rpc.Error {
	if e.Code != alibaba.ErrSignatureMismatch {
		return e
	}
	var canonical strings.Builder
	fmt.Fprintf(&canonical, "%s\n/\n%s\n", in.Method, in.query.AppendQuery(nil))
	for _, name := range a.SignedHeaders {
		value := strings.Join(in.Header.Values(name), ",")
		if name == "host" {
			value = in.Host
		}
		fmt.Fprintf(&canonical, "%s:%s\n", name, strings.TrimSpace(value))
	}
	fmt.Fprintf(&canonical, "\n%s\n%s", strings.Join(a.SignedHeaders, ";"), alibaba.ContentSHA256(nil, in.body))
	e.Details = map[string]string{echoed: fmt.Sprintf(" server StringToSign is [%s\n%x] server CanonicalRequest is [%s]",
		alibaba.V3, sha256.Sum256([]byte(canonical.String())), canonical.String())}
	return e
}
