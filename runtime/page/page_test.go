package page_test

import (
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/page"
)

var errFetch = errors.New("fetch failed")

// service is a list of the numbers from 0 that is read in pages, and the log of
// what was asked of it.
type service struct {
	size, page uint64
	total      uint64
	failAt     int // the fetch that fails, from 1
	asked      []string
}

func (s *service) slice(asked any, first uint64) ([]uint64, uint64, error) {
	s.asked = append(s.asked, fmt.Sprint(asked))
	if len(s.asked) == s.failAt {
		return nil, 0, errFetch
	}
	var items []uint64
	for i := first; i < min(first+s.page, s.size); i++ {
		items = append(items, i)
	}
	return items, s.total, nil
}

func (s *service) offset(offset uint64) ([]uint64, uint64, error) { return s.slice(offset, offset) }

func (s *service) number(number uint64) ([]uint64, uint64, error) {
	return s.slice(number, (number-1)*s.page)
}

// read reads at most limit items; 0 is all.
func read[T any](all iter.Seq2[T, error], limit int) (items []T, err error) {
	for item, e := range all {
		if e != nil {
			err = errors.Join(err, e)
			continue
		}
		items = append(items, item)
		if len(items) == limit {
			break
		}
	}
	return items, err
}

func TestOffsetAndNumber(t *testing.T) {
	for _, test := range []struct {
		name    string
		service service
		start   uint64
		limit   int
		// The items come in order from first on; asked are the offsets and the page numbers.
		first, count  uint64
		offsets       string
		numbers       string
		numberedCount uint64
		err           error
	}{
		{name: "several pages", service: service{size: 5, page: 2, total: 5}, count: 5, offsets: "0 2 4", numbers: "1 2 3", numberedCount: 5},
		{name: "the last page is full", service: service{size: 4, page: 2, total: 4}, count: 4, offsets: "0 2", numbers: "1 2", numberedCount: 4},
		{name: "nothing at all", service: service{page: 2}, offsets: "0", numbers: "1"},
		{name: "no total", service: service{size: 4, page: 2, total: page.Unknown}, count: 4, offsets: "0 2 4", numbers: "1 2 3", numberedCount: 4},
		{name: "a total too large", service: service{size: 3, page: 2, total: 99}, count: 3, offsets: "0 2 3", numbers: "1 2 3", numberedCount: 3},
		{name: "a total too small", service: service{size: 9, page: 2, total: 3}, count: 4, offsets: "0 2", numbers: "1 2", numberedCount: 4},
		{name: "a total of zero", service: service{size: 9, page: 2}, count: 2, offsets: "0", numbers: "1", numberedCount: 2},
		{name: "an early break", service: service{size: 9, page: 2, total: 9}, limit: 3, count: 3, offsets: "0 2", numbers: "1 2", numberedCount: 3},
		{name: "a break at the end of a page", service: service{size: 9, page: 2, total: 9}, limit: 2, count: 2, offsets: "0", numbers: "1", numberedCount: 2},
		{name: "an error at once", service: service{size: 9, page: 2, total: 9, failAt: 1}, offsets: "0", numbers: "1", err: errFetch},
		{name: "an error later", service: service{size: 9, page: 2, total: 9, failAt: 3}, count: 4, offsets: "0 2 4", numbers: "1 2 3", numberedCount: 4, err: errFetch},
		{name: "a start further on", service: service{size: 6, page: 2, total: 6}, start: 2, first: 2, count: 4, offsets: "2 4", numbers: "2 3 4", numberedCount: 4},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := test.service
			items, err := read(page.Offset(test.start, s.offset), test.limit)
			check(t, "offset", items, err, s.asked, test.first, test.count, test.offsets, test.err)

			s = test.service
			items, err = read(page.Number(test.start, s.number), test.limit)
			check(t, "number", items, err, s.asked, test.first, test.numberedCount, test.numbers, test.err)
		})
	}
}

func check(t *testing.T, how string, items []uint64, err error, asked []string, first, count uint64, wantAsked string, wantErr error) {
	t.Helper()
	if !errors.Is(err, wantErr) {
		t.Errorf("%s: got error %v, want %v", how, err, wantErr)
	}
	if got := strings.Join(asked, " "); got != wantAsked {
		t.Errorf("%s: fetched %s, want %s", how, got, wantAsked)
	}
	var want []uint64
	for i := range count {
		want = append(want, first+i)
	}
	if !slices.Equal(items, want) {
		t.Errorf("%s: got items %v, want %v", how, items, want)
	}
}

func TestOffsetEndsWhereNumbersEnd(t *testing.T) {
	fetches := 0
	for range page.Offset(page.Unknown-1, func(uint64) ([]int, uint64, error) {
		fetches++
		return []int{1, 2, 3}, page.Unknown, nil
	}) {
	}
	for range page.Number(page.Unknown, func(uint64) ([]int, uint64, error) {
		fetches++
		return []int{1}, page.Unknown, nil
	}) {
	}
	if fetches != 2 {
		t.Errorf("fetched %d pages, want one each", fetches)
	}
}

func TestIteratorsCanBeRangedOverAgain(t *testing.T) {
	s := service{size: 3, page: 2, total: 3}
	all := page.Offset(0, s.offset)
	first, _ := read(all, 0)
	second, _ := read(all, 0)
	if !reflect.DeepEqual(first, second) || len(first) != 3 {
		t.Errorf("got %v, then %v", first, second)
	}
}

func TestToken(t *testing.T) {
	type answer struct {
		items []string
		next  string
		err   error
	}
	for _, test := range []struct {
		name    string
		start   string
		answers map[string]answer
		limit   int
		items   string
		asked   string
		err     string
	}{
		{name: "several pages", answers: map[string]answer{"": {items: []string{"a", "b"}, next: "t1"}, "t1": {items: []string{"c"}}},
			items: "a b c", asked: "|t1"},
		{name: "an empty page in between", answers: map[string]answer{"": {next: "t1"}, "t1": {items: []string{"c"}}},
			items: "c", asked: "|t1"},
		{name: "nothing", answers: map[string]answer{}, asked: ""},
		{name: "a start", start: "t1", answers: map[string]answer{"t1": {items: []string{"c"}}}, items: "c", asked: "t1"},
		{name: "a break", limit: 1, answers: map[string]answer{"": {items: []string{"a", "b"}, next: "t1"}}, items: "a", asked: ""},
		{name: "an error", answers: map[string]answer{"": {items: []string{"a"}, next: "t1"}, "t1": {err: errFetch}},
			items: "a", asked: "|t1", err: "fetch failed"},
		{name: "the same token again", answers: map[string]answer{"": {items: []string{"a"}, next: "t1"}, "t1": {items: []string{"b"}, next: "t1"}},
			items: "a b", asked: "|t1", err: `page: the service gave the token "t1" a second time, and its pages would never end: stopped after 2 of them`},
		{name: "a round of tokens", answers: map[string]answer{"": {next: "t1"}, "t1": {next: "t2"}, "t2": {items: []string{"c"}, next: "t1"}},
			items: "c", asked: "|t1|t2", err: `page: the service gave the token "t1" a second time, and its pages would never end: stopped after 3 of them`},
		{name: "back to the start", start: "t1", answers: map[string]answer{"t1": {items: []string{"a"}, next: "t1"}},
			items: "a", asked: "t1", err: `page: the service gave the token "t1" a second time, and its pages would never end: stopped after 1 of them`},
	} {
		t.Run(test.name, func(t *testing.T) {
			var asked []string
			items, err := read(page.Token(test.start, func(token string) ([]string, string, error) {
				asked = append(asked, token)
				a := test.answers[token]
				return a.items, a.next, a.err
			}), test.limit)
			if got := strings.Join(items, " "); got != test.items {
				t.Errorf("got items %s, want %s", got, test.items)
			}
			if got := strings.Join(asked, "|"); got != test.asked {
				t.Errorf("fetched %s, want %s", got, test.asked)
			}
			text := ""
			if err != nil {
				text = err.Error()
			}
			if text != test.err {
				t.Errorf("got error %q, want %q", text, test.err)
			}
		})
	}
}
