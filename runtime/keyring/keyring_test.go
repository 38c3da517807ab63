package keyring_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"fmt"
	"hash"
	"sync"
	"testing"

	"github.com/signet-gen/signet/runtime/keyring"
)

func TestKeysSignAsHMACDoes(t *testing.T) {
	for name, algorithm := range map[string]func() hash.Hash{"SHA-1": sha1.New, "SHA-256": sha256.New} {
		key := keyring.New(algorithm, []byte("secret&"))
		for _, message := range []string{"", "a", "a longer message than one block of the hash, which is sixty-four bytes"} {
			naive := hmac.New(algorithm, []byte("secret&"))
			naive.Write([]byte(message))
			want := "before" + string(naive.Sum(nil))
			if got := string(key.AppendMAC([]byte("before"), []byte(message))); got != want {
				t.Errorf("%s of %q is %x, want %x", name, message, got, want)
			}
		}
	}
}

func TestTheMessageMayLieBeforeItsMAC(t *testing.T) {
	key := keyring.New(sha256.New, []byte("k"))
	buffer := append(make([]byte, 0, 100), "message"...)
	alone := string(key.AppendMAC(nil, buffer))
	if got := string(key.AppendMAC(buffer, buffer)); got != "message"+alone {
		t.Errorf("got %x, want %x", got, "message"+alone)
	}
}

func TestARingKeepsKeysAndIsBounded(t *testing.T) {
	var ring keyring.Ring[string, string]
	derived := 0
	derive := func(name string) *string {
		derived++
		key := "key of " + name
		return &key
	}
	for range 3 {
		if got := *ring.Get("a", derive); got != "key of a" {
			t.Errorf("got %s", got)
		}
	}
	if derived != 1 || ring.Len() != 1 {
		t.Errorf("one key was derived %d times, and %d are kept", derived, ring.Len())
	}
	for i := range 2 * keyring.MaxKeys {
		ring.Get(fmt.Sprint(i), derive)
	}
	if n := ring.Len(); n != keyring.MaxKeys {
		t.Errorf("%d keys are kept, want %d", n, keyring.MaxKeys)
	}
}

func TestARingServesManyGoroutines(t *testing.T) {
	var ring keyring.Ring[int, keyring.Key]
	derive := func(n int) *keyring.Key { return keyring.New(sha256.New, []byte{byte(n)}) }
	var signers sync.WaitGroup
	for range 8 {
		signers.Go(func() {
			for n := range 2 * keyring.MaxKeys {
				got := ring.Get(n, derive).AppendMAC(nil, []byte("m"))
				naive := hmac.New(sha256.New, []byte{byte(n)})
				naive.Write([]byte("m"))
				if !hmac.Equal(got, naive.Sum(nil)) {
					t.Errorf("key %d signs %x", n, got)
				}
			}
		})
	}
	signers.Wait()
}

func TestSigningAllocatesNothing(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector empties pools")
	}
	var ring keyring.Ring[int, keyring.Key]
	derive := func(int) *keyring.Key { return keyring.New(sha256.New, []byte("k")) }
	dst, message := make([]byte, 0, 64), []byte("message")
	if got := testing.AllocsPerRun(100, func() { ring.Get(1, derive).AppendMAC(dst, message) }); got > 0 {
		t.Errorf("%v allocations", got)
	}
}
