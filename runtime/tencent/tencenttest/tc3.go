package tencenttest

import (
	"crypto/sha256"
	"net/http"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent"
)

// verifyTC3 verifies a request that is signed by TC3-HMAC-SHA256, whose common
// parameters stand in the header.
func (c *cloud) verifyTC3(in *incoming, call *rpctest.Request) *rpc.Error {
	h := in.Header
	call.Signature = string(tencent.TC3)
	call.Action, call.Version = h.Get("X-Tc-Action"), h.Get("X-Tc-Version")
	call.Region, call.Language = h.Get("X-Tc-Region"), h.Get("X-Tc-Language")
	if refusal := in.checkTC3(); refusal != nil {
		return refusal
	}
	missing := rpctest.Absent(h.Get, "X-TC-Action", "X-TC-Version", "X-TC-Timestamp")
	if len(missing) > 0 {
		return lacksCommon("header", missing)
	}
	signed, refusal := timestamp(h.Get("X-Tc-Timestamp"))
	if refusal != nil {
		return refusal
	}
	if refusal := c.authenticateTC3(in, signed, call); refusal != nil {
		return refusal
	}
	call.Params, refusal = in.paramsTC3()
	return refusal
}

// checkTC3 looks at content type and size.
func (in *incoming) checkTC3() *rpc.Error {
	types := []string{jsonType, multipartType}
	if in.Method == http.MethodGet {
		types = []string{formType}
	}
	if refusal := in.checkType(tencent.TC3, types...); refusal != nil {
		return refusal
	}
	return in.checkSize(tencent.MaxPOSTBytes, errRequestSize, ": send less at a time")
}

// authenticateTC3 looks at key, token, time and signature, in this order.
func (c *cloud) authenticateTC3(in *incoming, signed time.Time, call *rpctest.Request) *rpc.Error {
	header := in.Header.Get("Authorization")
	authorization, err := tencent.ParseAuthorization(header)
	if err != nil {
		return refuse(tencent.ErrInvalidAuthorization, "%v", err)
	}
	call.KeyID = authorization.ID
	if refusal := c.checkScope(&authorization, signed); refusal != nil {
		return refusal
	}
	if refusal := c.checkKey(in, authorization.ID, in.Header.Get("X-Tc-Token")); refusal != nil {
		return refusal
	}
	if err := tencent.CheckTime(signed, in.now); err != nil {
		return refusal(err)
	}
	if _, err := tencent.VerifyTC3(header, in.tc3(c.service, signed), c.keys.SecretOf); err != nil {
		return in.explainTC3(refusal(err), &authorization)
	}
	return nil
}

// checkScope looks at whom and which day the credential is made out to. The
// vendor answers a wrong service with this code.
func (c *cloud) checkScope(a *tencent.Authorization, signed time.Time) *rpc.Error {
	if a.Service != c.service {
		return refuse(tencent.ErrInvalidAuthorization, "the Credential is made out to the service %q, and this is %q", a.Service, c.service)
	}
	if day := signed.UTC().Format(time.DateOnly); a.Date != day {
		return refuse(tencent.ErrInvalidAuthorization, "the Credential is made out to %s, and X-TC-Timestamp %d is of %s in UTC", a.Date, signed.Unix(), day)
	}
	return nil
}

// unsignedPayload is the header that says that the body is not signed.
const unsignedPayload = "X-Tc-Content-Sha256"

// tc3 is what the signature must cover.
func (in *incoming) tc3(service string, signed time.Time) *tencent.TC3Request {
	return &tencent.TC3Request{
		Service:     service,
		Time:        signed,
		Method:      in.Method,
		Host:        in.Host,
		ContentType: in.Header.Get("Content-Type"),
		Query:       in.URL.RawQuery,
		Body:        in.body,
		Unsigned:    in.Header.Get(unsignedPayload) == tencent.UnsignedPayload,
		Header:      in.Header,
	}
}

// explainTC3 adds to the refusal of a signature what was received, so that it
// can be compared with what was sent and signed.
func (in *incoming) explainTC3(e *rpc.Error, a *tencent.Authorization) *rpc.Error {
	if e.Code != tencent.ErrSignatureFailure {
		return e
	}
	e.Message += refuse("", "; received: %s, host %q, content type %q, a query of %d bytes, signed headers %s, body of %d bytes with the SHA-256 %x",
		in.Method, in.Host, in.Header.Get("Content-Type"), len(in.URL.RawQuery), strings.Join(a.SignedHeaders, ";"), len(in.body), sha256.Sum256(in.body)).Message
	return e
}
