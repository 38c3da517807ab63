package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/signet-gen/signet/cmd/bench/internal/plain"
)

func newStandard(address string, transport http.RoundTripper) *plain.Client {
	if address == "" {
		address = "https://" + host + "/"
	}
	return &plain.Client{URL: address, HTTP: &http.Client{Transport: transport}}
}

// expect compares the number of tasks that came out with what went in.
func expect(got, want int) error {
	if got != want {
		return fmt.Errorf("decoded %d tasks, want %d", got, want)
	}
	return nil
}

// expectTask compares the id that came out with the one in the reply.
func expectTask(id string) error { return differ("the task's id", id, registeredID) }

// standardBuild builds a request, up to the transport, and signs nothing.
func standardBuild(transport http.RoundTripper) job {
	client := newStandard("", transport)
	return func() error {
		_, err := client.RegisterMigrationTask(context.Background(), texts)
		if !errors.Is(err, errRefused) {
			return errNoFault
		}
		return nil
	}
}

// standardAuthorization makes the Authorization as the document says.
func standardAuthorization() (job, error) {
	body, now := []byte(registerBody), time.Now()
	return func() error {
		if textbookTC3(host, contentType, body, now) == "" {
			return errors.New("no Authorization")
		}
		return nil
	}, nil
}

// standardRegisterCall makes a whole unsigned call that registers a task.
func standardRegisterCall() (job, error) {
	client := newStandard("", newAnswering(registered))
	return func() error {
		out, err := client.RegisterMigrationTask(context.Background(), texts)
		if err != nil {
			return err
		}
		return expectTask(out.TaskID)
	}, nil
}

// standardCall makes a whole unsigned call that is answered with n tasks.
func standardCall(n int) func() (job, error) {
	return func() (job, error) {
		reply, err := listing(n)
		return standardList(newStandard("", newAnswering(reply)), n), err
	}
}

func standardList(client *plain.Client, n int) job {
	return func() error {
		out, err := client.ListMigrationTask(context.Background(), standardPage())
		if err != nil {
			return err
		}
		return expect(len(out.Tasks), n)
	}
}

// standardParse reads n tasks with encoding/json in one parse.
func standardParse(n int) func() (job, error) {
	return func() (job, error) {
		reply, err := listing(n)
		text := []byte(reply)
		return func() error {
			out, err := plain.Decode[plain.ListMigrationTaskOutput](text)
			if err != nil {
				return err
			}
			return expect(len(out.Tasks), n)
		}, err
	}
}
