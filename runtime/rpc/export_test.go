package rpc

// What the tests of the package rpc_test look at.
var (
	DefaultTransport = defaultTransport
	NewTransport     = newTransport
)
