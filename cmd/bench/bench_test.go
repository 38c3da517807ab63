package main

import (
	"sync/atomic"
	"testing"
)

// Benchmark times every measure for every contender: go test -bench /call
func Benchmark(b *testing.B) {
	for _, m := range measures() {
		b.Run(m.name, func(b *testing.B) {
			for c, bench := range m.benches {
				if bench == nil {
					continue
				}
				b.Run(contender(c).String(), func(b *testing.B) {
					if err := bench(b); err != nil {
						b.Fatal(err)
					}
				})
			}
		})
	}
}

// BenchmarkLoopback times calls over real HTTP. Allocations are those of the
// server too, which runs in the same process.
func BenchmarkLoopback(b *testing.B) {
	reply, err := listing(loopbackTasks)
	if err != nil {
		b.Fatal(err)
	}
	address, stop, err := serve(reply)
	if err != nil {
		b.Fatal(err)
	}
	defer stop()
	for _, r := range rates() {
		b.Run(r.name, func(b *testing.B) {
			for c := range contenders {
				b.Run(c.String(), func(b *testing.B) { runRate(b, &r, c, address) })
			}
		})
	}
}

// runRate makes b.N calls from r's goroutines.
func runRate(b *testing.B, r *rate, c contender, address string) {
	do, err := r.job(c, address, loopbackTasks)
	if err != nil {
		b.Fatal(err)
	}
	var left atomic.Int64
	left.Store(int64(b.N))
	b.ReportAllocs()
	b.ResetTimer()
	faults := make(chan error, r.goroutines)
	for range r.goroutines {
		go func() {
			for left.Add(-1) >= 0 {
				if err := do(); err != nil {
					faults <- err
					return
				}
			}
			faults <- nil
		}()
	}
	for range r.goroutines {
		if err := <-faults; err != nil {
			b.Error(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
}
