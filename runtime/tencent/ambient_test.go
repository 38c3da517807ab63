package tencent

import (
	"context"
	"fmt"
	"testing"

	"github.com/signet-gen/signet/runtime/credential"
)

func TestClientsWithoutCredentialsForgetWhatIsKept(t *testing.T) {
	provider := credential.Choice(ambient)
	asked := 0
	kept := credential.Cached(credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		asked++
		return credential.Credentials{ID: fmt.Sprint("key-", asked), Secret: "s"}, nil
	}))
	defer func(before func() credential.Provider) { shared = before }(shared)
	shared = func() credential.Provider { return kept }
	retrieve := func(want string) credential.Credentials {
		t.Helper()
		c, err := provider.Retrieve(context.Background())
		if err != nil || c.ID != want {
			t.Errorf("got %v, %v, want %s", c, err, want)
		}
		return c
	}
	t.Setenv(EnvSecretID, "")
	if first := retrieve("key-1"); !credential.Forget(provider, first) {
		t.Error("what was refused is kept")
	}
	retrieve("key-2")
	t.Setenv(EnvSecretID, "own")
	t.Setenv(EnvSecretKey, "s")
	if own := retrieve("own"); credential.Forget(provider, own) {
		t.Error("the environment gives something else")
	}
}
