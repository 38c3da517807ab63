package integration

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	smc "github.com/signet-gen/signet/gen/alibaba/smc/v20190601"
	"github.com/signet-gen/signet/gen/alibaba/smc/v20190601/smctest"
	msp "github.com/signet-gen/signet/gen/tencent/msp/v20180319"
	"github.com/signet-gen/signet/gen/tencent/msp/v20180319/msptest"
	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/alibaba/alibabatest"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
)

// difficult is a text that is escaped in a query, and signed as it is.
const difficult = "a b+c&d=e%20/?#\"\\ü箱\n~*'();:@,"

// A presigner makes URLs of a call whose one text is given, of a server that
// answers with the text that it got.
type presigner struct {
	*rpctest.Server
	name, secret  string
	life          time.Duration
	addKey        func(credential.Credentials)
	staleCode     string
	signatureCode string
	presign       func(ctx context.Context, text string, change func(o *options)) (rpc.Presigned, error)
	// call makes a call by the same client, and clock is the client's.
	call  func() error
	clock *func() time.Time
}

// options are what tests change of a configuration, whatever the cloud.
type options struct {
	credentials credential.Provider
	method      string
	endpoint    string
	tencent     tencent.Signature
	alibaba     alibaba.Signature
	rpc.Options
}

func presigners(t *testing.T) []presigner {
	return []presigner{tencentPresigner(t), alibabaPresigner(t)}
}

func tencentPresigner(t *testing.T) presigner {
	s := msptest.NewServer(msptest.Fake{
		DescribeMigrationTask: func(_ context.Context, in msp.DescribeMigrationTaskInput) (*msp.DescribeMigrationTaskOutput, error) {
			return &msp.DescribeMigrationTaskOutput{TaskStatus: []msp.TaskStatus{{Progress: in.TaskID}}}, nil
		},
	})
	t.Cleanup(s.Close)
	clock := s.Now
	config := s.Config()
	config.Now = func() time.Time { return clock() }
	client := msp.New(config)
	return presigner{
		clock: &clock, Server: s.Server, name: "tencent", secret: tencenttest.SecretKey, life: tencent.MaxClockSkew, addKey: s.AddKey,
		staleCode: string(tencent.ErrSignatureExpire), signatureCode: string(tencent.ErrSignatureFailure),
		presign: func(ctx context.Context, text string, change func(*options)) (rpc.Presigned, error) {
			if change == nil {
				return client.Presign(ctx, msp.DescribeMigrationTaskInput{TaskID: text})
			}
			return client.With(func(c *tencent.Config) {
				o := options{c.Credentials, c.Method, c.Endpoint, c.Signature, "", c.Options}
				change(&o)
				c.Credentials, c.Method, c.Endpoint, c.Signature, c.Options = o.credentials, o.method, o.endpoint, o.tencent, o.Options
			}).ReadOnly().Presign(ctx, &msp.DescribeMigrationTaskInput{TaskID: text})
		},
		call: func() error {
			_, err := client.DescribeMigrationTask(t.Context(), msp.DescribeMigrationTaskInput{TaskID: "s-1"})
			return err
		},
	}
}

func alibabaPresigner(t *testing.T) presigner {
	s := smctest.NewServer(smctest.Fake{
		DescribeSourceServers: func(_ context.Context, in smc.DescribeSourceServersInput) (*smc.DescribeSourceServersOutput, error) {
			return &smc.DescribeSourceServersOutput{SourceServers: []smc.SourceServer{{Name: in.Name}}}, nil
		},
	})
	t.Cleanup(s.Close)
	clock := s.Now
	config := s.Config()
	config.Now = func() time.Time { return clock() }
	client := smc.New(config)
	return presigner{
		clock: &clock, Server: s.Server, name: "alibaba", secret: alibabatest.AccessKeySecret, life: alibaba.MaxClockSkewV2, addKey: s.AddKey,
		staleCode: string(alibaba.ErrTimestampExpired), signatureCode: string(alibaba.ErrSignatureMismatch),
		presign: func(ctx context.Context, text string, change func(*options)) (rpc.Presigned, error) {
			if change == nil {
				return client.Presign(ctx, smc.DescribeSourceServersInput{Name: text})
			}
			return client.With(func(c *alibaba.Config) {
				o := options{c.Credentials, c.Method, c.Endpoint, "", c.Signature, c.Options}
				change(&o)
				c.Credentials, c.Method, c.Endpoint, c.Signature, c.Options = o.credentials, o.method, o.endpoint, o.alibaba, o.Options
			}).ReadOnly().Presign(ctx, &smc.DescribeSourceServersInput{Name: text})
		},
		call: func() error {
			_, err := client.DescribeSourceServers(t.Context(), smc.DescribeSourceServersInput{})
			return err
		},
	}
}

// fetch gets a URL as a browser does: by nothing but the URL.
func fetch(t *testing.T, at string) string {
	t.Helper()
	response, err := http.Get(at)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func (p presigner) mustPresign(t *testing.T, text string, change func(*options)) rpc.Presigned {
	t.Helper()
	got, err := p.presign(t.Context(), text, change)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestAnybodyFetchesAPresignedURL(t *testing.T) {
	for _, p := range presigners(t) {
		for _, text := range []string{"s-1", difficult} {
			u := p.mustPresign(t, text, nil)
			if n := len(p.Requests()); n != 0 {
				t.Errorf("%s: presigning sent %d requests", p.name, n)
			}
			if got := fmt.Sprint(parsed(t, fetch(t, u.URL.Value()))); !strings.Contains(got, text) {
				t.Errorf("%s: got %s, want %s in it", p.name, got, text)
			}
			if strings.Contains(u.URL.Value(), p.secret) || strings.Contains(u.URL.Value(), url.QueryEscape(p.secret)) {
				t.Errorf("%s: the secret of the key is in the URL", p.name)
			}
			if r := p.Requests()[0]; r.Method != "GET" || r.Code != "" {
				t.Errorf("%s: recorded was %+v", p.name, r)
			}
			p.Forget()
		}
	}
}

func TestAPresignedURLIsGoodOnce(t *testing.T) {
	for _, p := range presigners(t) {
		u := p.mustPresign(t, "s-1", nil)
		fetch(t, u.URL.Value())
		if body := fetch(t, u.URL.Value()); p.Requests()[1].Code == "" {
			t.Errorf("%s: it was good twice: %s", p.name, body)
		}
	}
}

func TestAPresignedURLExpires(t *testing.T) {
	for _, p := range presigners(t) {
		now := time.Date(2026, 11, 22, 8, 0, 0, 5e8, time.UTC)
		p.SetClock(func() time.Time { return now })
		first, second := p.mustPresign(t, "s-1", nil), p.mustPresign(t, "s-1", nil)
		if want := now.Truncate(time.Second).Add(p.life); !first.Expires.Equal(want) {
			t.Errorf("%s: expires %v, want %v", p.name, first.Expires, want)
		}
		now = first.Expires
		if fetch(t, first.URL.Value()); p.Requests()[0].Code != "" {
			t.Errorf("%s: refused before it expires: %s", p.name, p.Requests()[0].Code)
		}
		now = first.Expires.Add(time.Second)
		if fetch(t, second.URL.Value()); string(p.Requests()[1].Code) != p.staleCode {
			t.Errorf("%s: after it has expired, the code is %q", p.name, p.Requests()[1].Code)
		}
	}
}

func TestAPresignedURLThatIsChangedIsRefused(t *testing.T) {
	for _, p := range presigners(t) {
		u := p.mustPresign(t, "s-1", nil)
		at, err := url.Parse(u.URL.Value())
		if err != nil {
			t.Fatal(err)
		}
		for name := range at.Query() {
			changed := at.Query()
			changed.Set(name, changed.Get(name)+"1")
			p.Forget()
			fetch(t, at.Scheme+"://"+at.Host+"/?"+changed.Encode())
			if p.Requests()[0].Code == "" {
				t.Errorf("%s: %s can be changed", p.name, name)
			}
		}
		more := at.Query()
		more.Set("Zone", "1")
		p.Forget()
		if fetch(t, at.Scheme+"://"+at.Host+"/?"+more.Encode()); string(p.Requests()[0].Code) != p.signatureCode {
			t.Errorf("%s: a parameter can be added", p.name)
		}
		if fetch(t, u.URL.Value()); p.Requests()[1].Code != "" {
			t.Errorf("%s: the URL itself is refused: %s", p.name, p.Requests()[1].Message)
		}
	}
}

func TestAPresignedURLOfTemporaryCredentialsEndsWithThem(t *testing.T) {
	for _, p := range presigners(t) {
		now := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
		p.SetClock(func() time.Time { return now })
		key := credential.Credentials{ID: "AKIDtemporary", Secret: "another-secret", Token: "token+of/it=="}
		p.addKey(key)
		for end, want := range map[time.Time]time.Time{
			{}:                       now.Add(p.life),
			now.Add(time.Minute):     now.Add(time.Minute),
			now.Add(100 * time.Hour): now.Add(p.life),
		} {
			key.Expires = end
			u := p.mustPresign(t, "s-1", func(o *options) {
				o.credentials = credential.ProviderFunc(func(context.Context) (credential.Credentials, error) { return key, nil })
			})
			if !u.Expires.Equal(want) {
				t.Errorf("%s: expires %v, want %v", p.name, u.Expires, want)
			}
			p.Forget()
			if fetch(t, u.URL.Value()); p.Requests()[0].Code != "" || p.Requests()[0].KeyID != key.ID {
				t.Errorf("%s: recorded was %+v", p.name, p.Requests()[0])
			}
		}
	}
}

func TestPresigningGoesByTheClientsConfigurationButForItsSignature(t *testing.T) {
	for _, p := range presigners(t) {
		for _, change := range []func(o *options){
			func(o *options) { o.method = "POST" },
			func(o *options) { o.tencent, o.alibaba = tencent.TC3, alibaba.V3 },
			func(o *options) { o.tencent, o.alibaba = tencent.HmacSHA1, alibaba.V2 },
			func(o *options) { o.RateLimit = rpc.Fail },
			func(o *options) { o.UserAgent = "billing/1.4" },
		} {
			p.Forget()
			if fetch(t, p.mustPresign(t, "s-1", change).URL.Value()); p.Requests()[0].Code != "" {
				t.Errorf("%s: refused: %s", p.name, p.Requests()[0].Message)
			}
		}
		for _, change := range []func(o *options){
			func(o *options) { o.method = "PUT" },
			func(o *options) { o.tencent, o.alibaba = "MD5", "MD5" },
			func(o *options) { o.endpoint = "ftp://host" },
			func(o *options) { o.Retry.Attempts = -1 },
		} {
			if u, err := p.presign(t.Context(), "s-1", change); err == nil {
				t.Errorf("%s: presigned %s by a wrong configuration", p.name, u.URL.Value())
			} else if !strings.Contains(err.Error(), ".Describe") {
				t.Errorf("%s: the error does not name the call: %v", p.name, err)
			}
		}
	}
}

func TestPresigningKnowsTheSkewThatCallsHaveLearnt(t *testing.T) {
	for _, p := range presigners(t) {
		now := time.Now()
		p.SetClock(func() time.Time { return now.Add(3 * time.Hour) })
		*p.clock = func() time.Time { return now }
		if fetch(t, p.mustPresign(t, "s-1", nil).URL.Value()); string(p.Requests()[0].Code) != p.staleCode {
			t.Fatalf("%s: three hours do not matter", p.name)
		}
		if err := p.call(); err != nil {
			t.Fatal(err)
		}
		p.Forget()
		if fetch(t, p.mustPresign(t, "s-1", nil).URL.Value()); p.Requests()[0].Code != "" {
			t.Errorf("%s: refused: %s", p.name, p.Requests()[0].Message)
		}
	}
}

func TestWhatCannotBePresignedSaysSo(t *testing.T) {
	for _, p := range presigners(t) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := p.presign(ctx, "s-1", nil); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: a context that has ended: %v", p.name, err)
		}
	}
	_, err := tencentPresigner(t).presign(t.Context(), strings.Repeat("x", tencent.MaxGETBytes), nil)
	var size *tencent.SizeError
	if !errors.As(err, &size) || !strings.HasSuffix(err.Error(), ": call the action instead, or ask for less at a time") {
		t.Errorf("a query that is too long: %v", err)
	}
	client := msp.New(tencent.Config{Credentials: credential.Static("AKIDtest", "secret", "")})
	for _, in := range []msp.Presignable{nil, (*msp.DescribeMigrationTaskInput)(nil)} {
		if _, err := client.Presign(t.Context(), in); err == nil || !strings.Contains(err.Error(), "the input is nil") {
			t.Errorf("an input that is nil: %v", err)
		}
	}
	if _, err := client.Presign(t.Context(), msp.DescribeMigrationTaskInput{}); err == nil || !strings.Contains(err.Error(), "TaskId") {
		t.Errorf("an input without what it requires: %v", err)
	}
}
