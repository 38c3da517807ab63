package tencent

import (
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/canonical"
	"github.com/signet-gen/signet/runtime/rpc"
)

// Explain shows what was signed, and names the permission that is missing. The cloud
// does not say what it signed.
func (p *protocol) Explain(r *rpc.Request, e *rpc.Error) {
	x := e.Explanation
	switch {
	case x == nil:
		return
	case p.unsigned:
		x.KeyID, x.Source = "", ""
		return
	case x.Permission != nil: // and nothing is wrong with the signature
		explainDenial(x.Permission, e.Message)
		return
	}
	m := maskTC3
	if p.signature != TC3 {
		m = maskV1
	}
	m.Hidden = []string{r.Credentials.Secret, r.Credentials.Token}
	m.Named = func(name string) bool { return name == "Token" || find(&r.Params, name) != nil }
	for _, text := range p.signed(r) {
		x.Signed = append(x.Signed, rpc.SignedText{Name: text.Name, Text: m.Show(text)})
	}
}

// The masks show the common parameters. Under TC3 they are all in the header, so that a
// parameter of the query that is called like one of v1's is the caller's.
var (
	maskTC3 = canonical.Mask{Headers: []string{"host", "content-type"}}
	maskV1  = canonical.Mask{
		Parameters: []string{"Action", "Version", "Region", "Timestamp", "Nonce", "SignatureMethod", "Language", "RequestClient"},
		KeyIDs:     []string{"SecretId"},
	}
)

// signed are the texts that were signed of a request.
func (p *protocol) signed(r *rpc.Request) []canonical.Text {
	if p.signature != TC3 {
		return []canonical.Text{canonical.Plain(r.Method+r.Host+"/", &r.Signed)}
	}
	signed := p.tc3Request(r)
	text := appendCanonicalRequest(nil, &signed, always)
	scope := r.Time.UTC().Format(time.DateOnly) + "/" + signed.Service + "/" + tc3Request
	return []canonical.Text{
		canonical.Request(string(text)),
		canonical.Lines("string to sign", string(appendStringToSign(nil, r.Time, scope, text)),
			"algorithm", "timestamp", "scope", "hash of the canonical request"),
	}
}

// explainDenial reads the message of a denial, which names what is missing so:
//
//	you are not authorized to perform operation (cvm:StopInstances)
//	resource (qcs::cvm:ap-guangzhou:uin/1:instance/ins-1) has no permission
func explainDenial(p *rpc.Permission, message string) {
	if action := inParentheses(message, "operation ("); action != "" {
		p.Action, p.Told = action, true
	}
	if resource := inParentheses(message, "resource ("); resource != "" {
		p.Resources = []string{resource}
	}
}

// longestNamed bounds what is taken for the name of an action or a resource.
const longestNamed = 1024

// inParentheses is what stands behind a word and an open parenthesis.
func inParentheses(message, open string) string {
	_, rest, _ := strings.Cut(message, open)
	name, _, closed := strings.Cut(rest, ")")
	if !closed || len(name) > longestNamed || strings.ContainsAny(name, " \t\r\n") {
		return ""
	}
	return name
}
