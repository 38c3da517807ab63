// Package tencent speaks to Tencent Cloud's API 3.0: it signs requests by
// TC3-HMAC-SHA256 or signature v1, sends them to the right host and reads the
// replies. Programs fill in a [Config] for the client of a generated package;
// that package enters by [NewClient].
//
// Signing and verifying are usable by themselves: [SignTC3] and [VerifyTC3],
// [SignV1] and [VerifyV1].
package tencent

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
)

// Environment variables that a [Config] falls back on.
const (
	EnvSecretID  = "TENCENTCLOUD_SECRET_ID"
	EnvSecretKey = "TENCENTCLOUD_SECRET_KEY"
	EnvToken     = "TENCENTCLOUD_TOKEN"
	EnvRegion    = "TENCENTCLOUD_REGION"
)

// Signature is a way to sign a request.
type Signature string

// The signatures. The v1 ones are for services and gateways that are older
// than TC3: they put every parameter into a query or form, and their requests
// must be smaller.
const (
	TC3        Signature = "TC3-HMAC-SHA256"
	HmacSHA1   Signature = "HmacSHA1"
	HmacSHA256 Signature = "HmacSHA256"
)

// Config configures a client of a Tencent service. The zero value takes all
// from the environment.
type Config struct {
	// Credentials sign the calls, such as a key by [credential.Static]; nil are
	// those of [DefaultCredentials]: of the environment, of the files of
	// Tencent's tools, or of the machine's role.
	Credentials credential.Provider
	// Region is the region that calls act in, such as ap-guangzhou; empty is
	// the environment variable TENCENTCLOUD_REGION, and without it none is sent.
	Region string
	// Endpoint is the host to call, with a port where needed, or a URL such as
	// http://127.0.0.1:8080; empty is the service's own.
	Endpoint string
	// RegionalEndpoint uses the host of Region instead of the service's default one.
	RegionalEndpoint bool
	// Signature is how to sign; empty is [TC3].
	Signature Signature
	// Method is POST or GET; empty is what the action prefers, which is mostly POST.
	Method string
	// Language is the language of error messages where a service has several,
	// such as en-US or zh-CN; empty sends none.
	Language string
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
// nobody to report to. Clients share connections and derived keys.
func NewClient(cfg Config, s *rpc.Service) *rpc.Client {
	if cfg.Credentials == nil {
		cfg.Credentials = credential.Choice(ambient)
	}
	return rpc.NewClient(newProtocol(&cfg, s), cfg.Credentials, cfg.Options)
}

// newProtocol checks the configuration and keeps what calls need of it.
func newProtocol(cfg *Config, s *rpc.Service) *protocol {
	p := &protocol{
		region: cfg.Region, language: cfg.Language, method: cfg.Method,
		signature: cfg.Signature, requestClient: requestClient(cfg.UserAgent),
	}
	if p.region == "" {
		p.region = os.Getenv(EnvRegion)
	}
	if p.signature == "" {
		p.signature = TC3
	}
	p.endpoint, p.fault = endpoint(cfg, s, p.region)
	p.fault = errors.Join(p.check(), cfg.Header.Reserve("X-Tc-"), p.fault)
	return p
}

// check looks at what does not depend on the service.
func (p *protocol) check() error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	if !rpc.IsName(p.region) {
		fault("the region %q is not the name of one: Config.Region, or %s, is such as ap-guangzhou", p.region, EnvRegion)
	}
	if !rpc.IsName(p.language) {
		fault("Config.Language %q is not a language: it is such as en-US or zh-CN", p.language)
	}
	switch p.signature {
	case TC3, HmacSHA1, HmacSHA256:
	default:
		fault("Config.Signature %q is none of %s, %s, %s", p.signature, TC3, HmacSHA1, HmacSHA256)
	}
	switch p.method {
	case "", http.MethodPost, http.MethodGet:
	default:
		fault("Config.Method %q is neither POST nor GET", p.method)
	}
	return errors.Join(faults...)
}

// longestRequestClient is how much of it the cloud keeps.
const longestRequestClient = 128

// requestClient is the name of program and runtime as the cloud's common
// parameter RequestClient takes it: letters, digits and a few signs.
func requestClient(userAgent string) string {
	name := strings.Map(func(r rune) rune {
		if rpc.IsName(string(r)) || strings.ContainsRune("_,;.", r) {
			return r
		}
		return '_'
	}, strings.TrimPrefix(userAgent+";", ";")+"signet-0.1")
	return name[max(0, len(name)-longestRequestClient):]
}
