package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba"
)

// The differential tests are worth what they would find.
func TestSignerChecksSeeAChangeOnTheWay(t *testing.T) {
	changes := map[string]func(h *hostile, sent *recording){
		"a value":     func(_ *hostile, sent *recording) { change(sent, "Name", "orders+") },
		"another key": func(h *hostile, _ *recording) { h.Secret += "x" },
		"a parameter": func(_ *hostile, sent *recording) { change(sent, "Other", "") },
		"the method":  func(h *hostile, _ *recording) { h.Method = http.MethodPut },
	}
	for what, spoil := range changes {
		for _, signature := range []alibaba.Signature{alibaba.V2, alibaba.V3} {
			h := newHostile(rand.New(rand.NewPCG(1, 1)), plainNames)
			h.Method, h.Params = http.MethodGet, map[string]string{"Name": "orders "}
			sent, err := h.sentBySignet(signature)
			if err != nil {
				t.Fatal(err)
			}
			verify := h.verifyV2
			if signature == alibaba.V3 {
				verify = h.verifyV3
			}
			if err := verify(sent); err != nil {
				t.Fatalf("%s, as it was sent: %v", signature, err)
			}
			spoil(h, sent)
			delete(h.Params, "Name") // so that it is the signature that shows it
			if err := verify(sent); err == nil || !strings.Contains(err.Error(), `want "`) {
				t.Errorf("%s, %s: error %v, want one of a signature that differs", signature, what, err)
			}
		}
	}
}

// change sets a parameter of the query after it was signed.
func change(sent *recording, name, value string) {
	query, _ := url.ParseQuery(sent.request.URL.RawQuery)
	query.Set(name, value)
	sent.request.URL.RawQuery = query.Encode()
}

// The first thousand requests hold what they are made for.
func TestRandomRequestsAreHostile(t *testing.T) {
	var names, values strings.Builder
	long, empty, tokens := 0, 0, 0
	for i := range uint64(1000) {
		h := newHostile(rand.New(rand.NewPCG(1, i)), pieces)
		for name, value := range h.Params {
			names.WriteString(name)
			values.WriteString(value)
			if len(value) > 1000 {
				long++
			}
			if value == "" {
				empty++
			}
		}
		if h.Token != "" {
			tokens++
		}
	}
	for _, piece := range pieces {
		if !strings.Contains(names.String(), piece) || !strings.Contains(values.String(), piece) {
			t.Errorf("%q is in no name or in no value", piece)
		}
	}
	if long < 100 || empty < 100 || tokens < 100 {
		t.Errorf("%d long values, %d empty ones, %d tokens: want 100 of each", long, empty, tokens)
	}
}

func TestRandomRequestsAreThoseOfTheSeed(t *testing.T) {
	one := func(seed, i uint64) string {
		return fmt.Sprintf("%#v", newHostile(rand.New(rand.NewPCG(seed, i)), pieces))
	}
	all := []string{one(1, 0), one(1, 0), one(1, 1), one(2, 0)}
	if all[0] != all[1] {
		t.Error("the same seed and number give two requests")
	}
	if distinct := slices.Compact(slices.Sorted(slices.Values(all))); len(distinct) != 3 {
		t.Errorf("%d requests of three seeds and numbers, want 3", len(distinct))
	}
}
