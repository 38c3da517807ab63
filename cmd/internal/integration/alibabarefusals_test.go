package integration

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	ecs "github.com/signet-gen/signet/gen/alibaba/ecs/v20140526"
	"github.com/signet-gen/signet/gen/alibaba/ecs/v20140526/ecstest"
	smc "github.com/signet-gen/signet/gen/alibaba/smc/v20190601"
	"github.com/signet-gen/signet/gen/alibaba/smc/v20190601/smctest"
	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
)

// deleting is a fake that counts the jobs that it deletes.
func deleting(deleted *int) smctest.Fake {
	return smctest.Fake{
		DeleteReplicationJob: func(context.Context, smc.DeleteReplicationJobInput) (*smc.DeleteReplicationJobOutput, error) {
			*deleted++
			return nil, nil
		},
	}
}

func TestPagesOfAlibabaAreReadToTheEndOnEachRoad(t *testing.T) {
	eachRoad(t, func(t *testing.T, r road) {
		var numbers []int32
		s := serveSMC(t, smctest.Fake{
			DescribeSourceServers: func(_ context.Context, in smc.DescribeSourceServersInput) (*smc.DescribeSourceServersOutput, error) {
				numbers = append(numbers, in.PageNumber)
				out := &smc.DescribeSourceServersOutput{TotalCount: 5}
				for i := (in.PageNumber - 1) * 2; i < min(in.PageNumber*2, 5); i++ {
					out.SourceServers = append(out.SourceServers, smc.SourceServer{SourceID: fmt.Sprintf("s-%d", i)})
				}
				return out, nil
			},
		})
		var ids []string
		for server, err := range smc.New(r.config(s)).DescribeAllSourceServers(t.Context(), smc.DescribeSourceServersInput{PageSize: 2}) {
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, server.SourceID)
		}
		if want := []string{"s-0", "s-1", "s-2", "s-3", "s-4"}; !slices.Equal(ids, want) || !slices.Equal(numbers, []int32{1, 2, 3}) {
			t.Errorf("got %v from the pages %v", ids, numbers)
		}
	})
}

func TestTokensOfAlibabaAreFollowedOnEachRoad(t *testing.T) {
	next := map[string]string{"": "b", "b": hostile, hostile: ""}
	eachRoad(t, func(t *testing.T, r road) {
		s := serveSMC(t, smctest.Fake{
			ListTagResources: func(_ context.Context, in smc.ListTagResourcesInput) (*smc.ListTagResourcesOutput, error) {
				token, known := next[in.NextToken]
				if !known {
					return nil, fmt.Errorf("no token %q was handed out: %w", in.NextToken, smc.ErrInvalidParameter)
				}
				return &smc.ListTagResourcesOutput{NextToken: token, TagResources: []smc.TagResource{{TagKey: in.NextToken}}}, nil
			},
		})
		var keys []string
		for resource, err := range smc.New(r.config(s)).ListAllTagResources(t.Context(), smc.ListTagResourcesInput{ResourceType: "sourceserver"}) {
			if err != nil {
				t.Fatal(err)
			}
			keys = append(keys, resource.TagKey)
		}
		if !slices.Equal(keys, []string{"", "b", hostile}) {
			t.Errorf("got %q", keys)
		}
	})
}

func TestErrorsOfAlibabaComeBackOnEachRoad(t *testing.T) {
	eachRoad(t, func(t *testing.T, r road) {
		s := serveSMC(t, smctest.Fake{
			DeleteReplicationJob: func(_ context.Context, in smc.DeleteReplicationJobInput) (*smc.DeleteReplicationJobOutput, error) {
				if in.JobID == "j-busy" {
					return nil, &rpc.Error{Code: "Throttling.User", Message: hostile, Status: 429, RequestID: "r-1"}
				}
				return nil, smc.ErrReplicationJobInvalidStatus
			},
		})
		client := smc.New(r.config(s))
		_, err := client.DeleteReplicationJob(t.Context(), smc.DeleteReplicationJobInput{JobID: "j-busy"})
		var refusal *rpc.Error
		if !errors.As(err, &refusal) || !errors.Is(err, smc.ErrThrottling) || !errors.Is(err, smc.ErrThrottlingUser) {
			t.Fatalf("got %v", err)
		}
		if refusal.Message != hostile || refusal.RequestID != "r-1" || refusal.Status != 429 || refusal.Action != "DeleteReplicationJob" {
			t.Errorf("got %+v", refusal)
		}
		_, err = client.DeleteReplicationJob(t.Context(), smc.DeleteReplicationJobInput{JobID: "j-1"})
		if !errors.Is(err, smc.ErrReplicationJobInvalidStatus) || errors.Is(err, smc.ErrThrottling) {
			t.Errorf("got %v", err)
		}
	})
}

func TestDocumentedErrorsOfAlibabaAreRead(t *testing.T) {
	s := serveSMC(t, smctest.Fake{})
	for format, body := range map[alibaba.Format]string{
		alibaba.JSON: `{"RequestId":"8906582E-6722","HostId":"smc.aliyuncs.com","Code":"InvalidParameter","Message":"The parameter is wrong."}`,
		alibaba.XML: `<?xml version="1.0" encoding="UTF-8"?>
<Error><RequestId>8906582E-6722</RequestId><HostId>smc.aliyuncs.com</HostId><Code>InvalidParameter</Code><Message>The parameter is wrong.</Message></Error>`,
	} {
		s.Handle("DeleteReplicationJob", rpctest.Raw(400, body))
		config := s.Config()
		config.Format = format
		_, err := smc.New(config).DeleteReplicationJob(t.Context(), smc.DeleteReplicationJobInput{JobID: "j-1"})
		var refusal *rpc.Error
		if !errors.As(err, &refusal) || !errors.Is(err, smc.ErrInvalidParameter) ||
			refusal.Message != "The parameter is wrong." || refusal.RequestID != "8906582E-6722" || refusal.Status != 400 {
			t.Errorf("%s: got %v", format, err)
		}
	}
}

func TestCallsToAlibabaThatAreNotGenuineAreRefusedOnEachRoad(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*alibaba.Config, credential.Credentials)
		code   rpc.Code
	}{
		{"unknown key", func(c *alibaba.Config, key credential.Credentials) {
			c.Credentials = credential.Static("LTAInobody", key.Secret, key.Token)
		}, alibaba.ErrAccessKeyNotFound},
		{"wrong secret", func(c *alibaba.Config, key credential.Credentials) {
			c.Credentials = credential.Static(key.ID, "not-the-secret", key.Token)
		}, alibaba.ErrSignatureMismatch},
		{"token that is another", func(c *alibaba.Config, key credential.Credentials) {
			c.Credentials = credential.Static(key.ID, key.Secret, "another-token")
		}, alibaba.ErrSecurityTokenInvalid},
		{"clock behind", func(c *alibaba.Config, _ credential.Credentials) { c.Now = off(-32 * time.Minute) }, alibaba.ErrTimestampExpired},
		{"clock ahead", func(c *alibaba.Config, _ credential.Credentials) { c.Now = off(32 * time.Minute) }, alibaba.ErrTimestampExpired},
	} {
		t.Run(c.name, func(t *testing.T) {
			eachRoad(t, func(t *testing.T, r road) {
				deleted := 0
				config := r.config(serveSMC(t, deleting(&deleted)))
				key, err := config.Credentials.Retrieve(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				c.change(&config, key)
				_, err = smc.New(config).DeleteReplicationJob(t.Context(), smc.DeleteReplicationJobInput{JobID: "j-1"})
				if !errors.Is(err, c.code) || deleted > 0 {
					t.Fatalf("%v, want %s; %d jobs were deleted", err, c.code, deleted)
				}
				if strings.Contains(err.Error(), key.Secret) {
					t.Errorf("the error tells the secret: %v", err)
				}
			})
		})
	}
}

func TestChangedAndRepeatedCallsToAlibabaAreRefusedOnEachRoad(t *testing.T) {
	for _, c := range []struct {
		name      string
		transport http.RoundTripper
		code      rpc.Code
		deleted   int
	}{
		{"changed", tamper(func(text string) string { return strings.Replace(text, "j-10005", "j-10006", 1) }), alibaba.ErrSignatureMismatch, 0},
		{"repeated", replay{func() {}}, alibaba.ErrNonceUsed, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			eachRoad(t, func(t *testing.T, r road) {
				deleted := 0
				config := r.config(serveSMC(t, deleting(&deleted)))
				config.Transport = c.transport
				_, err := smc.New(config).DeleteReplicationJob(t.Context(), smc.DeleteReplicationJobInput{JobID: "j-10005"})
				if !errors.Is(err, c.code) || deleted != c.deleted {
					t.Errorf("%v, want %s; %d jobs were deleted, want %d", err, c.code, deleted, c.deleted)
				}
			})
		})
	}
}

func TestFakeOfAlibabaWithoutTheFunctionSaysSo(t *testing.T) {
	_, err := smctest.New(t, smctest.Fake{}).ListAccessTokens(t.Context(), smc.ListAccessTokensInput{})
	var refusal *rpc.Error
	if !errors.As(err, &refusal) || !strings.Contains(err.Error(), "ListAccessTokens") {
		t.Error(err)
	}
}

func TestRegionPicksTheHostAndIsSent(t *testing.T) {
	var hosts []string
	elsewhere := roundTripper(func(r *http.Request) (*http.Response, error) {
		hosts = append(hosts, r.URL.Host+" "+r.URL.Query().Get("RegionId"))
		return nil, errors.New("nothing is sent")
	})
	config := alibaba.Config{Region: "cn-beijing", Credentials: credential.Static("id", "secret", "")}
	config.Transport, config.Retry = elsewhere, retry.Never
	client := ecs.New(config)
	for _, region := range []string{"", "cn-hangzhou", "ap-southeast-1"} {
		if _, err := client.DescribeInstances(t.Context(), ecs.DescribeInstancesInput{RegionID: region}); err == nil {
			t.Error("no error")
		}
	}
	private := client.With(func(c *alibaba.Config) { c.VPC = true })
	if _, err := private.DescribeInstances(t.Context(), ecs.DescribeInstancesInput{}); err == nil {
		t.Error("no error")
	}
	want := []string{
		"ecs.cn-beijing.aliyuncs.com cn-beijing", "ecs-cn-hangzhou.aliyuncs.com cn-hangzhou",
		"ecs.ap-southeast-1.aliyuncs.com ap-southeast-1", "ecs-vpc.cn-beijing.aliyuncs.com cn-beijing",
	}
	if !slices.Equal(hosts, want) {
		t.Errorf("the calls went to %q, want %q", hosts, want)
	}
}

func TestFakeGetsTheRegionOfTheClient(t *testing.T) {
	var region string
	s := serveECS(t, ecstest.Fake{
		DescribeInstances: func(_ context.Context, in ecs.DescribeInstancesInput) (*ecs.DescribeInstancesOutput, error) {
			region = in.RegionID
			return nil, nil
		},
	})
	config := s.Config()
	if _, err := ecs.New(config).DescribeInstances(t.Context(), ecs.DescribeInstancesInput{}); err != nil {
		t.Fatal(err)
	}
	if region == "" || region != config.Region {
		t.Errorf("the fake got the region %q, want %q", region, config.Region)
	}
}

// roundTripper is a transport that is a function.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
