package alibaba

import (
	"crypto/sha1"
	"crypto/sha256"

	"github.com/signet-gen/signet/runtime/keyring"
)

// keyName says which key is meant: of which signature, and of which secret.
type keyName struct {
	signature Signature
	secret    string
}

// keys are shared by all clients and verifiers.
var keys keyring.Ring[keyName, keyring.Key]

// keyOf is the key of a signature and secret, ready to sign.
func keyOf(signature Signature, secret string) *keyring.Key {
	return keys.Get(keyName{signature, secret}, keyName.derive)
}

// derive makes a key: V2 signs with the secret and an ampersand, V3 with the
// secret as it is.
func (n keyName) derive() *keyring.Key {
	if n.signature == V2 {
		return keyring.New(sha1.New, []byte(n.secret+"&"))
	}
	return keyring.New(sha256.New, []byte(n.secret))
}
