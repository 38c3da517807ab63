package otel_test

import (
	"context"
	"testing"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/signet-gen/signet/cmd/example/otel"
	msp "github.com/signet-gen/signet/gen/tencent/msp/v20180319"
	"github.com/signet-gen/signet/gen/tencent/msp/v20180319/msptest"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpctest"
)

func TestEachAttemptIsASpanAndIsMeasured(t *testing.T) {
	server := msptest.NewServer(msptest.Fake{
		ListMigrationTask: func(context.Context, msp.ListMigrationTaskInput) (*msp.ListMigrationTaskOutput, error) {
			return nil, nil
		},
	})
	defer server.Close()
	proxy, err := rpctest.NewFaultProxy(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer proxy.Close()
	proxy.Play(rpctest.Answering(502, "<h1>Bad Gateway</h1>"))

	spans, reader := tracetest.NewSpanRecorder(), sdkmetric.NewManualReader()
	tracer := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(spans)).Tracer("test")
	config := server.Config()
	config.Endpoint, config.Retry = proxy.URL, retry.Policy{Base: time.Millisecond}
	if err := otel.Observe(&config.Options, tracer, sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader)).Meter("test")); err != nil {
		t.Fatal(err)
	}
	ctx, parent := tracer.Start(context.Background(), "parent")
	if _, err := msp.New(config).ListMigrationTask(ctx, msp.ListMigrationTaskInput{}); err != nil {
		t.Fatal(err)
	}
	parent.End()

	ended := spans.Ended()
	if len(ended) != 3 {
		t.Fatalf("%d spans", len(ended))
	}
	for i, want := range []struct {
		status int
		code   codes.Code
	}{{502, codes.Error}, {200, codes.Unset}} {
		span := ended[i]
		has := attribute.NewSet(span.Attributes()...)
		status, _ := has.Value("http.response.status_code")
		resent, _ := has.Value("http.request.resend_count")
		if span.Name() != "msp.ListMigrationTask" || span.Parent().SpanID() != parent.SpanContext().SpanID() ||
			status.AsInt64() != int64(want.status) || resent.AsInt64() != int64(i) || span.Status().Code != want.code {
			t.Errorf("attempt %d: %s, %v, %v", i, span.Name(), span.Attributes(), span.Status())
		}
	}
	if attempts, retries := measured(t, reader); attempts != 2 || retries != 1 {
		t.Errorf("measured were %d attempts and %d retries", attempts, retries)
	}
}

// measured are how many attempts and retries a reader has.
func measured(t *testing.T, reader sdkmetric.Reader) (attempts, retries int) {
	t.Helper()
	var all metricdata.ResourceMetrics
	if err := reader.Collect(context.Background(), &all); err != nil {
		t.Fatal(err)
	}
	for _, scope := range all.ScopeMetrics {
		for _, m := range scope.Metrics {
			switch data := m.Data.(type) {
			case metricdata.Histogram[float64]:
				for _, p := range data.DataPoints {
					attempts += int(p.Count)
				}
			case metricdata.Sum[int64]:
				for _, p := range data.DataPoints {
					retries += int(p.Value)
				}
			}
		}
	}
	return attempts, retries
}
