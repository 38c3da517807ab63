// Package otel connects the hooks of a client to OpenTelemetry: a span and two
// measurements for each attempt of a call. Copy it into a program and change it
// to the program's liking; it is a module of its own so that the runtime needs
// none of OpenTelemetry's.
package otel

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"

	"github.com/signet-gen/signet/runtime/rpc"
)

// The names of the measurements.
const (
	// DurationName is a histogram of how long attempts took, in seconds.
	DurationName = "cloud.client.attempt.duration"
	// RetriesName counts the attempts beyond the first ones of their calls.
	RetriesName = "cloud.client.retries"
)

// Observe has the hooks of o make spans by tracer and measurements by meter. A
// span is a child of the one in the context of the call, and covers one attempt.
func Observe(o *rpc.Options, tracer trace.Tracer, meter metric.Meter) error {
	duration, err := meter.Float64Histogram(DurationName, metric.WithUnit("s"), metric.WithDescription("how long attempts took"))
	if err != nil {
		return fmt.Errorf("the histogram %s: %w", DurationName, err)
	}
	retries, err := meter.Int64Counter(RetriesName, metric.WithDescription("attempts beyond the first"))
	if err != nil {
		return fmt.Errorf("the counter %s: %w", RetriesName, err)
	}
	o.OnAttempt = func(ctx context.Context, a *rpc.Attempt) context.Context {
		if a.Number > 1 {
			retries.Add(ctx, 1, metric.WithAttributes(called(a)...))
		}
		ctx, _ = tracer.Start(ctx, a.Operation.String(), trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(append(called(a),
			attribute.String("http.request.method", a.Method),
			attribute.String("server.address", a.Host),
			attribute.Int("http.request.resend_count", a.Number-1),
		)...))
		return ctx
	}
	o.OnAttemptEnd = func(ctx context.Context, a *rpc.Attempt) {
		duration.Record(ctx, a.Duration.Seconds(), metric.WithAttributes(append(called(a), attribute.Bool("error", a.Err != nil))...))
		span := trace.SpanFromContext(ctx)
		if a.Status != 0 {
			span.SetAttributes(attribute.Int("http.response.status_code", a.Status))
		}
		if a.Err != nil {
			span.RecordError(a.Err)
			span.SetStatus(codes.Error, a.Fate.String())
		}
		span.End()
	}
	return nil
}

// called says what an attempt calls.
func called(a *rpc.Attempt) []attribute.KeyValue {
	return []attribute.KeyValue{
		attribute.String("rpc.service", a.Operation.Service.Name),
		attribute.String("rpc.method", a.Operation.Action),
	}
}
