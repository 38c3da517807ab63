package credential

import (
	"context"
	"errors"
	"os"
	"strings"
)

// Static gives the same credentials always. token is empty for those that
// last. An empty id or secret is reported by the call that needs them.
func Static(id, secret, token string) Provider {
	c := Credentials{ID: id, Secret: secret, Token: token, Source: "credential.Static"}
	err := c.Check()
	return held{get: func(context.Context) (Credentials, error) { return c, err }, name: "credential.Static"}
}

// Env reads the credentials from the environment variables of the names given,
// at each call, so that a change is seen at once. A tokenVar of "" reads no
// token; a variable that is absent or empty for a token is no token. An absent
// id or secret is an error that names every variable that was looked at; it is
// [ErrAbsent] when both are absent.
func Env(idVar, secretVar, tokenVar string) Provider {
	source := "environment variables " + idVar + ", " + secretVar
	if tokenVar != "" {
		source += ", " + tokenVar
	}
	get := func(context.Context) (Credentials, error) {
		c := Credentials{ID: os.Getenv(idVar), Secret: os.Getenv(secretVar), Source: source}
		if tokenVar != "" {
			c.Token = os.Getenv(tokenVar)
		}
		if c.ID == "" || c.Secret == "" {
			return Credentials{}, unset(c, idVar, secretVar)
		}
		return c, c.Check()
	}
	return held{get: get, name: "credential.Env(" + idVar + ", " + secretVar + ", " + tokenVar + ")"}
}

// unset says which of the two variables to set. When one of them is set, the
// environment is there, and does not work.
func unset(c Credentials, idVar, secretVar string) error {
	var unset []string
	if c.ID == "" {
		unset = append(unset, idVar)
	}
	if c.Secret == "" {
		unset = append(unset, secretVar)
	}
	text := "no credentials: looked at the " + c.Source + ": set " + strings.Join(unset, " and ") + ", or configure other credentials"
	if len(unset) == 2 {
		return absent(text)
	}
	return errors.New(text)
}

// held is a provider of this package. What it knows is in a closure, where no
// printer finds it, not even one that looks through unexported fields.
type held struct {
	get  ProviderFunc
	name string
}

func (h held) Retrieve(ctx context.Context) (Credentials, error) { return h.get(ctx) }

// String names the provider, and nothing that it gives.
func (h held) String() string { return h.name }

// GoString names the provider for %#v.
func (h held) GoString() string { return h.name }

// MarshalText names the provider to encoding/json.
func (h held) MarshalText() ([]byte, error) { return []byte(h.name), nil }
