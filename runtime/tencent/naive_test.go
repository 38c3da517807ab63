package tencent_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"hash"
	"net/url"
	"sort"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/wire"
)

// naiveTC3 signs as the vendor's page describes it, with nothing of ours.
func naiveTC3(id, secret, service, method, host, contentType, query, body string, when int64, extra map[string]string) string {
	headers := map[string]string{"content-type": contentType, "host": host}
	for name, value := range extra {
		headers[strings.ToLower(name)] = value
	}
	var names []string
	for name := range headers {
		names = append(names, name)
	}
	sort.Strings(names)
	canonical := method + "\n/\n" + query + "\n"
	for _, name := range names {
		canonical += name + ":" + asciiLower(strings.Trim(headers[name], " \t")) + "\n"
	}
	signed := strings.Join(names, ";")
	canonical += "\n" + signed + "\n" + hexSHA256(body)
	date := time.Unix(when, 0).UTC().Format("2006-01-02")
	scope := date + "/" + service + "/tc3_request"
	text := fmt.Sprintf("TC3-HMAC-SHA256\n%d\n%s\n%s", when, scope, hexSHA256(canonical))
	key := "TC3" + secret
	for _, step := range []string{date, service, "tc3_request"} {
		key = mac(sha256.New, key, step)
	}
	return "TC3-HMAC-SHA256 Credential=" + id + "/" + scope + ", SignedHeaders=" + signed + ", Signature=" + hex.EncodeToString([]byte(mac(sha256.New, key, text)))
}

func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return string(b)
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

// naiveV1 signs as the vendor's page describes it, with nothing of ours.
func naiveV1(secret, method, host string, values url.Values) string {
	var names []string
	for name := range values {
		if name != "Signature" {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var pairs []string
	for _, name := range names {
		pairs = append(pairs, name+"="+values.Get(name))
	}
	algorithm := sha1.New
	if values.Get("SignatureMethod") == "HmacSHA256" {
		algorithm = sha256.New
	}
	text := method + host + "/?" + strings.Join(pairs, "&")
	return base64.StdEncoding.EncodeToString([]byte(mac(algorithm, secret, text)))
}

func valuesOf(p *wire.Params) url.Values {
	values := url.Values{}
	for i := range p.Len() {
		name, value := p.At(i)
		values.Add(string(name), string(value))
	}
	return values
}
