package alibabatest_test

import (
	"context"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
)

func TestHandlersRunConcurrently(t *testing.T) {
	const callers = 16
	var together sync.WaitGroup
	together.Add(callers)
	s := start(t, func(context.Context, boxInput) (*boxOutput, error) {
		together.Done()
		together.Wait() // goes on only if all the others are here too
		return nil, nil
	})
	var wg sync.WaitGroup
	for range callers {
		wg.Go(func() {
			if _, err := call(t, s, &putBox, boxInput{Name: "n"}, nil); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestServerServesManyGoroutines(t *testing.T) {
	const callers, calls = 8, 20
	s := start(t, func(_ context.Context, in boxInput) (*boxOutput, error) { return &boxOutput{BoxID: in.Name}, nil })
	var wg sync.WaitGroup
	for caller := range callers {
		wg.Go(func() {
			form := forms[caller%len(forms)]
			config := s.Config()
			form.configure(&config)
			client := alibaba.NewClient(config, &store)
			for i := range calls {
				name := strconv.Itoa(caller) + "-" + strconv.Itoa(i)
				out, err := rpc.Call[boxOutput](context.Background(), client, &putBox, &boxInput{Name: name})
				if err != nil || out.BoxID != name {
					t.Errorf("%s: %v, %v", form.name, out, err)
				}
			}
		})
		wg.Go(func() {
			s.AddKey(credential.Credentials{ID: "LTAI" + strconv.Itoa(caller), Secret: "s"})
			s.SetClock(time.Now)
			s.Requests()
		})
	}
	wg.Wait()
	ids := map[string]bool{}
	for _, request := range s.Requests() {
		ids[request.RequestID] = true
	}
	if len(ids) != callers*calls {
		t.Errorf("%d calls had %d request ids", callers*calls, len(ids))
	}
}

func TestHandlerSeesThatTheCallerWentAway(t *testing.T) {
	began, ended := make(chan struct{}), make(chan error, 1)
	s := start(t, func(ctx context.Context, _ boxInput) (*boxOutput, error) {
		close(began)
		<-ctx.Done()
		ended <- ctx.Err()
		return nil, ctx.Err()
	})
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-began
		cancel()
	}()
	client := alibaba.NewClient(s.Config(), &store)
	if _, err := rpc.Call[boxOutput](ctx, client, &putBox, &boxInput{Name: "n"}); err == nil {
		t.Error("the call went well")
	}
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		t.Error("the handler's context did not end")
	}
}
