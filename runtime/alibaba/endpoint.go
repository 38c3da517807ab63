package alibaba

import (
	"fmt"
	"net/url"

	"github.com/signet-gen/signet/runtime/rpc"
)

// endpoints say which URL a client calls for which region.
type endpoints struct {
	service *rpc.Service
	vpc     bool
	// region is the client's own, and home the URL for it.
	region string
	home   url.URL
	// fixed tells that home is what Config.Endpoint names, for all regions.
	fixed bool
	// fault is why there is no home, which matters to calls that name no region.
	fault error
}

// configure finds the client's own URL. Its error is of all calls.
func (e *endpoints) configure(endpoint, region string) error {
	e.region = region
	if endpoint != "" {
		var err error
		e.fixed = true
		e.home, err = rpc.ParseEndpoint(endpoint, fmt.Sprintf("Config.Endpoint %q", endpoint))
		return err
	}
	e.home, e.fault = e.find(region)
	if region == "" {
		return nil // each call may name one
	}
	return e.fault
}

// of is the URL for a call that acts in a region; empty is the client's own.
func (e *endpoints) of(region string) (url.URL, error) {
	if e.fixed || region == "" || region == e.region {
		return e.home, e.fault
	}
	if !rpc.IsName(region) {
		return url.URL{}, fmt.Errorf("the region %.100q of the call is not the name of one: it is such as cn-hangzhou", region)
	}
	return e.find(region)
}

// find asks the service for the host of a region.
func (e *endpoints) find(region string) (url.URL, error) {
	choose := e.service.Endpoints.Nearest
	if e.vpc {
		choose = e.service.Endpoints.Private
	}
	host, err := choose(region)
	if err != nil {
		return url.URL{}, fmt.Errorf("Config.Region, %s, Config.VPC or the call's own region does not fit service %s: %w", EnvRegion, e.service.Name, err)
	}
	return rpc.ParseEndpoint(host, fmt.Sprintf("the host %q of service %s", host, e.service.Name))
}
