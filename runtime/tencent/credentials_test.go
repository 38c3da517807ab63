package tencent_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
	"github.com/signet-gen/signet/runtime/wire"
)

// machine is one with an environment, a home folder and services of its own.
type machine struct {
	tencent.Sources
	env      map[string]string
	warnings []string
}

// newMachine is one that nothing answers on.
func newMachine(t *testing.T) *machine {
	gone := httptest.NewServer(nil)
	gone.Close()
	m := &machine{env: map[string]string{}}
	m.Sources = tencent.Sources{
		Local:    credential.Local{Getenv: func(name string) string { return m.env[name] }, Home: t.TempDir(), Warn: func(text string) { m.warnings = append(m.warnings, text) }},
		Metadata: gone.URL, STS: gone.URL,
	}
	return m
}

func (m *machine) file(t *testing.T, name, text string) string {
	t.Helper()
	name = filepath.Join(m.Home, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
	return name
}

const (
	ini        = "[default]\nsecret_id = AKIDini\nsecret_key = key-ini\n"
	tccli      = `{"secretId":"AKIDcli","secretKey":"key-cli","token":"token-cli"}`
	roleAnswer = `{"TmpSecretId":"AKIDrole","TmpSecretKey":"key-role","ExpiredTime":1800000000,"Expiration":"x","Token":"token-role","Code":"Success"}`
)

// metadata is the metadata service of a machine with the role reader.
func metadata(t *testing.T, answer string) string {
	mux := http.NewServeMux()
	const path = "/latest/meta-data/cam/security-credentials/"
	mux.HandleFunc("GET "+path+"{$}", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "reader\n") })
	mux.HandleFunc("GET "+path+"reader", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, answer) })
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

func TestTheChainLooksInItsOrder(t *testing.T) {
	for _, test := range []struct {
		name string
		with func(*machine)
		want string // the id, or the end of the error
	}{
		{"environment first", func(m *machine) {
			m.env = map[string]string{"TENCENTCLOUD_SECRET_ID": "AKIDenv", "TENCENTCLOUD_SECRET_KEY": "key-env", "TENCENTCLOUD_TOKEN": "token-env"}
			m.file(t, ".tencentcloud/credentials", ini)
		}, "AKIDenv token-env"},
		{"half an environment", func(m *machine) {
			m.env["TENCENTCLOUD_SECRET_ID"] = "AKIDenv"
			m.file(t, ".tencentcloud/credentials", ini)
		}, "there are no credentials: environment: TENCENTCLOUD_SECRET_ID is set, and TENCENTCLOUD_SECRET_KEY is not"},
		{"the credentials file", func(m *machine) {
			m.file(t, ".tencentcloud/credentials", ini)
			m.file(t, ".tccli/default.credential", tccli)
		}, "AKIDini "},
		{"a credentials file elsewhere", func(m *machine) {
			m.env["TENCENTCLOUD_CREDENTIALS_FILE"] = m.file(t, "elsewhere", ini)
		}, "AKIDini "},
		{"a credentials file without the section", func(m *machine) {
			m.file(t, ".tencentcloud/credentials", "[b]\n[a]\n")
			m.file(t, ".tccli/default.credential", tccli)
		}, "credentials has no section [default]; it has a, b"},
		{"a damaged credentials file", func(m *machine) { m.file(t, ".tencentcloud/credentials", "[default]\nkey-secret\n") },
			"credentials: line 2 is no setting such as key = value"},
		{"tccli", func(m *machine) { m.file(t, ".tccli/default.credential", tccli) }, "AKIDcli token-cli"},
		{"a profile of tccli", func(m *machine) {
			m.env["TCCLI_PROFILE"] = "work"
			m.file(t, ".tccli/work.credential", tccli)
		}, "AKIDcli token-cli"},
		{"a profile that is a path", func(m *machine) { m.env["TCCLI_PROFILE"] = "../../etc/passwd" },
			"tccli: TCCLI_PROFILE is no name of a profile, for it holds a slash"},
		{"a damaged file of tccli", func(m *machine) { m.file(t, ".tccli/default.credential", "secret") },
			"default.credential is not the JSON that tccli writes"},
		{"the role of the machine", func(m *machine) { m.Metadata = metadata(t, roleAnswer) }, "AKIDrole token-role"},
		{"a role without credentials", func(m *machine) { m.Metadata = metadata(t, `{"Code":"Denied"}`) },
			`role of the machine: role "reader": the metadata service answers "Denied"`},
		{"a role that is a page", func(m *machine) { m.Metadata = metadata(t, "<html>secret</html>") },
			`role "reader": the metadata service answers by something else than credentials`},
		{"half of TKE", func(m *machine) { m.env["TKE_ROLE_ARN"] = "r" },
			"TKE's token: of TKE_ROLE_ARN, TKE_PROVIDER_ID and TKE_WEB_IDENTITY_TOKEN_FILE some are set, and some are not"},
	} {
		m := newMachine(t)
		test.with(m)
		c, err := m.Chain().Retrieve(context.Background())
		got := c.ID + " " + c.Token
		if err != nil {
			got = err.Error()
			for _, secret := range []string{"key-", "secret>"} {
				if strings.Contains(got, secret) {
					t.Errorf("%s: the error shows a secret: %s", test.name, got)
				}
			}
		}
		if !strings.HasSuffix(got, test.want) || err == nil && c.Source == "" {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got, test.want)
		}
	}
}

func TestAChainWithoutCredentialsTellsWhereItLooked(t *testing.T) {
	m := newMachine(t)
	_, err := m.Chain().Retrieve(context.Background())
	var chain *credential.ChainError
	if !errors.As(err, &chain) || len(chain.Tried) != 5 {
		t.Fatalf("got %v", err)
	}
	for i, want := range []string{
		"TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set", "TKE_ROLE_ARN, TKE_PROVIDER_ID and TKE_WEB_IDENTITY_TOKEN_FILE are not set",
		"there is no file ", "there is no file ", "does not answer: ",
	} {
		if tried := chain.Tried[i]; !errors.Is(tried.Err, credential.ErrAbsent) || !strings.Contains(tried.Err.Error(), want) {
			t.Errorf("%s: %v", tried.Source, tried.Err)
		}
	}
}

func TestLooseFilesAreWarnedAbout(t *testing.T) {
	m := newMachine(t)
	if err := os.Chmod(m.file(t, ".tencentcloud/credentials", ini), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Chain().Retrieve(context.Background()); err != nil || len(m.warnings) != 1 || !strings.Contains(m.warnings[0], "chmod 600") {
		t.Errorf("%v, warned %q", err, m.warnings)
	}
}

// roleInput and roleOutput are as the server of these tests sees them.
type roleInput struct {
	RoleArn, RoleSessionName, ExternalID, Policy string
	Duration                                     uint64
}

func (r *roleInput) WireMembers(c *wire.Codec) {
	c.String("RoleArn", &r.RoleArn)
	c.String("RoleSessionName", &r.RoleSessionName)
	c.String("ExternalId", &r.ExternalID)
	c.String("Policy", &r.Policy)
	c.Uint64("DurationSeconds", &r.Duration)
}

type roleOutput struct{ id, secret, token string }

func (r *roleOutput) WireMembers(c *wire.Codec) {
	c.Message("Credentials", (*roleKey)(r))
	expires := int64(1_800_000_000)
	c.Int64("ExpiredTime", &expires)
}

type roleKey roleOutput

func (r *roleKey) WireMembers(c *wire.Codec) {
	c.String("Token", &r.token)
	c.String("TmpSecretId", &r.id)
	c.String("TmpSecretKey", &r.secret)
}

func TestRolesAreTakenOnBySignedCalls(t *testing.T) {
	var asked []string
	sts := rpc.Service{Name: "sts", Version: "2018-08-13"}
	s := tencenttest.NewServer(&sts, rpctest.Action{Name: "AssumeRole", Handle: rpctest.Handle(func(_ context.Context, in roleInput) (*roleOutput, error) {
		asked = append(asked, fmt.Sprint(in))
		if in.RoleArn == "denied" {
			return nil, rpc.Code("UnauthorizedOperation")
		}
		return &roleOutput{"AKIDtaken", "key-taken", "token-taken"}, nil
	})})
	defer s.Close()
	m := newMachine(t)
	m.STS = s.URL
	m.env = map[string]string{
		"TENCENTCLOUD_SECRET_ID": tencenttest.SecretID, "TENCENTCLOUD_SECRET_KEY": tencenttest.SecretKey,
		"TENCENTCLOUD_ROLE_ARN": "qcs::cam::uin/1:roleName/reader", "TENCENTCLOUD_ROLE_SESSION_NAME": "night",
	}
	c, err := m.Chain().Retrieve(context.Background())
	want := credential.Credentials{ID: "AKIDtaken", Secret: "key-taken", Token: "token-taken", Expires: time.Unix(1_800_000_000, 0),
		Source: "role qcs::cam::uin/1:roleName/reader, taken on with the environment variables TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY, TENCENTCLOUD_TOKEN"}
	if err != nil || c != want {
		t.Errorf("got %v, %v", c, err)
	}
	key := credential.Static(tencenttest.SecretID, tencenttest.SecretKey, "")
	role := tencent.AssumeRole{RoleARN: "r", ExternalID: "x", Policy: "p", Duration: 15 * time.Minute}
	if _, err := m.AssumeRole(key, role).Retrieve(context.Background()); err != nil {
		t.Error(err)
	}
	if got := strings.Join(asked, " "); got != "{qcs::cam::uin/1:roleName/reader night   0} {r signet x p 900}" {
		t.Errorf("asked for %s", got)
	}
	_, err = m.AssumeRole(key, tencent.AssumeRole{RoleARN: "denied"}).Retrieve(context.Background())
	if !errors.Is(err, rpc.Code("UnauthorizedOperation")) || errors.Is(err, credential.ErrAbsent) || !strings.HasPrefix(err.Error(), "role denied, taken on with the credential.Static: sts.AssumeRole: ") {
		t.Errorf("got %v", err)
	}
	if _, err = m.AssumeRole(nil, role).Retrieve(context.Background()); err == nil {
		t.Error("a role without a key is taken on")
	}
}

func TestTheKeyOfARoleIsFetchedAnewWhenItHasEnded(t *testing.T) {
	sts := rpc.Service{Name: "sts", Version: "2018-08-13"}
	s := tencenttest.NewServer(&sts, rpctest.Action{Name: "AssumeRole", Handle: rpctest.Handle(func(context.Context, roleInput) (*roleOutput, error) {
		return &roleOutput{"AKIDtaken", "key-taken", "token-taken"}, nil
	})})
	defer s.Close()
	m := newMachine(t)
	m.STS = s.URL
	asked := 0
	key := credential.Cached(credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		if asked++; asked == 1 {
			return credential.Credentials{ID: "ended", Secret: "s", Token: "t"}, nil
		}
		return credential.Credentials{ID: tencenttest.SecretID, Secret: tencenttest.SecretKey}, nil
	}))
	c, err := m.AssumeRole(key, tencent.AssumeRole{RoleARN: "r"}).Retrieve(context.Background())
	if err != nil || c.Token != "token-taken" || asked != 2 {
		t.Errorf("got %v, %v; asked %d times", c, err, asked)
	}
}

func TestPodsTakeOnTheirRoleByATokenAlone(t *testing.T) {
	var header http.Header
	var body string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		header, body = r.Header, string(text)
		_, _ = io.WriteString(w, `{"Response":{"Credentials":{"Token":"token-pod","TmpSecretId":"AKIDpod","TmpSecretKey":"key-pod"},"ExpiredTime":1800000000,"RequestId":"r"}}`)
	}))
	defer s.Close()
	m := newMachine(t)
	m.STS = s.URL
	m.env = map[string]string{
		"TKE_REGION": "ap-beijing", "TKE_PROVIDER_ID": "oidc", "TKE_ROLE_ARN": "qcs::cam::uin/1:roleName/pod",
		"TKE_WEB_IDENTITY_TOKEN_FILE": m.file(t, "token", "web-token\n"),
	}
	c, err := m.Chain().Retrieve(context.Background())
	if err != nil || c.ID != "AKIDpod" || c.Token != "token-pod" || c.Expires.Unix() != 1_800_000_000 {
		t.Fatalf("got %v, %v", c, err)
	}
	if header.Get("Authorization") != "SKIP" || header.Get("X-TC-Action") != "AssumeRoleWithWebIdentity" || header.Get("X-TC-Region") != "ap-beijing" || header.Get("X-TC-Timestamp") == "" {
		t.Errorf("sent %v", header)
	}
	if want := `{"ProviderId":"oidc","WebIdentityToken":"web-token","RoleArn":"qcs::cam::uin/1:roleName/pod","RoleSessionName":"signet"}`; body != want {
		t.Errorf("sent %s", body)
	}
}

func TestClientsWithoutCredentialsTakeThoseOfTheEnvironmentAtEachCall(t *testing.T) {
	empty := rpc.Service{Name: "empty", Version: "2024-05-06"}
	s := tencenttest.NewServer(&empty, rpctest.Action{Name: "Do", Handle: rpctest.Handle(func(context.Context, roleInput) (*roleOutput, error) { return &roleOutput{}, nil })})
	defer s.Close()
	do := rpc.Operation{Service: &empty, Action: "Do"}
	config := s.Config()
	config.Credentials = nil
	client := tencent.NewClient(config, &empty)
	for secret, want := range map[string]error{tencenttest.SecretKey: nil, "another": tencent.ErrSignatureFailure} {
		t.Setenv(tencent.EnvSecretID, tencenttest.SecretID)
		t.Setenv(tencent.EnvSecretKey, secret)
		if _, err := rpc.Call[roleOutput](context.Background(), client, &do, &roleInput{}); !errors.Is(err, want) {
			t.Errorf("%s: %v", secret, err)
		}
	}
}
