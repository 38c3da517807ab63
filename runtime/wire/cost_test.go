package wire_test

import (
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/wire"
)

// counted counts how often its members are listed.
type counted struct {
	task
	runs *int
}

func (c counted) WireMembers(w *wire.Codec) { *c.runs++; c.task.WireMembers(w) }

func TestReadingRunsOnceMoreForEachMemberOutOfOrder(t *testing.T) {
	for _, test := range []struct {
		name, body string
		runs       int
	}{
		{"in order", `{"TaskId":"i","TaskName":"n","Status":"s","ProjectId":1,"SrcInfo":{},"DstInfo":{}}`, 1},
		{"nothing", `{}`, 0},
		{"one too early", `{"TaskId":"i","SrcInfo":{},"DstInfo":{},"MigrationTimeLine":{},"Updated":"u"}`, 2},
		{"reversed", `{"ProjectId":1,"Status":"s","MigrationType":"m","TaskName":"n","TaskId":"i"}`, 5},
		{"unknown", `{"a":1,"b":2,"c":3,"TaskId":"i"}`, 4},
		{"unknown, with an escape", `{"\u0061":1,"TaskId":"i"}`, 3},
	} {
		runs := 0
		if err := wire.ReadJSON(test.body, counted{runs: &runs}, nil); err != nil {
			t.Fatal(err)
		}
		if runs != test.runs {
			t.Errorf("%s: %d runs, want %d", test.name, runs, test.runs)
		}
	}
}

// Whatever a server sends, a body 64 times as long takes about 64 times as long, and not 4,096 times.
func TestReadingIsLinearInTheBody(t *testing.T) {
	repeat := strings.Repeat
	const reversed = `{"DstInfo":{},"Updated":"u","MigrationTimeLine":{},"SrcInfo":{},"ProjectName":"p","ProjectId":1,` +
		`"Status":"s","MigrationType":"m","TaskName":"n","TaskId":"i"}`
	for name, body := range map[string]func(n int) string{
		"unknown keys":        func(n int) string { return "{" + repeat(`"x":1,`, n) + `"y":1}` },
		"keys with escapes":   func(n int) string { return "{" + repeat(`"\u0078":1,`, n) + `"y":1}` },
		"reversed members":    func(n int) string { return `{"Tasks":[` + repeat(reversed+",", n/10) + reversed + "]}" },
		"one key, repeated":   func(n int) string { return "{" + repeat(`"RequestId":"r",`, n) + `"y":1}` },
		"mismatches":          func(n int) string { return `{"Tasks":[` + repeat(`{"ProjectId":"1"},`, n) + "{}]}" },
		"escapes in a string": func(n int) string { return `{"RequestId":"` + repeat(`\n\ud800`, n) + `"}` },
		"digits":              func(n int) string { return `{"RequestId":"r","TotalCount":` + "0." + repeat("0", n) + "}" },
	} {
		took := func(n int) time.Duration {
			text, best := body(n), time.Hour
			o := &wire.ReadOptions{OnMismatch: func(wire.Mismatch) {}}
			for range 5 {
				start := time.Now()
				if err := wire.ReadJSON(text, new(taskList), o); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				best = min(best, time.Since(start))
			}
			return best
		}
		if small, large := took(500), took(32_000); large > 1_000*small {
			t.Errorf("%s: %v grew to %v", name, small, large)
		}
	}
}

var peeked peeking

// peeking looks at an error and an id before its result does.
type peeking struct {
	failure inner
	id      string
	result  every
}

func (p *peeking) WireMembers(c *wire.Codec) {
	c.Peek("Error", &p.failure)
	c.PeekString("RequestId", &p.id)
	p.result.WireMembers(c)
}

func TestReadingAllocatesOnlyListsMapsPointersAndEscapedStrings(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector empties pools")
	}
	body := `{"Text":"t","Flag":true,"Small":1,"Signed":"-1","Unsigned":1,"Float":1.5,"Inner":{"Name":"n"},"Other":[{"x":"\u0041"}],"Texts":[]}`
	m, o := new(every), new(wire.ReadOptions)
	if allocs := testing.AllocsPerRun(100, func() { _ = wire.ReadJSON(body, m, o) }); allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
	reply := `{"RequestId":"r","Error":{"Name":"n","Size":1},"Text":"t"}`
	if allocs := testing.AllocsPerRun(100, func() { _ = wire.ReadJSON(reply, &peeked, nil) }); allocs != 0 {
		t.Errorf("%v allocations to peek", allocs)
	}
	tasks := taskBody(500)
	if allocs := testing.AllocsPerRun(10, func() { _ = wire.ReadJSON(tasks, new(taskList), nil) }); allocs > 25 {
		t.Errorf("%v allocations for 500 tasks", allocs)
	}
}
