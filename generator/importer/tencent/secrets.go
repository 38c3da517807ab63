package tencent

import (
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
)

// secrets are how the names of texts end that nobody should see. What only
// identifies a key (SecretId, AccessKeyId, AccessKey) is none, nor are tokens
// that mark a place in a list or a call (NextToken, ClientToken).
var secrets = []string{
	"Password", "Passwd", "Pwd", "Pass Word", "Passphrase", "Password New",
	"Secret", "Secret Key", "Secret Access Key", "Access Key Secret",
	"Secret String", "Secret Binary",
	"Private Key", "Api Key", "API Key", "Auth Key", "Cert Key", "Psk", "PSK",
	"Access Token", "Session Token", "Security Token", "Refresh Token", "Identity Token",
	"Auth Token", "Login Token", "Bearer Token", "Registry Token", "Encryption Token", "Kibana Token", "Tmp Token",
}

// questions are how names begin that ask whether there is a secret.
var questions = []string{"Is", "Has", "Need", "Enable", "Defined", "If", "Support"}

// companions are members beside which one that is called Token belongs to a credential.
var companions = []string{"TmpSecretKey", "SecretKey", "SecretAccessKey", "TokenId"}

// isSecret reports whether a text is a secret, by its name and those beside it.
func isSecret(o *object, m *member) bool {
	if scalarOf(m.typ) != "string" {
		return false
	}
	if m.name == "Token" {
		return slices.ContainsFunc(o.members, func(m *member) bool { return slices.Contains(companions, m.name) })
	}
	ws := importer.Words(strings.ReplaceAll(m.name, "_", ""))
	if len(ws) > 1 && slices.Contains(questions, ws[0]) {
		return false
	}
	name := " " + strings.Join(ws, " ")
	return slices.ContainsFunc(secrets, func(end string) bool { return strings.HasSuffix(name, " "+end) })
}
