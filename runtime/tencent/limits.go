package tencent

import (
	"fmt"
	"net/http"
)

// The largest requests that the cloud takes, from the vendor's page "Request
// Structure": of the query of a GET, and of the body of a POST.
const (
	MaxGETBytes    = 32 << 10
	MaxPOSTBytesV1 = 1 << 20
	MaxPOSTBytes   = 10 << 20
)

// SizeError is a request that is larger than the cloud takes. It is not sent.
type SizeError struct {
	// Method and Signature are how it would have been sent.
	Method    string
	Signature Signature
	// Presigned tells that it is the query of a URL, which cannot be a POST.
	Presigned bool
	// Bytes is its size, and Limit the largest that is taken.
	Bytes, Limit int
}

// Error says how large the request is, the limit, and what to do.
func (e *SizeError) Error() string {
	part, advice := "body", "send less at a time"
	switch {
	case e.Presigned:
		part, advice = "query", "call the action instead, or ask for less at a time"
	case e.Method == http.MethodGet && e.Signature == TC3:
		part, advice = "query", fmt.Sprintf("use POST, which takes %d, or send less at a time", MaxPOSTBytes)
	case e.Method == http.MethodGet:
		part, advice = "query", fmt.Sprintf("use POST, which takes %d, or send less at a time", MaxPOSTBytesV1)
	case e.Signature != TC3:
		advice = fmt.Sprintf("sign by %s, which takes %d, or send less at a time", TC3, MaxPOSTBytes)
	}
	return fmt.Sprintf("the %s of the request is %d bytes, and a %s signed by %s takes at most %d: %s",
		part, e.Bytes, e.Method, e.Signature, e.Limit, advice)
}

// checkSize tells whether the cloud takes a query or body of this size.
func (p *protocol) checkSize(method string, bytes int) error {
	limit := MaxPOSTBytes
	switch {
	case method == http.MethodGet:
		limit = MaxGETBytes
	case p.signature != TC3:
		limit = MaxPOSTBytesV1
	}
	if bytes <= limit {
		return nil
	}
	return &SizeError{Method: method, Signature: p.signature, Presigned: p.presigning, Bytes: bytes, Limit: limit}
}
