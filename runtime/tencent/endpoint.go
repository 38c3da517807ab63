package tencent

import (
	"fmt"
	"net/url"

	"github.com/signet-gen/signet/runtime/rpc"
)

// endpoint is the URL that a client calls: what the configuration names, or
// the host that the service has for it.
func endpoint(cfg *Config, s *rpc.Service, region string) (url.URL, error) {
	if cfg.Endpoint != "" {
		return rpc.ParseEndpoint(cfg.Endpoint, fmt.Sprintf("Config.Endpoint %q", cfg.Endpoint))
	}
	host, err := s.Endpoints.Host(region, cfg.RegionalEndpoint)
	if err != nil {
		return url.URL{}, fmt.Errorf("Config.RegionalEndpoint, Config.Region or %s does not fit service %s: %w", EnvRegion, s.Name, err)
	}
	return rpc.ParseEndpoint(host, fmt.Sprintf("the host %q of service %s", host, s.Name))
}
