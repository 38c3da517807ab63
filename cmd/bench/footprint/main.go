// Command footprint tells what one MSP call costs a program that makes it:
// compile time, modules and size, beside net/http alone, net/http with
// encoding/json, and Tencent's own SDK.
//
// Run it in the folder of this module. It needs the modules in the module
// cache and no network; it writes only to a temporary folder.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"time"

	"github.com/signet-gen/signet/cmd/bench/internal/table"
)

// programs are the mains that are built, the least of them first.
var programs = []struct{ name, folder string }{
	{"net/http alone", "nethttp"},
	{"net/http + encoding/json", "json"},
	{"signet msp (7 actions)", "msp"},
	{"signet smc (24 actions)", "smc"},
	{"signet smartag (205 actions)", "smartag"},
	{"tencentcloud-sdk-go common", "sdk"},
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "footprint:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, args []string) error {
	var (
		builds  int
		format  table.Format
		timeout time.Duration
	)
	f := flag.NewFlagSet("footprint", flag.ContinueOnError)
	f.IntVar(&builds, "count", 3, "builds of each program; the table shows their `median`")
	f.StringVar((*string)(&format), "format", string(table.Plain), "plain or markdown")
	f.DurationVar(&timeout, "timeout", 10*time.Minute, "give up after this `long`")
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q: there are only flags", f.Arg(0))
	}
	if builds < 1 {
		return fmt.Errorf("-count %d: at least 1", builds)
	}
	if err := format.Check(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	rows, err := measureAll(ctx, builds)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s %s/%s, GOMAXPROCS %d, CGO_ENABLED=0, -ldflags='-s -w'; builds of own packages: %d, the median shown.\n\n",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), builds)
	return table.Write(w, format, heading, rows)
}

// heading names the columns of [footprint.row].
var heading = []string{
	"one call with", "own packages and link", "standard library, cold", "own packages", "modules", "stripped", "over net/http",
}

func measureAll(ctx context.Context, builds int) (rows [][]string, err error) {
	dir, err := os.MkdirTemp("", "footprint")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	var least int64
	for _, p := range programs {
		print, err := measure(ctx, dir, "./footprint/programs/"+p.folder, builds)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		if least == 0 {
			least = print.size
		}
		rows = append(rows, print.row(p.name, least))
	}
	return rows, nil
}
