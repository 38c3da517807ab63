package rpctest

import (
	"sync"

	"github.com/signet-gen/signet/runtime/credential"
)

// Keys are the keys that a cloud's server knows. The zero value knows none, and
// is ready for use, by any number of goroutines.
type Keys struct {
	mu   sync.RWMutex
	byID map[string]credential.Credentials
}

// Add makes a key known, or replaces the one of the same id.
func (k *Keys) Add(key credential.Credentials) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.byID == nil {
		k.byID = make(map[string]credential.Credentials)
	}
	k.byID[key.ID] = key
}

// Find is the key of an id.
func (k *Keys) Find(id string) (key credential.Credentials, known bool) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	key, known = k.byID[id]
	return key, known
}

// SecretOf is the secret of the key of an id, as verifying asks for it.
func (k *Keys) SecretOf(id string) (secret string, known bool) {
	key, known := k.Find(id)
	return key.Secret, known
}
