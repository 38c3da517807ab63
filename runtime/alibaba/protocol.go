package alibaba

import (
	"bytes"
	"cmp"
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
	// unsigned is for the actions that are called without a key, under V3.
	unsigned bool
	// presigning tells that URLs are made, and no calls.
	presigning bool
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
	r.Params.Sort()
	r.Region = cmp.Or(regionOf(&r.Params), p.region)
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
		if p.presigning {
			return fmt.Errorf("the parameter %s goes into the header, which a URL has not: leave it out, or call the action instead", name)
		}
		if slices.ContainsFunc(value, isControl) {
			return fmt.Errorf("the parameter %s goes into the header, which cannot carry its line end or control character", name)
		}
	}
	if clashes == nil {
		return nil
	}
	instead := "call it by a client whose Config.Signature is " + string(V3)
	if p.presigning {
		instead = "it has no presigned URL, so call it"
	}
	return fmt.Errorf("the action has parameters that are named as common ones of %s are (%s), so that the cloud could not tell which is which: %s",
		V2, strings.Join(clashes, ", "), instead)
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

// signV2 signs all parameters together and sends them where they belong. They
// are escaped once, as one sorted list.
func (p *protocol) signV2(r *rpc.Request) {
	p.addCommon(r)
	start := len(r.Buffer)
	r.Buffer = r.Signed.AppendQuery(r.Buffer)
	canonical := r.Buffer[start:]
	signature := len(r.Buffer)
	r.Buffer = appendSignatureV2(r.Buffer, r.Credentials.Secret, r.Method, canonical)

	query := len(r.Buffer)
	r.Buffer = append(r.Buffer, signatureName+"="...)
	r.Buffer = wire.AppendEscaped(r.Buffer, r.Buffer[signature:query])
	r.Buffer = p.appendPart(r.Buffer, query, r, canonical, false)
	r.URL.RawQuery = string(r.Buffer[query:])
	body := len(r.Buffer)
	r.Buffer = p.appendPart(r.Buffer, body, r, canonical, true)
	setBody(r, r.Buffer[body:])
}

// appendPart appends those pairs of a canonical query of r.Signed that go into
// the body, or those that do not, to a list of pairs that begins at start.
func (p *protocol) appendPart(dst []byte, start int, r *rpc.Request, canonical []byte, body bool) []byte {
	for i := range r.Signed.Len() {
		pair, rest, _ := bytes.Cut(canonical, ampersand)
		canonical = rest
		if p.inBody(r, r.Signed.PlaceAt(i)) != body {
			continue
		}
		if len(dst) > start {
			dst = append(dst, '&')
		}
		dst = append(dst, pair...)
	}
	return dst
}

var ampersand = []byte{'&'}

// addCommon sets out all parameters that V2 signs, in the order of their names:
// those of the action, which have that order, and the common ones but for the
// signature itself.
func (p *protocol) addCommon(r *rpc.Request) {
	common := p.commonPairs(r)
	next := 0
	r.Signed.Reset()
	for i := range r.Params.Len() {
		if r.Params.PlaceAt(i) == wire.Header {
			continue
		}
		for name, _ := r.Params.At(i); next < len(common) && common[next][0] < string(name); next++ {
			addQuery(r, common[next])
		}
		r.Signed.AddFrom(&r.Params, i)
	}
	for ; next < len(common); next++ {
		addQuery(r, common[next])
	}
}

func addQuery(r *rpc.Request, pair [2]string) {
	if pair[1] != "" {
		r.Signed.AddIn(wire.Query, pair[0], pair[1])
	}
}

// commonPairs are the names and values of the common parameters, in the order of the
// names. Those that differ from attempt to attempt share one string.
func (p *protocol) commonPairs(r *rpc.Request) [9][2]string {
	start := len(r.Buffer)
	r.Buffer = appendNonce(r.Buffer)
	nonce := len(r.Buffer) - start
	r.Buffer = r.Time.UTC().AppendFormat(r.Buffer, timeFormat)
	text := string(r.Buffer[start:])
	return [...][2]string{
		{"AccessKeyId", r.Credentials.ID},
		{"Action", r.Operation.Action},
		{"Format", string(p.format)},
		{"SecurityToken", r.Credentials.Token},
		{"SignatureMethod", string(V2)},
		{"SignatureNonce", text[:nonce]},
		{"SignatureVersion", "1.0"},
		{"Timestamp", text[nonce:]},
		{"Version", r.Operation.Service.Version},
	}
}

// signV3 puts the common parameters into the header.
func (p *protocol) signV3(r *rpc.Request) {
	start := len(r.Buffer)
	r.Buffer = p.appendOwn(r.Buffer, r, true)
	setBody(r, r.Buffer[start:])
	query := len(r.Buffer)
	r.Buffer = p.appendOwn(r.Buffer, r, false)
	authorization := len(r.Buffer)
	r.URL.RawQuery = string(r.Buffer[query:])
	p.setCommon(r)
	if p.unsigned {
		return
	}
	r.Buffer = SignV3(r.Buffer[:authorization], r.Credentials.ID, r.Credentials.Secret, &V3Request{
		Method: r.Method, Host: r.Host, Header: r.Header(), canonical: r.Buffer[query:authorization:authorization],
	})
	r.SetHeader("Authorization", string(r.Buffer[authorization:]))
}

// appendOwn appends the parameters that go into the body, or those that go into
// the query, in the order of their names.
func (p *protocol) appendOwn(dst []byte, r *rpc.Request, body bool) []byte {
	start := len(dst)
	for i := range r.Params.Len() {
		if place := r.Params.PlaceAt(i); place != wire.Header && p.inBody(r, place) == body {
			dst = r.Params.AppendPair(dst, start, i)
		}
	}
	return dst
}

// setBody sets the form, if there is one.
func setBody(r *rpc.Request, form []byte) {
	if len(form) > 0 {
		r.Body = form
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
