package main

import (
	"fmt"
	"testing"
)

// A contender does each job in its own way.
type contender int

const (
	signet   contender = iota // the generated client over Signet's runtime
	sdk                       // a vendor's own client: the measure says which
	standard                  // the standard library alone; unsigned but where said
	contenders
)

func (c contender) String() string {
	return [...]string{"signet", "sdk", "stdlib"}[c]
}

// A job is done once by each call.
type job func() error

// A bench times one contender at one job.
type bench func(b *testing.B) error

// A measure is one job timed for every contender that can do it.
type measure struct {
	name    string            // as it stands in the table
	scope   string            // what is in the time and what is not
	benches [contenders]bench // nil: the contender has no way to do it alone
	want    bar
}

// A bar is what Signet is to reach; zero fields ask for nothing.
type bar struct {
	faster    float64 // times as fast as the SDK
	allocs    int64   // allocations at the most
	hasAllocs bool    // since none at all is also a bar
}

// A cost is what one job takes.
type cost struct {
	nanoseconds float64
	allocs      int64
	bytes       int64
}

// timed times a job as a whole.
func timed(prepare func() (job, error)) bench {
	return func(b *testing.B) error {
		do, err := prepare()
		if err != nil {
			return err
		}
		b.ReportAllocs()
		for b.Loop() {
			if err := do(); err != nil {
				return err
			}
		}
		return nil
	}
}

// time measures one contender once, as testing.Benchmark does it.
func (m *measure) time(c contender) (cost, error) {
	var fault error
	r := testing.Benchmark(func(b *testing.B) {
		if fault = m.benches[c](b); fault != nil {
			b.FailNow()
		}
	})
	if fault != nil {
		return cost{}, fmt.Errorf("%s, %v: %w", m.name, c, fault)
	}
	ns, reported := r.Extra["ns/op"]
	if !reported {
		ns = float64(r.T.Nanoseconds()) / float64(r.N)
	}
	return cost{ns, r.AllocsPerOp(), r.AllocedBytesPerOp()}, nil
}
