package main

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	msp "github.com/signet-gen/signet/gen/tencent/msp/v20180319"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/wire"
)

// newSignet returns the generated client. A nil transport leaves it the one
// that clients share, and an empty address the real one.
func newSignet(signature tencent.Signature, address string, transport http.RoundTripper) *msp.Client {
	return newSignetAt(time.Now, signature, address, transport)
}

// newSignetAt returns the client with another clock.
func newSignetAt(now func() time.Time, signature tencent.Signature, address string, transport http.RoundTripper) *msp.Client {
	return msp.New(tencent.Config{
		Credentials: credential.Static(secretID, secretKey, ""),
		Region:      region,
		Endpoint:    address,
		Signature:   signature,
		Options:     rpc.Options{Transport: transport, Now: now},
	})
}

// signetBuild builds and signs a request, up to the transport.
func signetBuild(signature tencent.Signature) func(http.RoundTripper) job {
	return func(transport http.RoundTripper) job {
		client := newSignet(signature, "", transport).With(func(c *tencent.Config) { c.Retry = retry.Never })
		return func() error {
			_, err := client.RegisterMigrationTask(context.Background(), signetRegister())
			if !errors.Is(err, errRefused) {
				return errNoFault
			}
			return nil
		}
	}
}

// signetAuthorization makes the Authorization alone.
func signetAuthorization() (job, error) {
	request := requestTC3(host, contentType, []byte(registerBody), time.Now())
	room := make([]byte, 0, 512)
	return func() error {
		if len(tencent.SignTC3(room, secretID, secretKey, request)) == 0 {
			return errors.New("no Authorization")
		}
		return nil
	}, nil
}

// signetRegisterCall makes a whole call that registers a task.
func signetRegisterCall() (job, error) {
	client := newSignet("", "", newAnswering(registered))
	return func() error {
		out, err := client.RegisterMigrationTask(context.Background(), signetRegister())
		if err != nil {
			return err
		}
		return expectTask(out.TaskID)
	}, nil
}

// signetCall makes a whole call that is answered with n tasks.
func signetCall(n int) func() (job, error) {
	return func() (job, error) {
		reply, err := listing(n)
		return signetList(newSignet("", "", newAnswering(reply)), n), err
	}
}

func signetList(client *msp.Client, n int) job {
	return func() error {
		out, err := client.ListMigrationTask(context.Background(), signetPage())
		if err != nil {
			return err
		}
		return expect(len(out.Tasks), n)
	}
}

// signetReply is a reply of the service's as a type of its own, for decoding
// without a call.
type signetReply struct{ result msp.ListMigrationTaskOutput }

// WireMembers lists the one member of the envelope.
func (r *signetReply) WireMembers(c *wire.Codec) { c.Message("Response", &r.result) }

// signetParse reads n tasks.
func signetParse(n int) func() (job, error) {
	return func() (job, error) {
		text, err := listing(n)
		return func() error {
			var reply signetReply
			if err := wire.ReadJSON(text, &reply, nil); err != nil {
				return err
			}
			return expect(len(reply.result.Tasks), n)
		}, err
	}
}

// requestTC3 is a POST to MSP as the signer takes it.
func requestTC3(host, contentType string, body []byte, at time.Time) *tencent.TC3Request {
	return &tencent.TC3Request{
		Service: "msp", Time: at, Method: http.MethodPost, Host: host, ContentType: contentType, Body: body,
	}
}

// signetTC3 gives the Authorization of a POST to MSP.
func signetTC3(host, contentType string, body []byte, at time.Time) string {
	return string(tencent.SignTC3(nil, secretID, secretKey, requestTC3(host, contentType, body, at)))
}

// signetV1 gives the signature of a form.
func signetV1(host string, form url.Values) string {
	var params wire.Params
	for name, values := range form {
		params.Add(name, values[0])
	}
	return string(tencent.SignV1(nil, secretKey, http.MethodPost, host, &params))
}
