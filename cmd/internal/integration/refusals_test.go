package integration

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	msp "github.com/signet-gen/signet/gen/tencent/msp/v20180319"
	"github.com/signet-gen/signet/gen/tencent/msp/v20180319/msptest"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
	"github.com/signet-gen/signet/runtime/wire"
)

func TestCallsThatAreNotGenuineAreRefusedEachWay(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*tencent.Config)
		code   rpc.Code
	}{
		{"unknown key", func(c *tencent.Config) {
			c.Credentials = credential.Static("AKIDnobody", tencenttest.SecretKey, "")
		}, msp.ErrAuthFailureSecretIDNotFound},
		{"wrong secret", func(c *tencent.Config) {
			c.Credentials = credential.Static(tencenttest.SecretID, "not-the-secret", "")
		}, msp.ErrAuthFailureSignatureFailure},
		{"token that is none", func(c *tencent.Config) {
			c.Credentials = credential.Static(tencenttest.SecretID, tencenttest.SecretKey, "token")
		}, msp.ErrAuthFailureTokenFailure},
		{"clock behind", func(c *tencent.Config) { c.Now = off(-6 * time.Minute) }, msp.ErrAuthFailureSignatureExpire},
		{"clock ahead", func(c *tencent.Config) { c.Now = off(6 * time.Minute) }, msp.ErrAuthFailureSignatureExpire},
	} {
		t.Run(c.name, func(t *testing.T) {
			eachCall(t, func(t *testing.T, a action, w way) {
				var inputs []any
				s := serve(t, recording(&inputs))
				_, err := a.call(t.Context(), w.client(s, c.change), a.in)
				if !errors.Is(err, c.code) || len(inputs) > 0 {
					t.Errorf("%v, want %s; the fake got %v", err, c.code, inputs)
				}
				if strings.Contains(err.Error(), tencenttest.SecretKey) {
					t.Errorf("the error tells the secret: %v", err)
				}
			})
		})
	}
}

func TestChangedParametersAreRefusedEachWay(t *testing.T) {
	swap := tamper(func(text string) string { return strings.Replace(text, "10005", "10006", 1) })
	for _, w := range ways {
		t.Run(w.name, func(t *testing.T) {
			var inputs []any
			s := serve(t, recording(&inputs))
			client := w.client(s, func(c *tencent.Config) { c.Transport = swap })
			in := msp.ModifyMigrationTaskBelongToProjectInput{TaskID: "msp-1", ProjectID: 10005}
			if _, err := client.ModifyMigrationTaskBelongToProject(t.Context(), in); !errors.Is(err, msp.ErrAuthFailureSignatureFailure) || len(inputs) > 0 {
				t.Errorf("%v; the fake got %v", err, inputs)
			}
			in.ProjectID = 7 // which the transport leaves as it is
			if _, err := client.ModifyMigrationTaskBelongToProject(t.Context(), in); err != nil {
				t.Error(err)
			}
		})
	}
}

// Signature v1 has nonces; under TC3, which has none, a replay is refused when
// its timestamp is stale.
func TestReplayIsRefusedEachWay(t *testing.T) {
	eachCall(t, func(t *testing.T, a action, w way) {
		var inputs []any
		s := serve(t, recording(&inputs))
		wait, code := func() {}, msp.ErrAuthFailureSignatureFailure
		if w.signature == tencent.TC3 {
			wait, code = func() { s.SetClock(off(6 * time.Minute)) }, msp.ErrAuthFailureSignatureExpire
		}
		client := w.client(s, func(c *tencent.Config) { c.Transport = replay{wait} })
		_, err := a.call(t.Context(), client, a.in)
		if !errors.Is(err, code) {
			t.Errorf("the replay was answered with %v, want %s", err, code)
		}
		if len(inputs) != 1 || len(s.Requests()) != 2 {
			t.Errorf("the fake was called %d times for %d requests", len(inputs), len(s.Requests()))
		}
	})
}

func TestMissingParametersAreRefusedBeforeTheyAreSent(t *testing.T) {
	s := serve(t, msptest.Fake{})
	_, err := msp.New(s.Config()).RegisterMigrationTask(t.Context(), msp.RegisterMigrationTaskInput{TaskName: "n"})
	var missing *wire.MissingError
	if !errors.As(err, &missing) {
		t.Fatal(err)
	}
	if want := []string{"TaskType", "ServiceSupplier", "CreateTime", "UpdateTime", "MigrateClass"}; !reflect.DeepEqual(missing.Members, want) {
		t.Errorf("missing are %q, want %q", missing.Members, want)
	}
	if len(s.Requests()) > 0 {
		t.Error("the request was sent")
	}
}

func TestServerRefusesMissingParametersOfOtherClients(t *testing.T) {
	s := serve(t, msptest.Fake{})
	bare := rpc.Operation{Service: &rpc.Service{Name: "msp", Version: "2018-03-19"}, Action: "ModifyMigrationTaskBelongToProject"}
	_, err := rpc.Call[msp.ListMigrationTaskOutput](t.Context(), tencent.NewClient(s.Config(), bare.Service), &bare, &msp.ListMigrationTaskInput{})
	if !errors.Is(err, msp.ErrMissingParameter) || !strings.Contains(err.Error(), "TaskId, ProjectId") {
		t.Error(err)
	}
}

func TestFakeWithoutTheFunctionSaysSo(t *testing.T) {
	client := msptest.New(t, msptest.Fake{})
	_, err := client.ListMigrationTask(t.Context(), msp.ListMigrationTaskInput{})
	if !errors.Is(err, msp.ErrUnsupportedOperation) || !strings.Contains(err.Error(), "ListMigrationTask") {
		t.Error(err)
	}
}
