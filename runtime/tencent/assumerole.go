package tencent

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// AssumeRole is a role to take on, for credentials that end by themselves. It
// needs a key that may do so.
type AssumeRole struct {
	// RoleARN names the role, such as qcs::cam::uin/10001:roleName/reader.
	RoleARN string
	// SessionName is who takes it on, for the audit log; empty is signet.
	SessionName string
	// Duration is how long the credentials are good; 0 is two hours.
	Duration time.Duration
	// Policy narrows down what the role may do, as URL-encoded JSON; empty does not.
	Policy string
	// ExternalID is an id that the role may ask for.
	ExternalID string
	// Region is where STS is called; empty is ap-guangzhou.
	Region string
}

// AssumeRole takes on a role with the credentials that key gives. The result
// asks STS each time, so keep what it gives by [credential.Cached].
func (s Sources) AssumeRole(key credential.Provider, role AssumeRole) credential.Provider {
	return credential.ProviderFunc(func(ctx context.Context) (credential.Credentials, error) {
		if key == nil {
			return credential.Credentials{}, fmt.Errorf("role %s: there is no key to take it on with", role.RoleARN)
		}
		return s.assumeRole(ctx, role, key)
	})
}

// sts is the Security Token Service, of which this package needs two actions.
var sts = rpc.Service{Name: "sts", Version: "2018-08-13", Endpoints: rpc.Endpoints{
	Default: "sts.tencentcloudapi.com", Regional: "sts.{region}.tencentcloudapi.com",
}}

// To take on a role changes nothing, so that it may be tried again.
var (
	assumeRole      = rpc.Operation{Service: &sts, Action: "AssumeRole", Effect: rpc.Read}
	assumeRoleByWeb = rpc.Operation{Service: &sts, Action: "AssumeRoleWithWebIdentity", Effect: rpc.Read}
)

func (s Sources) assumeRole(ctx context.Context, role AssumeRole, key credential.Provider) (credential.Credentials, error) {
	own, err := key.Retrieve(ctx)
	if err != nil {
		return credential.Credentials{}, err
	}
	client := rpc.NewClient(newProtocol(s.config(role.Region), &sts), key, rpc.Options{Transport: s.Transport})
	in := role.request()
	out, err := rpc.Call[session](ctx, client, &assumeRole, &in)
	return out.credentials("role "+role.RoleARN+", taken on with the "+own.Source, err)
}

// webIdentity takes on a role by the token of an identity provider, which
// changes while the program runs. It is called without a key.
func (s Sources) webIdentity(ctx context.Context, role, provider, file string) (credential.Credentials, error) {
	token, err := credential.ReadFile(file, nil) // which the kubelet writes, for all of the pod
	if err != nil {
		return credential.Credentials{}, fmt.Errorf("%s: %w", EnvTKETokenFile, err)
	}
	p := newProtocol(s.config(s.Var(EnvTKERegion)), &sts)
	p.unsigned = true
	client := rpc.NewClient(p, credential.Static("none", "none", ""), rpc.Options{Transport: s.Transport})
	in := AssumeRole{RoleARN: role}.request()
	in.provider, in.token = provider, wire.Secret(strings.TrimSpace(token))
	out, err := rpc.Call[session](ctx, client, &assumeRoleByWeb, &in)
	return out.credentials("role "+role+", taken on by the token in "+file, err)
}

// config is that of a client of STS.
func (s Sources) config(region string) *Config {
	if region == "" {
		region = "ap-guangzhou"
	}
	return &Config{Endpoint: s.STS, Region: region}
}

// fixed gives credentials that were retrieved already.
func fixed(c credential.Credentials) credential.Provider {
	return credential.ProviderFunc(func(context.Context) (credential.Credentials, error) { return c, nil })
}

// roleRequest is the input of either action.
type roleRequest struct {
	role, name, policy, externalID string
	duration                       uint64
	provider                       string
	token                          wire.Secret
}

func (a AssumeRole) request() roleRequest {
	name := a.SessionName
	if name == "" {
		name = defaultSessionName
	}
	return roleRequest{role: a.RoleARN, name: name, policy: a.Policy, externalID: a.ExternalID, duration: uint64(max(0, a.Duration/time.Second))}
}

func (r *roleRequest) WireMembers(c *wire.Codec) {
	c.OmitZero().String("ProviderId", &r.provider)
	c.OmitZero().Secret("WebIdentityToken", &r.token)
	c.Required().String("RoleArn", &r.role)
	c.Required().String("RoleSessionName", &r.name)
	c.OmitZero().Uint64("DurationSeconds", &r.duration)
	c.OmitZero().String("Policy", &r.policy)
	c.OmitZero().String("ExternalId", &r.externalID)
}

// session is the output of either action.
type session struct {
	key     sessionKey
	expires int64
}

func (s *session) WireMembers(c *wire.Codec) {
	c.Message("Credentials", &s.key)
	c.Int64("ExpiredTime", &s.expires)
}

type sessionKey struct{ credential.Credentials }

func (k *sessionKey) WireMembers(c *wire.Codec) {
	c.String("Token", &k.Token)
	c.String("TmpSecretId", &k.ID)
	c.String("TmpSecretKey", &k.Secret)
}

// credentials are those of a session, unless there was an error.
func (s *session) credentials(source string, err error) (credential.Credentials, error) {
	if err != nil {
		return credential.Credentials{}, fmt.Errorf("%s: %w", source, err)
	}
	c := s.key.Credentials
	c.Source, c.Expires = source, expiry(s.expires)
	return c, c.Check()
}
