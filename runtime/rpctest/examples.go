package rpctest

import (
	"context"
	"testing"

	"github.com/signet-gen/signet/runtime/rpc"
)

// RunExamples tests each example, its request apart from its reply or error:
// TestExamples/ListMigrationTask/The_first_page/reply. A request passes if a
// client sends what the example shows; a reply, if it is read and written again
// without loss; an error, if the caller gets it. A difference begins with its
// [Cause], and names the member. Numbers in texts, texts in numbers, empty lists
// for objects and the like pass, and are logged.
func RunExamples(t *testing.T, forms Forms, examples []Example) {
	t.Helper()
	var requests, replies, failures tally
	for i := range examples {
		e := &examples[i]
		t.Run(e.Action+"/"+e.Title, func(t *testing.T) {
			requests.run(t, "request", e.Request, func() Findings { return e.CheckRequest(forms) })
			replies.run(t, "reply", e.Reply, func() Findings { return e.CheckReply(forms) })
			failures.run(t, "error", string(e.Code), func() Findings { return e.CheckError(forms) })
		})
	}
	t.Logf("%d of %d requests are sent as shown; %d of %d replies are read without loss; %d of %d errors reach the caller; %d values of another kind were accepted",
		requests.passed, requests.shown, replies.passed, replies.shown, failures.passed, failures.shown, requests.accepted+replies.accepted)
}

// Refused is an action that answers each call with an error.
func Refused(e *rpc.Error) Action {
	return Action{Name: "Refused", Handle: func(context.Context, *Request) (Answer, error) { return Answer{}, e }}
}

// CallRefused calls [Refused] by a client of a service that has it, and returns
// the error.
func CallRefused(client *rpc.Client, service *rpc.Service) error {
	op := rpc.Operation{Service: service, Action: "Refused"}
	_, err := rpc.Call[unread](context.Background(), client, &op, &unread{})
	return err
}

// A tally counts requests or replies.
type tally struct{ shown, passed, accepted int }

// run tests what is shown as a test of its own.
func (y *tally) run(t *testing.T, name, shown string, check func() Findings) {
	if shown == "" {
		return
	}
	t.Run(name, func(t *testing.T) {
		f := check()
		y.shown++
		y.accepted += len(f.Accepted)
		for _, odd := range f.Accepted {
			t.Logf("accepted: %s: %s for %s", odd.Member, odd.Got, odd.Want)
		}
		for _, difference := range f.Differences {
			t.Error(difference)
		}
		if len(f.Differences) == 0 {
			y.passed++
		}
	})
}
