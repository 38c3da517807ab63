// Package credential says who calls a cloud: a key and its secret, and where
// they come from. It knows no cloud.
package credential

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Credentials are a key pair, and a token where they are temporary.
//
// Every way of printing them masks Secret and Token: all verbs of fmt,
// log/slog and encoding/json (which therefore cannot carry them from one place
// to another). Package fmt calls no methods on what it finds in an unexported
// field of another struct, so keep a [Provider] there, never Credentials.
type Credentials struct {
	// ID is the public half, such as a SecretId or an AccessKeyId.
	ID string
	// Secret is the private half. It signs and is never sent.
	Secret string
	// Token comes with temporary credentials and is sent with each request;
	// empty for those that last.
	Token string
	// Expires is when temporary credentials end; zero if they do not, or nobody knows.
	Expires time.Time
	// Source says where they were found, for people: "environment TENCENTCLOUD_SECRET_ID".
	Source string
}

// Provider gives the credentials of one attempt of one call. Retrieve may be
// called by any number of goroutines at a time, and is called for every
// attempt: a provider that asks the network keeps what it was told, as [Cached]
// does, and is best a [Forgetter].
type Provider interface {
	Retrieve(ctx context.Context) (Credentials, error)
}

// ProviderFunc is a function that is a [Provider].
type ProviderFunc func(ctx context.Context) (Credentials, error)

// Retrieve calls f.
func (f ProviderFunc) Retrieve(ctx context.Context) (Credentials, error) { return f(ctx) }

// Forgetter is a [Provider] that keeps what it was told. A caller whose request a
// cloud refused for its key or token tells it so.
type Forgetter interface {
	Provider
	// Forget drops used, if that is what is kept, and reports whether Retrieve may
	// give others from now on.
	Forget(used Credentials) bool
}

// Forget tells p that a cloud refused used, and reports whether p may give others
// from now on: never, if it is no [Forgetter].
func Forget(p Provider, used Credentials) bool {
	f, ok := p.(Forgetter)
	return ok && f.Forget(used)
}

// Choice is a [Provider] that is chosen anew for each attempt.
type Choice func() Provider

// Retrieve asks the provider of now.
func (c Choice) Retrieve(ctx context.Context) (Credentials, error) { return c().Retrieve(ctx) }

// Forget tells it to the provider of now.
func (c Choice) Forget(used Credentials) bool { return Forget(c(), used) }

// SameKey tells whether two credentials sign alike, wherever they were found.
func (c Credentials) SameKey(other Credentials) bool {
	return c.ID == other.ID && c.Secret == other.Secret && c.Token == other.Token
}

// Check tells what is wrong with credentials that cannot sign: a missing half,
// or a character that no key has, which is most often the line end of a file.
// The error names all faults and shows no secret.
func (c Credentials) Check() error {
	var faults []string
	for _, part := range [...]struct {
		name, text string
		required   bool
	}{{"ID", c.ID, true}, {"Secret", c.Secret, true}, {"Token", c.Token, false}} {
		switch {
		case part.text == "" && part.required:
			faults = append(faults, "the "+part.name+" is empty")
		case !printable(part.text):
			faults = append(faults, "the "+part.name+" holds a space, a line end or another character that no key has")
		}
	}
	if faults == nil {
		return nil
	}
	from := ""
	if c.Source != "" {
		from = " from " + c.Source
	}
	return errors.New("credentials" + from + " cannot be used: " + strings.Join(faults, "; "))
}

// printable tells whether s is of ASCII letters, digits and signs alone, which
// can stand in an HTTP header.
func printable(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// mask stands for a secret that is there; an absent one stays empty, since
// that it is absent is what a reader of a log looks for.
func mask(secret string) string {
	if secret == "" {
		return ""
	}
	return "***"
}

// String shows the credentials with Secret and Token masked.
func (c Credentials) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "{ID:%s Secret:%s", c.ID, mask(c.Secret))
	if c.Token != "" {
		b.WriteString(" Token:" + mask(c.Token))
	}
	if !c.Expires.IsZero() {
		b.WriteString(" Expires:" + c.Expires.Format(time.RFC3339))
	}
	if c.Source != "" {
		b.WriteString(" Source:" + c.Source)
	}
	b.WriteString("}")
	return b.String()
}

// GoString shows the same for %#v.
func (c Credentials) GoString() string { return "credential.Credentials" + c.String() }

// Format shows the same for every verb of fmt.
func (c Credentials) Format(f fmt.State, verb rune) {
	text := c.String()
	if verb == 'v' && f.Flag('#') {
		text = c.GoString()
	}
	if verb == 'q' {
		text = fmt.Sprintf("%q", text)
	}
	// A fmt.State writes to memory; what it cannot pass on is fmt's to report.
	_, _ = f.Write([]byte(text))
}

// MarshalText shows the same to log/slog, encoding/json and all that ask for a text.
func (c Credentials) MarshalText() ([]byte, error) { return []byte(c.String()), nil }
