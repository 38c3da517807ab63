package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/signet-gen/signet/cmd/bench/internal/plain"
)

func TestContendersSendAndReadTheSame(t *testing.T) {
	if err := differences(); err != nil {
		t.Fatal(err)
	}
}

// A check that finds nothing is worth what it finds when something is there.
func TestCheckSeesAValueThatDiffers(t *testing.T) {
	reply, err := listing(2)
	if err != nil {
		t.Fatal(err)
	}
	want := append([]plain.Task(nil), listed(2).Tasks...)
	want[1].DstInfo.Port = "3307"
	err = differencesRead("a reply", reply, want)
	for _, who := range []string{"signet", "sdk", "stdlib"} {
		if err == nil || !strings.Contains(err.Error(), "a reply, "+who+": read") {
			t.Errorf("got %v, want a fault of %s", err, who)
		}
	}
}

func TestCheckSeesAServerThatDiffers(t *testing.T) {
	reply, err := serverListing(2)
	if err != nil {
		t.Fatal(err)
	}
	want := listedServers(2).SourceServers.SourceServer
	want[1].DataDisks.DataDisk[0].Parts.Part[0].SizeBytes--
	err = differencesServersRead("a reply", reply, want)
	for _, who := range []string{"signet", "stdlib", "darabonba-openapi", "alibaba-cloud-sdk-go"} {
		if err == nil || !strings.Contains(err.Error(), "a reply, "+who+": read") {
			t.Errorf("got %v, want a fault of %s", err, who)
		}
	}
}

func TestTextbookGivesThePublishedSignature(t *testing.T) {
	got := textbookSignature("cvm", "cvm.tencentcloudapi.com", "application/json; charset=utf-8",
		[]byte(`{"Limit": 1, "Filters": [{"Values": ["unnamed"], "Name": "instance-name"}]}`), 1551113065)
	const want = "63eae8f4b793c20564dafd5a5f62817d6e8de7ce5d4fb2d38f7babf1531c493c"
	if got != want {
		t.Errorf("signature %s, want %s", got, want)
	}
}

func TestEveryMeasureRuns(t *testing.T) {
	o, err := parse([]string{"-count", "1", "-time", "1ms", "-format", "markdown"})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := o.run(&out); err != nil {
		t.Fatal(err)
	}
	for _, m := range measures() {
		if !strings.Contains(out.String(), "\n| "+m.name+" | ") {
			t.Errorf("the table has no row %q:\n%s", m.name, out.String())
		}
	}
	for _, r := range rates() {
		if !strings.Contains(out.String(), "\n| "+r.name+" | ") {
			t.Errorf("the table has no row %q:\n%s", r.name, out.String())
		}
	}
}

func TestWrongFlagsAreRefusedTogether(t *testing.T) {
	_, err := parse([]string{"-count", "0", "-format", "html", "-filter", "(", "-time", "0s", "extra"})
	for _, want := range []string{"-count 0", `-format "html"`, "-filter", "-time 0s", `"extra"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v does not name %s", err, want)
		}
	}
}

func TestRatioComparesRunsOfTheSameRound(t *testing.T) {
	// The machine was three times as slow in the second round and twice in the last.
	got := ratio([]float64{80, 240, 160}, []float64{10, 30, 20})
	if got != 8 {
		t.Errorf("ratio %g, want 8", got)
	}
}

func TestSpreadLeavesTheOutermostRoundsOut(t *testing.T) {
	got := spread([]float64{100, 1, 110, 90, 1000})
	if got != 0.2 {
		t.Errorf("spread %g, want 0.2", got)
	}
	if got := spread([]float64{7}); got != 0 {
		t.Errorf("spread of one round %g, want 0", got)
	}
}

func TestVerdict(t *testing.T) {
	tests := []struct {
		bar    bar
		faster float64
		allocs int64
		want   string
	}{
		{bar{}, 0, 3, "-"},
		{bar{faster: 8, allocs: 10, hasAllocs: true}, 8, 10, "8x, at most 10 allocs: met"},
		{bar{faster: 8, allocs: 10, hasAllocs: true}, 7.9, 10, "8x, at most 10 allocs: MISSED"},
		{bar{faster: 8, allocs: 10, hasAllocs: true}, 9, 11, "8x, at most 10 allocs: MISSED"},
		{bar{hasAllocs: true}, 0, 0, "at most 0 allocs: met"},
		{bar{hasAllocs: true}, 0, 1, "at most 0 allocs: MISSED"},
	}
	for _, test := range tests {
		if got := test.bar.verdict(test.faster, test.allocs); got != test.want {
			t.Errorf("%+v, %g, %d: %q, want %q", test.bar, test.faster, test.allocs, got, test.want)
		}
	}
}
