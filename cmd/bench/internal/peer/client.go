// Package peer is the client that a user of Tencent's own Go SDK has for the
// actions measured here.
//
// The SDK's per-service packages are thin: a struct of pointers for each
// request and reply, a constructor, and a method that hands them to
// common.Client. This package is written by hand in that manner over the real
// common.Client, so that what is measured is the SDK's own work.
package peer

import (
	"context"
	"errors"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"
)

const (
	service = "msp"
	version = "2018-03-19"
)

// Client calls MSP, version 2018-03-19.
type Client struct {
	common.Client
}

// NewClient returns a client for one region with the given settings.
func NewClient(id, key, region string, settings *profile.ClientProfile) *Client {
	client := new(Client)
	client.Init(region).
		WithCredential(common.NewCredential(id, key)).
		WithProfile(settings)
	return client
}

// RegisterMigrationTask registers a migration task.
func (c *Client) RegisterMigrationTask(ctx context.Context, request *RegisterMigrationTaskRequest) (*RegisterMigrationTaskResponse, error) {
	c.InitBaseRequest(&request.BaseRequest, service, version, "RegisterMigrationTask")
	response := &RegisterMigrationTaskResponse{BaseResponse: &tchttp.BaseResponse{}}
	return response, c.send(ctx, request, response)
}

// ListMigrationTask lists migration tasks, a page at a time.
func (c *Client) ListMigrationTask(ctx context.Context, request *ListMigrationTaskRequest) (*ListMigrationTaskResponse, error) {
	c.InitBaseRequest(&request.BaseRequest, service, version, "ListMigrationTask")
	response := NewListMigrationTaskResponse()
	return response, c.send(ctx, request, response)
}

func (c *Client) send(ctx context.Context, request tchttp.Request, response tchttp.Response) error {
	if c.GetCredential() == nil {
		return errors.New("the client has no credential")
	}
	request.SetContext(ctx)
	return c.Send(request, response)
}
