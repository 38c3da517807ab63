package tencenttest_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
)

// issuer makes a new key known to the server each time it is asked. It does not say
// that the key ends in a minute.
type issuer struct {
	server *tencenttest.Server
	issued atomic.Int32
}

func (i *issuer) Retrieve(context.Context) (credential.Credentials, error) {
	n := i.issued.Add(1)
	key := credential.Credentials{ID: fmt.Sprint("AKIDissued", n), Secret: "secret-of-it", Token: fmt.Sprint("token-", n)}
	known := key
	known.Expires = i.server.Now().Add(time.Minute)
	i.server.AddKey(known)
	return key, nil
}

// Calls whose key has ended write nothing twice, and cause one renewal however many
// there are.
func TestKeysThatHaveEndedAreFetchedAnew(t *testing.T) {
	const calls = 64
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			t.Parallel()
			var written atomic.Int32
			s := start(t, func(context.Context, boxInput) (*boxOutput, error) {
				written.Add(1)
				return &boxOutput{BoxID: "box"}, nil
			})
			began := time.Now()
			var passed atomic.Int64
			s.SetClock(func() time.Time { return began.Add(time.Duration(passed.Load())) })
			source := &issuer{server: s}
			config := s.Config()
			config.Signature, config.Method = form.signature, form.method
			config.Credentials = credential.Cached(source)
			client := tencent.NewClient(config, &store)
			put := func() {
				if _, err := rpc.Call[boxOutput](context.Background(), client, form.op, &boxInput{Name: "n"}); err != nil {
					t.Error(err)
				}
			}
			put()
			passed.Store(int64(time.Minute))
			var all sync.WaitGroup
			for range calls {
				all.Go(put)
			}
			all.Wait()
			refused := 0
			for _, request := range s.Requests() {
				if request.Code != "" {
					refused++
				}
			}
			if written.Load() != 1+calls || source.issued.Load() != 2 || refused < 1 || refused > calls || len(s.Requests()) != 1+calls+refused {
				t.Errorf("%d were written by %d requests, %d were refused, %d keys issued", written.Load(), len(s.Requests()), refused, source.issued.Load())
			}
		})
	}
}

func TestGivenKeysThatHaveEndedAreRefusedOnce(t *testing.T) {
	for _, form := range forms {
		s := start(t, answers(nil))
		s.AddKey(credential.Credentials{ID: "AKIDended", Secret: "s", Token: "t", Expires: s.Now()})
		_, err := call(t, s, form.op, boxInput{Name: "n"}, func(c *tencent.Config) {
			c.Signature, c.Method, c.Retry = form.signature, form.method, retry.Policy{}
			c.Credentials = credential.Static("AKIDended", "s", "t")
		})
		if !errors.Is(err, tencent.ErrTokenFailure) || len(s.Requests()) != 1 {
			t.Errorf("%s: %d requests, %v", form.name, len(s.Requests()), err)
		}
	}
}
