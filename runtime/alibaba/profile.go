package alibaba

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/wire"
)

// profile is one of a file's profiles, whichever file it is.
type profile struct {
	// where names it, for people: file f, profile p.
	where string
	mode  mode
	key   credential.Credentials
	role  AssumeRole
	// machineRole is the role of mode EcsRamRole, base the profile that mode
	// ChainableRamRoleArn begins with, command that of mode External, and
	// provider and tokenFile are those of mode OIDC.
	machineRole, base, command, provider, tokenFile string
}

// mode is how a profile gives credentials, as the command aliyun calls it.
type mode string

const (
	modeAK        mode = "AK"
	modeStsToken  mode = "StsToken"
	modeRole      mode = "RamRoleArn"
	modeMachine   mode = "EcsRamRole"
	modeOIDC      mode = "OIDC"
	modeChainable mode = "ChainableRamRoleArn"
	modeExternal  mode = "External"
)

// commandTimeout bounds the command of mode External, which may ask a person.
const commandTimeout = 60 * time.Second

// retrieve gives the credentials of a profile. others finds those that it begins
// with, and seen are those that led to it.
func (s Sources) retrieve(ctx context.Context, p *profile, others func(name string) (*profile, error), seen []string) (credential.Credentials, error) {
	c, err := s.byMode(ctx, p, others, append(seen, p.where))
	if err != nil {
		if errors.Is(err, credential.ErrAbsent) {
			err = errors.New(err.Error()) // the file says that it is there
		}
		return credential.Credentials{}, fmt.Errorf("%s: %w", p.where, err)
	}
	return c, nil
}

func (s Sources) byMode(ctx context.Context, p *profile, others func(string) (*profile, error), seen []string) (credential.Credentials, error) {
	switch p.mode {
	case modeAK, modeStsToken:
		c := p.key
		if c.Source = p.where; p.mode == modeAK {
			c.Token = ""
		}
		return c, c.Check()
	case modeRole:
		key := p.key
		key.Source = "key of " + p.where
		if err := key.Check(); err != nil {
			return credential.Credentials{}, err
		}
		return s.assumeRole(ctx, p.role, fixed(key))
	case modeMachine:
		return s.InstanceRole(p.machineRole).Retrieve(ctx)
	case modeOIDC:
		return s.assumeByOIDC(ctx, p.role, p.provider, p.tokenFile)
	case modeChainable:
		return s.chainable(ctx, p, others, seen)
	case modeExternal:
		return external(ctx, p.command)
	}
	return credential.Credentials{}, fmt.Errorf("its mode %q is none that Signet knows: it knows AK, StsToken, RamRoleArn, EcsRamRole, OIDC, ChainableRamRoleArn and External", p.mode)
}

// chainable takes on a role with the credentials of another profile.
func (s Sources) chainable(ctx context.Context, p *profile, others func(string) (*profile, error), seen []string) (credential.Credentials, error) {
	base, err := others(p.base)
	if err != nil {
		return credential.Credentials{}, err
	}
	for _, before := range seen {
		if before == base.where {
			return credential.Credentials{}, fmt.Errorf("the profiles lead in a ring: %s, %s", strings.Join(seen, ", "), base.where)
		}
	}
	key, err := s.retrieve(ctx, base, others, seen)
	if err != nil {
		return credential.Credentials{}, err
	}
	return s.assumeRole(ctx, p.role, fixed(key))
}

// external runs the command of a profile, which prints credentials as a profile
// of the command aliyun holds them. What it prints is in no error.
func external(ctx context.Context, command string) (credential.Credentials, error) {
	words := strings.Fields(command)
	if len(words) == 0 {
		return credential.Credentials{}, errors.New("it names no process_command")
	}
	ctx, cancel := context.WithTimeout(ctx, commandTimeout)
	defer cancel()
	run := exec.CommandContext(ctx, words[0], words[1:]...)
	run.WaitDelay = time.Second // for what it has started itself, which may hold its output open
	out, err := run.Output()
	if err != nil && !errors.Is(err, exec.ErrWaitDelay) {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return credential.Credentials{}, fmt.Errorf("the command %s failed: %s", words[0], exit.ProcessState)
		}
		return credential.Credentials{}, fmt.Errorf("the command %s: %w", words[0], err)
	}
	var printed cliProfile
	if err := wire.ReadJSON(string(out), &printed, nil); err != nil {
		return credential.Credentials{}, fmt.Errorf("the command %s prints something else than credentials in JSON", words[0])
	}
	c := printed.key
	c.Source, c.Expires = "command "+words[0], expiry(printed.expires)
	return c, c.Check()
}
