package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A row is one line of the table.
type row struct {
	name   string
	scope  string
	cells  [contenders]string
	faster [contenders]float64 // how many times signet is as fast as each; 0: no figure
	asked  string              // what was asked for and whether it is met
	spread float64             // how far signet's rounds lie apart, see [spread]
}

// costRow makes the row of a measure from the medians of its runs.
func costRow(m *measure, runs [contenders][]cost) row {
	r := row{name: m.name, scope: m.scope, spread: spread(nanoseconds(runs[signet]))}
	ours := medianCost(runs[signet])
	for c := range contenders {
		if len(runs[c]) == 0 {
			r.cells[c] = "-"
			continue
		}
		of := medianCost(runs[c])
		r.cells[c] = fmt.Sprintf("%s, %s, %s", duration(of.nanoseconds), count(of.allocs), size(of.bytes))
		r.faster[c] = ratio(nanoseconds(runs[c]), nanoseconds(runs[signet]))
	}
	r.asked = m.want.verdict(r.faster[sdk], ours.allocs)
	return r
}

// verdict says what was asked for and whether it is met.
func (b bar) verdict(faster float64, allocs int64) string {
	var asked []string
	met := true
	if b.faster > 0 {
		asked = append(asked, fmt.Sprintf("%gx", b.faster))
		met = met && faster >= b.faster
	}
	if b.hasAllocs {
		asked = append(asked, "at most "+count(b.allocs))
		met = met && allocs <= b.allocs
	}
	return judged(strings.Join(asked, ", "), met)
}

func judged(asked string, met bool) string {
	switch {
	case asked == "":
		return "-"
	case met:
		return asked + ": met"
	}
	return asked + ": MISSED"
}

// rateRow makes the row of a loopback measure from its rounds.
func rateRow(r *rate, rounds [contenders][]float64) row {
	out := row{name: r.name, scope: r.scope, spread: spread(rounds[signet])}
	for c := range contenders {
		out.cells[c] = fmt.Sprintf("%.0f calls/s", median(rounds[c]))
		out.faster[c] = ratio(rounds[signet], rounds[c])
	}
	asked := ""
	if r.transport != nil {
		asked = "1x stdlib"
	}
	out.asked = judged(asked, out.faster[standard] >= 1)
	return out
}

// ratio is the median of how the runs of each round compare: the contenders of
// one round met the same machine, busy or not.
func ratio(a, b []float64) float64 {
	var all []float64
	for i := range a {
		all = append(all, a[i]/b[i])
	}
	return median(all)
}

func nanoseconds(runs []cost) []float64 {
	var ns []float64
	for _, r := range runs {
		ns = append(ns, r.nanoseconds)
	}
	return ns
}

func medianCost(runs []cost) cost {
	var allocs, bytes []int64
	for _, r := range runs {
		allocs = append(allocs, r.allocs)
		bytes = append(bytes, r.bytes)
	}
	return cost{median(nanoseconds(runs)), median(allocs), median(bytes)}
}

// median returns the middle value, the lower of two, or 0 if there is none.
func median[T cmp.Ordered](values []T) T {
	if len(values) == 0 {
		var zero T
		return zero
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[(len(sorted)-1)/2]
}

// spread is how far apart the middle half of the values lie, as a part of the
// median: some hundredths on a machine with nothing else to do.
func spread(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	last := len(sorted) - 1
	return (sorted[last-last/4] - sorted[last/4]) / median(sorted)
}

func duration(ns float64) string {
	switch {
	case ns < 1e3:
		return fmt.Sprintf("%.0f ns", ns)
	case ns < 1e6:
		return fmt.Sprintf("%.3g µs", ns/1e3)
	}
	return fmt.Sprintf("%.3g ms", ns/1e6)
}

func count(allocs int64) string {
	if allocs == 1 {
		return "1 alloc"
	}
	return fmt.Sprintf("%d allocs", allocs)
}

func size(bytes int64) string {
	if bytes < 1000 {
		return fmt.Sprintf("%d B", bytes)
	}
	return fmt.Sprintf("%.1f kB", float64(bytes)/1000)
}

// heading names the columns of [row.columns].
var heading = []string{"one call of", "signet", "sdk", "stdlib", "vs sdk", "vs stdlib", "asked for"}

func (r *row) columns() []string {
	times := func(c contender) string {
		if r.faster[c] == 0 {
			return "-"
		}
		return fmt.Sprintf("%.1fx", r.faster[c])
	}
	return []string{r.name, r.cells[signet], r.cells[sdk], r.cells[standard], times(sdk), times(standard), r.asked}
}
