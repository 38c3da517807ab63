package main

import (
	"errors"
	"net/http"
	"strings"

	openapiutil "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	acs "github.com/aliyun/alibaba-cloud-sdk-go/services/smc"

	"github.com/alibabacloud-go/tea/dara"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/responses"
	"github.com/signet-gen/signet/cmd/bench/internal/tea"
)

// newACS returns alibaba-cloud-sdk-go's own client of SMC over a transport.
func newACS(transport http.RoundTripper) (*acs.Client, error) {
	client, err := acs.NewClientWithAccessKey(smcRegion, keyID, keySecret)
	if err != nil {
		return nil, err
	}
	client.SetTransport(transport)
	return client, nil
}

// acsBuild builds and signs a request, up to the transport.
func acsBuild(transport http.RoundTripper) job {
	client, err := newACS(transport)
	return func() error {
		if err != nil {
			return err
		}
		if _, err := client.DescribeSourceServers(acsServers()); err == nil {
			return errNoFault
		}
		return nil
	}
}

// acsCall makes a whole call that is answered with n servers.
func acsCall(n int) func() (job, error) {
	return func() (job, error) {
		reply, err := serverListing(n)
		if err != nil {
			return nil, err
		}
		client, err := newACS(newAnswering(reply))
		return func() error {
			out, err := client.DescribeSourceServers(acsServers())
			if err != nil {
				return err
			}
			return expectServers(len(out.SourceServers.SourceServer), n)
		}, err
	}
}

// acsReply reads a reply of n servers by what the SDK's client calls for it.
func acsReply(n int) func() (job, error) {
	return func() (job, error) {
		reply, err := serverListing(n)
		stub := newAnswering(reply)
		return func() error {
			out := acs.CreateDescribeSourceServersResponse()
			if err := responses.Unmarshal(out, stub.response(nil), "JSON"); err != nil {
				return err
			}
			return expectServers(len(out.SourceServers.SourceServer), n)
		}, err
	}
}

// throughTransport has the client of darabonba-openapi use a transport, as its
// own http.Client would. The transport that it makes for each call is not used.
type throughTransport struct{ http.Client }

// Call sends a request.
func (c *throughTransport) Call(r *http.Request, _ *http.Transport) (*http.Response, error) {
	return c.Do(r)
}

// newTea returns the client over darabonba-openapi's.
func newTea(transport http.RoundTripper) (*tea.Client, error) {
	return tea.NewClient(&openapiutil.Config{
		AccessKeyId:     dara.String(keyID),
		AccessKeySecret: dara.String(keySecret),
		RegionId:        dara.String(smcRegion),
		Endpoint:        dara.String(smcHost),
		HttpClient:      &throughTransport{http.Client{Transport: transport}},
	})
}

// teaBuild builds and signs a request, up to the transport.
func teaBuild(transport http.RoundTripper) job {
	client, err := newTea(transport)
	return func() error {
		if err != nil {
			return err
		}
		if _, err := client.DescribeSourceServers(teaServers(), &dara.RuntimeOptions{}); err == nil {
			return errNoFault
		}
		return nil
	}
}

// teaCall makes a whole call that is answered with n servers.
func teaCall(n int) func() (job, error) {
	return func() (job, error) {
		reply, err := serverListing(n)
		if err != nil {
			return nil, err
		}
		client, err := newTea(newAnswering(reply))
		return func() error {
			out, err := client.DescribeSourceServers(teaServers(), &dara.RuntimeOptions{})
			if err != nil {
				return err
			}
			return expectServers(len(out.Body.SourceServers.SourceServer), n)
		}, err
	}
}

// teaReply handles a reply of n servers as the client of darabonba-openapi does
// once the transport has given it, and as the service's method does after that:
// into maps, through JSON into other maps, and through JSON into structs. What
// the client takes for it is exported, but the function that does it is not.
func teaReply(n int) func() (job, error) {
	return func() (job, error) {
		reply, err := serverListing(n)
		return func() error {
			body, err := dara.ReadAsJSON(strings.NewReader(reply))
			if err != nil {
				return err
			}
			var result map[string]any
			whole := map[string]any{"body": dara.ToMap(body), "headers": map[string]*string{"content-type": dara.String("application/json")}, "statusCode": http.StatusOK}
			out := new(tea.DescribeSourceServersResponse)
			if err := errors.Join(dara.Convert(whole, &result), dara.Convert(result, out)); err != nil {
				return err
			}
			return expectServers(len(out.Body.SourceServers.SourceServer), n)
		}, err
	}
}

// teaAuthorization makes the Authorization alone.
func teaAuthorization() (job, error) {
	request := dara.NewRequest()
	request.Method, request.Pathname = dara.String(http.MethodPost), dara.String("/")
	request.Query, request.Headers = pointers(serversQuery()), pointers(serversHeader())
	request.Headers["host"] = dara.String(smcHost)
	algorithm, payload, id, secret := dara.String("ACS3-HMAC-SHA256"), dara.String(emptySHA256), dara.String(keyID), dara.String(keySecret)
	return func() error {
		if *openapiutil.GetAuthorization(request, algorithm, payload, id, secret) == "" {
			return errors.New("no Authorization")
		}
		return nil
	}, nil
}

// pointers is a map as the functions of darabonba-openapi take it.
func pointers(values map[string]string) map[string]*string {
	m := make(map[string]*string, len(values))
	for name, value := range values {
		m[name] = &value
	}
	return m
}
