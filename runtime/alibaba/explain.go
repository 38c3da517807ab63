package alibaba

import (
	"slices"
	"strings"

	"github.com/signet-gen/signet/runtime/canonical"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// Explain shows what was signed, compares it with what the server says it signed, and
// names the permission that is missing.
func (p *protocol) Explain(r *rpc.Request, e *rpc.Error) {
	server, _ := cutEcho(e)
	x := e.Explanation
	switch {
	case x == nil:
		return
	case p.unsigned:
		x.KeyID, x.Source = "", ""
		return
	case x.Permission != nil: // and nothing is wrong with the signature
		explainDenial(x.Permission, e.Details)
		return
	}
	own := masks[p.signature]
	own.Hidden = []string{r.Credentials.Secret, r.Credentials.Token}
	own.Named = func(name string) bool { return has(&r.Params, name) }
	foreign := own
	foreign.Hidden = slices.Concat(own.Hidden, values(&r.Params))

	signed := p.signed(r)
	if x.Altered = signed == nil; x.Altered {
		return
	}
	for _, text := range signed {
		x.Signed = append(x.Signed, rpc.SignedText{Name: text.Name, Text: own.Show(text)})
	}
	compare(x, signed, server, own, foreign)
}

// compare looks for the first byte at which the texts differ that were signed, in
// the order in which they are told: of a canonical request more can be said.
func compare(x *rpc.Explanation, signed, server []canonical.Text, own, foreign canonical.Mask) {
	for _, theirs := range server {
		for _, ours := range signed {
			if ours.Name != theirs.Name {
				continue
			}
			x.Echoed = true
			if x.Difference == nil {
				x.Difference = canonical.Compare(ours, theirs, own, foreign)
			}
		}
	}
}

// masks show the common parameters of a signature. Under V3 they are all in the header,
// so that a parameter of the query that is called like one of V2's is the caller's.
var masks = map[Signature]canonical.Mask{
	V2: {
		Parameters: []string{"Action", "Version", "Format", "Timestamp", "SignatureNonce", "SignatureMethod", "SignatureVersion"},
		KeyIDs:     []string{"AccessKeyId"},
	},
	V3: {
		Headers: []string{"host", "content-type", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"},
		KeyIDs:  []string{"x-acs-accesskey-id"},
	},
}

// signed are the texts that were signed of a request; nil if its header is not what
// it was then, since transports get the header itself.
func (p *protocol) signed(r *rpc.Request) []canonical.Text {
	if p.signature == V2 {
		return []canonical.Text{canonical.Query(string(appendStringV2(nil, r.Method, r.Signed.AppendQuery(nil))))}
	}
	request := V3Request{Method: r.Method, Host: r.Host, Header: r.Header(), canonical: []byte(r.URL.RawQuery)}
	names := request.signedHeaders(nil)
	sent, err := ParseAuthorization(r.Header().Get("Authorization"))
	if err != nil || sent.Signature != string(appendSignature(nil, r.Credentials.Secret, &request, names)) {
		return nil
	}
	text := appendCanonicalRequest(nil, &request, names)
	return []canonical.Text{canonical.Request(string(text)), stringToSign(string(appendStringToSign(nil, text)))}
}

// stringToSign takes apart what V3 signs of a canonical request.
func stringToSign(text string) canonical.Text {
	return canonical.Lines("string to sign", text, "algorithm", "hash of the canonical request")
}

// has tells whether a call has a parameter. Headers have names of small letters.
func has(params *wire.Params, name string) bool {
	for i := range params.Len() {
		if n, _ := params.At(i); strings.EqualFold(string(n), name) {
			return true
		}
	}
	return name == securityToken || name == securityTokenHeader
}

// The parameter and the header of V2 and V3 that hold the token.
const (
	securityToken       = "SecurityToken"
	securityTokenHeader = "x-acs-security-token"
)

// values are those of all parameters.
func values(params *wire.Params) []string {
	all := make([]string, params.Len())
	for i := range all {
		_, value := params.At(i)
		all[i] = string(value)
	}
	return all
}
