// Package alibaba speaks to Alibaba Cloud's RPC APIs: it signs requests by
// ACS3-HMAC-SHA256 (V3) or RPC signature V2, sends them to the right host and
// reads the replies, JSON or XML. Programs fill in a [Config] for the client of
// a generated package; that package enters by [NewClient].
//
// Signing and verifying are usable by themselves: [SignV3] and [VerifyV3],
// [SignV2] and [VerifyV2].
//
// # Where parameters travel
//
// A parameter goes where its API says: into the query, the form of a POST, the
// header, or, as the region that also picks the host, into the query. Where the
// API says nothing, V3 puts it into the query, as the vendor's own clients do,
// and V2 into the form of a POST, as the vendor's page on V2 recommends. A GET
// has everything in its query. Common parameters travel in the query under V2,
// in the header under V3.
//
// # Regions
//
// A parameter that picks the host (mostly RegionId) and that a call leaves
// empty is filled in with the region of the client. Its value picks the host
// among those of the service, unless Config.Endpoint names one, and is sent as
// a parameter too: the vendor's clients do the same, and services look at it.
package alibaba

import (
	"errors"
	"fmt"
	"net/http"
	"os"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
)

// Environment variables that a [Config] falls back on.
const (
	EnvAccessKeyID     = "ALIBABA_CLOUD_ACCESS_KEY_ID"
	EnvAccessKeySecret = "ALIBABA_CLOUD_ACCESS_KEY_SECRET"
	EnvSecurityToken   = "ALIBABA_CLOUD_SECURITY_TOKEN"
	EnvRegion          = "ALIBABA_CLOUD_REGION_ID"
)

// Signature is a way to sign a request.
type Signature string

// The signatures. The vendor discontinued V2, which services still take: it
// puts the common parameters into the query, and signs with SHA-1.
const (
	V3 Signature = "ACS3-HMAC-SHA256"
	V2 Signature = "HMAC-SHA1"
)

// Format is the form of replies.
type Format string

// The formats. Either is read whichever was asked for, since gateways do not
// always keep to it.
const (
	JSON Format = "JSON"
	XML  Format = "XML"
)

// Config configures a client of an Alibaba Cloud service. The zero value takes
// all from the environment.
type Config struct {
	// Credentials sign the calls, such as a key by [credential.Static]; nil are
	// those of [DefaultCredentials]: of the environment, of the files of
	// Alibaba Cloud's tools, or of the machine's role.
	Credentials credential.Provider
	// Region is the region that calls act in, such as cn-hangzhou; empty is the
	// environment variable ALIBABA_CLOUD_REGION_ID. It picks the host of a
	// service that has one for each region, and fills in RegionId.
	Region string
	// Endpoint is the host to call, with a port where needed, or a URL such as
	// http://127.0.0.1:8080; empty is the service's own.
	Endpoint string
	// VPC uses the hosts of the service inside private networks.
	VPC bool
	// Signature is how to sign; empty is [V3].
	Signature Signature
	// Method is POST or GET; empty is what the action prefers, which is mostly POST.
	Method string
	// Format is the form of replies; empty is [JSON].
	Format Format
	// Options are those that do not depend on the cloud.
	rpc.Options
}

// Kept is the configuration that a client keeps, for variations of it. It is a
// function, for package fmt looks into all else that is in unexported fields, and calls no
// methods there that could mask it.
type Kept func() Config

// Keep keeps a copy of c, which shares nothing with it that can be changed in place.
func (c Config) Keep() Kept {
	c.Header = c.Header.Clone()
	return func() Config {
		c := c
		c.Header = c.Header.Clone()
		return c
	}
}

// Config is a copy of what is kept.
func (k Kept) Config() Config {
	if k == nil {
		return Config{}
	}
	return k()
}

// NewClient makes a client of a service. What is wrong with the configuration
// is reported by every call, so that a client can be made where there is
// nobody to report to. Clients share connections and keys.
func NewClient(cfg Config, s *rpc.Service) *rpc.Client {
	if cfg.Credentials == nil {
		cfg.Credentials = credential.Choice(ambient)
	}
	return rpc.NewClient(newProtocol(&cfg, s), cfg.Credentials, cfg.Options)
}

// newProtocol checks the configuration and keeps what calls need of it.
func newProtocol(cfg *Config, s *rpc.Service) *protocol {
	p := &protocol{
		region: cfg.Region, method: cfg.Method, signature: cfg.Signature, format: cfg.Format,
		endpoints: endpoints{service: s, vpc: cfg.VPC},
	}
	if p.region == "" {
		p.region = os.Getenv(EnvRegion)
	}
	if p.signature == "" {
		p.signature = V3
	}
	if p.format == "" {
		p.format = JSON
	}
	p.fault = errors.Join(p.check(), cfg.Header.Reserve("X-Acs-"))
	if p.fault == nil || cfg.Endpoint != "" {
		p.fault = errors.Join(p.fault, p.endpoints.configure(cfg.Endpoint, p.region))
	}
	return p
}

// check looks at what does not depend on the service.
func (p *protocol) check() error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	if !rpc.IsName(p.region) {
		fault("the region %q is not the name of one: Config.Region, or %s, is such as cn-hangzhou", p.region, EnvRegion)
	}
	if p.signature != V3 && p.signature != V2 {
		fault("Config.Signature %q is neither %s nor %s", p.signature, V3, V2)
	}
	if p.method != "" && p.method != http.MethodPost && p.method != http.MethodGet {
		fault("Config.Method %q is neither POST nor GET", p.method)
	}
	if p.format != JSON && p.format != XML {
		fault("Config.Format %q is neither %s nor %s", p.format, JSON, XML)
	}
	return errors.Join(faults...)
}
