package alibaba_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"hash"
	"sort"
	"strings"

	"github.com/signet-gen/signet/runtime/wire"
)

// naiveV2 signs as the vendor's page on V2 describes it, with nothing of ours.
func naiveV2(secret, method string, values map[string]string) string {
	text := method + "&" + naiveEscape("/") + "&" + naiveEscape(naiveQuery(values))
	return base64.StdEncoding.EncodeToString([]byte(mac(sha1.New, secret+"&", text)))
}

// naiveQuery is the canonical query of either page.
func naiveQuery(values map[string]string) string {
	var names []string
	for name := range values {
		if name != "Signature" {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var pairs []string
	for _, name := range names {
		pairs = append(pairs, naiveEscape(name)+"="+naiveEscape(values[name]))
	}
	return strings.Join(pairs, "&")
}

// naiveEscape escapes all but the unreserved characters of RFC 3986.
func naiveEscape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-_.~", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// naiveV3 signs as the vendor's page on V3 describes it, with nothing of ours.
func naiveV3(id, secret, method, host, query, body string, header map[string]string) string {
	all := map[string]string{"host": host}
	for name, value := range header {
		if name = strings.ToLower(name); strings.HasPrefix(name, "x-acs-") || name == "content-type" {
			all[name] = value
		}
	}
	var names []string
	for name := range all {
		names = append(names, name)
	}
	sort.Strings(names)
	lines := ""
	for _, name := range names {
		lines += name + ":" + strings.Trim(all[name], " \t") + "\n"
	}
	signed := strings.Join(names, ";")
	canonical := method + "\n/\n" + query + "\n" + lines + "\n" + signed + "\n" + hexSHA256(body)
	signature := hex.EncodeToString([]byte(mac(sha256.New, secret, "ACS3-HMAC-SHA256\n"+hexSHA256(canonical))))
	return "ACS3-HMAC-SHA256 Credential=" + id + ",SignedHeaders=" + signed + ",Signature=" + signature
}

func hexSHA256(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func mac(algorithm func() hash.Hash, key, text string) string {
	h := hmac.New(algorithm, []byte(key))
	h.Write([]byte(text))
	return string(h.Sum(nil))
}

// valuesOf are the parameters by name.
func valuesOf(p *wire.Params) map[string]string {
	values := map[string]string{}
	for i := range p.Len() {
		name, value := p.At(i)
		values[string(name)] = string(value)
	}
	return values
}
