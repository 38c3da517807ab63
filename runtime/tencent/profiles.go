package tencent

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/credential/ini"
	"github.com/signet-gen/signet/runtime/wire"
)

// CredentialsFile reads the section default of ~/.tencentcloud/credentials.
func (s Sources) CredentialsFile() credential.Provider {
	return credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		name := s.Var(EnvCredentialsFile)
		if name == "" {
			var err error
			if name, err = s.Path(".tencentcloud", "credentials"); err != nil {
				return credential.Credentials{}, err
			}
		}
		text, err := s.Read(name)
		if err != nil {
			return credential.Credentials{}, err
		}
		return fromINI(name, text)
	})
}

func fromINI(name, text string) (credential.Credentials, error) {
	file, err := ini.Parse(text)
	if err != nil {
		return credential.Credentials{}, fmt.Errorf("%s: %w", name, err)
	}
	section, ok := file.Section("default")
	if !ok {
		return credential.Credentials{}, fmt.Errorf("%s has no section [default]; it has %s", name, listed(file.Sections()))
	}
	c := credential.Credentials{
		ID: section["secret_id"], Secret: section["secret_key"], Token: section["token"],
		Source: "file " + name + ", section default",
	}
	return c, c.Check()
}

func listed(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(slices.Sorted(slices.Values(names)), ", ")
}

// TCCLI reads the file that the command tccli keeps of a profile.
func (s Sources) TCCLI() credential.Provider {
	return credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		profile := s.Var(EnvProfile)
		if profile == "" {
			profile = "default"
		}
		if strings.ContainsAny(profile, `/\`) {
			return credential.Credentials{}, fmt.Errorf("%s is no name of a profile, for it holds a slash", EnvProfile)
		}
		name, err := s.Path(".tccli", profile+".credential")
		if err != nil {
			return credential.Credentials{}, err
		}
		text, err := s.Read(name)
		if err != nil {
			return credential.Credentials{}, err
		}
		var stored tccli
		if err := wire.ReadJSON(text, &stored, nil); err != nil {
			return credential.Credentials{}, fmt.Errorf("%s is not the JSON that tccli writes", name)
		}
		c := credential.Credentials{ID: stored.id, Secret: stored.key, Token: stored.token, Source: "file " + name}
		return c, c.Check()
	})
}

// tccli is what tccli stores of a profile.
type tccli struct{ id, key, token string }

func (t *tccli) WireMembers(c *wire.Codec) {
	c.String("secretId", &t.id)
	c.String("secretKey", &t.key)
	c.String("token", &t.token)
}
