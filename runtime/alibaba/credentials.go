package alibaba

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/wire"
)

// Environment variables that [Sources] look at, beside those of [Config].
const (
	EnvRoleARN          = "ALIBABA_CLOUD_ROLE_ARN"
	EnvRoleSessionName  = "ALIBABA_CLOUD_ROLE_SESSION_NAME"
	EnvOIDCProviderARN  = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN"
	EnvOIDCTokenFile    = "ALIBABA_CLOUD_OIDC_TOKEN_FILE"
	EnvECSMetadata      = "ALIBABA_CLOUD_ECS_METADATA"
	EnvMetadataDisabled = "ALIBABA_CLOUD_ECS_METADATA_DISABLED"
	EnvIMDSV1Disabled   = "ALIBABA_CLOUD_IMDSV1_DISABLED"
	EnvCredentialsFile  = "ALIBABA_CLOUD_CREDENTIALS_FILE"
	EnvProfile          = "ALIBABA_CLOUD_PROFILE"
	EnvCredentialsURI   = "ALIBABA_CLOUD_CREDENTIALS_URI"
)

const (
	defaultSessionName = "signet"
	metadataAddress    = "http://100.100.100.200"
)

// Sources are the places where Alibaba Cloud's own tools look for credentials.
// The zero value looks at those of this machine.
type Sources struct {
	// Local is the machine that the program runs on.
	credential.Local
	// Metadata is the address of the service that tells a machine of its role;
	// empty is http://100.100.100.200.
	Metadata string
	// STS is the host or URL of the Security Token Service; empty is its own.
	STS string
	// Transport sends the calls to STS; nil is that of all clients.
	Transport http.RoundTripper
}

// DefaultCredentials are those of the first place that has any, kept until they
// end: see [Sources.Chain].
func DefaultCredentials() credential.Provider { return credential.Cached(Sources{}.Chain()) }

// shared is what clients without credentials of their own have in common.
var shared = sync.OnceValue(DefaultCredentials)

// ambient gives the credentials of clients without any of their own. A key in the
// environment is read for each attempt, so that a change is seen at once.
func ambient() credential.Provider {
	if os.Getenv(EnvAccessKeyID) != "" {
		return Sources{}.Environment()
	}
	return shared()
}

// Chain looks for credentials in the order that the vendor documents:
//
//  1. the environment: ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET
//     and ALIBABA_CLOUD_SECURITY_TOKEN;
//  2. the token of a pod: ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN and
//     ALIBABA_CLOUD_OIDC_TOKEN_FILE;
//  3. ~/.aliyun/config.json, which the command aliyun keeps: the profile
//     ALIBABA_CLOUD_PROFILE, or the current one;
//  4. ~/.alibabacloud/credentials, or the file of ALIBABA_CLOUD_CREDENTIALS_FILE: the
//     profile ALIBABA_CLOUD_PROFILE, or default;
//  5. the role of the machine, which its metadata service tells, unless
//     ALIBABA_CLOUD_ECS_METADATA_DISABLED is true;
//  6. the address ALIBABA_CLOUD_CREDENTIALS_URI.
//
// Each can be used by itself, and kept by [credential.Cached].
func (s Sources) Chain() credential.Provider {
	return credential.Chain(
		credential.Link{Name: "environment", Provider: s.Environment()},
		credential.Link{Name: "OIDC token", Provider: s.OIDC()},
		credential.Link{Name: "aliyun", Provider: s.CLI()},
		credential.Link{Name: "credentials file", Provider: s.CredentialsFile()},
		credential.Link{Name: "role of the machine", Provider: s.InstanceRole("")},
		credential.Link{Name: "credentials URI", Provider: s.URI("")},
	)
}

// Environment reads a key from the environment.
func (s Sources) Environment() credential.Provider {
	return credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		return s.Key(EnvAccessKeyID, EnvAccessKeySecret, EnvSecurityToken)
	})
}

// OIDC takes on the role that a pod was given, by the token of its identity provider.
func (s Sources) OIDC() credential.Provider {
	return credential.ProviderFunc(func(ctx context.Context) (credential.Credentials, error) {
		role, provider, file := s.Var(EnvRoleARN), s.Var(EnvOIDCProviderARN), s.Var(EnvOIDCTokenFile)
		switch {
		case provider == "" && file == "":
			return credential.Credentials{}, credential.Absent("%s and %s are not set", EnvOIDCProviderARN, EnvOIDCTokenFile)
		case role == "" || provider == "" || file == "":
			return credential.Credentials{}, fmt.Errorf("of %s, %s and %s some are set, and some are not", EnvRoleARN, EnvOIDCProviderARN, EnvOIDCTokenFile)
		}
		return s.assumeByOIDC(ctx, AssumeRole{RoleARN: role, SessionName: s.Var(EnvRoleSessionName)}, provider, file)
	})
}

// URI asks an address for credentials, such as that of a helper beside the
// program; empty is that of ALIBABA_CLOUD_CREDENTIALS_URI.
func (s Sources) URI(address string) credential.Provider {
	return credential.ProviderFunc(func(ctx context.Context) (credential.Credentials, error) {
		address := address
		if address == "" {
			address = s.Var(EnvCredentialsURI)
		}
		if address == "" {
			return credential.Credentials{}, credential.Absent("%s is not set", EnvCredentialsURI)
		}
		text, err := credential.Fetch(ctx, http.MethodGet, address, nil)
		if errors.Is(err, credential.ErrAbsent) {
			err = errors.New(err.Error()) // somebody said that it is there
		}
		if err != nil {
			return credential.Credentials{}, err
		}
		return issued("the credentials URI", text)
	})
}

// issued reads credentials as the metadata service and a credentials URI give them.
func issued(source, text string) (credential.Credentials, error) {
	var k issuedKey
	if err := wire.ReadJSON(text, &k, nil); err != nil {
		return credential.Credentials{}, fmt.Errorf("%s answers by something else than credentials", source)
	}
	if k.code != "" && k.code != "Success" {
		return credential.Credentials{}, fmt.Errorf("%s answers %q", source, k.code)
	}
	k.Source = source
	k.Expires = expiry(k.expires)
	return k.Credentials, k.Check()
}

// expiry is a time such as 2026-11-22T01:02:03Z; zero if it is none.
func expiry(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}
	}
	return at
}

// issuedKey is a key as services issue it, STS among them.
type issuedKey struct {
	credential.Credentials
	expires, code string
}

func (k *issuedKey) WireMembers(c *wire.Codec) {
	c.String("AccessKeyId", &k.ID)
	c.String("AccessKeySecret", &k.Secret)
	c.String("SecurityToken", &k.Token)
	c.String("Expiration", &k.expires)
	c.String("Code", &k.code)
}
