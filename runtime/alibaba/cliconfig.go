package alibaba

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/wire"
)

// CLI reads ~/.aliyun/config.json, which the command aliyun keeps: the profile
// of ALIBABA_CLOUD_PROFILE, or the current one, in any mode but those that need
// a browser.
func (s Sources) CLI() credential.Provider {
	return credential.ProviderFunc(func(ctx context.Context) (credential.Credentials, error) {
		name, err := s.Path(".aliyun", "config.json")
		if err != nil {
			return credential.Credentials{}, err
		}
		text, err := s.Read(name)
		if err != nil {
			return credential.Credentials{}, err
		}
		var file cliConfig
		if err := wire.ReadJSON(text, &file, nil); err != nil {
			return credential.Credentials{}, fmt.Errorf("%s is not the JSON that aliyun writes", name)
		}
		wanted := s.Var(EnvProfile)
		if wanted == "" {
			wanted = file.current
		}
		find := func(profile string) (*profile, error) { return file.find(name, profile) }
		p, err := find(wanted)
		if err != nil {
			return credential.Credentials{}, err
		}
		return s.retrieve(ctx, p, find, nil)
	})
}

// cliConfig is the file.
type cliConfig struct {
	current  string
	profiles []cliProfile
}

func (f *cliConfig) WireMembers(c *wire.Codec) {
	c.String("current", &f.current)
	wire.List(c, "profiles", &f.profiles, wire.Struct)
}

// find is the profile of a name.
func (f *cliConfig) find(file, name string) (*profile, error) {
	var names []string
	for _, p := range f.profiles {
		if p.name == name {
			p.where, p.role.Duration = "file "+file+", profile "+name, time.Duration(p.seconds)*time.Second
			return &p.profile, nil
		}
		names = append(names, p.name)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s has no profiles", file)
	}
	return nil, fmt.Errorf("%s has no profile %q; it has %s", file, name, strings.Join(names, ", "))
}

// cliProfile is one of its profiles.
type cliProfile struct {
	profile
	name, expires string
	seconds       int64
}

func (p *cliProfile) WireMembers(c *wire.Codec) {
	c.String("name", &p.name)
	c.String("mode", (*string)(&p.mode))
	c.String("access_key_id", &p.key.ID)
	c.String("access_key_secret", &p.key.Secret)
	c.String("sts_token", &p.key.Token)
	c.String("ram_role_arn", &p.role.RoleARN)
	c.String("ram_session_name", &p.role.SessionName)
	c.String("external_id", &p.role.ExternalID)
	c.String("sts_region", &p.role.Region)
	c.Bool("enable_vpc", &p.role.VPC)
	c.Int64("expired_seconds", &p.seconds)
	c.String("ram_role_name", &p.machineRole)
	c.String("source_profile", &p.base)
	c.String("process_command", &p.command)
	c.String("oidc_provider_arn", &p.provider)
	c.String("oidc_token_file", &p.tokenFile)
	c.String("expiration", &p.expires)
}
