// Package page reads all pages of a list that a service gives in parts, as an
// iterator over the items. It knows no service: the caller's function fetches
// one page.
//
// All iterators fetch a page only when its first item is wanted, yield an
// error once, with the zero item, and end after it; breaking out of the loop
// fetches nothing more. Each can be ranged over again, from the start.
package page

import (
	"fmt"
	"iter"
	"math"
)

// Unknown is the total of a service that does not tell how many items there
// are. The iteration then ends at the first empty page.
const Unknown uint64 = math.MaxUint64

// Offset iterates over items that are fetched by the index of the first one.
// It ends when total items lie behind it, or at an empty page.
func Offset[T any](start uint64, fetch func(offset uint64) (items []T, total uint64, err error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for offset := start; ; {
			items, total, err := fetch(offset)
			if err != nil {
				fail(yield, err)
				return
			}
			if !all(yield, items) || len(items) == 0 {
				return
			}
			next := offset + uint64(len(items))
			if next >= total || next < offset {
				return
			}
			offset = next
		}
	}
}

// Number iterates over items that are fetched by the number of their page,
// which counts up from start; pages count from 1, and a start of 0, an input
// left empty, is the first page too. It ends when total items were seen, those
// of the pages before start not counted, or at an empty page.
//
// A start beyond the first page cannot tell how many items lie before it, so
// that the last page is then followed by one fetch that finds nothing.
func Number[T any](start uint64, fetch func(number uint64) (items []T, total uint64, err error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for number, seen := max(start, 1), uint64(0); ; number++ {
			items, total, err := fetch(number)
			if err != nil {
				fail(yield, err)
				return
			}
			if !all(yield, items) || len(items) == 0 {
				return
			}
			seen += uint64(len(items))
			if seen >= total || number == math.MaxUint64 {
				return
			}
		}
	}
}

// Token iterates over items that are fetched by a token that came with the
// page before; "" is the token of the first page and, as next, the end. A page
// may be empty and yet have a next one. A token that was given before is an
// error, since the pages would go round for ever.
func Token[T any](start string, fetch func(token string) (items []T, next string, err error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		seen := map[string]bool{}
		for token := start; ; {
			seen[token] = true
			items, next, err := fetch(token)
			if err != nil {
				fail(yield, err)
				return
			}
			if !all(yield, items) || next == "" {
				return
			}
			if seen[next] {
				fail(yield, fmt.Errorf("page: the service gave the token %.40q a second time, and its pages would never end: stopped after %d of them", next, len(seen)))
				return
			}
			token = next
		}
	}
}

// all yields the items and tells whether more are wanted.
func all[T any](yield func(T, error) bool, items []T) bool {
	for _, item := range items {
		if !yield(item, nil) {
			return false
		}
	}
	return true
}

// fail yields an error as the last thing of an iteration.
func fail[T any](yield func(T, error) bool, err error) {
	var none T
	yield(none, err)
}
