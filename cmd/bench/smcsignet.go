package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	smc "github.com/signet-gen/signet/gen/alibaba/smc/v20190601"
	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// newSignetSMC returns Signet's client of SMC over a transport.
func newSignetSMC(signature alibaba.Signature, transport http.RoundTripper) *smc.Client {
	return smc.New(alibaba.Config{
		Credentials: credential.Static(keyID, keySecret, ""),
		Region:      smcRegion,
		Signature:   signature,
		Options:     rpc.Options{Transport: transport},
	})
}

// expectServers compares the number of servers that came out with what went in.
func expectServers(got, want int) error {
	if got != want {
		return fmt.Errorf("decoded %d servers, want %d", got, want)
	}
	return nil
}

// signetSMCBuild builds and signs a request, up to the transport.
func signetSMCBuild(signature alibaba.Signature) func(http.RoundTripper) job {
	return func(transport http.RoundTripper) job {
		once := func(c *alibaba.Config) { c.Retry = retry.Never } // a read that fails is attempted again
		client := newSignetSMC(signature, transport).With(once)
		return func() error {
			_, err := client.DescribeSourceServers(context.Background(), signetServers())
			if !errors.Is(err, errRefused) {
				return errNoFault
			}
			return nil
		}
	}
}

// signetSMCCall makes a whole call that is answered with n servers.
func signetSMCCall(signature alibaba.Signature, n int) func() (job, error) {
	return func() (job, error) {
		reply, err := serverListing(n)
		client := newSignetSMC(signature, newAnswering(reply))
		return func() error {
			out, err := client.DescribeSourceServers(context.Background(), signetServers())
			if err != nil {
				return err
			}
			return expectServers(len(out.SourceServers), n)
		}, err
	}
}

// signetSMCParse reads n servers.
func signetSMCParse(n int) func() (job, error) {
	return func() (job, error) {
		text, err := serverListing(n)
		return func() error {
			var out smc.DescribeSourceServersOutput
			if err := wire.ReadJSON(text, &out, nil); err != nil {
				return err
			}
			return expectServers(len(out.SourceServers), n)
		}, err
	}
}

// signetV3Authorization makes the Authorization alone.
func signetV3Authorization() (job, error) {
	request := alibaba.V3Request{Method: http.MethodPost, Host: smcHost, Query: &wire.Params{}, Header: http.Header{}}
	for name, value := range serversQuery() {
		request.Query.Add(name, value)
	}
	for name, value := range serversHeader() {
		request.Header.Set(name, value)
	}
	room := make([]byte, 0, 2048)
	return func() error {
		if len(alibaba.SignV3(room, keyID, keySecret, &request)) == 0 {
			return errors.New("no Authorization")
		}
		return nil
	}, nil
}

// serversQuery are the parameters that every contender sends.
func serversQuery() map[string]string {
	w := &serversWanted
	return map[string]string{
		"State": w.State, "Name": w.Name, "SourceId.1": w.SourceID[0], "SourceId.2": w.SourceID[1],
		"PageNumber": fmt.Sprint(w.PageNumber), "PageSize": fmt.Sprint(w.PageSize),
	}
}

// serversHeader are the headers that V3 signs of such a request, but for host.
func serversHeader() map[string]string {
	return map[string]string{
		"x-acs-action":          "DescribeSourceServers",
		"x-acs-version":         "2019-06-01",
		"x-acs-date":            time.Now().UTC().Format("2006-01-02T15:04:05Z"),
		"x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
		"x-acs-content-sha256":  emptySHA256,
	}
}

// emptySHA256 is the hash of a body that is empty.
const emptySHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
