package alibaba

import (
	"net/http"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
)

var _ rpc.Presigner = (*protocol)(nil)

// Presigning makes URLs by V2, whatever the client signs its calls by: V3 signs
// the header, which a URL has not.
func (p *protocol) Presigning() (rpc.Protocol, time.Duration) {
	q := *p
	q.presigning, q.signature, q.method = true, V2, http.MethodGet
	return &q, MaxClockSkewV2
}
