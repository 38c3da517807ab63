package tencent

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/wire"
)

// InstanceRole asks the metadata service of a machine in the cloud for the
// credentials of its role. An empty role is the one that the service names.
func (s Sources) InstanceRole(role string) credential.Provider {
	return credential.ProviderFunc(func(ctx context.Context) (credential.Credentials, error) {
		address := s.Metadata
		if address == "" {
			address = metadataAddress
		}
		address = strings.TrimSuffix(address, "/") + "/latest/meta-data/cam/security-credentials/"
		role := role
		if role == "" {
			var err error
			if role, err = credential.FetchRole(ctx, address, nil); err != nil {
				return credential.Credentials{}, err
			}
		}
		text, err := credential.Fetch(ctx, http.MethodGet, address+url.PathEscape(role), nil)
		if err != nil {
			return credential.Credentials{}, fmt.Errorf("role %q: %w", role, err)
		}
		return fromMetadata(role, text)
	})
}

func fromMetadata(role, text string) (credential.Credentials, error) {
	var m metadata
	if err := wire.ReadJSON(text, &m, nil); err != nil {
		return credential.Credentials{}, fmt.Errorf("role %q: the metadata service answers by something else than credentials", role)
	}
	if m.code != "" && m.code != "Success" {
		return credential.Credentials{}, fmt.Errorf("role %q: the metadata service answers %q", role, m.code)
	}
	m.Source = "role " + role + " of the machine"
	m.Expires = expiry(m.expires)
	return m.Credentials, m.Check()
}

// expiry is a time in seconds since 1970; zero is none.
func expiry(seconds int64) time.Time {
	if seconds <= 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0)
}

// metadata is what the metadata service tells of a role.
type metadata struct {
	credential.Credentials
	expires int64
	code    string
}

func (m *metadata) WireMembers(c *wire.Codec) {
	c.String("TmpSecretId", &m.ID)
	c.String("TmpSecretKey", &m.Secret)
	c.String("Token", &m.Token)
	c.Int64("ExpiredTime", &m.expires)
	c.String("Code", &m.code)
}
