package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"
)

// textbookTC3 gives the Authorization of a POST to MSP.
func textbookTC3(host, contentType string, body []byte, at time.Time) string {
	return fmt.Sprintf("TC3-HMAC-SHA256 Credential=%s/%s/msp/tc3_request, SignedHeaders=content-type;host, Signature=%s",
		secretID, at.UTC().Format(time.DateOnly), textbookSignature("msp", host, contentType, body, at.Unix()))
}

// textbookSignature follows the vendor's document step by step, with fmt and
// crypto/hmac, as a person does who has only the page. It is the reference of
// the check and the standard library's side of the signature alone.
func textbookSignature(service, host, contentType string, body []byte, timestamp int64) string {
	canonical := fmt.Sprintf("POST\n/\n\ncontent-type:%s\nhost:%s\n\ncontent-type;host\n%s",
		contentType, host, hexSHA256(body))
	date := time.Unix(timestamp, 0).UTC().Format(time.DateOnly)
	text := fmt.Sprintf("TC3-HMAC-SHA256\n%d\n%s/%s/tc3_request\n%s",
		timestamp, date, service, hexSHA256([]byte(canonical)))
	key := macSHA256([]byte("TC3"+secretKey), date)
	key = macSHA256(key, service)
	key = macSHA256(key, "tc3_request")
	return hex.EncodeToString(macSHA256(key, text))
}

func hexSHA256(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func macSHA256(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}
