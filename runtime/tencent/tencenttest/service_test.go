package tencenttest_test

import (
	"context"
	"testing"

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
	"github.com/signet-gen/signet/runtime/wire"
)

// store is the service of these tests.
var store = rpc.Service{Name: "store", Version: "2024-05-06", Endpoints: rpc.Endpoints{Default: "store.example.com"}}

var putBox = rpc.Operation{Service: &store, Action: "PutBox"}

var putFile = rpc.Operation{Service: &store, Action: "PutFile", Multipart: true, Methods: []string{"POST"}}

type label struct{ Name, Text string }

func (l *label) WireMembers(c *wire.Codec) {
	c.Required().String("Name", &l.Name)
	c.String("Text", &l.Text)
}

type boxInput struct {
	Name   string
	Limit  uint64
	Open   *bool
	Labels []label
	Data   []byte
}

func (in *boxInput) WireMembers(c *wire.Codec) {
	c.Required().String("Name", &in.Name)
	c.OmitZero().Uint64("Limit", &in.Limit)
	wire.Optional(c, "Open", &in.Open, (*wire.Codec).Bool)
	wire.List(c, "Labels", &in.Labels, wire.Struct)
	c.Bytes("Data", &in.Data)
}

type boxOutput struct {
	BoxID     string
	Sizes     []uint64
	RequestID string
}

func (out *boxOutput) WireMembers(c *wire.Codec) {
	c.String("BoxId", &out.BoxID)
	wire.List(c, "Sizes", &out.Sizes, (*wire.Codec).Uint64)
	c.String("RequestId", &out.RequestID)
}

type boxFunc func(context.Context, boxInput) (*boxOutput, error)

// answers is a function that answers each call with the same output.
func answers(out *boxOutput) boxFunc {
	return func(context.Context, boxInput) (*boxOutput, error) { return out, nil }
}

// start starts a server whose two actions are answered by f.
func start(t testing.TB, f boxFunc) *tencenttest.Server {
	t.Helper()
	s := tencenttest.NewServer(&store,
		rpctest.Action{Name: "PutBox", Required: []string{"Name"}, Handle: rpctest.Handle(f)},
		rpctest.Action{Name: "PutFile", Multipart: true, Methods: []string{"POST"}, Handle: rpctest.Handle(f)},
	)
	t.Cleanup(s.Close)
	return s
}

// call calls an operation by a client that is configured for the server, but for change.
func call(t testing.TB, s *tencenttest.Server, op *rpc.Operation, in boxInput, change func(*tencent.Config)) (*boxOutput, error) {
	t.Helper()
	config := s.Config()
	config.Retry = retry.Never
	if change != nil {
		change(&config)
	}
	client := tencent.NewClient(config, &store)
	return rpc.Call[boxOutput](context.Background(), client, op, &in)
}
