package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
)

// What the differential tests of the signers run through: go test -run Signer -signers.seed 7
var (
	signersSeed  = flag.Uint64("signers.seed", 1, "the random requests are others for another `seed`")
	signersCount = flag.Int("signers.count", 1500, "`how many` random requests each differential test signs")
)

// eachHostile runs a test with random requests, which depend on nothing but the
// seed and their number. Short tests sign fewer.
func eachHostile(t *testing.T, names []string, check func(h *hostile) error) {
	t.Helper()
	count := *signersCount
	if testing.Short() {
		count = min(count, 100)
	}
	for i := range count {
		h := newHostile(rand.New(rand.NewPCG(*signersSeed, uint64(i))), names)
		if err := check(h); err != nil {
			t.Fatalf("request %d of seed %d: %v\n%#v", i, *signersSeed, err, *h)
		}
	}
}

// A hostile is a request as no sane caller makes it.
type hostile struct {
	Method, Host      string
	ID, Secret, Token string
	Nonce, Time       string
	Params            map[string]string
	Header            map[string]string // beside those that every request has
	Form              bool              // the parameters of a POST go into its form, where a peer can do that
}

func newHostile(r *rand.Rand, names []string) *hostile {
	h := &hostile{
		Method: []string{http.MethodGet, http.MethodPost}[r.IntN(2)],
		Host:   []string{"smc.aliyuncs.com", "ecs.cn-hangzhou.aliyuncs.com", "127.0.0.1:8080"}[r.IntN(3)],
		ID:     fmt.Sprintf("LTAI%x", r.Uint64()),
		Secret: fmt.Sprintf("%x+/=&%%", r.Uint64()),
		Nonce:  fmt.Sprintf("%016x", r.Uint64()),
		Time:   fmt.Sprintf("20%02d-%02d-%02dT%02d:%02d:%02dZ", r.IntN(100), 1+r.IntN(12), 1+r.IntN(28), r.IntN(24), r.IntN(60), r.IntN(60)),
		Params: map[string]string{},
		Header: map[string]string{},
		Form:   r.IntN(2) == 0,
	}
	if r.IntN(2) == 0 {
		h.Token = "CAIS" + joined(r, tokenPieces, 40) + "=="
	}
	for range r.IntN(12) {
		h.Params[fmt.Sprintf("%s%s.%d", pick(r, names), pick(r, names), 1+r.IntN(12))] = hostileValue(r)
	}
	for range r.IntN(3) {
		h.Header[fmt.Sprintf("x-acs-%c-%d", 'a'+rune(r.IntN(26)), r.IntN(20))] = joined(r, headerPieces, 12)
	}
	return h
}

var (
	// pieces are what values and, under V2, names are made of: what escaping,
	// joining, sorting and UTF-8 can stumble over.
	pieces = []string{
		"a", "Z", "0", "-", "_", ".", "~", "*", "+", " ", "%", "%7E", "%20", "%2B", "+%20*~", "&", "=", "a=b&c=d", "\n", "\r\n", "\t", "\x00", "\x7f",
		"/", "//", "?", "#", ":", ";", ",", "@", "$", "!", "'", "\"", "(", ")", "[1]", "{}", "<b>", "|", "^", "`", "\\", "\\u4f60",
		"é", "e\u0301", "ß", "你好", "迁移项目", "🚀", "👩‍💻", "\u00a0", "\u2028", "\ufeff", "\ufffd", "\xff", "\xc3", "\U0010ffff",
	}
	// headerPieces are those of them that a header can carry (RFC 9110, section 5.5).
	headerPieces = []string{"a", "Z", "0", "-", "_", ".", "~", "*", "+", "%", "%20", "&", "=", ",", ";", ":", "a  b", "/", "\"", "é", "你好", "🚀"}
	// tokenPieces are what tokens hold.
	tokenPieces = []string{"a", "Z", "0", "-", "_", ".", "~", "+", "/", "=", "%2B"}
	// plainNames are made of what parameters are really called by.
	plainNames = []string{"Tag", "SourceId", "tag", "Key", "a", "A", "Z", "_", "-", "~", "0", "10", "2", ".Value", "DataDisk.1."}
)

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

// joined joins up to most pieces.
func joined(r *rand.Rand, from []string, most int) string {
	var b strings.Builder
	for range 1 + r.IntN(most) {
		b.WriteString(pick(r, from))
	}
	return b.String()
}

// hostileValue is empty, of a few pieces, or now and then long.
func hostileValue(r *rand.Rand) string {
	switch r.IntN(12) {
	case 0, 1:
		return ""
	case 2:
		return joined(r, pieces, 4000)
	}
	return joined(r, pieces, 10)
}
