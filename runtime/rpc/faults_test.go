package rpc_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
)

// Faults by their short names.
var (
	loseRequest = rpctest.ProxyFault{Kind: rpctest.FaultLoseRequest}
	loseAnswer  = rpctest.ProxyFault{Kind: rpctest.FaultLoseAnswer}
	closeAnswer = rpctest.ProxyFault{Kind: rpctest.FaultLoseAnswer, Orderly: true}
	breakAnswer = rpctest.ProxyFault{Kind: rpctest.FaultBreakAnswer}
	truncate    = rpctest.ProxyFault{Kind: rpctest.FaultBreakAnswer, Orderly: true}
	cutHeader   = rpctest.ProxyFault{Kind: rpctest.FaultBreakAnswer, At: 30, Orderly: true}
	tooLong     = rpctest.ProxyFault{Kind: rpctest.FaultLength, At: 9}
	tooShort    = rpctest.ProxyFault{Kind: rpctest.FaultLength, At: -9}
	noHTTP      = rpctest.ProxyFault{Kind: rpctest.FaultGarbage}
	slow        = rpctest.ProxyFault{Delay: 5 * time.Second}
	stall       = rpctest.ProxyFault{Stall: 5 * time.Second}
	trickle     = rpctest.ProxyFault{Chunk: 1, Pause: 20 * time.Millisecond}
	drip        = rpctest.ProxyFault{Chunk: 20, Pause: time.Millisecond}
	busy503     = rpctest.Answering(503, `{"error":"Busy"}`)
	busyHint    = rpctest.Answering(400, `{"error":"Busy"}`, "Retry-After", "2")
	busyLong    = rpctest.Answering(400, `{"error":"Busy"}`, "Retry-After", "21")
	page429     = rpctest.Answering(429, "slow down")
	page502     = rpctest.Answering(502, "<h1>Bad Gateway</h1>")
	page503Hint = rpctest.Answering(503, "<h1>later</h1>", "Retry-After", "3")
)

// after is a reply that comes when the server has acted.
func after(status int, body string, header ...string) rpctest.ProxyFault {
	f := rpctest.Answering(status, body, header...)
	f.Kind = rpctest.FaultReplyAfter
	return f
}

type faults = []rpctest.ProxyFault

// Every row is played over real sockets. No row may have the server do a write twice.
func TestFaultScenarios(t *testing.T) {
	const (
		harm  = "not attempted again: the server may have acted, and a second time would do harm"
		three = "after 3 attempts; not attempted again: 3 attempts are all that the policy allows"
		large = "the reply is longer than 4096 bytes: ask for less at a time, or raise Options.MaxReplyBytes"
	)
	oversized := after(200, `{"Text":"fine"}`)
	oversized.Size = 5000
	for _, test := range []struct {
		name    string
		effects string // the row holds for each of them
		faults  faults
		// seen is how many requests the server saw whole, waits those between
		// attempts in milliseconds, and err the end of the error.
		seen  int
		waits string
		err   string
	}{
		{"nothing", "read idem token write get bare", nil, 1, "", ""},
		{"a slow trickle", "read write get", faults{drip}, 1, "", ""},

		{"the request is lost", "read idem token", faults{loseRequest}, 1, "100", ""},
		{"the request is lost", "write get bare", faults{loseRequest}, 0, "", harm},
		{"the request is lost for ever", "read token", faults{loseRequest, loseRequest, loseRequest}, 0, "100 200", three},
		{"the answer is lost", "read idem token", faults{loseAnswer}, 2, "100", ""},
		{"the answer is lost", "write get bare", faults{loseAnswer}, 1, "", harm},
		{"the answer is lost twice", "read token", faults{loseAnswer, loseAnswer}, 3, "100 200", ""},
		{"closed without an answer", "read token", faults{closeAnswer}, 2, "100", ""},
		{"closed without an answer", "write get bare", faults{closeAnswer}, 1, "", harm},
		{"reset in the answer", "read idem token", faults{breakAnswer}, 2, "100", ""},
		{"reset in the answer", "write get bare", faults{breakAnswer}, 1, "", harm},
		{"truncated", "read token", faults{truncate}, 2, "100", ""},
		{"truncated", "write get bare", faults{truncate}, 1, "", harm},
		{"truncated in the header", "read token", faults{cutHeader}, 2, "100", ""},
		{"truncated in the header", "write get bare", faults{cutHeader}, 1, "", harm},
		{"too long a length", "read", faults{tooLong}, 2, "100", ""},
		{"too long a length", "write", faults{tooLong}, 1, "", harm},
		{"too short a length", "write get", faults{tooShort}, 1, "", harm},
		{"no HTTP", "read token", faults{noHTTP}, 2, "100", ""},
		{"no HTTP", "write get bare", faults{noHTTP}, 1, "", harm},
		{"garbage in HTTP", "read token", faults{after(200, `{"Text":"fi`)}, 2, "100", ""},
		{"garbage in HTTP", "write get", faults{after(200, `{"Text":"fi`)}, 1, "", harm},
		{"an empty answer", "read", faults{after(200, "")}, 2, "100", ""},
		{"an empty answer", "write", faults{after(204, "")}, 1, "", harm},
		{"damaged gzip", "read", faults{after(200, "\x1f\x8bno", "Content-Encoding", "gzip")}, 2, "100", ""},
		{"damaged gzip", "write", faults{after(200, "\x1f\x8bno", "Content-Encoding", "gzip")}, 1, "", harm},
		{"a redirect", "write get", faults{after(302, "", "Location", "/elsewhere")}, 1, "", harm},
		{"an upgrade", "read", faults{after(101, "", "Upgrade", "x", "Connection", "Upgrade")}, 2, "100", ""},
		{"an upgrade", "write", faults{after(101, "", "Upgrade", "x", "Connection", "Upgrade")}, 1, "", "which it was not asked to; " + harm},

		{"too slow", "read token", faults{slow}, 2, "100", ""},
		{"too slow", "write get bare", faults{slow}, 1, "", harm},
		{"too slow within the answer", "read", faults{stall}, 2, "100", ""},
		{"too slow within the answer", "write get", faults{stall}, 1, "", harm},
		{"trickling for too long", "read", faults{trickle}, 2, "100", ""},
		{"trickling for too long", "write", faults{trickle}, 1, "", harm},
		{"oversized", "read write token", faults{oversized}, 1, "", large},

		{"throttled", "read token write get bare", faults{busy503}, 1, "1000", ""},
		{"throttled twice", "write", faults{busy503, busy503}, 1, "1000 2000", ""},
		{"throttled for ever", "write read", faults{busy503, busy503, busy503}, 0, "1000 2000", "Busy (HTTP 503); " + three},
		{"throttled with a hint", "write read", faults{busyHint}, 1, "2250", ""},
		{"throttled with a long hint", "write", faults{busyLong}, 0, "", "Busy (HTTP 400); not attempted again: the server asks to wait 21s, which is longer than 20s"},
		{"throttled by a page", "write get", faults{page429}, 1, "1000", ""},
		{"throttled, then lost", "write", faults{busy503, loseAnswer}, 1, "1000", "after 2 attempts; " + harm},
		{"throttled, then lost", "token", faults{busy503, loseAnswer}, 2, "1000 200", ""},
		{"a gateway fails", "read idem token", faults{page502}, 1, "100", ""},
		{"a gateway fails", "write get", faults{page502}, 0, "", harm},
		{"a gateway fails when all is done", "token", faults{after(504, "")}, 2, "100", ""},
		{"a gateway fails when all is done", "write get bare", faults{after(504, "")}, 1, "", harm},
		{"a storm", "read token", faults{page502, page502, page502}, 0, "100 200", three},
		{"a storm that passes", "read", faults{page502, loseAnswer}, 2, "100 200", ""},
		{"a gateway that says when", "read", faults{page503Hint}, 1, "3025", ""},
		{"a request that came too slowly", "read", faults{rpctest.Answering(408, "")}, 1, "100", ""},
		{"a request that came too slowly", "write", faults{rpctest.Answering(408, "")}, 0, "", harm},
		{"refused", "read write token", faults{rpctest.Answering(403, `{"error":"Denied"}`)}, 0, "", "Denied (HTTP 403)"},
		{"failed", "write", faults{after(200, `{"error":"Broken"}`)}, 1, "", "Broken (HTTP 200); " + harm},
		{"failed", "read token", faults{after(200, `{"error":"Broken"}`)}, 2, "100", ""},
	} {
		for _, effect := range strings.Fields(test.effects) {
			t.Run(test.name+"/"+effect, func(t *testing.T) {
				t.Parallel()
				s := newStageWithin(t, patience(test.faults))
				s.proxy.Play(test.faults...)
				s.check(t, effect, s.call(effect), test.seen, test.waits, test.err)
			})
		}
	}
}

// patience is how long an attempt may take: long on a busy machine, but for those
// that must take too long.
func patience(played faults) time.Duration {
	for _, f := range played {
		if f.Delay > 0 || f.Stall > 0 || f.Pause > drip.Pause {
			return 500 * time.Millisecond
		}
	}
	return time.Minute
}

func TestWhatTheServerCannotHaveSeenIsSentAgain(t *testing.T) {
	for _, effect := range []string{"read", "token", "write", "get", "bare"} {
		t.Run("refused dial/"+effect, func(t *testing.T) {
			s := newStage(t)
			s.proxy.Down()
			s.onWait = func() {
				if len(s.waits) == 2 {
					_ = s.proxy.Up()
				}
			}
			s.check(t, effect, s.call(effect), 1, "100 200", "")
		})
		t.Run("refused dials/"+effect, func(t *testing.T) {
			s := newStage(t)
			s.proxy.Down()
			s.check(t, effect, s.call(effect), 0, "100 200", "connection refused; after 3 attempts; not attempted again: 3 attempts are all that the policy allows")
		})
	}
	for _, effect := range []string{"read", "token", "write"} {
		t.Run("a part of a large body/"+effect, func(t *testing.T) {
			s := newStageWithin(t, time.Minute)
			s.padding = strings.Repeat("x", 16<<20) // more than sockets hold
			s.proxy.Play(rpctest.ProxyFault{Kind: rpctest.FaultResetRequest, At: 70_000}, rpctest.ProxyFault{Kind: rpctest.FaultResetRequest, At: 70_000, Orderly: true})
			s.check(t, effect, s.call(effect), 1, "100 200", "")
		})
	}
}

// Whether a small request had left when its connection was reset is chance, and
// so whether it is sent again. That it is never done twice is not.
func TestConnectionsThatEndAtOnceDoNoHarm(t *testing.T) {
	for _, effect := range []string{"read", "token", "write", "get", "bare"} {
		for _, f := range (faults{{Kind: rpctest.FaultHangUp}, {Kind: rpctest.FaultReset}, {Kind: rpctest.FaultResetRequest, At: 10}}) {
			for range 5 {
				s := newStage(t)
				s.proxy.Play(f)
				err := s.call(effect)
				seen, most := s.counts()
				repeatable := effect == "read" || effect == "token"
				if repeatable && err != nil || (err == nil) != (seen == 1) || most > 1 {
					t.Errorf("%s, %s: seen %d, done %d, %v", f.Kind, effect, seen, most, err)
				}
			}
		}
	}
}

// A connection that has served is closed by the server without a word, or when the
// next request has come. net/http would send a GET again by itself.
func TestConnectionsThatEndBetweenCalls(t *testing.T) {
	for _, effect := range []string{"read", "token", "write", "get", "bare", "getread"} {
		op := effects[effect]
		if effect == "getread" {
			op = &rpc.Operation{Service: service, Action: "Echo", Effect: rpc.Read, Methods: []string{"GET"}}
		}
		for _, f := range (faults{{Kind: rpctest.FaultHangUp}, {Kind: rpctest.FaultReset}, loseRequest, loseAnswer, closeAnswer}) {
			s := newStage(t)
			s.proxy.Play(rpctest.ProxyFault{}, f)
			for i := range 2 {
				_, err := rpc.Call[echo](context.Background(), s.client, op, &order{ID: fmt.Sprint("order ", i)})
				if err != nil && (i == 0 || op.Effect == rpc.Read || op.IdempotencyToken != "") {
					t.Errorf("%s, %s: call %d: %v", f.Kind, effect, i, err)
				}
			}
			attempts := 2 + len(s.waits)
			if _, most := s.counts(); most > 1 && op.Effect != rpc.Read && effect != "get" && effect != "bare" {
				t.Errorf("%s, %s: done %d times", f.Kind, effect, most)
			}
			counts := s.proxy.Counts()
			if counts.Requests > attempts || counts.Forwarded > attempts {
				t.Errorf("%s, %s: %d attempts were %+v: net/http sent some by itself", f.Kind, effect, attempts, counts)
			}
			if seen, _ := s.counts(); op.Effect != rpc.Read && op.IdempotencyToken == "" && seen > 2 {
				t.Errorf("%s, %s: two writes were done %d times", f.Kind, effect, seen)
			}
		}
	}
}

func TestIdleConnectionsThatWereClosedAreNotUsed(t *testing.T) {
	s := newStage(t)
	for range 5 {
		s.proxy.Play(rpctest.ProxyFault{Kind: rpctest.FaultCloseIdle})
		if err := s.call("write"); err != nil {
			t.Error(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
	if seen, _ := s.counts(); seen != 5 || s.proxy.Counts().Connections != 5 {
		t.Errorf("seen %d, %+v", seen, s.proxy.Counts())
	}
}

func TestPackedAnswersAreUnpackedAndTheirDamageIsMet(t *testing.T) {
	for _, test := range []struct {
		fault  rpctest.ProxyFault
		effect string
		seen   int
		waits  string
		err    string
	}{
		{rpctest.ProxyFault{}, "write", 1, "", ""},
		{drip, "write", 1, "", ""},
		{truncate, "read", 2, "100", ""},
		{truncate, "write", 1, "", "would do harm"},
		{tooShort, "write", 1, "", "would do harm"},
	} {
		s := newStage(t)
		s.packed = true
		s.proxy.Play(test.fault)
		s.check(t, test.effect, s.call(test.effect), test.seen, test.waits, test.err)
	}
}

func TestHooksAreToldTheStatusOfAnAnswerThatBroke(t *testing.T) {
	s := newStage(t)
	s.proxy.Play(truncate)
	var ends []rpc.Attempt
	s.observe = func(a rpc.Attempt) { ends = append(ends, a) }
	s.check(t, "read", s.call("read"), 2, "100", "")
	if len(ends) != 2 || ends[0].Status != 200 || ends[0].Err == nil || ends[0].Fate != retry.Unknown || ends[1].Err != nil || ends[1].Number != 2 {
		t.Errorf("told were %+v", ends)
	}
}
