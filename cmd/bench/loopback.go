package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// A rate is calls a second of every contender over real HTTP.
type rate struct {
	name       string
	scope      string
	goroutines int
	transport  func() *http.Transport // nil: the one each contender comes with
}

// rates are the loopback measures.
func rates() []rate {
	same := "one http.Transport with the same settings for each contender"
	own := "the transport that each comes with; http.DefaultTransport for stdlib"
	return []rate{
		{"loopback, 1 goroutine", same, 1, sameTransport},
		{"loopback, 64 goroutines", same, 64, sameTransport},
		{"loopback, 1 goroutine, own transport", own, 1, nil},
		{"loopback, 64 goroutines, own transport", own, 64, nil},
	}
}

// sameTransport keeps an idle connection for each goroutine.
func sameTransport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.Proxy = nil
	t.MaxIdleConns, t.MaxIdleConnsPerHost = 256, 256
	return t
}

// serve answers every request on a loopback port with one reply, after reading
// the request whole. It checks no signature: one contender has none.
func serve(reply string) (address string, stop func() error, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := &http.Server{ReadHeaderTimeout: time.Minute}
	server.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, reply) //nolint:errcheck // a client that is gone needs no answer
	})
	go server.Serve(listener) //nolint:errcheck // it always ends with ErrServerClosed
	return "http://" + listener.Addr().String(), server.Close, nil
}

// job returns one contender's call to the server at address, with n tasks in
// the reply.
func (r *rate) job(c contender, address string, n int) (job, error) {
	var transport http.RoundTripper
	if r.transport != nil {
		transport = r.transport()
	}
	switch c {
	case signet:
		return signetList(newSignet("", address, transport), n), nil
	case sdk:
		return sdkList(newSDK("TC3-HMAC-SHA256", address, transport), n), nil
	case standard:
		return standardList(newStandard(address, transport), n), nil
	}
	return nil, fmt.Errorf("no contender %d", c)
}

// drive has goroutines do the job over and over for a while, and returns how
// often it was done in a second.
func drive(do job, goroutines int, while time.Duration) (float64, error) {
	var (
		workers sync.WaitGroup
		calls   atomic.Int64
		faults  = make(chan error, goroutines)
	)
	begin := time.Now()
	end := begin.Add(while)
	for range goroutines {
		workers.Go(func() {
			for time.Now().Before(end) {
				if err := do(); err != nil {
					faults <- err
					return
				}
				calls.Add(1)
			}
		})
	}
	workers.Wait()
	taken := time.Since(begin)
	close(faults)
	var all []error
	for err := range faults {
		all = append(all, err)
	}
	return float64(calls.Load()) / taken.Seconds(), errors.Join(all...)
}

// time measures every contender in turn, several rounds over, so that a noisy
// moment of the machine falls on all of them, and returns calls a second.
func (r *rate) time(address string, tasks, rounds int, while time.Duration) ([contenders][]float64, error) {
	var (
		got  [contenders][]float64
		jobs [contenders]job
	)
	for c := range contenders {
		do, err := r.job(c, address, tasks)
		if err != nil {
			return got, err
		}
		if _, err := drive(do, r.goroutines, while/4); err != nil { // opens the connections
			return got, fmt.Errorf("%s, %v: %w", r.name, c, err)
		}
		jobs[c] = do
	}
	for round := range rounds {
		for i := range contenders {
			c := (i + contender(round)) % contenders
			perSecond, err := drive(jobs[c], r.goroutines, while)
			if err != nil {
				return got, fmt.Errorf("%s, %v: %w", r.name, c, err)
			}
			got[c] = append(got[c], perSecond)
		}
	}
	return got, nil
}
