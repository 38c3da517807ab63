// Package keyring keeps keys that are ready to sign. Setting up an HMAC costs
// as much as computing one, and some clouds derive a key from the secret first:
// a ring does either once for many requests. It knows no cloud.
package keyring

import (
	"crypto/hmac"
	"hash"
	"sync"
)

// Key is a key of an HMAC (RFC 2104), ready to sign. It is safe for any number
// of goroutines.
type Key struct {
	// macs are HMACs with the key in them.
	macs sync.Pool
}

// New makes a key for a hash such as [crypto/sha256.New].
func New(algorithm func() hash.Hash, key []byte) *Key {
	return &Key{macs: sync.Pool{New: func() any { return hmac.New(algorithm, key) }}}
}

// AppendMAC appends the HMAC of message to dst, which may lie in one memory
// with it: message is read before dst is written.
func (k *Key) AppendMAC(dst, message []byte) []byte {
	mac := k.macs.Get().(hash.Hash)
	mac.Reset()
	mac.Write(message)
	dst = mac.Sum(dst)
	k.macs.Put(mac)
	return dst
}

// MaxKeys is how many keys a [Ring] keeps. Each is some hundred bytes, and is
// made again in a few microseconds when it is wanted again.
const MaxKeys = 512

// Ring keeps keys of any kind K by what they are the keys of. The zero value is
// ready for use, by any number of goroutines.
type Ring[Name comparable, K any] struct {
	mu   sync.RWMutex
	keys map[Name]*K
}

// Get returns the key of a name, kept or made by derive.
func (r *Ring[Name, K]) Get(name Name, derive func(Name) *K) *K {
	r.mu.RLock()
	key := r.keys[name]
	r.mu.RUnlock()
	if key == nil {
		key = derive(name)
		r.put(name, key)
	}
	return key
}

// put keeps a key. When there are too many, some other one goes: secrets that
// rotate and days that pass leave keys that nobody asks for again.
func (r *Ring[Name, K]) put(name Name, key *K) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.keys == nil {
		r.keys = make(map[Name]*K)
	}
	if len(r.keys) >= MaxKeys {
		for other := range r.keys {
			delete(r.keys, other)
			break
		}
	}
	r.keys[name] = key
}

// Len is how many keys are kept.
func (r *Ring[Name, K]) Len() int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return len(r.keys)
}
