package credential_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
)

const (
	secret = "secret-Gu5t9xGARNpq86cd98joQYCN3"
	token  = "token-9xGARNpq86cd98jo"
)

var full = credential.Credentials{
	ID: "AKIDexample", Secret: secret, Token: token,
	Expires: time.Date(2026, 11, 22, 1, 2, 3, 0, time.UTC), Source: "a test",
}

func TestPrintingShowsNoSecret(t *testing.T) {
	type nested struct {
		Name        string
		Credentials credential.Credentials
		Pointer     *credential.Credentials
		List        []credential.Credentials
		Map         map[string]credential.Credentials
		Any         any
	}
	type held struct {
		Provider credential.Provider
		hidden   credential.Provider
	}
	static := credential.Static(full.ID, secret, token)
	chain := credential.Chain(credential.Link{Name: "static", Provider: revealing{full, secret}})
	kept := credential.Cached(credential.Chain(credential.Link{Name: "chain", Provider: chain}))
	for _, p := range []credential.Provider{chain, kept} {
		if c, err := p.Retrieve(context.Background()); err != nil || c != full {
			t.Fatal(err)
		}
	}
	values := map[string]any{
		"chain":        chain,
		"hidden chain": held{chain, chain},
		"link":         credential.Link{Name: "static", Provider: static},
		"cache":        kept,
		"hidden cache": held{kept, kept},
		"chain of one": &credential.ChainError{Tried: []credential.Tried{{Source: "a", Err: full.Check()}}},
		"fault":        credential.Credentials{ID: full.ID, Secret: secret + "\n", Token: token + " "}.Check(),
		"local":        credential.Local{Getenv: func(string) string { return secret }},
		"panic":        panicking(t),
		"value":        full,
		"pointer":      &full,
		"nested":       nested{"n", full, &full, []credential.Credentials{full}, map[string]credential.Credentials{"k": full}, full},
		"static":       static,
		"held":         held{static, static},
	}
	for name, value := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%20v", "%T"} {
			refuseSecret(t, name+" "+verb, fmt.Sprintf(verb, value))
		}
		if text, err := json.Marshal(value); err == nil {
			refuseSecret(t, name+" json", string(text))
		}
		for _, handler := range handlers() {
			slog.New(handler.Handler).Info("m", "value", value, slog.Group("g", "value", value))
			refuseSecret(t, name+" slog", handler.out.String())
		}
	}
}

// revealing is a provider of a program's own, which masks nothing by itself.
type revealing struct {
	credential.Credentials
	plain string
}

func (r revealing) Retrieve(context.Context) (credential.Credentials, error) {
	return r.Credentials, nil
}

// panicking is the error of a provider that panics with a secret.
func panicking(t *testing.T) error {
	t.Helper()
	_, err := credential.Cached(credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		panic(full.Secret + full.Token)
	})).Retrieve(context.Background())
	if err == nil {
		t.Fatal("no error")
	}
	return err
}

type handler struct {
	slog.Handler
	out *bytes.Buffer
}

func handlers() []handler {
	var text, object bytes.Buffer
	return []handler{{slog.NewTextHandler(&text, nil), &text}, {slog.NewJSONHandler(&object, nil), &object}}
}

func refuseSecret(t *testing.T, how, text string) {
	t.Helper()
	for _, s := range []string{secret, token} {
		for _, form := range []string{s, fmt.Sprintf("%x", s), fmt.Sprintf("%X", s)} {
			if strings.Contains(text, form) {
				t.Errorf("%s shows a secret: %s", how, text)
			}
		}
	}
}

func TestPrintingShowsTheRest(t *testing.T) {
	const want = "{ID:AKIDexample Secret:*** Token:*** Expires:2026-11-22T01:02:03Z Source:a test}"
	for verb, want := range map[string]string{
		"%v": want, "%+v": want, "%s": want,
		"%#v": "credential.Credentials" + want,
		"%q":  `"` + want + `"`,
	} {
		if got := fmt.Sprintf(verb, full); got != want {
			t.Errorf("%s: got %s, want %s", verb, got, want)
		}
	}
	if got, want := (credential.Credentials{ID: "i"}).String(), "{ID:i Secret:}"; got != want {
		t.Errorf("an absent secret prints as %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(credential.Env("A", "B", "")), "credential.Env(A, B, )"; got != want {
		t.Errorf("a provider prints as %s, want %s", got, want)
	}
}

func TestStaticGivesWhatItWasGiven(t *testing.T) {
	c, err := credential.Static("id", "secret", "token").Retrieve(context.Background())
	if err != nil || c.ID != "id" || c.Secret != "secret" || c.Token != "token" || !c.Expires.IsZero() {
		t.Errorf("got %#v %q %q, %v", c, c.Secret, c.Token, err)
	}
}

func TestFaultsAreReportedTogetherWithoutTheirText(t *testing.T) {
	for _, test := range []struct {
		name     string
		provider credential.Provider
		want     string
	}{
		{"nothing", credential.Static("", "", ""),
			"credentials from credential.Static cannot be used: the ID is empty; the Secret is empty"},
		{"line end", credential.Static("id", "secret\n", "to ken"),
			"credentials from credential.Static cannot be used: the Secret holds a space, a line end or another character that no key has; the Token holds a space, a line end or another character that no key has"},
		{"not ASCII", credential.Static("idé", "secret", ""),
			"credentials from credential.Static cannot be used: the ID holds a space, a line end or another character that no key has"},
	} {
		if _, err := test.provider.Retrieve(context.Background()); err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v, want %s", test.name, err, test.want)
		}
	}
}

func TestEnvReadsTheVariablesAtEachCall(t *testing.T) {
	provider := credential.Env("SIGNET_TEST_ID", "SIGNET_TEST_SECRET", "SIGNET_TEST_TOKEN")
	for _, test := range []struct {
		name, id, secret, token string
		want                    string
	}{
		{"nothing", "", "", "",
			"there are no credentials in the environment: SIGNET_TEST_ID and SIGNET_TEST_SECRET are not set"},
		{"no secret", "id", "", "token",
			"there are no credentials in the environment: SIGNET_TEST_ID is set, and SIGNET_TEST_SECRET is not"},
		{"no id", "", "secret", "",
			"there are no credentials in the environment: SIGNET_TEST_SECRET is set, and SIGNET_TEST_ID is not"},
		{"line end", "id", "secret\r", "",
			"credentials from environment variables SIGNET_TEST_ID, SIGNET_TEST_SECRET, SIGNET_TEST_TOKEN cannot be used: the Secret holds a space, a line end or another character that no key has"},
		{"pair", "id", "secret", "", ""},
		{"all", "id", "secret", "token", ""},
	} {
		t.Setenv("SIGNET_TEST_ID", test.id)
		t.Setenv("SIGNET_TEST_SECRET", test.secret)
		t.Setenv("SIGNET_TEST_TOKEN", test.token)
		c, err := provider.Retrieve(context.Background())
		if test.want != "" {
			if err == nil || err.Error() != test.want {
				t.Errorf("%s: got %v, want %s", test.name, err, test.want)
			}
			continue
		}
		if err != nil || c.ID != test.id || c.Secret != test.secret || c.Token != test.token {
			t.Errorf("%s: got %v, %v", test.name, c, err)
		}
	}
}

func TestEnvWithoutATokenVariableReadsNone(t *testing.T) {
	t.Setenv("SIGNET_TEST_ID", "id")
	t.Setenv("SIGNET_TEST_SECRET", "secret")
	c, err := credential.Env("SIGNET_TEST_ID", "SIGNET_TEST_SECRET", "").Retrieve(context.Background())
	if err != nil || c.Token != "" || c.Source != "environment variables SIGNET_TEST_ID, SIGNET_TEST_SECRET" {
		t.Errorf("got %v, %v", c, err)
	}
}

func TestProviderFuncIsAProvider(t *testing.T) {
	failure := errors.New("no answer")
	var p credential.Provider = credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		return full, failure
	})
	if c, err := p.Retrieve(context.Background()); c != full || err != failure {
		t.Errorf("got %v, %v", c, err)
	}
}
