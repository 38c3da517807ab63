package tencent

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// The content types, which are signed as they are sent.
const (
	jsonType = "application/json"
	formType = "application/x-www-form-urlencoded"
)

// protocol is Tencent Cloud's API 3.0, as one client speaks it.
type protocol struct {
	endpoint         url.URL
	region, language string
	method           string
	signature        Signature
	requestClient    string
	// unsigned is for the actions that are called without a key.
	unsigned bool
	// presigning tells that URLs are made, and no calls.
	presigning bool
	// fault is what is wrong with the configuration.
	fault error
}

var _ rpc.Protocol = (*protocol)(nil)

// Encode writes the parameters: as JSON or multipart into the payload, escaped
// into the payload for the query of a GET, or, under signature v1, as they are.
func (p *protocol) Encode(r *rpc.Request, in wire.Message) (err error) {
	if p.fault != nil {
		return p.fault
	}
	if r.Method, err = p.methodOf(r.Operation); err != nil {
		return err
	}
	r.Region = p.region
	if p.signature != TC3 {
		return p.encodeV1(r, in)
	}
	switch {
	case r.Method == http.MethodGet:
		err = wire.AppendRequestParams(&r.Params, in, wire.Flatten{})
		r.Payload = r.Params.AppendQuery(r.Payload)
	case r.Operation.Multipart:
		err = encodeMultipart(r, in)
	default:
		r.Payload, err = wire.AppendRequestJSON(r.Payload, in)
	}
	if err != nil {
		return err
	}
	return p.checkSize(r.Method, len(r.Payload))
}

// methodOf is the HTTP method that an operation is called by.
func (p *protocol) methodOf(op *rpc.Operation) (string, error) {
	method, err := op.Method(p.method)
	if err == nil && op.Multipart && p.signature != TC3 {
		err = fmt.Errorf("the action takes multipart/form-data, which %s cannot sign: call it by a client whose Config.Signature is %s", p.signature, TC3)
	}
	return method, err
}

// commonV1 are the common parameters, which under signature v1 share one list
// with those of the action.
var commonV1 = []string{
	"Action", "Version", "Region", "Timestamp", "Nonce", "SecretId",
	"Signature", "SignatureMethod", "Token", "Language", "RequestClient",
}

// encodeV1 writes the action's parameters, and refuses those that cannot be
// told from common ones.
func (p *protocol) encodeV1(r *rpc.Request, in wire.Message) error {
	if err := wire.AppendRequestParams(&r.Params, in, wire.Flatten{}); err != nil {
		return err
	}
	var clashes []string
	for i := range r.Params.Len() {
		name, _ := r.Params.At(i)
		if slices.Contains(commonV1, string(name)) {
			clashes = append(clashes, string(name))
		}
	}
	if clashes == nil {
		return nil
	}
	instead := "call it by a client whose Config.Signature is " + string(TC3)
	if p.presigning {
		instead = "it has no presigned URL, so call it"
	}
	return fmt.Errorf("the action has parameters that are named as common ones of %s are (%s), so that the cloud could not tell which is which: %s",
		p.signature, strings.Join(clashes, ", "), instead)
}

// Sign completes a request for one attempt.
func (p *protocol) Sign(r *rpc.Request) error {
	r.URL, r.Host = p.endpoint, p.endpoint.Host
	if p.signature == TC3 {
		p.signTC3(r)
		return nil
	}
	return p.signV1(r)
}

// signTC3 puts the common parameters into the header.
func (p *protocol) signTC3(r *rpc.Request) {
	op, signed := r.Operation, p.tc3Request(r)
	if r.URL.RawQuery = signed.Query; r.Method != http.MethodGet {
		r.Body = r.Payload
	}
	r.SetHeader("Content-Type", signed.ContentType)
	r.SetHeader("X-Tc-Action", op.Action)
	r.SetHeader("X-Tc-Version", op.Service.Version)
	r.SetHeader("X-Tc-Requestclient", p.requestClient)
	setOptional(r, "X-Tc-Region", p.region)
	setOptional(r, "X-Tc-Language", p.language)
	setOptional(r, "X-Tc-Token", r.Credentials.Token)
	if p.unsigned {
		r.SetHeader("Authorization", "SKIP")
		r.SetHeader("X-Tc-Timestamp", strconv.FormatInt(r.Time.Unix(), 10))
		return
	}
	setAuthorization(r, &signed)
}

// tc3Request is what is signed of a request.
func (p *protocol) tc3Request(r *rpc.Request) TC3Request {
	signed := TC3Request{
		Service: r.Operation.Service.Name, Time: r.Time,
		Method: r.Method, Host: r.Host, ContentType: jsonType,
	}
	if r.Method == http.MethodGet {
		signed.ContentType, signed.Query = formType, string(r.Payload)
		return signed
	}
	if signed.Body = r.Payload; r.Operation.Multipart {
		signed.ContentType = contentTypeOf(r.Payload)
	}
	return signed
}

// setAuthorization sets the two header fields that differ from attempt to
// attempt; they share one string.
func setAuthorization(r *rpc.Request, signed *TC3Request) {
	start := len(r.Buffer)
	r.Buffer = SignTC3(r.Buffer, r.Credentials.ID, r.Credentials.Secret, signed)
	authorization := len(r.Buffer) - start
	r.Buffer = strconv.AppendInt(r.Buffer, r.Time.Unix(), 10)
	text := string(r.Buffer[start:])
	r.SetHeader("Authorization", text[:authorization])
	r.SetHeader("X-Tc-Timestamp", text[authorization:])
}

func setOptional(r *rpc.Request, name, value string) {
	if value != "" {
		r.SetHeader(name, value)
	}
}

// signV1 puts all parameters, the common ones too, into the query or form.
func (p *protocol) signV1(r *rpc.Request) error {
	r.Signed.Reset()
	r.Signed.AddAll(&r.Params)
	p.addCommon(r)
	start := len(r.Buffer)
	r.Buffer = SignV1(r.Buffer, r.Credentials.Secret, r.Method, r.Host, &r.Signed)
	r.Signed.Add("Signature", string(r.Buffer[start:]))

	start = len(r.Buffer)
	r.Buffer = r.Signed.AppendQuery(r.Buffer)
	form := r.Buffer[start:]
	if err := p.checkSize(r.Method, len(form)); err != nil {
		return err
	}
	r.SetHeader("Content-Type", formType)
	if r.Method == http.MethodGet {
		r.URL.RawQuery = string(form)
	} else {
		r.Body = form
	}
	return nil
}

// maxNonce keeps nonces among the integers that every language reads exactly.
const maxNonce = 1<<53 - 1

// addCommon adds the common parameters, but for the signature itself.
func (p *protocol) addCommon(r *rpc.Request) {
	list := &r.Signed
	list.Add("Action", r.Operation.Action)
	list.Add("Version", r.Operation.Service.Version)
	list.AddInt("Timestamp", r.Time.Unix())
	list.AddInt("Nonce", 1+rand.Int64N(maxNonce))
	list.Add("SecretId", r.Credentials.ID)
	list.Add("SignatureMethod", string(p.signature))
	list.Add("RequestClient", p.requestClient)
	for _, optional := range [...][2]string{{"Region", p.region}, {"Language", p.language}, {"Token", r.Credentials.Token}} {
		if optional[1] != "" {
			list.Add(optional[0], optional[1])
		}
	}
}

// Decode reads a reply.
func (p *protocol) Decode(r *rpc.Reply, out wire.Message) error { return decode(r, out) }
