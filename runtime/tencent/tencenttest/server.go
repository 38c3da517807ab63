// Package tencenttest is a Tencent Cloud service for tests: an HTTP server that
// verifies each request's signature for real, refuses what the vendor's servers
// refuse with the vendor's codes, and answers what the test says.
//
// What is refused, and how:
//
//	AuthFailure.SecretIdNotFound      the key is not one of the server's
//	AuthFailure.TokenFailure          a temporary key's token is absent or another, or
//	                                  the key has ended
//	AuthFailure.SignatureExpire       the timestamp is over five minutes off
//	AuthFailure.SignatureFailure      the secret, the body, the query or the headers
//	                                  are not those that were signed; a nonce came
//	                                  again; over 1 MB under signature v1
//	AuthFailure.InvalidAuthorization  the Authorization header is malformed, or made
//	                                  out to another service, another day than the
//	                                  timestamp's, or without content-type and host
//	MissingParameter                  a common or required parameter is absent
//	InvalidParameter, InvalidRequest  parameters, or a multipart body, that cannot be read
//	RequestSizeLimitExceeded          over 32 KB as GET, over 10 MB as POST
//	UnsupportedProtocol               neither GET nor POST, another path than /,
//	                                  a method or content type that does not go with
//	                                  the signature or the action
//	NoSuchVersion, InvalidAction      the service has no such version or action
//	UnsupportedOperation              the test has no handler for the action
//	InternalError                     the handler failed with an error without a code
//
// Signature v1 carries a nonce, and one that comes twice from the same key with
// the same timestamp is refused; no code of the vendor's lists is made for that.
// TC3 has no nonce: two honest calls of the same content within a second are the
// same bytes, so that a repeated request passes until its timestamp is stale.
package tencenttest

import (
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent"
)

// The key that every server knows and that [Server.Config] signs with.
const (
	// SecretID is the key's id.
	SecretID = "AKIDtest"
	// SecretKey is the key's secret, worth nothing outside a test.
	SecretKey = "secret-of-the-test-server"
)

// Region is the region that [Server.Config] calls.
const Region = "ap-guangzhou"

// Server is an [rpctest.Server] that speaks as Tencent Cloud does.
type Server struct {
	*rpctest.Server
	cloud *cloud
}

// NewServer starts a server of a service that knows the actions. Close ends it.
func NewServer(service *rpc.Service, actions ...rpctest.Action) *Server {
	c := &cloud{service: service.Name}
	c.keys.Add(credential.Credentials{ID: SecretID, Secret: SecretKey})
	return &Server{Server: rpctest.NewServer(service, c, actions...), cloud: c}
}

// AddKey makes a key known to the server, or replaces the one of the same id.
// A key with a token is temporary: its requests must bear that token, and other
// requests must bear none. A key that has Expires is refused from then on.
func (s *Server) AddKey(key credential.Credentials) { s.cloud.keys.Add(key) }

// Config is the configuration of a client that calls this server: its address,
// its key, its clock. Change what the test is about: SetClock turns the client's
// clock with the server's, and a Now of its own sets the two apart.
func (s *Server) Config() tencent.Config {
	return tencent.Config{
		Credentials: credential.Static(SecretID, SecretKey, ""),
		Region:      Region,
		Endpoint:    s.URL,
		Options:     rpc.Options{Now: s.Now},
	}
}
