package alibaba

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/credential/ini"
)

// CredentialsFile reads ~/.alibabacloud/credentials: the section of
// ALIBABA_CLOUD_PROFILE, or default.
func (s Sources) CredentialsFile() credential.Provider {
	return credential.ProviderFunc(func(ctx context.Context) (credential.Credentials, error) {
		name := s.Var(EnvCredentialsFile)
		if name == "" {
			var err error
			if name, err = s.Path(".alibabacloud", "credentials"); err != nil {
				return credential.Credentials{}, err
			}
		}
		text, err := s.Read(name)
		if err != nil {
			return credential.Credentials{}, err
		}
		section := s.Var(EnvProfile)
		if section == "" {
			section = "default"
		}
		p, err := sectionOf(name, text, section)
		if err != nil {
			return credential.Credentials{}, err
		}
		return s.retrieve(ctx, p, func(string) (*profile, error) { return nil, fmt.Errorf("%s has no such profiles", name) }, nil)
	})
}

// iniModes are the types of sections, by the modes that they are.
var iniModes = map[string]mode{
	"": modeAK, "access_key": modeAK, "sts": modeStsToken, "ram_role_arn": modeRole,
	"ecs_ram_role": modeMachine, "oidc_role_arn": modeOIDC,
}

// sectionOf is a section of the file as a profile.
func sectionOf(name, text, section string) (*profile, error) {
	file, err := ini.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	set, ok := file.Section(section)
	if !ok {
		names := slices.Sorted(slices.Values(file.Sections()))
		return nil, fmt.Errorf("%s has no section [%s]; it has %s", name, section, strings.Join(append(names, "no others"), ", "))
	}
	where := "file " + name + ", section " + section
	if set["enable"] == "false" {
		return nil, credential.Absent("%s is not enabled", where)
	}
	m, ok := iniModes[set["type"]]
	if !ok {
		return nil, fmt.Errorf("%s: its type %q is none that Signet knows: it knows access_key, sts, ram_role_arn, ecs_ram_role and oidc_role_arn", where, set["type"])
	}
	seconds, err := strconv.Atoi(set["role_session_expiration"])
	if set["role_session_expiration"] != "" && err != nil {
		return nil, fmt.Errorf("%s: role_session_expiration is no number of seconds", where)
	}
	return &profile{
		where: where, mode: m,
		key: credential.Credentials{ID: set["access_key_id"], Secret: set["access_key_secret"], Token: set["security_token"]},
		role: AssumeRole{
			RoleARN: set["role_arn"], SessionName: set["role_session_name"], Policy: set["policy"],
			ExternalID: set["external_id"], Duration: time.Duration(seconds) * time.Second,
		},
		machineRole: set["role_name"], provider: set["oidc_provider_arn"], tokenFile: set["oidc_token_file_path"],
	}, nil
}
