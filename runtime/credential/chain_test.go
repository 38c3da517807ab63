package credential_test

import (
	"context"
	"errors"
	"testing"

	"github.com/signet-gen/signet/runtime/credential"
)

func TestChains(t *testing.T) {
	broken := errors.New("line 3 is no setting")
	none := func(text string) credential.Provider { return failing(credential.Absent("%s", text)) }
	some := credential.Static("id", "secret", "")
	for _, test := range []struct {
		name  string
		links []credential.Link
		want  string
	}{
		{"the first", []credential.Link{{"a", some}, {"b", failing(broken)}}, "id"},
		{"the second", []credential.Link{{"a", none("X is not set")}, {"b", some}}, "id"},
		{"one that is broken ends the search", []credential.Link{{"a", none("X is not set")}, {"b", failing(broken)}, {"c", some}},
			"there are no credentials: a: X is not set; b: line 3 is no setting"},
		{"none at all", []credential.Link{{"the environment", none("X is not set")}, {"the file f", none("there is no such file")}},
			"there are no credentials: the environment: X is not set; the file f: there is no such file"},
		{"a chain in which none is there", []credential.Link{{"a", credential.Chain(credential.Link{Name: "b", Provider: none("X is not set")})}, {"c", some}}, "id"},
		{"a chain in which one is broken", []credential.Link{{"a", credential.Chain(credential.Link{Name: "b", Provider: none("X is not set")}, credential.Link{Name: "c", Provider: failing(broken)})}, {"d", some}},
			"there are no credentials: a: there are no credentials: b: X is not set; c: line 3 is no setting"},
		{"no links", nil, "there are no credentials: the chain has no sources"},
	} {
		got, err := credential.Chain(test.links...).Retrieve(context.Background())
		if text := got.ID; err != nil {
			if text = err.Error(); text != test.want {
				t.Errorf("%s:\ngot  %s\nwant %s", test.name, text, test.want)
			}
		} else if text != test.want {
			t.Errorf("%s: got %s, want %s", test.name, text, test.want)
		}
	}
}

func failing(err error) credential.Provider {
	return credential.ProviderFunc(func(context.Context) (credential.Credentials, error) { return credential.Credentials{}, err })
}

func TestAChainKeepsToTheSourceThatItFound(t *testing.T) {
	here := false
	first := credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		if here {
			return credential.Credentials{ID: "first", Secret: "s"}, nil
		}
		return credential.Credentials{}, credential.Absent("not yet")
	})
	second := credential.Static("second", "s", "")
	c := credential.Chain(credential.Link{Name: "first", Provider: first}, credential.Link{Name: "second", Provider: second})
	for range 2 {
		if got, err := c.Retrieve(context.Background()); err != nil || got.ID != "second" {
			t.Errorf("got %s, %v", got.ID, err)
		}
		here = true
	}
}

func TestAChainStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c := credential.Chain(credential.Link{Name: "a", Provider: failing(credential.Absent("no answer"))}, credential.Link{Name: "b", Provider: credential.Static("id", "s", "")})
	_, err := c.Retrieve(ctx)
	var chain *credential.ChainError
	if !errors.As(err, &chain) || len(chain.Tried) != 1 || !errors.Is(err, credential.ErrAbsent) {
		t.Errorf("got %v", err)
	}
}
