//go:build unix

package catalogue_test

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"text/tabwriter"
	"time"
)

// sizes are of how many services the table has a row.
var sizes = []int{1, 10, 40, 78}

// BenchmarkCatalogue runs the command as a user does and prints what parts of
// Tencent's catalogue cost:
//
//	go test -run '^$' -bench Catalogue -benchtime 1x ./cmd/internal/catalogue
//
// To load is what signet lint does; to render, what signet generate --check
// does beyond that, and to write, what signet generate does beyond that.
func BenchmarkCatalogue(b *testing.B) {
	corpus := filepath.Join(published, "tencent")
	if _, err := os.Stat(corpus); err != nil {
		b.Skipf("the vendor's descriptions are not beside this checkout: no %s", corpus)
	}
	dir := b.TempDir()
	signet := filepath.Join(dir, "signet")
	if out, err := exec.Command("go", "build", "-o", signet, "../../signet").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	imported := timed(b, dir, signet, "import", "tencent", absolute(b, corpus), "--out", filepath.Join(dir, "all"))
	b.ResetTimer()
	for range b.N {
		var rows []row
		for _, n := range sizes {
			rows = append(rows, measure(b, signet, filepath.Join(dir, "all"), n))
		}
		b.Logf("imported in %.1f s and %d MB\n%s", imported.seconds, imported.megabytes, table(rows))
		last := rows[len(rows)-1]
		b.ReportMetric(last.overall(), "lines/s")
		b.ReportMetric(last.generate.seconds, "s/generate")
		b.ReportMetric(last.again.seconds, "s/no-op")
		b.ReportMetric(float64(last.generate.megabytes), "MB")
	}
}

func absolute(b *testing.B, name string) string {
	b.Helper()
	name, err := filepath.Abs(name)
	if err != nil {
		b.Fatal(err)
	}
	return name
}

// A cost is what a run of the command takes.
type cost struct {
	seconds float64
	// processor are the seconds of all processors: half of them are what it
	// takes two that have nothing else to do.
	processor float64
	megabytes int64 // at its peak
}

// timed runs the command in a folder, with a cache of its own.
func timed(b *testing.B, dir, signet string, args ...string) cost {
	b.Helper()
	var stderr bytes.Buffer
	cmd := exec.Command(signet, args...)
	cmd.Dir, cmd.Stderr = dir, &stderr
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(dir, "cache"), "HOME="+dir)
	begun := time.Now()
	err := cmd.Run()
	took := time.Since(begun)
	// --check fails where there is nothing yet.
	if err != nil && (!slices.Contains(args, "--check") || cmd.ProcessState.ExitCode() != 1) {
		b.Fatalf("signet %s: %v\n%s", strings.Join(args, " "), err, stderr.String())
	}
	peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
	if runtime.GOOS != "darwin" {
		peak <<= 10 // it is told in kilobytes
	}
	processor := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return cost{took.Seconds(), processor.Seconds(), int64(peak) >> 20}
}

// A row is what some services cost.
type row struct {
	services, actions, files, lines int
	lint, check, generate, again    cost
}

// measure copies n services out of a catalogue, evenly over all of them, and
// generates their clients.
func measure(b *testing.B, signet, catalogue string, n int) row {
	b.Helper()
	dir := b.TempDir()
	store(b, filepath.Join(dir, "go.mod"), []byte("module example.com/app\n\ngo 1.26\n"))
	r := row{services: n}
	all := servicesOf(b, catalogue)
	for i, service := range all {
		if i*n/len(all) != (i+1)*n/len(all) {
			copyTree(b, service, filepath.Join(dir, "specs", "tencent", filepath.Base(service)))
		}
	}
	copyTree(b, filepath.Join(catalogue, "tencent", "provider.yaml"), filepath.Join(dir, "specs", "tencent", "provider.yaml"))
	generate := []string{"generate", "--specs", "specs", "--out", "gen"}
	best := func(before func(), args ...string) cost {
		return bestOf(3, func() cost { before(); return timed(b, dir, signet, args...) })
	}
	anew := func() { drop(b, filepath.Join(dir, "gen")) }
	r.lint = best(func() {}, "lint", "specs")
	r.check = best(anew, append(generate, "--no-cache", "--check")...)
	r.generate = best(anew, append(generate, "--no-cache")...)
	timed(b, dir, signet, generate...) // remembers it
	r.again = best(func() {}, generate...)
	r.count(b, dir)
	return r
}

// bestOf is the cost of the quickest of several runs: others had to share the machine.
func bestOf(n int, run func() cost) cost {
	var costs []cost
	for range n {
		costs = append(costs, run())
	}
	return slices.MinFunc(costs, func(x, y cost) int { return cmp.Compare(x.seconds, y.seconds) })
}

func servicesOf(b *testing.B, catalogue string) []string {
	b.Helper()
	services, err := filepath.Glob(filepath.Join(catalogue, "tencent", "*", "."))
	if err != nil || len(services) < slices.Max(sizes) {
		b.Fatalf("the catalogue has %d services, error %v", len(services), err)
	}
	return services
}

func store(b *testing.B, name string, text []byte) {
	b.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(name, text, 0o666); err != nil {
		b.Fatal(err)
	}
}

func drop(b *testing.B, name string) {
	b.Helper()
	if err := os.RemoveAll(name); err != nil {
		b.Fatal(err)
	}
}

// copyTree copies a file or a folder.
func copyTree(b *testing.B, from, to string) {
	b.Helper()
	err := filepath.WalkDir(from, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		store(b, to+strings.TrimPrefix(name, from), text)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}

// count counts what went in and what came out.
func (r *row) count(b *testing.B, dir string) {
	b.Helper()
	err := filepath.WalkDir(filepath.Join(dir, "gen"), func(name string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" {
			return err
		}
		text, err := os.ReadFile(name)
		r.files++
		r.lines += bytes.Count(text, []byte("\n"))
		r.actions += bytes.Count(text, []byte(" = rpc.Operation{"))
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}

// overall are the lines of a second from YAML to files.
func (r row) overall() float64 { return float64(r.lines) / r.generate.seconds }

// rendering are the lines of a second once the specs are loaded.
func (r row) rendering() float64 {
	return float64(r.lines) / (r.generate.seconds - r.lint.seconds)
}

func table(rows []row) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "services\tactions\tfiles\tlines\tload s\trender s\twrite s\tall s\tcpu s\tms/action\tlines/s\trendering\tpeak MB\tno-op s\t")
	for _, r := range rows {
		fmt.Fprintf(w, "%d\t%d\t%d\t%d\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.0f\t%.0f\t%d\t%.2f\t\n", r.services, r.actions, r.files, r.lines,
			r.lint.seconds, r.check.seconds-r.lint.seconds, r.generate.seconds-r.check.seconds, r.generate.seconds, r.generate.processor,
			1000*r.generate.seconds/float64(r.actions), r.overall(), r.rendering(), r.generate.megabytes, r.again.seconds)
	}
	w.Flush()
	return b.String()
}
