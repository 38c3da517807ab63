package tencent_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
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
	static := credential.Static("AKIDmarked", markedSecret, markedToken)
	cached := credential.Cached(static)
	if _, err := cached.Retrieve(context.Background()); err != nil {
		t.Fatal(err)
	}
	sources := tencent.Sources{Local: credential.Local{Getenv: func(string) string { return markedSecret }}}
	for name, p := range map[string]credential.Provider{
		"none": nil, "static": static, "cached": cached, "chain": sources.Chain(), "default": tencent.DefaultCredentials(),
		"environment": sources.Environment(), "TKE": sources.TKE(), "file": sources.CredentialsFile(), "tccli": sources.TCCLI(),
		"machine": sources.InstanceRole(""), "role": sources.AssumeRole(static, tencent.AssumeRole{RoleARN: "r"}),
	} {
		config := tencent.Config{Credentials: p, Options: rpc.Options{Header: rpc.Header{"X-Gate": {markedHeader}}}}
		client := tencent.NewClient(config, msp)
		for _, value := range []any{
			p, struct{ p credential.Provider }{p}, config, &config, config.Options, config.Keep(), struct{ k tencent.Kept }{config.Keep()},
			client, *client, struct{ c rpc.Client }{*client}, struct{ c *rpc.Client }{client}, sources, &sources,
		} {
			refuseMarks(t, name, value)
		}
	}
}

// Every source is there and does not work, and knows a secret.
func TestErrorsOfSourcesShowNoSecret(t *testing.T) {
	token := func(m *machine) {
		m.env["TKE_ROLE_ARN"], m.env["TKE_PROVIDER_ID"] = "r", "p"
		m.env["TKE_WEB_IDENTITY_TOKEN_FILE"] = m.file(t, "token", markedToken)
	}
	key := func(m *machine) {
		m.env["TENCENTCLOUD_SECRET_ID"], m.env["TENCENTCLOUD_SECRET_KEY"], m.env["TENCENTCLOUD_TOKEN"] = "AKIDmarked", markedSecret, markedToken
		m.env["TENCENTCLOUD_ROLE_ARN"] = "r"
	}
	answering := func(answer string) func(*machine) {
		return func(m *machine) {
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				sent, _ := io.ReadAll(r.Body)
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
		"half an environment": func(m *machine) { m.env["TENCENTCLOUD_SECRET_KEY"] = markedSecret },
		"a line end": func(m *machine) {
			m.env["TENCENTCLOUD_SECRET_ID"], m.env["TENCENTCLOUD_SECRET_KEY"] = "AKIDmarked", markedSecret+"\n"
		},
		"no INI": func(m *machine) { m.file(t, ".tencentcloud/credentials", "[default]\n"+markedSecret+"\n") },
		"no key in an INI": func(m *machine) {
			m.file(t, ".tencentcloud/credentials", "[default]\nsecret_key = "+markedSecret+"\n")
		},
		"no JSON": func(m *machine) {
			m.file(t, filepath.Join(".tccli", "default.credential"), `{"secretKey":"`+markedSecret)
		},
		"JSON of other types":                 func(m *machine) { m.file(t, ".tccli/default.credential", `{"secretKey":["`+markedSecret+`"]}`) },
		"no metadata":                         func(m *machine) { m.Metadata = metadata(t, markedSecret) },
		"half of metadata":                    func(m *machine) { m.Metadata = metadata(t, `{"TmpSecretKey":"`+markedSecret+`"}`) },
		"STS does not answer":                 key,
		"STS answers half":                    both(key, answering(`{"Response":{"Credentials":{"TmpSecretKey":"`+markedSecret+`","Token":"`+markedToken+`"}}}`)),
		"STS answers garbage":                 both(key, answering(`{"Response":{"Credentials":{"TmpSecretKey":"`+markedSecret+`"`)),
		"STS refuses, and repeats the header": both(key, answering(`{"Response":{"Error":{"Code":"AuthFailure.TokenFailure","Message":"HEADER"}}}`)),
		"a page repeats the header":           both(key, answering(`<h1>HEADER</h1>`)),
		"STS does not answer a token":         token,
		"STS answers a token by half":         both(token, answering(`{"Response":{"Credentials":{"TmpSecretKey":"`+markedSecret+`"}}}`)),
		"STS refuses a token":                 both(token, answering(`{"Response":{"Error":{"Code":"InvalidParameter","Message":"no"}}}`)),
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
