package alibaba

import (
	"strings"

	"github.com/signet-gen/signet/runtime/canonical"
	"github.com/signet-gen/signet/runtime/rpc"
)

// What stands in a message before what the server signed. V2 has it at the end:
//
//	Specified signature is not matched with our calculation. server string to sign is:GET&%2F&…
//
// and V3 in brackets, over several lines:
//
//	… server StringToSign is [ACS3-HMAC-SHA256
//	…] server CanonicalRequest is [GET
//	…]
const (
	echoV2        = "server string to sign is:"
	echoString    = "server StringToSign is ["
	echoCanonical = "server CanonicalRequest is ["
)

// longestEcho bounds what is looked into of what a server says it signed.
const longestEcho = 1 << 20

// cutEcho takes what the server says it signed out of an error's message, since
// it repeats the whole request, and tells by which signature it was.
func cutEcho(e *rpc.Error) ([]canonical.Text, Signature) {
	if before, text, found := strings.Cut(e.Message, echoV2); found {
		e.Message = strings.TrimSpace(before)
		if text = strings.TrimSpace(text); len(text) > longestEcho {
			return nil, V2
		}
		return []canonical.Text{canonical.Query(text)}, V2
	}
	before, _, _ := strings.Cut(e.Message, echoString)
	before, _, _ = strings.Cut(before, echoCanonical)
	if len(before) == len(e.Message) {
		return nil, V3
	}
	message := e.Message
	e.Message = strings.TrimSpace(before)
	if len(message) > longestEcho {
		return nil, V3
	}
	var texts []canonical.Text
	if _, text, found := strings.Cut(message, echoCanonical); found {
		texts = append(texts, canonical.Request(bracketed(text)))
	}
	if _, text, found := strings.Cut(message, echoString); found {
		text, _, _ = strings.Cut(text, echoCanonical)
		texts = append(texts, stringToSign(bracketed(text)))
	}
	return texts, V3
}

// bracketed is the text up to the last bracket. Some gateways write its line ends as
// a backslash and an n.
func bracketed(text string) string {
	if end := strings.LastIndexByte(text, ']'); end >= 0 {
		text = text[:end]
	}
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, `\n`, "\n")
	}
	return text
}

// explainDenial reads what the cloud tells of a missing permission.
func explainDenial(p *rpc.Permission, details map[string]string) {
	get := func(name string) string { return details[deniedName+"."+name] }
	if action := get("AuthAction"); action != "" {
		p.Action, p.Told = action, true
	}
	if resource := get("AuthResource"); resource != "" {
		p.Resources = []string{resource}
	}
	p.Principal = strings.TrimSpace(get("AuthPrincipalType") + " " + get("AuthPrincipalDisplayName"))
	p.Policy, p.Denial = get("PolicyType"), get("NoPermissionType")
	p.Diagnosis = get("EncodedDiagnosticMessage")
}
