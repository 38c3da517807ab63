// Package alibabatest is an Alibaba Cloud service for tests: an HTTP server that
// verifies each request's signature for real, refuses what the vendor's servers
// refuse with the vendor's codes, and answers what the test says, as JSON or
// XML, whichever the request asks for.
//
// What is refused, and how:
//
//	InvalidAccessKeyId.NotFound   the key is not one of the server's
//	MissingSecurityToken          a temporary key's token is absent
//	InvalidSecurityToken          the token is another key's
//	InvalidTimeStamp.Expired      the time is over 31 minutes (V2) or 15 (V3) off
//	SignatureDoesNotMatch         the secret, the body, the query or the headers are
//	                              not those that were signed
//	IncompleteSignature           the Authorization header is malformed, or leaves a
//	                              header out that must be signed
//	SignatureNonceUsed            a nonce came again
//	MissingParameter              a common or required parameter is absent
//	InvalidParameter              parameters that cannot be read
//	UnsupportedHTTPMethod         neither GET nor POST, another path than /, or a
//	                              method that the action does not take
//	InvalidVersion                the service has no such version
//	InvalidAction.NotFound        the service has no such action
//	UnsupportedOperation          the test has no handler for the action
//	InternalError                 the handler failed with an error without a code
//
// Parameters of an action that travel in the header are signed only where their
// names begin with x-acs-, and are not among [rpctest.Request].Params.
package alibabatest

import (
	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
)

// The key that every server knows and that [Server.Config] signs with.
const (
	// AccessKeyID is the key's id.
	AccessKeyID = "LTAItest"
	// AccessKeySecret is the key's secret, worth nothing outside a test.
	AccessKeySecret = "secret-of-the-test-server"
)

// Region is the region that [Server.Config] calls.
const Region = "cn-hangzhou"

// Server is an [rpctest.Server] that speaks as Alibaba Cloud does.
type Server struct {
	*rpctest.Server
	cloud *cloud
}

// NewServer starts a server of a service that knows the actions. Close ends it.
func NewServer(service *rpc.Service, actions ...rpctest.Action) *Server {
	c := new(cloud)
	c.keys.Add(credential.Credentials{ID: AccessKeyID, Secret: AccessKeySecret})
	return &Server{Server: rpctest.NewServer(service, c, actions...), cloud: c}
}

// AddKey makes a key known to the server, or replaces the one of the same id.
// A key with a token is temporary: its requests must bear that token, and other
// requests must bear none.
func (s *Server) AddKey(key credential.Credentials) { s.cloud.keys.Add(key) }

// Config is the configuration of a client that calls this server: its address,
// its key, its clock. Change what the test is about: SetClock turns the client's
// clock with the server's, and a Now of its own sets the two apart.
func (s *Server) Config() alibaba.Config {
	return alibaba.Config{
		Credentials: credential.Static(AccessKeyID, AccessKeySecret, ""),
		Region:      Region,
		Endpoint:    s.URL,
		Options:     rpc.Options{Now: s.Now},
	}
}
