package alibaba

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/signet-gen/signet/runtime/credential"
)

// What the metadata service calls things.
const (
	metadataTokenPath   = "/latest/api/token"
	metadataTokenTTL    = "X-aliyun-ecs-metadata-token-ttl-seconds"
	metadataTokenHeader = "X-aliyun-ecs-metadata-token"
	metadataRolePath    = "/latest/meta-data/ram/security-credentials/"
)

// InstanceRole asks the metadata service of a machine in the cloud for the
// credentials of its role. An empty role is that of ALIBABA_CLOUD_ECS_METADATA,
// or the one that the service names.
//
// The service is asked in its second version, by a token; if it gives none, in
// its first, unless ALIBABA_CLOUD_IMDSV1_DISABLED is true.
func (s Sources) InstanceRole(role string) credential.Provider {
	return credential.ProviderFunc(func(ctx context.Context) (credential.Credentials, error) {
		if s.Var(EnvMetadataDisabled) == "true" {
			return credential.Credentials{}, credential.Absent("%s is true", EnvMetadataDisabled)
		}
		m := machine{address: strings.TrimSuffix(s.Metadata, "/")}
		if m.address == "" {
			m.address = metadataAddress
		}
		if err := m.open(ctx, s.Var(EnvIMDSV1Disabled) == "true"); err != nil {
			return credential.Credentials{}, err
		}
		role := role
		if role == "" {
			role = s.Var(EnvECSMetadata)
		}
		return m.credentials(ctx, role)
	})
}

// machine is the metadata service of a machine.
type machine struct {
	address string
	// token opens its second version; nil for the first.
	token http.Header
}

// open gets a token.
func (m *machine) open(ctx context.Context, tokenOnly bool) error {
	token, err := credential.Fetch(ctx, http.MethodPut, m.address+metadataTokenPath, http.Header{metadataTokenTTL: {"21600"}})
	var status *credential.StatusError
	switch {
	case err == nil:
		m.token = http.Header{metadataTokenHeader: {strings.TrimSpace(token)}}
	case errors.As(err, &status) && tokenOnly:
		return fmt.Errorf("the metadata service gives no token, and its first version is disabled by %s: %w", EnvIMDSV1Disabled, err)
	case !errors.As(err, &status):
		return err
	}
	return nil
}

// credentials are those of a role, or of the one that the service names.
func (m *machine) credentials(ctx context.Context, role string) (credential.Credentials, error) {
	if role == "" {
		var err error
		if role, err = credential.FetchRole(ctx, m.address+metadataRolePath, m.token); err != nil {
			return credential.Credentials{}, err
		}
	}
	text, err := credential.Fetch(ctx, http.MethodGet, m.address+metadataRolePath+url.PathEscape(role), m.token)
	if err != nil {
		return credential.Credentials{}, fmt.Errorf("role %q: %w", role, err)
	}
	return issued("role "+role+" of the machine", text)
}
