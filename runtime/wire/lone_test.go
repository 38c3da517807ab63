package wire_test

import (
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/wire"
)

func TestServersTakeNoListForAnObjectInARequest(t *testing.T) {
	for body, want := range map[string]string{
		`{"Inner":[{}]}`:         "Inner (offset 9): want object, got list",
		`{"Inners":{"Name":""}}`: "Inners (offset 10): want list, got object",
	} {
		if err := wire.ReadRequestJSON(body, new(every), nil); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", body, err, want)
		}
	}
}

func TestListOfErrorsInAResultIsNoError(t *testing.T) {
	var failures []inner
	e := envelope{result: request{func(c *wire.Codec) { wire.List(c, "Error", &failures, wire.Struct) }}}
	if err := wire.ReadJSON(`{"Error":[{"Code":"C","Name":"n"}],"RequestId":"r"}`, &e, nil); err != nil {
		t.Fatal(err)
	}
	if e.failed || e.failure.code != "" || e.id != "r" {
		t.Errorf("the envelope saw the error %q, with the id %q", e.failure.code, e.id)
	}
	equal(t, failures, []inner{{Name: "n"}})
}

func TestListsOfOneInEachOtherAreReadInLinearTime(t *testing.T) {
	const levels = 3_000
	for _, level := range []struct{ open, close string }{
		{`{"Self":[`, `]}`}, {`{"Selves":`, `}`}, {`{"Selves":{"Text":"","Selves":[`, `]}}`},
	} {
		body := strings.Repeat(level.open, levels) + `{}` + strings.Repeat(level.close, levels)
		start := time.Now()
		if err := wire.ReadJSON(body, new(every), nil); err != nil {
			t.Errorf("%s: %v", level.open, err)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s, %d deep, took %v", level.open, levels, took)
		}
	}
}
