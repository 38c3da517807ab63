package alibabatest

import (
	"slices"
	"strings"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// commonV2 are the common parameters of V2, which are not the action's.
var commonV2 = []string{
	"Action", "Version", "Format", "AccessKeyId", "SecurityToken", "Timestamp",
	"SignatureNonce", "SignatureMethod", "SignatureVersion", "Signature", "SignatureType",
}

// requiredV2 are those of them that every request has.
var requiredV2 = []string{
	"Action", "Version", "AccessKeyId", "Signature", "SignatureMethod", "SignatureVersion",
	"SignatureNonce", "Timestamp",
}

// verifyV2 verifies a request that is signed by RPC signature V2, whose common
// parameters stand in the query.
func (c *cloud) verifyV2(in *incoming, call *rpctest.Request) *rpc.Error {
	get := func(name string) string { return rpctest.ValueOf(in.query, name) }
	call.Signature = string(alibaba.V2)
	call.Action, call.Version, call.KeyID = get("Action"), get("Version"), get("AccessKeyId")
	if refusal := setFormat(call, get("Format")); refusal != nil {
		return refusal
	}
	missing := rpctest.Absent(get, requiredV2...)
	switch {
	case len(missing) == len(requiredV2):
		return refuse(errMissingParameter, "the request is not signed: it has neither the header Authorization, as %s has, nor, as V2 has, the parameters %s in the query",
			alibaba.V3, strings.Join(missing, ", "))
	case len(missing) > 0:
		return lacksCommon("query", missing)
	case get("SignatureMethod") != string(alibaba.V2):
		return refuse(errInvalidMethod, "the SignatureMethod is %.40q, and must be %s", get("SignatureMethod"), alibaba.V2)
	case get("SignatureVersion") != "1.0":
		return refuse(errInvalidParameter, "the SignatureVersion is %.40q, and must be 1.0", get("SignatureVersion"))
	}
	if refusal := c.authenticateV2(in, get); refusal != nil {
		return refusal
	}
	return in.setParamsV2(call)
}

// setFormat notes the format that is asked for. A request that asks for none is
// answered in XML, as the vendor's page on V2 says.
func setFormat(call *rpctest.Request, format string) *rpc.Error {
	switch {
	case format == "", strings.EqualFold(format, string(alibaba.XML)):
		call.Format = string(alibaba.XML)
	case strings.EqualFold(format, string(alibaba.JSON)):
		call.Format = string(alibaba.JSON)
	default:
		return refuse(errInvalidFormat, "the Format is %.40q, and is JSON or XML", format)
	}
	return nil
}

// authenticateV2 looks at key, token, time, signature and nonce, in this order.
// A nonce counts as used by a request that is signed as it should be.
func (c *cloud) authenticateV2(in *incoming, get func(string) string) *rpc.Error {
	id := get("AccessKeyId")
	if refusal := c.checkKey(in, id, get("SecurityToken")); refusal != nil {
		return refusal
	}
	signed, refused := in.checkTime(alibaba.V2, get("Timestamp"))
	if refused != nil {
		return refused
	}
	list := new(wire.Params)
	list.AddAll(in.query)
	list.AddAll(in.form)
	if _, err := alibaba.VerifyV2(in.Method, list, c.keys.SecretOf); err != nil {
		return in.echoV2(refusal(err), list)
	}
	return c.useNonce(in, id, get("SignatureNonce"), signed.Add(alibaba.MaxClockSkewV2))
}

// setParamsV2 notes the parameters of the action.
func (in *incoming) setParamsV2(call *rpctest.Request) (refusal *rpc.Error) {
	own := new(wire.Params)
	for _, list := range []*wire.Params{in.query, in.form} {
		for i := range list.Len() {
			if name, _ := list.At(i); !slices.Contains(commonV2, string(name)) {
				own.AddFrom(list, i)
			}
		}
	}
	call.Region = rpctest.ValueOf(own, regionName)
	addOwnHeaders(own, in.Header)
	call.Params, refusal = unflatten(own)
	return refusal
}

// regionName is what most services call the parameter that names the region.
const regionName = "RegionId"

// echoV2 adds to the refusal of a signature what this server signed, as the vendor
// does: a client can compare it with what it signed itself.
func (in *incoming) echoV2(e *rpc.Error, list *wire.Params) *rpc.Error {
	if e.Code != alibaba.ErrSignatureMismatch {
		return e
	}
	signed := new(wire.Params)
	for i := range list.Len() {
		if name, _ := list.At(i); string(name) != "Signature" {
			signed.AddFrom(list, i)
		}
	}
	text := wire.AppendEscaped([]byte(in.Method+"&%2F&"), signed.AppendQuery(nil))
	e.Details = map[string]string{echoed: " server string to sign is:" + string(text)}
	return e
}
