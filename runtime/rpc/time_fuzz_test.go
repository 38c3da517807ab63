package rpc

import (
	"net/http"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/retry"
)

// Whatever a server says of time, nobody waits for a negative time, or for longer
// than the policy allows, and no clock is corrected by a reply that is not fresh.
func FuzzHeadersOfTime(f *testing.F) {
	const date = "Sun, 22 Nov 2026 04:00:00 GMT"
	for _, seed := range [][3]string{
		{"2", date, ""}, {"-1", "", ""}, {"4294967295", "", ""}, {"99999999999999999999", "", ""},
		{"Sun, 22 Nov 2026 04:00:07 GMT", date, "3"}, {"Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "x"},
		{"Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", ""}, {" 7 ", "soon", " "},
	} {
		f.Add(seed[0], seed[1], seed[2], int64(1_795_000_000), int64(time.Second))
	}
	f.Fuzz(func(t *testing.T, after, date, age string, unix, took int64) {
		now := time.Unix(unix%(1<<34), 0)
		header := http.Header{"Retry-After": {after}, "Date": {date}, "Age": {age}}
		asked := retryAfter(header, func() time.Time { return now })
		if asked < 0 || asked > longestWait {
			t.Errorf("Retry-After %q is a wait of %v", after, asked)
		}
		d := retry.Policy{}.Next(1, retry.Failure{Fate: retry.Throttled, After: asked}, nil)
		if d.Again && (d.Wait < asked || d.Wait > retry.DefaultCap) || !d.Again && d.Reason == "" {
			t.Errorf("asked for %v: %+v", asked, d)
		}
		began := now.Add(-time.Duration(took % int64(time.Hour)))
		skew, ok := skewOf(header, began, now)
		if ok && (age != "" || now.Sub(began).Abs() > quick) {
			t.Errorf("a skew of %v was learnt from a reply of age %q after %v", skew, age, now.Sub(began))
		}
		if ok && inWords(skew) == "" || !ok && skew != 0 {
			t.Errorf("a skew of %v, %v", skew, ok)
		}
	})
}
