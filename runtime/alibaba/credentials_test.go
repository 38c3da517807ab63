package alibaba_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/alibaba/alibabatest"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// machine is one with an environment, a home folder and services of its own.
type machine struct {
	alibaba.Sources
	t        *testing.T
	env      map[string]string
	warnings []string
	asked    []string // of STS
}

// newMachine is one that has nothing, and an STS that knows the test server's key.
func newMachine(t *testing.T) *machine {
	gone := httptest.NewServer(nil)
	gone.Close()
	m := &machine{t: t, env: map[string]string{}}
	sts := rpc.Service{Name: "sts", Version: "2015-04-01"}
	s := alibabatest.NewServer(&sts, rpctest.Action{Name: "AssumeRole", Handle: rpctest.Handle(func(_ context.Context, in roleInput) (*roleOutput, error) {
		m.asked = append(m.asked, fmt.Sprint(in))
		if in.RoleArn == "denied" {
			return nil, rpc.Code("NoPermission")
		}
		return &roleOutput{"STS.taken", "secret-taken", "token-taken"}, nil
	})})
	t.Cleanup(s.Close)
	s.AddKey(credential.Credentials{ID: "STS.taken", Secret: "secret-taken", Token: "token-taken"})
	m.Sources = alibaba.Sources{
		Local:    credential.Local{Getenv: func(name string) string { return m.env[strings.TrimPrefix(name, "ALIBABA_CLOUD_")] }, Home: t.TempDir(), Warn: func(text string) { m.warnings = append(m.warnings, text) }},
		Metadata: gone.URL, STS: s.URL,
	}
	return m
}

func (m *machine) file(name, text string) string {
	m.t.Helper()
	name = filepath.Join(m.Home, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, []byte(text), 0o700)); err != nil {
		m.t.Fatal(err)
	}
	return name
}

// roleInput and roleOutput are as the server of these tests sees them.
type roleInput struct {
	RoleArn, RoleSessionName, ExternalID, Policy string
	Duration                                     int64
}

func (r *roleInput) WireMembers(c *wire.Codec) {
	c.String("RoleArn", &r.RoleArn)
	c.String("RoleSessionName", &r.RoleSessionName)
	c.String("ExternalId", &r.ExternalID)
	c.String("Policy", &r.Policy)
	c.Int64("DurationSeconds", &r.Duration)
}

type roleOutput struct{ id, secret, token string }

func (r *roleOutput) WireMembers(c *wire.Codec) { c.Message("Credentials", (*roleKey)(r)) }

type roleKey roleOutput

func (r *roleKey) WireMembers(c *wire.Codec) {
	expires := "2027-01-15T08:00:00Z"
	c.String("AccessKeyId", &r.id)
	c.String("AccessKeySecret", &r.secret)
	c.String("SecurityToken", &r.token)
	c.String("Expiration", &expires)
}

const ownKey = `"access_key_id":"` + alibabatest.AccessKeyID + `","access_key_secret":"` + alibabatest.AccessKeySecret + `"`

const iniOwn = "access_key_id = " + alibabatest.AccessKeyID + "\naccess_key_secret = " + alibabatest.AccessKeySecret + "\n"

const issued = `{"Code":"Success","AccessKeyId":"STS.issued","AccessKeySecret":"secret-issued","SecurityToken":"token-issued","Expiration":"2027-01-15T08:00:00Z"}`

// metadata is a metadata service: of the second version, of the first, or of both.
func (m *machine) metadata(first, second bool, answer string) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		const roles = "/latest/meta-data/ram/security-credentials/"
		token := r.Header.Get("X-aliyun-ecs-metadata-token")
		switch {
		case r.URL.Path == "/latest/api/token" && r.Method == "PUT" && second && r.Header.Get("X-aliyun-ecs-metadata-token-ttl-seconds") != "":
			_, _ = io.WriteString(w, "open sesame")
		case r.URL.Path == "/latest/api/token":
			http.NotFound(w, r)
		case !first && token != "open sesame":
			w.WriteHeader(http.StatusForbidden)
		case r.URL.Path == roles:
			_, _ = io.WriteString(w, "reader")
		case r.URL.Path == roles+"reader":
			_, _ = io.WriteString(w, answer)
		default:
			http.NotFound(w, r)
		}
	}))
	m.t.Cleanup(s.Close)
	m.Metadata = s.URL
}

func TestTheChainLooksInItsOrder(t *testing.T) {
	for _, test := range []struct {
		name string
		with func(*machine)
		want string // id and token, or the end of the error
	}{
		{"environment first", func(m *machine) {
			m.env = map[string]string{"ACCESS_KEY_ID": "LTAIenv", "ACCESS_KEY_SECRET": "secret-env", "SECURITY_TOKEN": "token-env"}
			m.file(".aliyun/config.json", `{"current":"a","profiles":[{"name":"a","mode":"AK",`+ownKey+`}]}`)
		}, "LTAIenv token-env"},
		{"half an environment", func(m *machine) { m.env["ACCESS_KEY_SECRET"] = "secret-env" },
			"environment: ALIBABA_CLOUD_ACCESS_KEY_SECRET is set, and ALIBABA_CLOUD_ACCESS_KEY_ID is not"},
		{"half of OIDC", func(m *machine) { m.env["OIDC_TOKEN_FILE"] = "f" },
			"some are set, and some are not"},
		{"mode AK", func(m *machine) {
			m.file(".aliyun/config.json", `{"current":"a","profiles":[{"name":"b"},{"name":"a","mode":"AK","sts_token":"old",`+ownKey+`}],"meta_path":""}`)
			m.file(".alibabacloud/credentials", "[default]\naccess_key_id=other\naccess_key_secret=secret-other\n")
		}, alibabatest.AccessKeyID + " "},
		{"mode StsToken of another profile", func(m *machine) {
			m.env["PROFILE"] = "b"
			m.file(".aliyun/config.json", `{"current":"a","profiles":[{"name":"a"},{"name":"b","mode":"StsToken","sts_token":"t",`+ownKey+`}]}`)
		}, alibabatest.AccessKeyID + " t"},
		{"mode RamRoleArn", func(m *machine) {
			m.file(".aliyun/config.json", `{"current":"a","profiles":[{"name":"a","mode":"RamRoleArn","ram_role_arn":"r","ram_session_name":"s","expired_seconds":900,`+ownKey+`}]}`)
		}, "STS.taken token-taken"},
		{"mode EcsRamRole", func(m *machine) {
			m.metadata(false, true, issued)
			m.file(".aliyun/config.json", `{"current":"a","profiles":[{"name":"a","mode":"EcsRamRole","ram_role_name":"reader"}]}`)
		}, "STS.issued token-issued"},
		{"mode EcsRamRole where there is no service", func(m *machine) {
			m.file(".aliyun/config.json", `{"current":"a","profiles":[{"name":"a","mode":"EcsRamRole","ram_role_name":"reader"}]}`)
			m.file(".alibabacloud/credentials", "[default]\n"+iniOwn)
		}, "connection refused"},
		{"mode ChainableRamRoleArn", func(m *machine) {
			m.file(".aliyun/config.json", `{"current":"a","profiles":[{"name":"a","mode":"ChainableRamRoleArn","source_profile":"b","ram_role_arn":"second"},
				{"name":"b","mode":"RamRoleArn","ram_role_arn":"first",`+ownKey+`}]}`)
		}, "STS.taken token-taken"},
		{"a ring of profiles", func(m *machine) {
			m.file(".aliyun/config.json", `{"current":"a","profiles":[{"name":"a","mode":"ChainableRamRoleArn","source_profile":"b"},{"name":"b","mode":"ChainableRamRoleArn","source_profile":"a"}]}`)
		}, "config.json, profile a"},
		{"mode External", func(m *machine) {
			command := m.file("helper", "#!/bin/sh\necho '{\"mode\":\"StsToken\",\"access_key_id\":\"LTAIext\",\"access_key_secret\":\"secret-ext\",\"sts_token\":\"'$1'\"}'\n")
			m.file(".aliyun/config.json", `{"current":"a","profiles":[{"name":"a","mode":"External","process_command":"`+command+` token-ext"}]}`)
		}, "LTAIext token-ext"},
		{"mode External that leaves a process behind", func(m *machine) {
			pid := m.file("pid", "")
			command := m.file("helper", "#!/bin/sh\nsleep 1000 &\necho $! >"+pid+"\necho '{\"access_key_id\":\"LTAIext\",\"access_key_secret\":\"secret-ext\",\"sts_token\":\"token-ext\"}'\n")
			m.t.Cleanup(func() { _ = exec.Command("sh", "-c", "kill $(cat "+pid+")").Run() })
			m.file(".aliyun/config.json", `{"current":"a","profiles":[{"name":"a","mode":"External","process_command":"`+command+`"}]}`)
		}, "LTAIext token-ext"},
		{"mode External that fails", func(m *machine) {
			command := m.file("helper", "#!/bin/sh\necho secret-ext\nexit 3\n")
			m.file(".aliyun/config.json", `{"current":"a","profiles":[{"name":"a","mode":"External","process_command":"`+command+`"}]}`)
		}, "helper failed: exit status 3"},
		{"mode External that prints something else", func(m *machine) {
			command := m.file("helper", "#!/bin/sh\necho secret-ext\n")
			m.file(".aliyun/config.json", `{"current":"a","profiles":[{"name":"a","mode":"External","process_command":"`+command+`"}]}`)
		}, "helper prints something else than credentials in JSON"},
		{"an unknown mode", func(m *machine) {
			m.file(".aliyun/config.json", `{"current":"a","profiles":[{"name":"a","mode":"CloudSSO"}]}`)
		}, `its mode "CloudSSO" is none that Signet knows: it knows AK, StsToken, RamRoleArn, EcsRamRole, OIDC, ChainableRamRoleArn and External`},
		{"no such profile", func(m *machine) {
			m.env["PROFILE"] = "c"
			m.file(".aliyun/config.json", `{"current":"a","profiles":[{"name":"a","mode":"AK",`+ownKey+`},{"name":"b"}]}`)
		}, `config.json has no profile "c"; it has a, b`},
		{"a damaged config.json", func(m *machine) { m.file(".aliyun/config.json", `{"secret-`) }, "config.json is not the JSON that aliyun writes"},
		{"the credentials file", func(m *machine) {
			m.file(".alibabacloud/credentials", "[default]\ntype = access_key\nenable = true\n"+iniOwn)
		}, alibabatest.AccessKeyID + " "},
		{"type sts of another profile elsewhere", func(m *machine) {
			m.env["PROFILE"] = "b"
			m.env["CREDENTIALS_FILE"] = m.file("elsewhere", "[default]\n[b]\ntype=sts\nsecurity_token=t\n"+iniOwn)
		}, alibabatest.AccessKeyID + " t"},
		{"type ram_role_arn", func(m *machine) {
			m.file(".alibabacloud/credentials", "[default]\ntype=ram_role_arn\nrole_arn=r\nrole_session_expiration=900\n"+iniOwn)
		}, "STS.taken token-taken"},
		{"type ecs_ram_role", func(m *machine) {
			m.metadata(true, false, issued)
			m.file(".alibabacloud/credentials", "[default]\ntype=ecs_ram_role\nrole_name=reader\n")
		}, "STS.issued token-issued"},
		{"an unknown type", func(m *machine) { m.file(".alibabacloud/credentials", "[default]\ntype=rsa_key_pair\n") },
			`its type "rsa_key_pair" is none that Signet knows: it knows access_key, sts, ram_role_arn, ecs_ram_role and oidc_role_arn`},
		{"a section that is not enabled", func(m *machine) {
			m.file(".alibabacloud/credentials", "[default]\nenable=false\n"+iniOwn)
			m.metadata(true, true, issued)
		}, "STS.issued token-issued"},
		{"no section", func(m *machine) { m.file(".alibabacloud/credentials", "[b]\n") }, "credentials has no section [default]; it has b, no others"},
		{"no number", func(m *machine) {
			m.file(".alibabacloud/credentials", "[default]\nrole_session_expiration=soon\n")
		}, "role_session_expiration is no number of seconds"},
		{"the machine's role", func(m *machine) { m.metadata(false, true, issued) }, "STS.issued token-issued"},
		{"the machine's role by the first version", func(m *machine) { m.metadata(true, false, issued) }, "STS.issued token-issued"},
		{"the first version is disabled", func(m *machine) {
			m.env["IMDSV1_DISABLED"] = "true"
			m.metadata(true, false, issued)
		}, "its first version is disabled by ALIBABA_CLOUD_IMDSV1_DISABLED: the answer is HTTP 404 not found"},
		{"a role by its name", func(m *machine) {
			m.env["ECS_METADATA"] = "reader"
			m.metadata(false, true, issued)
		}, "STS.issued token-issued"},
		{"a role that is another", func(m *machine) {
			m.env["ECS_METADATA"] = "writer"
			m.metadata(false, true, issued)
		}, `role "writer": the answer is HTTP 404 not found`},
		{"a role that fails", func(m *machine) { m.metadata(false, true, `{"Code":"Failed"}`) }, `role reader of the machine answers "Failed"`},
		{"the URI", func(m *machine) {
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, issued) }))
			m.t.Cleanup(s.Close)
			m.env["ECS_METADATA_DISABLED"] = "true"
			m.env["CREDENTIALS_URI"] = s.URL + "/?token=secret-uri"
		}, "STS.issued token-issued"},
		{"a URI that nobody answers", func(m *machine) { m.env["CREDENTIALS_URI"] = m.Metadata + "/?token=secret-uri" }, "connection refused"},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := newMachine(t)
			test.with(m)
			c, err := m.Chain().Retrieve(context.Background())
			got := c.ID + " " + c.Token
			if err != nil {
				got = err.Error()
				if strings.Contains(got, "secret-") {
					t.Errorf("the error shows a secret: %s", got)
				}
			}
			if !strings.HasSuffix(got, test.want) || err == nil && c.Source == "" {
				t.Errorf("\ngot  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestAChainWithoutCredentialsTellsWhereItLooked(t *testing.T) {
	m := newMachine(t)
	_, err := m.Chain().Retrieve(context.Background())
	var chain *credential.ChainError
	if !errors.As(err, &chain) || len(chain.Tried) != 6 {
		t.Fatalf("got %v", err)
	}
	for i, want := range []string{"_ID and ", "_OIDC_TOKEN_FILE are not set", "there is no file ", "there is no file ", "does not answer: ", "_URI is not set"} {
		if tried := chain.Tried[i]; !errors.Is(tried.Err, credential.ErrAbsent) || !strings.Contains(tried.Err.Error(), want) {
			t.Errorf("%s: %v", tried.Source, tried.Err)
		}
	}
}

func TestRolesAreTakenOnBySignedCalls(t *testing.T) {
	m := newMachine(t)
	key := credential.Static(alibabatest.AccessKeyID, alibabatest.AccessKeySecret, "")
	role := alibaba.AssumeRole{RoleARN: "r", ExternalID: "x", Policy: "p", Duration: 15 * time.Minute}
	c, err := m.AssumeRole(key, role).Retrieve(context.Background())
	want := credential.Credentials{ID: "STS.taken", Secret: "secret-taken", Token: "token-taken", Expires: c.Expires, Source: "role r, taken on with the credential.Static"}
	if err != nil || c != want || c.Expires.Unix() != 1_800_000_000 {
		t.Errorf("got %v, %v", c, err)
	}
	// With what it gave another role can be taken on.
	if _, err := m.AssumeRole(fixed(c), alibaba.AssumeRole{RoleARN: "r2", SessionName: "s"}).Retrieve(context.Background()); err != nil {
		t.Error(err)
	}
	if got := strings.Join(m.asked, " "); got != "{r signet x p 900} {r2 s   0}" {
		t.Errorf("asked for %s", got)
	}
	_, err = m.AssumeRole(key, alibaba.AssumeRole{RoleARN: "denied"}).Retrieve(context.Background())
	if !errors.Is(err, rpc.Code("NoPermission")) || !strings.HasPrefix(err.Error(), "role denied, taken on with the credential.Static: sts.AssumeRole: ") {
		t.Errorf("got %v", err)
	}
	if _, err = m.AssumeRole(nil, role).Retrieve(context.Background()); err == nil {
		t.Error("a role without a key is taken on")
	}
}

func fixed(c credential.Credentials) credential.Provider {
	return credential.ProviderFunc(func(context.Context) (credential.Credentials, error) { return c, nil })
}

func TestTheKeyOfARoleIsFetchedAnewWhenItHasEnded(t *testing.T) {
	m := newMachine(t)
	asked := 0
	key := credential.Cached(credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		if asked++; asked == 1 {
			return credential.Credentials{ID: "ended", Secret: "s", Token: "t"}, nil
		}
		return credential.Credentials{ID: alibabatest.AccessKeyID, Secret: alibabatest.AccessKeySecret}, nil
	}))
	c, err := m.AssumeRole(key, alibaba.AssumeRole{RoleARN: "r"}).Retrieve(context.Background())
	if err != nil || c.Token != "token-taken" || asked != 2 {
		t.Errorf("got %v, %v; asked %d times", c, err, asked)
	}
}

func TestPodsTakeOnTheirRoleByATokenAlone(t *testing.T) {
	var seen *http.Request
	var body string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		seen, body = r, string(text)
		_, _ = io.WriteString(w, `{"Credentials":{"SecurityToken":"token-pod","AccessKeyId":"STS.pod","AccessKeySecret":"secret-pod","Expiration":"2027-01-15T08:00:00Z"},"RequestId":"r"}`)
	}))
	defer s.Close()
	m := newMachine(t)
	m.STS = s.URL
	m.env = map[string]string{
		"ROLE_ARN": "acs:ram::1:role/pod", "OIDC_PROVIDER_ARN": "acs:ram::1:oidc-provider/p",
		"OIDC_TOKEN_FILE": m.file("token", "web-token\n"), "ROLE_SESSION_NAME": "night",
	}
	c, err := m.Chain().Retrieve(context.Background())
	if err != nil || c.ID != "STS.pod" || c.Token != "token-pod" || c.Expires.Unix() != 1_800_000_000 {
		t.Fatalf("got %v, %v", c, err)
	}
	if seen.Header.Get("Authorization") != "" || seen.Header.Get("x-acs-action") != "AssumeRoleWithOIDC" {
		t.Errorf("sent %v", seen.Header)
	}
	if q := seen.URL.Query(); q.Get("RoleArn") != "acs:ram::1:role/pod" || q.Get("RoleSessionName") != "night" || q.Get("OIDCProviderArn") == "" || body != "OIDCToken=web-token" {
		t.Errorf("sent %v and %s", q, body)
	}
}

func TestClientsWithoutCredentialsTakeThoseOfTheEnvironmentAtEachCall(t *testing.T) {
	empty := rpc.Service{Name: "empty", Version: "2024-05-06"}
	s := alibabatest.NewServer(&empty, rpctest.Action{Name: "Do", Handle: rpctest.Handle(func(context.Context, roleInput) (*roleOutput, error) { return &roleOutput{}, nil })})
	defer s.Close()
	do := rpc.Operation{Service: &empty, Action: "Do"}
	config := s.Config()
	config.Credentials = nil
	client := alibaba.NewClient(config, &empty)
	for secret, want := range map[string]error{alibabatest.AccessKeySecret: nil, "another": alibaba.ErrSignatureMismatch} {
		t.Setenv(alibaba.EnvAccessKeyID, alibabatest.AccessKeyID)
		t.Setenv(alibaba.EnvAccessKeySecret, secret)
		if _, err := rpc.Call[roleOutput](context.Background(), client, &do, &roleInput{}); !errors.Is(err, want) {
			t.Errorf("%s: %v", secret, err)
		}
	}
}
