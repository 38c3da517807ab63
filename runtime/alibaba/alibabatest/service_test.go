package alibabatest_test

import (
	"context"
	"os"
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/alibaba/alibabatest"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

func TestMain(m *testing.M) {
	for _, name := range []string{alibaba.EnvAccessKeyID, alibaba.EnvAccessKeySecret, alibaba.EnvSecurityToken, alibaba.EnvRegion} {
		os.Unsetenv(name)
	}
	os.Exit(m.Run())
}

// store is the service of these tests.
var store = rpc.Service{Name: "store", Version: "2024-05-06", Endpoints: rpc.Endpoints{Default: "store.example.com"}}

var (
	putBox = rpc.Operation{Service: &store, Action: "PutBox"}
	sealIt = rpc.Operation{Service: &store, Action: "SealBox", Methods: []string{"POST"}}
)

type label struct{ Name, Text string }

func (l *label) WireMembers(c *wire.Codec) {
	c.Required().String("Name", &l.Name)
	c.String("Text", &l.Text)
}

// boxInput has parameters in each place and style.
type boxInput struct {
	RegionID string
	Name     string
	Limit    uint64
	Open     *bool
	Labels   []label
	Notes    []label
	IDs      []string
	Filter   map[string]string
	Data     []byte
	Letter   string
	Trace    string
}

func (in *boxInput) WireMembers(c *wire.Codec) {
	c.In(wire.Host).OmitZero().String("RegionId", &in.RegionID)
	c.Required().String("Name", &in.Name)
	c.OmitZero().Uint64("Limit", &in.Limit)
	wire.Optional(c, "Open", &in.Open, (*wire.Codec).Bool)
	wire.List(c, "Label", &in.Labels, wire.Struct)
	wire.List(c.As(wire.JSON), "Notes", &in.Notes, wire.Struct)
	wire.List(c.As(wire.Simple), "Ids", &in.IDs, (*wire.Codec).String)
	wire.Map(c.In(wire.Query), "Filter", &in.Filter, (*wire.Codec).String)
	c.Bytes("Data", &in.Data)
	c.In(wire.Body).OmitZero().String("Letter", &in.Letter)
	c.In(wire.Header).OmitZero().String("x-acs-trace", &in.Trace)
}

type boxOutput struct {
	BoxID     string
	Sizes     []uint64
	Labels    []label
	RequestID string
}

func (out *boxOutput) WireMembers(c *wire.Codec) {
	c.String("BoxId", &out.BoxID)
	wire.List(c.Wrapped("Size"), "Sizes", &out.Sizes, (*wire.Codec).Uint64)
	wire.List(c.Wrapped("Label"), "Labels", &out.Labels, wire.Struct)
	c.String("RequestId", &out.RequestID)
}

type boxFunc func(context.Context, boxInput) (*boxOutput, error)

// answers is a function that answers each call with the same output.
func answers(out *boxOutput) boxFunc {
	return func(context.Context, boxInput) (*boxOutput, error) { return out, nil }
}

// start starts a server whose two actions are answered by f.
func start(t testing.TB, f boxFunc) *alibabatest.Server {
	t.Helper()
	s := alibabatest.NewServer(&store,
		rpctest.Action{Name: "PutBox", Required: []string{"Name"}, Handle: rpctest.Handle(f)},
		rpctest.Action{Name: "SealBox", Methods: []string{"POST"}, Handle: rpctest.Handle(f)},
	)
	t.Cleanup(s.Close)
	return s
}

// call calls an operation by a client that is configured for the server, but for change.
func call(t testing.TB, s *alibabatest.Server, op *rpc.Operation, in boxInput, change func(*alibaba.Config)) (*boxOutput, error) {
	t.Helper()
	config := s.Config()
	config.Retry = retry.Never
	if change != nil {
		change(&config)
	}
	client := alibaba.NewClient(config, &store)
	return rpc.Call[boxOutput](context.Background(), client, op, &in)
}
