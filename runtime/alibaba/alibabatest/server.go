// Package alibabatest is an Alibaba Cloud service for tests: an HTTP server that
// verifies each request's signature for real, refuses what the vendor's servers
// refuse with the vendor's codes and HTTP statuses, and answers what the test
// says, in JSON or XML as it is asked.
//
// What is refused, and how:
//
//	InvalidAccessKeyId.NotFound (404)  the key is not one of the server's
//	MissingSecurityToken               a temporary key's token is absent
//	InvalidSecurityToken.MismatchWithAccessKey
//	                                   the token is another, or the key is not temporary
//	InvalidSecurityToken.Expired       the key has ended
//	InvalidTimeStamp.Format            the time is not such as 2018-01-01T12:00:00Z
//	InvalidTimeStamp.Expired           it is over 15 minutes off under V3, 31 under V2
//	SignatureDoesNotMatch              the secret, the parameters, the body or a signed
//	                                   header are not those that were signed
//	IncompleteSignature                the Authorization header is malformed, or does
//	                                   not sign all x-acs- headers, host and content-type
//	InvalidSignatureMethod             another SignatureMethod than HMAC-SHA1 under V2
//	SignatureNonceUsed                 a nonce came again from the same key
//	MissingParameter                   a common or required parameter is absent
//	InvalidParameter                   parameters that cannot be read
//	InvalidParameter.Format, .Accept   another format than JSON and XML
//	UnsupportedHTTPMethod (403)        neither GET nor POST, or not the action's
//	InvalidVersion                     the service has no such version
//	InvalidAction.NotFound (404)       it has no such action, or the path is not /
//	UnsupportedOperation               the test has no handler for the action
//	InternalError (500)                the handler failed with an error without a code
//
// The status is 400 where none stands there. An error that a handler returns has
// its own status, else 404 for codes that end in .NotFound, 403 for Forbidden and
// codes below it, 503 for ServiceUnavailable, or 400.
//
// The message of a SignatureDoesNotMatch ends with what the server signed, as the
// vendor's does. A client takes it out and compares it with what it signed itself.
//
// Parameters reach handlers from query, form and header alike; of the header
// those whose names begin with x-acs- and are not the signature's own.
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
// requests must bear none. A key that has Expires is refused from then on.
func (s *Server) AddKey(key credential.Credentials) { s.cloud.keys.Add(key) }

// Config is the configuration of a client that calls this server: its address,
// its key, its clock. Change what the test is about.
func (s *Server) Config() alibaba.Config {
	return alibaba.Config{
		Credentials: credential.Static(AccessKeyID, AccessKeySecret, ""),
		Region:      Region,
		Endpoint:    s.URL,
		Options:     rpc.Options{Now: s.Now},
	}
}
