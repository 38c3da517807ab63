package rpc_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

func TestAPresignedURLIsNotPrinted(t *testing.T) {
	const marker = "Signature=2Lg7Kq"
	p := rpc.Presigned{URL: wire.Mask("https://cvm.tencentcloudapi.com/?" + marker), Expires: time.Unix(1465185768, 0)}
	var out bytes.Buffer
	for _, v := range []any{p, &p, p.URL, &p.URL, []rpc.Presigned{p}, []*rpc.Presigned{&p}, map[string]any{"url": p}, struct{ p rpc.Presigned }{p}, struct{ P *rpc.Presigned }{&p}} {
		for verb := 'A'; verb <= 'z'; verb++ {
			for _, flags := range []string{"", "+", "#", " ", "-20", "020", ".3"} {
				fmt.Fprintf(&out, "%"+flags+string(verb)+"\n", v)
			}
		}
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(text)
		for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
			slog.New(h).Info("presigned", "url", v, slog.Any("any", v))
			slog.New(h).With("url", v).WithGroup("g").Error("presigned")
		}
	}
	text := out.String()
	for _, seen := range []string{"2Lg7Kq", fmt.Sprintf("%x", "2Lg7Kq"), fmt.Sprintf("%X", "2Lg7Kq"), "tencentcloudapi"} {
		if strings.Contains(text, seen) {
			t.Errorf("the URL was printed as %s", seen)
		}
	}
	if got, want := fmt.Sprintf("%v %s", p.URL, p.URL), "*** ***"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if !strings.HasSuffix(p.URL.Value(), marker) {
		t.Error("the URL cannot be had")
	}
}

func TestPresigningWithoutWhatItNeedsIsAnError(t *testing.T) {
	client := rpc.NewClient(&plain{}, credential.Static("id", "secret", ""), rpc.Options{})
	op, in := &rpc.Operation{Service: &rpc.Service{Name: "shop"}, Action: "Get", Effect: rpc.Read}, new(refusal)
	var none rpc.Protocol
	for _, test := range []struct {
		name   string
		client *rpc.Client
		op     *rpc.Operation
		in     wire.Message
		want   string
	}{
		{"a cloud without URLs", client, op, in, "shop.Get: the cloud has no presigned URLs"},
		{"no client", nil, op, in, "shop.Get: the client is empty"},
		{"an empty client", new(rpc.Client), op, in, "shop.Get: the client is empty"},
		{"no protocol", rpc.NewClient(none, nil, rpc.Options{}), op, in, "shop.Get: the cloud has no presigned URLs"},
		{"no input", client, op, nil, "the input is nil"},
	} {
		_, err := rpc.Presign(context.Background(), test.client, func() (*rpc.Operation, wire.Message) { return test.op, test.in })
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %s", test.name, err, test.want)
		}
	}
}
