package alibaba_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
)

// The secrets that printing must not show.
const (
	markedSecret = "marked-secret-0123456789"
	markedToken  = "marked-token-0123456789"
	markedHeader = "marked-header-0123456789"
)

// refuseMarks prints a value in every way.
func refuseMarks(t *testing.T, name string, value any) {
	t.Helper()
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&out, verb+"\n", value)
	}
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(handler).Info("m", "value", value, slog.Group("g", "value", value))
	}
	text, _ := json.Marshal(value)
	out.Write(text)
	for _, mark := range []string{markedSecret, markedToken, markedHeader} {
		if strings.Contains(out.String(), mark) || strings.Contains(out.String(), fmt.Sprintf("%x", mark)) {
			t.Errorf("%s: %T shows %s: %s", name, value, mark, out.String())
		}
	}
}

func TestPrintingShowsNoSecret(t *testing.T) {
	static := credential.Static("LTAImarked", markedSecret, markedToken)
	cached := credential.Cached(static)
	if _, err := cached.Retrieve(context.Background()); err != nil {
		t.Fatal(err)
	}
	sources := alibaba.Sources{Local: credential.Local{Getenv: func(string) string { return markedSecret }}}
	for name, p := range map[string]credential.Provider{
		"none": nil, "static": static, "cached": cached, "chain": sources.Chain(), "default": alibaba.DefaultCredentials(),
		"environment": sources.Environment(), "OIDC": sources.OIDC(), "file": sources.CredentialsFile(), "aliyun": sources.CLI(), "URI": sources.URI(""),
		"machine": sources.InstanceRole(""), "role": sources.AssumeRole(static, alibaba.AssumeRole{RoleARN: "r"}),
	} {
		config := alibaba.Config{Credentials: p, Options: rpc.Options{Header: rpc.Header{"X-Gate": {markedHeader}}}}
		client := alibaba.NewClient(config, ecs)
		for _, value := range []any{
			p, struct{ p credential.Provider }{p}, config, &config, config.Options, config.Keep(), struct{ k alibaba.Kept }{config.Keep()},
			client, *client, struct{ c rpc.Client }{*client}, struct{ c *rpc.Client }{client}, sources, &sources,
		} {
			refuseMarks(t, name, value)
		}
	}
}

// Every source is there and does not work, and knows a secret.
func TestErrorsOfSourcesShowNoSecret(t *testing.T) {
	token := func(m *machine) {
		m.env["ROLE_ARN"], m.env["OIDC_PROVIDER_ARN"], m.env["OIDC_TOKEN_FILE"] = "r", "p", m.file("token", markedToken)
	}
	const marked = `"access_key_id":"LTAImarked","access_key_secret":"` + markedSecret + `","sts_token":"` + markedToken + `"`
	profile := func(text string) func(*machine) {
		return func(m *machine) { m.file(".aliyun/config.json", `{"current":"a","profiles":[{"name":"a",`+text+`}]}`) }
	}
	key := profile(`"mode":"RamRoleArn","ram_role_arn":"r",` + marked)
	answering := func(answer string) func(*machine) {
		return func(m *machine) {
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				sent, _ := io.ReadAll(r.Body)
				if strings.Contains(answer, "HEADER") {
					w.WriteHeader(http.StatusForbidden)
				}
				_, _ = io.WriteString(w, strings.NewReplacer("SENT", fmt.Sprintf("%q", sent), "HEADER", fmt.Sprint(r.Header)).Replace(answer))
			}))
			t.Cleanup(s.Close)
			m.STS = s.URL
		}
	}
	both := func(all ...func(*machine)) func(*machine) {
		return func(m *machine) {
			for _, f := range all {
				f(m)
			}
		}
	}
	for name, with := range map[string]func(*machine){
		"half an environment": func(m *machine) { m.env["ACCESS_KEY_SECRET"] = markedSecret },
		"a line end": func(m *machine) {
			m.env["ACCESS_KEY_ID"], m.env["ACCESS_KEY_SECRET"] = "LTAImarked", markedSecret+"\n"
		},
		"no INI": func(m *machine) { m.file(".alibabacloud/credentials", "[default]\n"+markedSecret+"\n") },
		"no key in an INI": func(m *machine) {
			m.file(".alibabacloud/credentials", "[default]\naccess_key_secret = "+markedSecret+"\n")
		},
		"no JSON": func(m *machine) { m.file(".aliyun/config.json", `{"current":"a","profiles":[{`+marked) },
		"another profile": func(m *machine) {
			m.file(".aliyun/config.json", `{"current":"b","profiles":[{"name":"a",`+marked+`}]}`)
		},
		"an unknown mode":               profile(`"mode":"Browser",` + marked),
		"no command":                    profile(`"mode":"External","process_command":"/nowhere/at-all ` + markedSecret + `",` + marked),
		"a command that fails":          profile(`"mode":"External","process_command":"cat /nowhere/` + markedSecret + `",` + marked),
		"a command that prints no JSON": profile(`"mode":"External","process_command":"echo ` + markedSecret + `",` + marked),
		"a command that prints half":    profile(`"mode":"External","process_command":"echo {\"access_key_secret\":\"` + markedSecret + `\"}",` + marked),
		"a ring":                        profile(`"mode":"ChainableRamRoleArn","source_profile":"a",` + marked),
		"no metadata":                   func(m *machine) { m.metadata(true, true, markedSecret) },
		"half of metadata":              func(m *machine) { m.metadata(true, true, `{"AccessKeySecret":"`+markedSecret+`"}`) },
		"a URI that does not answer":    func(m *machine) { m.env["CREDENTIALS_URI"] = m.Metadata + "/?key=" + markedSecret },
		"a URI that is none":            func(m *machine) { m.env["CREDENTIALS_URI"] = "http://user:" + markedSecret + "@a b/" },
		"STS answers half":              both(key, answering(`{"Credentials":{"AccessKeySecret":"`+markedSecret+`","SecurityToken":"`+markedToken+`"}}`)),
		"STS answers garbage":           both(key, answering(`{"Credentials":{"AccessKeySecret":"`+markedSecret+`"`)),
		"STS refuses, and repeats all":  both(key, answering(`{"Code":"InvalidSecurityToken.Expired","Message":"HEADER","Recommend":"HEADER"}`)),
		"a page repeats the header":     both(key, answering(`<h1>HEADER</h1>`)),
		"STS answers a token by half":   both(token, answering(`{"Credentials":{"AccessKeySecret":"`+markedSecret+`"}}`)),
		"STS refuses a token":           both(token, answering(`{"Code":"AuthenticationFail.OIDCToken.Invalid","Message":"no"}`)),
	} {
		m := newMachine(t)
		with(m)
		m.STS = strings.TrimSuffix(m.STS, "/")
		_, err := m.Chain().Retrieve(context.Background())
		if err == nil {
			t.Errorf("%s: no error", name)
		}
		refuseMarks(t, name, err)
		refuseMarks(t, name, struct{ err error }{err})
		refuseMarks(t, name+", warnings", m.warnings)
	}
}
