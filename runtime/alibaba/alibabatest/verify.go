package alibabatest

import (
	"slices"
	"strings"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// verifyV3 verifies a request that is signed by ACS3-HMAC-SHA256, whose common
// parameters stand in the header.
func (c *cloud) verifyV3(in *incoming, call *rpctest.Request) *rpc.Error {
	h := in.Header
	call.Signature = string(alibaba.V3)
	call.Action, call.Version = h.Get("X-Acs-Action"), h.Get("X-Acs-Version")
	call.Format = string(alibaba.JSON)
	if strings.Contains(h.Get("Accept"), "xml") {
		call.Format = string(alibaba.XML)
	}
	missing := rpctest.Absent(h.Get, "X-Acs-Action", "X-Acs-Version", "X-Acs-Date", "X-Acs-Signature-Nonce", "X-Acs-Content-Sha256")
	if len(missing) > 0 {
		return refuse(errMissingParameter, "the header lacks the common parameters %s", strings.Join(missing, ", "))
	}
	authorization, err := alibaba.ParseAuthorization(h.Get("Authorization"))
	if err != nil {
		return refuse(alibaba.ErrIncompleteSignature, "%v", err)
	}
	call.KeyID = authorization.ID
	signed, refused := c.checkKey(in, alibaba.V3, authorization.ID, h.Get(tokenHeader), h.Get("X-Acs-Date"))
	if refused != nil {
		return refused
	}
	request := &alibaba.V3Request{Method: in.Method, Host: in.Host, Query: in.query, Header: h, Body: in.body}
	if _, err := alibaba.VerifyV3(h.Get("Authorization"), request, c.keys.SecretOf); err != nil {
		return in.explain(refusal(err))
	}
	if refused := c.useNonce(authorization.ID, h.Get("X-Acs-Signature-Nonce"), signed.Add(alibaba.MaxClockSkewV3), in.now); refused != nil {
		return refused
	}
	return setParams(call, in.all(), nil)
}

// commonV2 are the common parameters of V2, which are not the action's.
var commonV2 = []string{
	"Action", "Version", "Format", "AccessKeyId", "SecurityToken", "Timestamp",
	"SignatureNonce", "SignatureMethod", "SignatureVersion", "Signature",
}

// verifyV2 verifies a request that is signed by RPC signature V2, whose common
// parameters stand among those of the action.
func (c *cloud) verifyV2(in *incoming, call *rpctest.Request) *rpc.Error {
	list := in.all()
	get := func(name string) string { return rpctest.ValueOf(list, name) }
	call.Signature = string(alibaba.V2)
	call.Action, call.Version, call.KeyID = get("Action"), get("Version"), get("AccessKeyId")
	// The vendor's documents disagree on the format of a request that names
	// none; the page on the signature says XML.
	call.Format = string(alibaba.XML)
	if strings.EqualFold(get("Format"), string(alibaba.JSON)) {
		call.Format = string(alibaba.JSON)
	}
	missing := rpctest.Absent(get, "Action", "Version", "AccessKeyId", "Timestamp", "SignatureNonce", "SignatureMethod", "SignatureVersion", "Signature")
	if len(missing) > 0 {
		return refuse(errMissingParameter, "the request is not signed: it has neither the header Authorization, as %s has, nor, as %s has, the parameters %s", alibaba.V3, alibaba.V2, strings.Join(missing, ", "))
	}
	if rpctest.ValueOf(in.query, "Signature") == "" {
		return refuse(alibaba.ErrIncompleteSignature, "the Signature stands in the form, and belongs into the query")
	}
	if get("SignatureMethod") != string(alibaba.V2) || get("SignatureVersion") != "1.0" {
		return refuse(errInvalidParameter, "the SignatureMethod is %.40q of version %.40q, and must be %s of version 1.0", get("SignatureMethod"), get("SignatureVersion"), alibaba.V2)
	}
	signed, refused := c.checkKey(in, alibaba.V2, call.KeyID, get("SecurityToken"), get("Timestamp"))
	if refused != nil {
		return refused
	}
	if _, err := alibaba.VerifyV2(in.Method, list, c.keys.SecretOf); err != nil {
		return in.explain(refusal(err))
	}
	if refused := c.useNonce(call.KeyID, get("SignatureNonce"), signed.Add(alibaba.MaxClockSkewV2), in.now); refused != nil {
		return refused
	}
	return setParams(call, list, commonV2)
}

// setParams notes the parameters of the action: those that are not common.
func setParams(call *rpctest.Request, list *wire.Params, common []string) *rpc.Error {
	own := new(wire.Params)
	for i := range list.Len() {
		if name, value := list.At(i); !slices.Contains(common, string(name)) {
			own.Add(string(name), string(value))
		}
	}
	call.Region = rpctest.ValueOf(own, "RegionId")
	text, err := wire.UnflattenJSON(nil, own, 1)
	if err != nil {
		return refuse(errInvalidParameter, "the parameters do not go together: %v", err)
	}
	call.Params = string(text)
	return nil
}

// explain adds to the refusal of a signature what was received, so that it can
// be compared with what was sent and signed.
func (in *incoming) explain(e *rpc.Error) *rpc.Error {
	if e.Code == alibaba.ErrSignatureMismatch {
		e.Message += refuse("", "; received: %s, host %q, content type %q, query of %d parameters, body of %d bytes",
			in.Method, in.Host, in.Header.Get("Content-Type"), in.query.Len(), len(in.body)).Message
	}
	return e
}
