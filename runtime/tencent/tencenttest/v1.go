package tencenttest

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/wire"
)

// verifyV1 verifies a request that is signed by signature v1, whose common
// parameters stand among those of the action.
func (c *cloud) verifyV1(in *incoming, call *rpctest.Request) *rpc.Error {
	list, refusal := in.paramsV1()
	if refusal != nil {
		return refusal
	}
	get := func(name string) string { return rpctest.ValueOf(list, name) }
	call.Action, call.Version = get("Action"), get("Version")
	call.Region, call.Language = get("Region"), get("Language")
	call.KeyID = get("SecretId")
	signature := algorithmV1(get("SignatureMethod"))
	call.Signature = string(signature)

	missing := rpctest.Absent(get, "Action", "Version", "Timestamp", "Nonce", "SecretId", "Signature")
	if len(missing) == 6 {
		return refuse(errMissingParameter, "the request is not signed: it has neither the header Authorization, as %s has, nor, as signature v1 has, the parameters %s in the query of a GET or in a POST of %s",
			tencent.TC3, strings.Join(missing, ", "), formType)
	}
	if in.Method == http.MethodPost {
		if refusal := in.checkType(signature, formType); refusal != nil {
			return refusal
		}
	}
	if len(missing) > 0 {
		return lacksCommon("query or form", missing)
	}
	if refusal := c.authenticateV1(in, list); refusal != nil {
		return refusal
	}
	call.Params, refusal = actionParams(list)
	return refusal
}

// algorithmV1 is the algorithm that a SignatureMethod asks for: the vendor
// takes anything but HmacSHA256 for HmacSHA1.
func algorithmV1(method string) tencent.Signature {
	if method == string(tencent.HmacSHA256) {
		return tencent.HmacSHA256
	}
	return tencent.HmacSHA1
}

// paramsV1 reads the parameters of the query of a GET or the form of a POST,
// none of a POST that is no form. For one that is too large the vendor answers
// that its signature fails.
func (in *incoming) paramsV1() (*wire.Params, *rpc.Error) {
	text := in.URL.RawQuery
	if in.Method == http.MethodPost {
		if in.contentType != formType {
			return new(wire.Params), nil
		}
		text = string(in.body)
	}
	advice := ", the most that signature v1 can sign: sign by " + string(tencent.TC3)
	if refusal := in.checkSize(tencent.MaxPOSTBytesV1, tencent.ErrSignatureFailure, advice); refusal != nil {
		return nil, refusal
	}
	return parseParams(text)
}

// authenticateV1 looks at key, token, time, signature and nonce, in this order.
// A nonce counts as used by a request that is signed as it should be.
func (c *cloud) authenticateV1(in *incoming, list *wire.Params) *rpc.Error {
	id := rpctest.ValueOf(list, "SecretId")
	if refusal := c.checkKey(in, id, rpctest.ValueOf(list, "Token")); refusal != nil {
		return refusal
	}
	signed, refused := timestamp(rpctest.ValueOf(list, "Timestamp"))
	if refused != nil {
		return refused
	}
	nonce, refused := nonceOf(list)
	if refused != nil {
		return refused
	}
	if err := tencent.CheckTime(signed, in.now); err != nil {
		return refusal(err)
	}
	if _, err := tencent.VerifyV1(in.Method, in.Host, list, c.keys.SecretOf); err != nil {
		return in.explainV1(refusal(err), list)
	}
	return c.useNonce(id, nonce, signed, in.now)
}

// nonceOf is the nonce, a positive integer.
func nonceOf(list *wire.Params) (uint64, *rpc.Error) {
	text := rpctest.ValueOf(list, "Nonce")
	nonce, err := strconv.ParseUint(text, 10, 64)
	if err != nil || nonce == 0 {
		return 0, refuse(errInvalidParameter, "the Nonce is %.40q, and must be a positive integer", text)
	}
	return nonce, nil
}

// useNonce lets a nonce of a key pass once for each timestamp. The vendor's
// lists have no code for one that comes again; a signature that is not accepted
// because of what it signs is the nearest.
func (c *cloud) useNonce(id string, nonce uint64, signed, now time.Time) *rpc.Error {
	name := id + " " + strconv.FormatInt(signed.Unix(), 10) + " " + strconv.FormatUint(nonce, 10)
	if c.nonces.Use(name, signed.Add(tencent.MaxClockSkew), now) {
		return nil
	}
	return refuse(tencent.ErrSignatureFailure, "the Nonce %d was used before with the Timestamp %d: the request is a replay, and each attempt needs a nonce of its own",
		nonce, signed.Unix())
}

// explainV1 adds to the refusal of a signature what was received.
func (in *incoming) explainV1(e *rpc.Error, list *wire.Params) *rpc.Error {
	if e.Code != tencent.ErrSignatureFailure {
		return e
	}
	var names []string
	for i := range list.Len() {
		name, _ := list.At(i)
		names = append(names, strconv.Quote(string(name)))
	}
	e.Message += refuse("", "; received: %s, host %q, %s, parameters %.2000s",
		in.Method, in.Host, algorithmV1(rpctest.ValueOf(list, "SignatureMethod")), strings.Join(names, " ")).Message
	return e
}
