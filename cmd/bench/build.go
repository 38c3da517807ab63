package main

import (
	"net/http"
	"runtime"
	"testing"
	"time"
)

// A gate is a transport that notes when a request reaches it, reads the
// request, and refuses it.
type gate struct{ reached func() }

func (g *gate) RoundTrip(r *http.Request) (*http.Response, error) {
	g.reached()
	if err := drain(r); err != nil {
		return nil, err
	}
	return nil, errRefused
}

// built times a call from its begin to the moment when its request reaches the
// transport: what a client does with the refusal is not in the figures.
// Reading the clock twice is, some 0.1 microseconds for each contender.
func built(prepare func(http.RoundTripper) job) bench {
	return func(b *testing.B) error {
		g := new(gate)
		do := prepare(g)
		var (
			begin time.Time
			total time.Duration
		)
		g.reached = func() { total += time.Since(begin) }
		for b.Loop() {
			begin = time.Now()
			if err := do(); err != nil {
				return err
			}
		}
		b.ReportMetric(float64(total.Nanoseconds())/float64(b.N), "ns/op")
		return reportAllocs(b, g, do)
	}
}

// reportAllocs counts what a call allocates until its request reaches the
// gate. Counting stops the world, so that it is not done while time is taken.
func reportAllocs(b *testing.B, g *gate, do job) error {
	const calls = 100
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // leaves nobody else to allocate
	var before, after runtime.MemStats
	var allocs, bytes uint64
	g.reached = func() {
		runtime.ReadMemStats(&after)
		allocs += after.Mallocs - before.Mallocs
		bytes += after.TotalAlloc - before.TotalAlloc
	}
	for range calls {
		runtime.ReadMemStats(&before)
		if err := do(); err != nil {
			return err
		}
	}
	b.ReportMetric(float64(allocs/calls), "allocs/op")
	b.ReportMetric(float64(bytes/calls), "B/op")
	return nil
}
