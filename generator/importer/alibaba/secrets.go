package alibaba

import (
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
)

// secrets are the ends of the names, in small letters, of texts that nobody
// should see.
var secrets = []string{
	"password", "passwd", "passphrase", "privatekey", "privatekeybody", "secretkey",
	"accesskeysecret", "secretaccesskey", "accesssecret", "clientsecret", "appsecret", "appkeysecret",
	"securitytoken", "ststoken", "accesstoken", "refreshtoken", "sessiontoken", "jwttoken", "oidctoken",
	"samlassertion",
}

// askers begin the names of members that tell about a secret without telling it.
var askers = []string{"Has", "Is", "Need", "Exist", "Enable", "Check", "Forget", "Change", "Reset"}

var joiners = strings.NewReplacer("_", "", "-", "")

// isSecret reports whether a text of this name is one that nobody should see.
func isSecret(name string) bool {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		name = name[i+1:]
	}
	flat := strings.ToLower(joiners.Replace(name))
	ends := slices.ContainsFunc(secrets, func(end string) bool { return strings.HasSuffix(flat, end) })
	return ends && !slices.Contains(askers, importer.Words(name)[0])
}
