package credential

import (
	"context"
	"fmt"
)

// Static gives the same credentials always. token is empty for those that
// last. An empty id or secret is reported by the call that needs them.
func Static(id, secret, token string) Provider {
	c := Credentials{ID: id, Secret: secret, Token: token, Source: "credential.Static"}
	err := c.Check()
	return held{get: func(context.Context) (Credentials, error) { return c, err }, name: "credential.Static"}
}

// Env reads the credentials from the environment variables of the names given,
// at each call, so that a change is seen at once: see [Local.Key].
func Env(idVar, secretVar, tokenVar string) Provider {
	get := func(context.Context) (Credentials, error) {
		c, err := Local{}.Key(idVar, secretVar, tokenVar)
		if c.ID == "" {
			return Credentials{}, fmt.Errorf("there are no credentials in the environment: %w", err)
		}
		return c, err
	}
	return held{get: get, name: "credential.Env(" + idVar + ", " + secretVar + ", " + tokenVar + ")"}
}

// held is a provider of this package. What it knows is in closures, where no
// printer finds it, not even one that looks through unexported fields.
type held struct {
	get    ProviderFunc
	forget func(used Credentials) bool // nil if nothing is kept
	name   string
}

func (h held) Retrieve(ctx context.Context) (Credentials, error) { return h.get(ctx) }

func (h held) Forget(used Credentials) bool { return h.forget != nil && h.forget(used) }

// String names the provider, and nothing that it gives.
func (h held) String() string { return h.name }

// GoString names the provider for %#v.
func (h held) GoString() string { return h.name }

// MarshalText names the provider to encoding/json.
func (h held) MarshalText() ([]byte, error) { return []byte(h.name), nil }
