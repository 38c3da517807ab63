package tencent_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/tencent"
)

func TestKeysAreBounded(t *testing.T) {
	r := describeInstances("")
	for i := range 2 * tencent.MaxKeys {
		tencent.SignTC3(nil, "id", fmt.Sprint("secret", i), r)
	}
	if n := tencent.KeptKeys(); n > tencent.MaxKeys {
		t.Errorf("%d keys are kept, want at most %d", n, tencent.MaxKeys)
	}
	want := naiveTC3("id", "secret0", "cvm", "POST", r.Host, r.ContentType, "", "", r.Time.Unix(), nil)
	if got := string(tencent.SignTC3(nil, "id", "secret0", r)); got != want {
		t.Errorf("a key derived again signs differently: %s, want %s", got, want)
	}
}

func TestKeysFollowTheDay(t *testing.T) {
	for _, when := range []int64{0, -1, 1551139199, 1551139200, 1551139201} {
		r := describeInstances("")
		r.Time = time.Unix(when, 999)
		want := naiveTC3("id", "s", "cvm", "POST", r.Host, r.ContentType, "", "", when, nil)
		if got := string(tencent.SignTC3(nil, "id", "s", r)); got != want {
			t.Errorf("at %d: got %s, want %s", when, got, want)
		}
	}
}
