// Package plain is the floor: the actions measured here as a careful person
// writes them with net/http and encoding/json, signing nothing.
package plain

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
)

// A Client posts JSON to one URL.
type Client struct {
	URL  string
	HTTP *http.Client
}

// RegisterMigrationTask registers a migration task.
func (c *Client) RegisterMigrationTask(ctx context.Context, in RegisterMigrationTaskInput) (*RegisterMigrationTaskOutput, error) {
	return call[RegisterMigrationTaskOutput](ctx, c, "RegisterMigrationTask", &in)
}

// ListMigrationTask lists migration tasks, a page at a time.
func (c *Client) ListMigrationTask(ctx context.Context, in ListMigrationTaskInput) (*ListMigrationTaskOutput, error) {
	return call[ListMigrationTaskOutput](ctx, c, "ListMigrationTask", &in)
}

func call[Out any, P result[Out]](ctx context.Context, c *Client, action string, in any) (*Out, error) {
	body, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.URL, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-TC-Action", action)
	request.Header.Set("X-TC-Version", "2018-03-19")
	response, err := c.HTTP.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	return Decode[Out, P](text)
}

// Decode reads the result out of a reply, or the service's error, in one parse.
func Decode[Out any, P result[Out]](text []byte) (*Out, error) {
	var reply struct{ Response Out }
	if err := json.Unmarshal(text, &reply); err != nil {
		return nil, err
	}
	if fault := P(&reply.Response).fault(); fault != nil {
		return nil, fault
	}
	return &reply.Response, nil
}

type result[Out any] interface {
	*Out
	fault() *Fault
}
