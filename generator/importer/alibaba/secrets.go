package alibaba

import (
	"slices"
	"strings"
	"unicode"
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
	return ends && !slices.Contains(askers, words(name)[0])
}

// words splits a name before each capital that follows or precedes a small
// letter: GetLLMReport is Get, LLM, Report.
func words(name string) []string {
	var words []string
	runes := []rune(name)
	start := 0
	for i := 1; i < len(runes); i++ {
		next := i+1 < len(runes) && unicode.IsLower(runes[i+1])
		if unicode.IsUpper(runes[i]) && (!unicode.IsUpper(runes[i-1]) || next) {
			words, start = append(words, string(runes[start:i])), i
		}
	}
	return append(words, string(runes[start:]))
}
