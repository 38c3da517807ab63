package alibaba

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// formType is the content type of a body, which V3 signs as it is sent.
const formType = "application/x-www-form-urlencoded"

// protocol is Alibaba Cloud's RPC APIs, as one client speaks them.
type protocol struct {
	endpoints endpoints
	region    string
	method    string
	signature Signature
	format    Format
	// fault is what is wrong with the configuration.
	fault error
}

var _ rpc.Protocol = (*protocol)(nil)

// Encode writes the parameters as text, each with the place that it goes to.
func (p *protocol) Encode(r *rpc.Request, in wire.Message) (err error) {
	if p.fault != nil {
		return p.fault
	}
	if r.Operation.Multipart {
		return errMultipart
	}
	if r.Method, err = r.Operation.Method(p.method); err != nil {
		return err
	}
	if err := wire.AppendRequestParams(&r.Params, in, wire.Flatten{Base: 1, Host: p.region}); err != nil {
		return err
	}
	if _, err := p.endpoints.of(regionOf(&r.Params)); err != nil {
		return err
	}
	return p.checkParams(&r.Params)
}

var errMultipart = fmt.Errorf("the action takes multipart/form-data, which no RPC API of Alibaba Cloud does")

// regionOf is the parameter that picks the host, or empty.
func regionOf(params *wire.Params) string {
	for i := range params.Len() {
		if params.PlaceAt(i) == wire.Host {
			_, value := params.At(i)
			return string(value)
		}
	}
	return ""
}

// commonV2 are the common parameters, which under V2 share one list with those
// of the action.
var commonV2 = []string{
	"Action", "Version", "Format", "AccessKeyId", "SecurityToken", "Timestamp",
	"SignatureNonce", "SignatureMethod", "SignatureVersion", signatureName,
}

// checkParams refuses parameters that cannot be told from common ones, and values
// that no header can carry.
func (p *protocol) checkParams(params *wire.Params) error {
	var clashes []string
	for i := range params.Len() {
		name, value := params.At(i)
		if params.PlaceAt(i) != wire.Header {
			if p.signature == V2 && slices.Contains(commonV2, string(name)) {
				clashes = append(clashes, string(name))
			}
			continue
		}
		if slices.ContainsFunc(value, isControl) {
			return fmt.Errorf("the parameter %s goes into the header, which cannot carry its line end or control character", name)
		}
	}
	if clashes == nil {
		return nil
	}
	return fmt.Errorf("the action has parameters that are named as common ones of %s are (%s), so that the cloud could not tell which is which: call it by a client whose Config.Signature is %s",
		V2, strings.Join(clashes, ", "), V3)
}

func isControl(b byte) bool { return b < ' ' && b != '\t' || b == 0x7f }

// inBody tells whether a parameter of a place goes into the form of a request.
func (p *protocol) inBody(r *rpc.Request, place wire.Place) bool {
	return r.Method == http.MethodPost && (place == wire.Body || place == wire.Anywhere && p.signature == V2)
}

// Sign completes a request for one attempt.
func (p *protocol) Sign(r *rpc.Request) (err error) {
	if r.URL, err = p.endpoints.of(regionOf(&r.Params)); err != nil {
		return err
	}
	r.Host = r.URL.Host
	p.setOwnHeaders(r)
	if p.signature == V2 {
		p.signV2(r)
	} else {
		p.signV3(r)
	}
	return nil
}

// setOwnHeaders sets the parameters of the action that go into the header.
func (p *protocol) setOwnHeaders(r *rpc.Request) {
	for i := range r.Params.Len() {
		if r.Params.PlaceAt(i) == wire.Header {
			name, value := r.Params.At(i)
			r.SetHeader(http.CanonicalHeaderKey(string(name)), string(value))
		}
	}
}

// signV2 signs all parameters together and sends them where they belong.
func (p *protocol) signV2(r *rpc.Request) {
	r.Signed.Reset()
	for i := range r.Params.Len() {
		if r.Params.PlaceAt(i) != wire.Header {
			r.Signed.AddFrom(&r.Params, i)
		}
	}
	p.addCommon(r)
	start := len(r.Buffer)
	r.Buffer = SignV2(r.Buffer, r.Credentials.Secret, r.Method, &r.Signed)
	r.Signed.AddIn(wire.Query, signatureName, string(r.Buffer[start:]))

	p.setBody(r, &r.Signed)
	start = len(r.Buffer)
	for i := range r.Signed.Len() {
		if !p.inBody(r, r.Signed.PlaceAt(i)) {
			r.Buffer = r.Signed.AppendPair(r.Buffer, start, i)
		}
	}
	r.URL.RawQuery = string(r.Buffer[start:])
}

// addCommon adds the common parameters of V2, but for the signature itself.
func (p *protocol) addCommon(r *rpc.Request) {
	list := &r.Signed
	start := len(r.Buffer)
	r.Buffer = appendNonce(r.Buffer)
	nonce := len(r.Buffer)
	r.Buffer = r.Time.UTC().AppendFormat(r.Buffer, timeFormat)
	text := string(r.Buffer[start:])
	list.AddIn(wire.Query, "Action", r.Operation.Action)
	list.AddIn(wire.Query, "Version", r.Operation.Service.Version)
	list.AddIn(wire.Query, "Format", string(p.format))
	list.AddIn(wire.Query, "AccessKeyId", r.Credentials.ID)
	list.AddIn(wire.Query, "SignatureMethod", string(V2))
	list.AddIn(wire.Query, "SignatureVersion", "1.0")
	list.AddIn(wire.Query, "SignatureNonce", text[:nonce-start])
	list.AddIn(wire.Query, "Timestamp", text[nonce-start:])
	if r.Credentials.Token != "" {
		list.AddIn(wire.Query, "SecurityToken", r.Credentials.Token)
	}
}

// signV3 puts the common parameters into the header.
func (p *protocol) signV3(r *rpc.Request) {
	r.Signed.Reset()
	for i := range r.Params.Len() {
		if place := r.Params.PlaceAt(i); place != wire.Header && !p.inBody(r, place) {
			r.Signed.AddFrom(&r.Params, i)
		}
	}
	p.setBody(r, &r.Params)
	p.setCommon(r)
	signed := V3Request{Method: r.Method, Host: r.Host, Query: &r.Signed, Header: r.Header()}
	start := len(r.Buffer)
	r.Buffer = SignV3(r.Buffer, r.Credentials.ID, r.Credentials.Secret, &signed)
	authorization := len(r.Buffer)
	r.Buffer = r.Signed.AppendQuery(r.Buffer)
	text := string(r.Buffer[start:])
	r.SetHeader("Authorization", text[:authorization-start])
	r.URL.RawQuery = text[authorization-start:]
}

// setBody sets the form, if there is one.
func (p *protocol) setBody(r *rpc.Request, params *wire.Params) {
	start := len(r.Buffer)
	for i := range params.Len() {
		if p.inBody(r, params.PlaceAt(i)) {
			r.Buffer = params.AppendPair(r.Buffer, start, i)
		}
	}
	if len(r.Buffer) > start {
		r.Body = r.Buffer[start:]
		r.SetHeader(contentTypeHeader, formType)
	}
}

// setCommon sets the common parameters of V3, but for the signature itself.
// Those that differ from attempt to attempt share one string.
func (p *protocol) setCommon(r *rpc.Request) {
	start := len(r.Buffer)
	r.Buffer = ContentSHA256(r.Buffer, r.Body)
	hash := len(r.Buffer) - start
	r.Buffer = appendNonce(r.Buffer)
	nonce := len(r.Buffer) - start
	r.Buffer = r.Time.UTC().AppendFormat(r.Buffer, timeFormat)
	text := string(r.Buffer[start:])
	r.SetHeader("Accept", p.accept())
	r.SetHeader("X-Acs-Action", r.Operation.Action)
	r.SetHeader("X-Acs-Version", r.Operation.Service.Version)
	r.SetHeader(contentHashHeader, text[:hash])
	r.SetHeader("X-Acs-Signature-Nonce", text[hash:nonce])
	r.SetHeader("X-Acs-Date", text[nonce:])
	if r.Credentials.Token != "" {
		r.SetHeader("X-Acs-Security-Token", r.Credentials.Token)
	}
}

// accept is the format as V3 asks for it: by HTTP's own header, as the vendor's
// clients do, since there is no common parameter for it in V3's list.
func (p *protocol) accept() string {
	if p.format == XML {
		return "application/xml"
	}
	return "application/json"
}

// appendNonce appends 32 random hexadecimal digits, which no two attempts share.
func appendNonce(dst []byte) []byte {
	var random [16]byte
	binary.LittleEndian.PutUint64(random[:8], rand.Uint64())
	binary.LittleEndian.PutUint64(random[8:], rand.Uint64())
	return hex.AppendEncode(dst, random[:])
}
