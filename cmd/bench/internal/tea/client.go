// Package tea is the client that a user of Alibaba Cloud's second Go SDK has
// for the action measured here.
//
// That SDK's per-service packages are thin: structs of pointers, and a method
// that puts what is set into a map, hands it to the client of darabonba-openapi
// and converts the map that comes back. This package is written by hand in that
// manner over the real client, so that what is measured is the SDK's own work.
package tea

import (
	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	openapiutil "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	"github.com/alibabacloud-go/tea/dara"
)

// Client calls Server Migration Center, version 2019-06-01.
type Client struct{ *openapi.Client }

// NewClient returns a client.
func NewClient(config *openapiutil.Config) (*Client, error) {
	client, err := openapi.NewClient(config)
	return &Client{client}, err
}

// DescribeSourceServers lists source servers, a page at a time.
func (c *Client) DescribeSourceServers(request *DescribeSourceServersRequest, runtime *dara.RuntimeOptions) (*DescribeSourceServersResponse, error) {
	params := &openapiutil.Params{
		Action:      dara.String("DescribeSourceServers"),
		Version:     dara.String("2019-06-01"),
		Protocol:    dara.String("HTTPS"),
		Pathname:    dara.String("/"),
		Method:      dara.String("POST"),
		AuthType:    dara.String("AK"),
		Style:       dara.String("RPC"),
		ReqBodyType: dara.String("formData"),
		BodyType:    dara.String("json"),
	}
	body, err := c.CallApi(params, &openapiutil.OpenApiRequest{Query: openapiutil.Query(request.query())}, runtime)
	if err != nil {
		return nil, err
	}
	response := new(DescribeSourceServersResponse)
	return response, dara.Convert(body, response)
}

// query is what is set of the request.
func (r *DescribeSourceServersRequest) query() map[string]any {
	query := map[string]any{}
	if !dara.IsNil(r.Name) {
		query["Name"] = r.Name
	}
	if !dara.IsNil(r.PageNumber) {
		query["PageNumber"] = r.PageNumber
	}
	if !dara.IsNil(r.PageSize) {
		query["PageSize"] = r.PageSize
	}
	if !dara.IsNil(r.SourceId) {
		query["SourceId"] = r.SourceId
	}
	if !dara.IsNil(r.State) {
		query["State"] = r.State
	}
	return query
}
