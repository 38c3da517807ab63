package main

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/signet-gen/signet/cmd/bench/internal/peer"
	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/json"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"
)

// errNoFault says that a call went through which the stub should have refused.
var errNoFault = errors.New("the stub refused the request, but the call gave no error")

// newSDK returns the SDK's client. A nil transport leaves it the one that it
// makes for itself, and an empty address the real one.
func newSDK(signature, address string, transport http.RoundTripper) *peer.Client {
	settings := profile.NewClientProfile()
	settings.SignMethod = signature
	if address != "" {
		settings.HttpProfile.Scheme = "http"
		settings.HttpProfile.Endpoint = strings.TrimPrefix(address, "http://")
	}
	client := peer.NewClient(secretID, secretKey, region, settings)
	if transport != nil {
		client.WithHttpTransport(transport)
	}
	return client
}

// sdkBuild builds and signs a request, up to the transport.
func sdkBuild(signature string) func(http.RoundTripper) job {
	return func(transport http.RoundTripper) job {
		client := newSDK(signature, "", transport)
		return func() error {
			if _, err := client.RegisterMigrationTask(context.Background(), sdkRegister()); err == nil {
				return errNoFault
			}
			return nil
		}
	}
}

// sdkRegisterCall makes a whole call that registers a task.
func sdkRegisterCall() (job, error) {
	client := newSDK("TC3-HMAC-SHA256", "", newAnswering(registered))
	return func() error {
		out, err := client.RegisterMigrationTask(context.Background(), sdkRegister())
		if err != nil {
			return err
		}
		return expectTask(*out.Response.TaskId)
	}, nil
}

// sdkCall makes a whole call that is answered with n tasks.
func sdkCall(n int) func() (job, error) {
	return func() (job, error) {
		reply, err := listing(n)
		return sdkList(newSDK("TC3-HMAC-SHA256", "", newAnswering(reply)), n), err
	}
}

func sdkList(client *peer.Client, n int) job {
	return func() error {
		out, err := client.ListMigrationTask(context.Background(), sdkPage())
		if err != nil {
			return err
		}
		return expect(len(out.Response.Tasks), n)
	}
}

// sdkReply handles a reply of n tasks as common.Client does once the transport
// has given it: two looks for an error, then the result, five parses in all.
func sdkReply(n int) func() (job, error) {
	return func() (job, error) {
		reply, err := listing(n)
		stub := newAnswering(reply)
		return func() error {
			response, out := stub.response(nil), peer.NewListMigrationTaskResponse()
			if err := tchttp.TryReadErr(response); err != nil {
				return err
			}
			if err := tchttp.ParseFromHttpResponse(response, out); err != nil {
				return err
			}
			return expect(len(out.Response.Tasks), n)
		}, err
	}
}

// sdkParse reads n tasks into the SDK's structs in one parse: less than its
// client ever does.
func sdkParse(n int) func() (job, error) {
	return func() (job, error) {
		reply, err := listing(n)
		text := []byte(reply)
		return func() error {
			out := peer.NewListMigrationTaskResponse()
			if err := json.Unmarshal(text, out); err != nil {
				return err
			}
			return expect(len(out.Response.Tasks), n)
		}, err
	}
}
