// Command bench times Signet's clients of Tencent's MSP and Alibaba's SMC beside
// the vendors' own Go SDKs and beside the standard library alone, in one run,
// and prints one table.
//
// Before anything is timed, it checks that the contenders send the same bytes
// under the same signature and read the same values from the same reply.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/cmd/bench/internal/table"
)

func main() {
	o, err := parse(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err == nil {
		err = o.run(os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options are what the command line says.
type options struct {
	filter *regexp.Regexp
	rounds int
	each   time.Duration // how long one run of one contender takes
	format table.Format
}

func parse(args []string) (*options, error) {
	var (
		o      options
		filter string
		short  bool
	)
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.BoolVar(&short, "short", false, "one quick run of each: shows that it works, too short for figures")
	f.StringVar(&filter, "filter", "", "time only what this regular `expression` matches")
	f.IntVar(&o.rounds, "count", 9, "rounds of one run of each; the table shows the `median`")
	f.DurationVar(&o.each, "time", 100*time.Millisecond, "how `long` one run of one contender takes")
	f.StringVar((*string)(&o.format), "format", string(table.Plain), "plain or markdown")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	if short {
		o.rounds, o.each = 1, 20*time.Millisecond
	}
	return &o, o.check(f, filter)
}

func (o *options) check(f *flag.FlagSet, filter string) error {
	var faults []error
	if f.NArg() > 0 {
		faults = append(faults, fmt.Errorf("unexpected argument %q: there are only flags", f.Arg(0)))
	}
	if err := o.format.Check(); err != nil {
		faults = append(faults, err)
	}
	if o.rounds < 1 {
		faults = append(faults, fmt.Errorf("-count %d: at least 1", o.rounds))
	}
	if o.each <= 0 {
		faults = append(faults, fmt.Errorf("-time %v: more than 0", o.each))
	}
	expression, err := regexp.Compile(filter)
	if err != nil {
		faults = append(faults, fmt.Errorf("-filter: %w", err))
	}
	o.filter = expression
	return errors.Join(faults...)
}

// run checks, times and prints.
func (o *options) run(w io.Writer) error {
	if err := differences(); err != nil {
		return fmt.Errorf("the contenders disagree, so that there is nothing to compare:\n%w", err)
	}
	testing.Init()
	if err := flag.Set("test.benchtime", o.each.String()); err != nil {
		return err
	}
	costs, err := o.timeCosts()
	if err != nil {
		return err
	}
	rates, err := o.timeRates()
	if err != nil {
		return err
	}
	rows := append(costs, rates...)
	if len(rows) == 0 {
		return errors.New("-filter matches no measure: leave it out to see the names of all")
	}
	return o.print(w, rows)
}

// timeCosts times every measure, round by round, in each round every contender
// once and each time another one first.
func (o *options) timeCosts() ([]row, error) {
	var rows []row
	for _, m := range measures() {
		if !o.filter.MatchString(m.name) {
			continue
		}
		var runs [contenders][]cost
		for round := range o.rounds {
			for i := range contenders {
				c := (i + contender(round)) % contenders
				if m.benches[c] == nil {
					continue
				}
				got, err := m.time(c)
				if err != nil {
					return nil, err
				}
				runs[c] = append(runs[c], got)
			}
		}
		rows = append(rows, costRow(&m, runs))
	}
	return rows, nil
}

// loopbackTasks is how many tasks the loopback server answers with.
const loopbackTasks = 2

func (o *options) timeRates() (rows []row, err error) {
	reply, err := listing(loopbackTasks)
	if err != nil {
		return nil, err
	}
	address, stop, err := serve(reply)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, stop()) }()
	for _, r := range rates() {
		if !o.filter.MatchString(r.name) {
			continue
		}
		got, err := r.time(address, loopbackTasks, o.rounds, o.each)
		if err != nil {
			return nil, err
		}
		rows = append(rows, rateRow(&r, got))
	}
	return rows, nil
}

func (o *options) print(w io.Writer, rows []row) error {
	fmt.Fprintf(w, "signet: gen/tencent/msp and gen/alibaba/smc over runtime/. sdk: %s. stdlib: net/http and encoding/json.\n", strings.Join(peerVersions(), ", "))
	fmt.Fprintf(w, "%s %s/%s, GOMAXPROCS %d; %d rounds of %v each, the medians shown.\n\n",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), o.rounds, o.each)
	var lines [][]string
	var spreads []float64
	for _, r := range rows {
		lines = append(lines, r.columns())
		spreads = append(spreads, r.spread)
	}
	if err := table.Write(w, o.format, heading, lines); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nThe middle half of signet's rounds lie %.0f%% apart (the median row). Over 10%%, the machine was busy: times mean little.\n",
		100*median(spreads))
	for _, r := range rows {
		fmt.Fprintf(w, "\n%s: %s.", r.name, r.scope)
	}
	_, err := fmt.Fprintln(w)
	return err
}

// peers are the modules of the SDKs.
var peers = []string{
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common",
	"github.com/aliyun/alibaba-cloud-sdk-go",
	"github.com/alibabacloud-go/darabonba-openapi/v2",
}

// peerVersions name the SDKs that were built in.
func peerVersions() []string {
	versions := slices.Clone(peers)
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return versions
	}
	for _, m := range info.Deps {
		if i := slices.Index(peers, m.Path); i >= 0 {
			versions[i] += " " + m.Version
		}
	}
	return versions
}
