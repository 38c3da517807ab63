// Command waiters runs the waiters of the golden file waiters.txtar against
// their typed fake. What is wrong ends it with a message.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/wait"
	"github.com/signet-gen/signet/templates/testdata/waiters/gen/cloud/shop/v20200101"
	"github.com/signet-gen/signet/templates/testdata/waiters/gen/cloud/shop/v20200101/shoptest"
)

// client is a client of a fake, which does not really sleep.
func client(fake shoptest.Fake) (*shop.Client, func()) {
	s := shoptest.NewServer(fake)
	return shop.New(s.Config()).With(func(c *tencent.Config) {
		c.Retry = retry.Never
		c.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	}), s.Close
}

// wantItem wants a wait that goes past an empty output, and ends with the next.
func wantItem(what string, out shop.DescribeItemOutput) {
	calls := 0
	c, end := client(shoptest.Fake{DescribeItem: func(context.Context, shop.DescribeItemInput) (*shop.DescribeItemOutput, error) {
		if calls++; calls == 1 {
			return &shop.DescribeItemOutput{}, nil
		}
		return &out, nil
	}})
	defer end()
	if _, err := c.WaitUntilItemPacked(context.Background(), shop.DescribeItemInput{ItemID: "i"}); err != nil || calls != 2 {
		log.Fatalf("%s: got %v after %d calls", what, err, calls)
	}
}

// disks is an item of which one disk has no state.
func disks(states ...string) *shop.Item {
	item := &shop.Item{Parts: []shop.Part{{}, {Disks: []shop.Disk{{}}}}}
	for _, s := range states {
		item.Parts = append(item.Parts, shop.Part{Disks: []shop.Disk{{State: &s}}})
	}
	return item
}

// wantItems wants a waiter to end by a code and a reason, or well if that is 0.
func wantItems(what string, reason wait.Reason, answer func(calls int, in shop.DescribeItemsInput) (*shop.DescribeItemsOutput, error)) {
	calls := 0
	c, end := client(shoptest.Fake{DescribeItems: func(_ context.Context, in shop.DescribeItemsInput) (*shop.DescribeItemsOutput, error) {
		calls++
		return answer(calls, in)
	}})
	defer end()
	method := c.WaitUntilItemsReady
	if what == "gone" {
		method = c.ReadOnly().WaitUntilItemsGone
	}
	_, err := method(context.Background(), shop.DescribeItemsInput{ItemIDs: []string{"i", "j"}})
	var e *wait.Error
	if reason == 0 && err != nil || reason != 0 && (!errors.As(err, &e) || e.Reason != reason) {
		log.Fatalf("%s: got %v after %d calls", what, err, calls)
	}
}

// wantBoxes wants a wait for n boxes to end for a reason, or well if that is 0, after
// a call by a limit; 0 is none.
func wantBoxes(n int, given *int32, reason wait.Reason, limit int32) {
	var got int32
	c, end := client(shoptest.Fake{DescribeBoxes: func(_ context.Context, in shop.DescribeBoxesInput) (*shop.DescribeBoxesOutput, error) {
		if in.Limit != nil {
			got = *in.Limit
		}
		out := &shop.DescribeBoxesOutput{Boxes: []shop.Item{{State: shop.StateReady}}}
		for range n - 1 {
			out.Boxes = append(out.Boxes, out.Boxes[0])
		}
		return out, nil
	}})
	defer end()
	_, err := c.WaitUntilBoxesReady(context.Background(), shop.DescribeBoxesInput{BoxIDs: make([]string, n), Limit: given})
	var e *wait.Error
	if got != limit || reason == 0 && err != nil || reason != 0 && (!errors.As(err, &e) || e.Reason != reason) {
		log.Fatalf("%d boxes by a limit of %d: got %v", n, got, err)
	}
}

func main() {
	wantBoxes(0, nil, 0, 0)
	wantBoxes(2, nil, 0, 2)
	wantBoxes(2, new(int32(3)), 0, 3)
	wantBoxes(2, new(int32(1)), wait.Impossible, 0)
	wantBoxes(4, nil, wait.Impossible, 0)
	done := true
	wantItem("the first of lists within lists", shop.DescribeItemOutput{Item: disks("packed", "open")})
	wantItem("an empty text", shop.DescribeItemOutput{Item: disks("", "open")})
	wantItem("the last of lists within lists", shop.DescribeItemOutput{Item: disks("open", "packed")})
	wantItem("a value of a map", shop.DescribeItemOutput{Item: &shop.Item{Labels: map[string]shop.Label{"a": {}, "b": {State: shop.StateReady}}}})
	wantItem("true", shop.DescribeItemOutput{Done: &done})
	wantItem("a number in a list in a map", shop.DescribeItemOutput{Codes: map[string][]int64{"a": nil, "b": {1, 7}}})
	wantItem("a fraction", shop.DescribeItemOutput{Share: 0.5})
	wantItem("a number", shop.DescribeItemOutput{Level: 3})

	items := func(states ...shop.State) *shop.DescribeItemsOutput {
		out := &shop.DescribeItemsOutput{Total: uint64(len(states))}
		for _, s := range states {
			out.Items = append(out.Items, shop.Item{State: s})
		}
		return out
	}
	wantItems("all that are asked for", 0, func(calls int, in shop.DescribeItemsInput) (*shop.DescribeItemsOutput, error) {
		if in.Limit != 2 {
			return nil, fmt.Errorf("the limit is %d: %w", in.Limit, shop.ErrInternalError)
		}
		return items([]shop.State{shop.StateReady, shop.StateInUse}[:min(calls, 2)]...), nil
	})
	wantItems("one is broken", wait.Failed, func(int, shop.DescribeItemsInput) (*shop.DescribeItemsOutput, error) {
		return items(shop.StateReady, shop.StateBroken), nil
	})
	wantItems("a code that is a failure", wait.Failed, func(int, shop.DescribeItemsInput) (*shop.DescribeItemsOutput, error) {
		return nil, shop.ErrInternalError
	})
	wantItems("another code", wait.Refused, func(int, shop.DescribeItemsInput) (*shop.DescribeItemsOutput, error) {
		return nil, shop.ErrNotFound
	})
	wantItems("gone", 0, func(int, shop.DescribeItemsInput) (*shop.DescribeItemsOutput, error) { return nil, shop.ErrNotFound })
	wantItems("gone", 0, func(int, shop.DescribeItemsInput) (*shop.DescribeItemsOutput, error) { return items(), nil })
}
