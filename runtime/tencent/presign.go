package tencent

import (
	"net/http"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
)

var _ rpc.Presigner = (*protocol)(nil)

// Presigning makes URLs by signature v1 with HmacSHA256, whatever the client
// signs its calls by: TC3 signs the header, which a URL has not.
func (p *protocol) Presigning() (rpc.Protocol, time.Duration) {
	q := *p
	q.presigning, q.signature, q.method = true, HmacSHA256, http.MethodGet
	return &q, MaxClockSkew
}
