package main

import (
	"context"
	"errors"
	"net/http"

	"github.com/signet-gen/signet/cmd/bench/internal/plain"
)

func newStandardSMC(transport http.RoundTripper) *plain.Client {
	return &plain.Client{URL: "https://" + smcHost + "/", HTTP: &http.Client{Transport: transport}}
}

// standardSMCBuild builds a request, up to the transport, and signs nothing.
func standardSMCBuild(transport http.RoundTripper) job {
	client := newStandardSMC(transport)
	return func() error {
		_, err := client.DescribeSourceServers(context.Background(), serversWanted)
		if !errors.Is(err, errRefused) {
			return errNoFault
		}
		return nil
	}
}

// standardSMCCall makes a whole unsigned call that is answered with n servers.
func standardSMCCall(n int) func() (job, error) {
	return func() (job, error) {
		reply, err := serverListing(n)
		client := newStandardSMC(newAnswering(reply))
		return func() error {
			out, err := client.DescribeSourceServers(context.Background(), serversWanted)
			if err != nil {
				return err
			}
			return expectServers(len(out.SourceServers.SourceServer), n)
		}, err
	}
}

// standardSMCParse reads n servers with encoding/json in one parse.
func standardSMCParse(n int) func() (job, error) {
	return func() (job, error) {
		reply, err := serverListing(n)
		text := []byte(reply)
		return func() error {
			out, err := plain.DecodeSourceServers(text)
			if err != nil {
				return err
			}
			return expectServers(len(out.SourceServers.SourceServer), n)
		}, err
	}
}
