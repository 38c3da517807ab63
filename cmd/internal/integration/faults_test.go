package integration

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	smc "github.com/signet-gen/signet/gen/alibaba/smc/v20190601"
	"github.com/signet-gen/signet/gen/alibaba/smc/v20190601/smctest"
	msp "github.com/signet-gen/signet/gen/tencent/msp/v20180319"
	"github.com/signet-gen/signet/gen/tencent/msp/v20180319/msptest"
	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/alibaba/alibabatest"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent"
)

// scene is a client of a cloud, a proxy that does harm, and a fake of the cloud.
type scene struct {
	proxy *rpctest.FaultProxy
	call  func() error
	waits []string

	mu sync.Mutex
	// done are the tokens of what the fake did, empty for none.
	done []string
	// behind is how far the clock of the client is behind the cloud's.
	behind time.Duration
}

// did notes that the fake did something, unless it knows the token.
func (s *scene) did(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if token == "" || !slices.Contains(s.done, token) {
		s.done = append(s.done, token)
	}
}

// times are how often the fake did something.
func (s *scene) times() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.done)
}

// options are those of the client, whose attempts take so long at most: its waits
// are noted, and not waited.
func (s *scene) options(o *rpc.Options, patience time.Duration) {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.IdleConnTimeout = time.Second
	o.Transport = transport
	o.Now = func() time.Time { return time.Now().Add(-s.behind) }
	o.Retry = retry.Policy{Random: func() float64 { return 1 }, AttemptTimeout: patience}
	o.Sleep = func(_ context.Context, d time.Duration) error {
		s.waits = append(s.waits, fmt.Sprint(d.Milliseconds()))
		return nil
	}
}

// before puts the proxy before a server.
func (s *scene) before(t *testing.T, url string) string {
	t.Helper()
	proxy, err := rpctest.NewFaultProxy(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(proxy.Close)
	s.proxy = proxy
	return proxy.URL
}

// onTencent is a scene with a call of MSP.
func onTencent(change func(*tencent.Config), call func(*msp.Client) error) func(*testing.T, time.Duration) *scene {
	return func(t *testing.T, patience time.Duration) *scene {
		s := new(scene)
		server := serve(t, msptest.Fake{
			ListMigrationTask: func(context.Context, msp.ListMigrationTaskInput) (*msp.ListMigrationTaskOutput, error) {
				s.did("")
				return nil, nil
			},
			RegisterMigrationTask: func(context.Context, msp.RegisterMigrationTaskInput) (*msp.RegisterMigrationTaskOutput, error) {
				s.did("")
				return nil, nil
			},
		})
		config := server.Config()
		s.options(&config.Options, patience)
		config.Endpoint = s.before(t, server.URL)
		if change != nil {
			change(&config)
		}
		client := msp.New(config)
		s.call = func() error { return call(client) }
		return s
	}
}

// onAlibaba is a scene with a call of SMC.
func onAlibaba(change func(*alibaba.Config), call func(*smc.Client) error) func(*testing.T, time.Duration) *scene {
	return func(t *testing.T, patience time.Duration) *scene {
		s := new(scene)
		server := serveSMC(t, smctest.Fake{
			ListAccessTokens: func(context.Context, smc.ListAccessTokensInput) (*smc.ListAccessTokensOutput, error) {
				s.did("")
				return nil, nil
			},
			CreateAccessToken: func(context.Context, smc.CreateAccessTokenInput) (*smc.CreateAccessTokenOutput, error) {
				s.did("")
				return nil, nil
			},
			CreateReplicationJob: func(_ context.Context, in smc.CreateReplicationJobInput) (*smc.CreateReplicationJobOutput, error) {
				s.did(in.ClientToken)
				return nil, nil
			},
		})
		config := server.Config()
		s.options(&config.Options, patience)
		config.Endpoint = s.before(t, server.URL)
		if change != nil {
			change(&config)
		}
		client := smc.New(config)
		s.call = func() error { return call(client) }
		return s
	}
}

func listTasks(c *msp.Client) error {
	_, err := c.ListMigrationTask(context.Background(), msp.ListMigrationTaskInput{})
	return err
}

func registerTask(c *msp.Client) error {
	_, err := c.RegisterMigrationTask(context.Background(), msp.RegisterMigrationTaskInput{
		TaskType: "database", TaskName: "shop", ServiceSupplier: "us", CreateTime: "2026-01-02 03:04:05",
		UpdateTime: "2026-01-02 03:04:05", MigrateClass: "mysql:mysql",
	})
	return err
}

func listTokens(c *smc.Client) error {
	_, err := c.ListAccessTokens(context.Background(), smc.ListAccessTokensInput{})
	return err
}

func createToken(c *smc.Client) error {
	_, err := c.CreateAccessToken(context.Background(), smc.CreateAccessTokenInput{Name: "n"})
	return err
}

func createJob(c *smc.Client) error {
	_, err := c.CreateReplicationJob(context.Background(), smc.CreateReplicationJobInput{RegionID: alibabatest.Region, SourceID: "s-1"})
	return err
}

// players are the calls that faults are met with. One whose name has read or token
// in it may be made again.
var players = map[string]func(*testing.T, time.Duration) *scene{
	"tencent read":         onTencent(nil, listTasks),
	"tencent read GET":     onTencent(func(c *tencent.Config) { c.Method = "GET" }, listTasks),
	"tencent write":        onTencent(nil, registerTask),
	"tencent write GET":    onTencent(func(c *tencent.Config) { c.Method = "GET" }, registerTask),
	"tencent write v1":     onTencent(func(c *tencent.Config) { c.Signature = tencent.HmacSHA256 }, registerTask),
	"alibaba read":         onAlibaba(nil, listTokens),
	"alibaba read GET":     onAlibaba(func(c *alibaba.Config) { c.Method = "GET" }, listTokens),
	"alibaba token":        onAlibaba(nil, createJob),
	"alibaba token V2":     onAlibaba(func(c *alibaba.Config) { c.Signature, c.Format = alibaba.V2, alibaba.XML }, createJob),
	"alibaba write":        onAlibaba(nil, createToken),
	"alibaba write GET":    onAlibaba(func(c *alibaba.Config) { c.Method = "GET" }, createToken),
	"alibaba write V2":     onAlibaba(func(c *alibaba.Config) { c.Signature = alibaba.V2 }, createToken),
	"alibaba write V2 GET": onAlibaba(func(c *alibaba.Config) { c.Signature, c.Method = alibaba.V2, "GET" }, createToken),
}

// playing are the players of a cloud, or of all, that may be called again or not.
func playing(t *testing.T, cloud string, again bool) []string {
	var names []string
	for name := range players {
		if repeatable := strings.Contains(name, "read") || strings.Contains(name, "token"); repeatable == again && strings.HasPrefix(name, cloud) {
			names = append(names, name)
		}
	}
	if slices.Sort(names); len(names) == 0 {
		t.Fatalf("nobody plays %s", cloud)
	}
	return names
}

const (
	harm     = "not attempted again: the server may have acted, and a second time would do harm"
	attempts = "after 3 attempts; not attempted again: 3 attempts are all that the policy allows"
)

// seenBy is a reply of the proxy's after the cloud has acted.
func seenBy(f rpctest.ProxyFault) rpctest.ProxyFault {
	f.Kind = rpctest.FaultReplyAfter
	return f
}

// A fault, and what becomes of a call that may be made again and of one that may not.
func TestBothCloudsMeetEachFaultAsTheirEffectsAllow(t *testing.T) {
	var (
		tencentBusy   = rpctest.Answering(200, `{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"slow down"},"RequestId":"r-1"}}`)
		tencentQuota  = rpctest.Answering(200, `{"Response":{"Error":{"Code":"LimitExceeded","Message":"no more"},"RequestId":"r-1"}}`)
		tencentFailed = seenBy(rpctest.Answering(200, `{"Response":{"Error":{"Code":"InternalError","Message":"oh"},"RequestId":"r-1"}}`))
		alibabaBusy   = rpctest.Answering(400, `{"Code":"Throttling.User","Message":"slow down","RequestId":"r-1"}`)
		alibabaXML    = rpctest.Answering(503, `<Error><Code>Throttling</Code><Message>slow down</Message><RequestId>r-1</RequestId></Error>`)
		alibabaHint   = rpctest.Answering(400, `{"Code":"Throttling.Api","Message":"slow down"}`, "x-acs-retry-after", "1500")
		alibabaWindow = rpctest.Answering(429, `{"Code":"Throttling","Message":"slow down"}`, "x-ratelimit-user-api", "Limit:100,Remain:0,TimeLeft:2000")
		alibabaLong   = rpctest.Answering(400, `{"Code":"Throttling","Message":"slow down"}`, "x-acs-retry-after", "60000")
		alibabaFailed = seenBy(rpctest.Answering(500, `{"Code":"InternalError","Message":"oh"}`))
		alibabaDown   = seenBy(rpctest.Answering(503, `{"Code":"ServiceUnavailable","Message":"oh"}`))
		nonceUsed     = seenBy(rpctest.Answering(400, `{"Code":"SignatureNonceUsed","Message":"again"}`))
		page          = rpctest.Answering(502, "<html>Bad Gateway</html>")
	)
	// end is how a call went: how many requests the cloud saw, how often it did what
	// they ask for, the waits and the end of the error.
	type end struct {
		seen, done int
		waits, err string
	}
	repeated, lost := end{2, 2, "100", ""}, end{1, 1, "", harm}
	for _, test := range []struct {
		name         string
		cloud        string // empty for both
		faults       []rpctest.ProxyFault
		again, write end
	}{
		{"nothing", "", nil, end{1, 1, "", ""}, end{1, 1, "", ""}},
		{"the request is lost", "", []rpctest.ProxyFault{{Kind: rpctest.FaultLoseRequest}}, end{1, 1, "100", ""}, end{0, 0, "", harm}},
		{"the answer is lost", "", []rpctest.ProxyFault{{Kind: rpctest.FaultLoseAnswer}}, repeated, lost},
		{"the answer breaks", "", []rpctest.ProxyFault{{Kind: rpctest.FaultBreakAnswer}}, repeated, lost},
		{"the answer is cut", "", []rpctest.ProxyFault{{Kind: rpctest.FaultBreakAnswer, Orderly: true}}, repeated, lost},
		{"garbage", "", []rpctest.ProxyFault{{Kind: rpctest.FaultGarbage}}, repeated, lost},
		{"a page", "", []rpctest.ProxyFault{page}, end{1, 1, "100", ""}, end{0, 0, "", harm}},
		{"a page when all is done", "", []rpctest.ProxyFault{seenBy(page)}, repeated, lost},
		{"a storm", "", []rpctest.ProxyFault{page, page, page}, end{0, 0, "100 200", attempts}, end{0, 0, "", harm}},
		{"too slow", "", []rpctest.ProxyFault{{Delay: time.Minute}}, repeated, lost},
		{"throttled by a page", "", []rpctest.ProxyFault{rpctest.Answering(429, "", "Retry-After", "3")}, end{1, 1, "3250", ""}, end{1, 1, "3250", ""}},
		{"busy", "tencent", []rpctest.ProxyFault{tencentBusy, tencentBusy}, end{1, 1, "1000 2000", ""}, end{1, 1, "1000 2000", ""}},
		{"busy for ever", "tencent", []rpctest.ProxyFault{tencentBusy, tencentBusy, tencentBusy}, end{0, 0, "1000 2000", attempts}, end{0, 0, "1000 2000", attempts}},
		{"a quota", "tencent", []rpctest.ProxyFault{tencentQuota}, end{0, 0, "", "LimitExceeded: no more (request r-1, HTTP 200)"}, end{0, 0, "", "LimitExceeded: no more (request r-1, HTTP 200)"}},
		{"failed", "tencent", []rpctest.ProxyFault{tencentFailed}, repeated, lost},
		{"busy, then lost", "tencent", []rpctest.ProxyFault{tencentBusy, {Kind: rpctest.FaultLoseAnswer}}, end{2, 2, "1000 200", ""}, end{1, 1, "1000", "after 2 attempts; " + harm}},
		{"busy", "alibaba", []rpctest.ProxyFault{alibabaBusy}, end{1, 1, "1000", ""}, end{1, 1, "1000", ""}},
		{"busy in XML", "alibaba", []rpctest.ProxyFault{alibabaXML}, end{1, 1, "1000", ""}, end{1, 1, "1000", ""}},
		{"busy for so long", "alibaba", []rpctest.ProxyFault{alibabaHint}, end{1, 1, "1750", ""}, end{1, 1, "1750", ""}},
		{"busy in this window", "alibaba", []rpctest.ProxyFault{alibabaWindow}, end{1, 1, "2250", ""}, end{1, 1, "2250", ""}},
		{"busy for too long", "alibaba", []rpctest.ProxyFault{alibabaLong}, end{0, 0, "", "the server asks to wait 1m0s, which is longer than 20s"}, end{0, 0, "", "the server asks to wait 1m0s, which is longer than 20s"}},
		{"failed", "alibaba", []rpctest.ProxyFault{alibabaFailed}, repeated, lost},
		{"not available", "alibaba", []rpctest.ProxyFault{alibabaDown}, repeated, lost},
		{"a nonce that somebody used", "alibaba", []rpctest.ProxyFault{nonceUsed}, repeated, lost},
	} {
		for _, again := range []bool{true, false} {
			want := map[bool]end{true: test.again, false: test.write}[again]
			for _, name := range playing(t, test.cloud, again) {
				t.Run(test.name+"/"+name, func(t *testing.T) {
					t.Parallel()
					patience := time.Minute
					if slices.ContainsFunc(test.faults, func(f rpctest.ProxyFault) bool { return f.Delay > 0 }) {
						patience = 500 * time.Millisecond
					}
					s := players[name](t, patience)
					s.proxy.Play(test.faults...)
					err := s.call()
					if (err == nil) != (want.err == "") || err != nil && !strings.HasSuffix(err.Error(), want.err) {
						t.Errorf("got  %v\nwant …%s", err, want.err)
					}
					done := want.done
					if strings.Contains(name, "token") {
						done = min(done, 1) // it knows the token
					}
					if seen, waits := s.proxy.Counts().Forwarded, strings.Join(s.waits, " "); seen != want.seen || s.times() != done || waits != want.waits {
						t.Errorf("the cloud saw %d and did %d, after %q; want %d, %d, %q", seen, s.times(), waits, want.seen, done, want.waits)
					}
				})
			}
		}
	}
}

// A connection that has served ends when the next request has come. That request
// must neither be sent again behind the client's back, nor bear a nonce twice.
func TestClosedConnectionsAreMetAnew(t *testing.T) {
	for name, stage := range players {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := stage(t, time.Minute)
			s.proxy.Play(rpctest.ProxyFault{}, rpctest.ProxyFault{Kind: rpctest.FaultLoseAnswer})
			first, second := s.call(), s.call()
			again := strings.Contains(name, "read") || strings.Contains(name, "token")
			if first != nil || (second == nil) != again {
				t.Errorf("got %v, %v", first, second)
			}
			if seen, want := s.proxy.Counts().Forwarded, map[bool]int{true: 3, false: 2}[again]; seen != want || s.times() > want || !again && s.times() != 2 {
				t.Errorf("two calls were seen %d times and done %d times", seen, s.times())
			}
		})
	}
}

func TestAWrongClockIsPutRightOnBothClouds(t *testing.T) {
	for name, stage := range players {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := stage(t, time.Minute)
			s.behind = 2 * time.Hour
			if err := s.call(); err != nil || s.proxy.Counts().Forwarded != 2 || s.times() != 1 {
				t.Errorf("got %v, seen %d, done %d", err, s.proxy.Counts().Forwarded, s.times())
			}
			if err := s.call(); err != nil || s.proxy.Counts().Forwarded != 3 {
				t.Errorf("the next call: %v, seen %d", err, s.proxy.Counts().Forwarded)
			}

			s = stage(t, time.Minute)
			s.behind = 2 * time.Hour
			skewed := rpctest.ProxyFault{Skew: 9 * time.Hour}
			s.proxy.Play(skewed, skewed, skewed)
			if err := s.call(); err == nil || !strings.Contains(err.Error(), "the clock of this machine is ") || s.proxy.Counts().Forwarded != 2 || s.times() != 0 {
				t.Errorf("by a Date that lies: %v, seen %d, done %d", err, s.proxy.Counts().Forwarded, s.times())
			}
		})
	}
}
