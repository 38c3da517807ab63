// Package rpc is the life of one call, the same for every cloud: encode the
// input, sign it, send it, read the reply. What differs from cloud to cloud
// is a [Protocol]; package tencent is one.
//
// Generated code describes services and actions by values of this package and
// enters it by [Call], [WaitUntil] and [Presign].
package rpc

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// IsAtLeastV0_1 is named by generated code, which so fails to compile beside a
// runtime that is older than it needs.
const IsAtLeastV0_1 = true

// Service is one version of one service of a cloud.
type Service struct {
	// Name is what signatures and hosts call it, such as msp.
	Name string
	// Version is the version of its API, such as 2018-03-19.
	Version string
	// Endpoints say where it is reached.
	Endpoints Endpoints
	// Advice is what its spec says to do about error codes.
	Advice Advice
}

// Operation is one action of a service.
type Operation struct {
	// Service is the service that it belongs to.
	Service *Service
	// Action is its name on the wire.
	Action string
	// Effect is what a repeated call does.
	Effect Effect
	// RateLimit is how many calls a second the cloud lets an account make; 0 is unknown.
	RateLimit int
	// Methods are the HTTP methods that it takes, the preferred one first; nil is POST and GET.
	Methods []string
	// Multipart tells that its POST body is multipart/form-data.
	Multipart bool
	// IdempotencyToken is the wire name of the input that makes a repeated call
	// harmless; empty if there is none.
	IdempotencyToken string
	// Resources are what it is done to, as access policies name them, such as
	// acs:smc:$regionid:$accountid:replicationJob/$jobId; nil if the spec does not say.
	Resources []string
}

// postAndGet are the methods of an operation that does not say.
var postAndGet = []string{http.MethodPost, http.MethodGet}

// Method is the HTTP method that the operation is called by: the configured
// one, or, if that is empty, the one that it prefers. It is an error if the
// operation does not take it.
func (op *Operation) Method(configured string) (string, error) {
	takes := op.Methods
	if len(takes) == 0 {
		takes = postAndGet
	}
	method := configured
	switch {
	case method != "":
	case op.Multipart:
		method = http.MethodPost
	default:
		method = takes[0]
	}
	switch {
	case !slices.Contains(takes, method):
		return "", fmt.Errorf("the action takes only %s, and this call is a %s: call it by a client with another Config.Method", strings.Join(takes, " and "), method)
	case op.Multipart && method != http.MethodPost:
		return "", fmt.Errorf("the action takes a file, which only a POST can carry, and this call is a %s: call it by a client with another Config.Method", method)
	}
	return method, nil
}

// String is service.Action, as errors name the operation.
func (op *Operation) String() string {
	switch {
	case op == nil:
		return "an operation that is nil"
	case op.Service == nil:
		return op.Action
	}
	return op.Service.Name + "." + op.Action
}

// Effect is what a repeated call does.
type Effect uint8

const (
	// Write acts again each time; it is what an operation does that says nothing else.
	Write Effect = iota
	// Idempotent does nothing more the second time.
	Idempotent
	// Read changes nothing.
	Read
)

// String is the effect as specs write it: write, idempotent or read.
func (e Effect) String() string {
	switch e {
	case Write:
		return "write"
	case Idempotent:
		return "idempotent"
	case Read:
		return "read"
	}
	return fmt.Sprintf("Effect(%d)", uint8(e))
}
