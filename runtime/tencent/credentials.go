package tencent

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"sync"

	"github.com/signet-gen/signet/runtime/credential"
)

// Environment variables that [Sources] look at, beside those of [Config].
const (
	EnvRoleARN         = "TENCENTCLOUD_ROLE_ARN"
	EnvRoleSessionName = "TENCENTCLOUD_ROLE_SESSION_NAME"
	EnvCredentialsFile = "TENCENTCLOUD_CREDENTIALS_FILE"
	EnvProfile         = "TCCLI_PROFILE"

	EnvTKERegion       = "TKE_REGION"
	EnvTKEProviderID   = "TKE_PROVIDER_ID"
	EnvTKETokenFile    = "TKE_WEB_IDENTITY_TOKEN_FILE"
	EnvTKERoleARN      = "TKE_ROLE_ARN"
	defaultSessionName = "signet"
	metadataAddress    = "http://metadata.tencentyun.com"
)

// Sources are the places where Tencent's own tools look for credentials. The
// zero value looks at those of this machine.
type Sources struct {
	// Local is the machine that the program runs on.
	credential.Local
	// Metadata is the address of the service that tells a machine of its role;
	// empty is http://metadata.tencentyun.com.
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
	if os.Getenv(EnvSecretID) != "" && os.Getenv(EnvRoleARN) == "" {
		return Sources{}.Environment()
	}
	return shared()
}

// Chain looks for credentials in this order:
//
//  1. the environment: TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and
//     TENCENTCLOUD_TOKEN; with TENCENTCLOUD_ROLE_ARN, they take on that role;
//  2. the token of a pod in TKE: TKE_ROLE_ARN, TKE_PROVIDER_ID and
//     TKE_WEB_IDENTITY_TOKEN_FILE;
//  3. the file ~/.tencentcloud/credentials, or that of TENCENTCLOUD_CREDENTIALS_FILE;
//  4. the file ~/.tccli/default.credential, or that of the profile TCCLI_PROFILE;
//  5. the role of the machine, which its metadata service tells.
//
// Each can be used by itself, and kept by [credential.Cached].
func (s Sources) Chain() credential.Provider {
	return credential.Chain(
		credential.Link{Name: "environment", Provider: s.Environment()},
		credential.Link{Name: "TKE's token", Provider: s.TKE()},
		credential.Link{Name: "credentials file", Provider: s.CredentialsFile()},
		credential.Link{Name: "tccli", Provider: s.TCCLI()},
		credential.Link{Name: "role of the machine", Provider: s.InstanceRole("")},
	)
}

// Environment reads a key from the environment, which takes on a role where one
// is named beside it.
func (s Sources) Environment() credential.Provider {
	return credential.ProviderFunc(func(ctx context.Context) (credential.Credentials, error) {
		key, err := s.Key(EnvSecretID, EnvSecretKey, EnvToken)
		role := s.Var(EnvRoleARN)
		if err != nil || role == "" {
			return key, err
		}
		name := s.Var(EnvRoleSessionName)
		return s.assumeRole(ctx, AssumeRole{RoleARN: role, SessionName: name, Region: s.Var(EnvRegion)}, fixed(key))
	})
}

// TKE takes on the role that a pod in Tencent Kubernetes Engine was given.
func (s Sources) TKE() credential.Provider {
	return credential.ProviderFunc(func(ctx context.Context) (credential.Credentials, error) {
		role, provider, file := s.Var(EnvTKERoleARN), s.Var(EnvTKEProviderID), s.Var(EnvTKETokenFile)
		switch {
		case role == "" && provider == "" && file == "":
			return credential.Credentials{}, credential.Absent("%s, %s and %s are not set", EnvTKERoleARN, EnvTKEProviderID, EnvTKETokenFile)
		case role == "" || provider == "" || file == "":
			return credential.Credentials{}, fmt.Errorf("of %s, %s and %s some are set, and some are not", EnvTKERoleARN, EnvTKEProviderID, EnvTKETokenFile)
		}
		return s.webIdentity(ctx, role, provider, file)
	})
}
