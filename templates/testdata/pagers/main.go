// Command pagers runs every iterator of the golden file pagers.txtar against
// its typed fake. What is wrong ends it with a message.
package main

import (
	"context"
	"fmt"
	"iter"
	"log"
	"slices"
	"strconv"

	"github.com/signet-gen/signet/runtime/wire"
	"github.com/signet-gen/signet/templates/testdata/pagers/gen/cloud/pagers/v20200101"
	"github.com/signet-gen/signet/templates/testdata/pagers/gen/cloud/pagers/v20200101/pagerstest"
)

const total, size = 7, 3

// things are those of the page that begins at offset.
func things(offset uint64) []pagers.Thing {
	var all []pagers.Thing
	for i := offset; i < min(offset+size, total); i++ {
		all = append(all, pagers.Thing{Name: fmt.Sprint(i)})
	}
	return all
}

// names are those of the page that begins at offset, by their Go type.
func names[T ~string](offset uint64) []T {
	var all []T
	for _, thing := range things(offset) {
		all = append(all, T(thing.Name))
	}
	return all
}

func number(text string) uint64 {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		log.Fatal(err)
	}
	return n
}

// next is the token of the page after the one that begins at offset.
func next(offset uint64) string {
	if offset+size >= total {
		return ""
	}
	return fmt.Sprint(offset + size)
}

// want reads an iterator twice over, from the item of index start on.
func want[T any](what string, start int, seq iter.Seq2[T, error]) {
	var all []string
	for i := start; i < total; i++ {
		all = append(all, fmt.Sprint(i))
	}
	for range 2 {
		var got []string
		for item, err := range seq {
			if err != nil {
				log.Fatalf("%s: %v", what, err)
			}
			got = append(got, nameOf(item))
		}
		if !slices.Equal(got, all) {
			log.Fatalf("%s: got %v, want %v", what, got, all)
		}
	}
}

func nameOf(item any) string {
	switch item := item.(type) {
	case pagers.Thing:
		return item.Name
	case []string:
		return item[0]
	case pagers.Colour:
		return string(item)
	case string:
		return item
	case wire.Datetime:
		return string(item)
	case wire.Secret:
		return string(item)
	}
	return ""
}

func main() {
	log.SetFlags(0)
	server := pagerstest.NewServer(fake())
	defer server.Close()
	c, ctx := pagers.New(server.Config()), context.Background()

	want("by value", 0, c.ListByValues(ctx, pagers.ListByValueInput{}))
	want("by value, from 2", 2, c.ListByValues(ctx, pagers.ListByValueInput{Offset: 2}))
	want("by pointer", 0, c.ListByPointers(ctx, pagers.ListByPointerInput{}))
	want("by pointer, from 4", 4, c.ListByPointers(ctx, pagers.ListByPointerInput{Offset: new(uint64(4))}))
	want("by signed", 1, c.ListBySigneds(ctx, pagers.ListBySignedInput{Offset: new(int64(1))}))
	want("by text", 0, c.ListByTexts(ctx, pagers.ListByTextInput{}))
	want("by text, from 5", 5, c.ListByTexts(ctx, pagers.ListByTextInput{Offset: "5"}))
	want("by text pointer", 0, c.ListByTextPointers(ctx, pagers.ListByTextPointerInput{}))
	want("by text pointer, from 6", 6, c.ListByTextPointers(ctx, pagers.ListByTextPointerInput{Offset: new("6")}))
	want("by secret text", 3, c.ListBySecretTexts(ctx, pagers.ListBySecretTextInput{Offset: "3"}))
	want("by number", 0, c.ListByNumbers(ctx, pagers.ListByNumberInput{}))
	want("by number, from page 2", 3, c.ListByNumbers(ctx, pagers.ListByNumberInput{PageNumber: 2}))
	want("by number pointer", 3, c.ListByNumberPointers(ctx, pagers.ListByNumberPointerInput{PageNumber: new(int64(2))}))
	want("by token", 0, c.ListByTokens(ctx, pagers.ListByTokenInput{}))
	want("by token, from 3", 3, c.ListByTokens(ctx, pagers.ListByTokenInput{NextToken: "3"}))
	want("by token pointer", 0, c.ListByTokenPointers(ctx, pagers.ListByTokenPointerInput{}))
	want("by token pointer, from 3", 3, c.ListByTokenPointers(ctx, pagers.ListByTokenPointerInput{NextToken: new("3")}))
	want("by secret token", 3, c.ListBySecretTokens(ctx, pagers.ListBySecretTokenInput{Token: "3"}))
	nested(c)
	for _, err := range c.ListByTexts(ctx, pagers.ListByTextInput{Offset: "many"}) {
		const text = `pagers.ListByTexts: in.Offset: strconv.ParseUint: parsing "many": invalid syntax`
		if err == nil || err.Error() != text {
			log.Fatalf("got %v, want %s", err, text)
		}
	}
}

// nested reads pages that are named inside structures, which stay as they are.
func nested(c *pagers.Client) {
	ctx := context.Background()
	want("nested, none", 0, c.ListNesteds(ctx, pagers.ListNestedInput{}))
	in := pagers.ListNestedInput{Query: &pagers.Query{Page: &pagers.Page{Offset: new(int64(2)), Limit: new(int64(9))}}}
	want("nested, from 2", 2, c.ListNesteds(ctx, in))
	if *in.Query.Page.Offset != 2 {
		log.Fatalf("the caller's offset became %d", *in.Query.Page.Offset)
	}
	want("nullable", 0, c.ListNullables(ctx, pagers.ListNullableInput{}))
}

// fake answers each action with the pages of the same seven things.
func fake() pagerstest.Fake {
	result := func(page *pagers.Page) pagers.Result {
		var offset uint64
		if page != nil && page.Offset != nil {
			offset = uint64(*page.Offset)
		}
		return pagers.Result{Things: things(offset), Total: total}
	}
	return pagerstest.Fake{
		ListByValue: func(_ context.Context, in pagers.ListByValueInput) (*pagers.ListByValueOutput, error) {
			return &pagers.ListByValueOutput{Things: things(in.Offset), Total: total}, nil
		},
		ListByPointer: func(_ context.Context, in pagers.ListByPointerInput) (*pagers.ListByPointerOutput, error) {
			return &pagers.ListByPointerOutput{Names: names[string](*in.Offset)}, nil // no total
		},
		ListBySigned: func(_ context.Context, in pagers.ListBySignedInput) (*pagers.ListBySignedOutput, error) {
			return &pagers.ListBySignedOutput{Colours: names[pagers.Colour](uint64(*in.Offset)), Total: total}, nil
		},
		ListByText: func(_ context.Context, in pagers.ListByTextInput) (*pagers.ListByTextOutput, error) {
			out := &pagers.ListByTextOutput{Total: total}
			for _, name := range names[string](number(in.Offset)) {
				out.Times = append(out.Times, wire.Datetime(name))
			}
			return out, nil
		},
		ListByTextPointer: func(_ context.Context, in pagers.ListByTextPointerInput) (*pagers.ListByTextPointerOutput, error) {
			out := &pagers.ListByTextPointerOutput{}
			for _, name := range names[string](number(*in.Offset)) {
				out.Tables = append(out.Tables, []string{name})
			}
			return out, nil
		},
		ListBySecretText: func(_ context.Context, in pagers.ListBySecretTextInput) (*pagers.ListBySecretTextOutput, error) {
			offset := number(string(in.Offset))
			if offset >= total {
				return &pagers.ListBySecretTextOutput{}, nil // null for nothing
			}
			return &pagers.ListBySecretTextOutput{Result: &pagers.Result{Things: things(offset)}}, nil
		},
		ListNested: func(_ context.Context, in pagers.ListNestedInput) (*pagers.ListNestedOutput, error) {
			return &pagers.ListNestedOutput{Result: result(in.Query.Page)}, nil
		},
		ListNullable: func(_ context.Context, in pagers.ListNullableInput) (*pagers.ListNullableOutput, error) {
			return &pagers.ListNullableOutput{Result: new(result(in.Query.Page))}, nil
		},
		ListByNumber: func(_ context.Context, in pagers.ListByNumberInput) (*pagers.ListByNumberOutput, error) {
			return &pagers.ListByNumberOutput{Things: things(uint64(in.PageNumber-1) * size), TotalCount: total}, nil
		},
		ListByNumberPointer: func(_ context.Context, in pagers.ListByNumberPointerInput) (*pagers.ListByNumberPointerOutput, error) {
			return &pagers.ListByNumberPointerOutput{Things: things(uint64(*in.PageNumber-1) * size)}, nil
		},
		ListByToken: func(_ context.Context, in pagers.ListByTokenInput) (*pagers.ListByTokenOutput, error) {
			offset := number("0" + in.NextToken)
			return &pagers.ListByTokenOutput{Things: things(offset), NextToken: next(offset)}, nil
		},
		ListByTokenPointer: func(_ context.Context, in pagers.ListByTokenPointerInput) (*pagers.ListByTokenPointerOutput, error) {
			offset, out := uint64(0), &pagers.ListByTokenPointerOutput{}
			if in.NextToken != nil {
				offset = number(*in.NextToken) // an empty one is refused
			}
			out.Things = things(offset)
			if token := next(offset); token != "" {
				out.NextToken = &token
			}
			return out, nil
		},
		ListBySecretToken: func(_ context.Context, in pagers.ListBySecretTokenInput) (*pagers.ListBySecretTokenOutput, error) {
			offset := number("0" + string(in.Token))
			return &pagers.ListBySecretTokenOutput{Secrets: names[wire.Secret](offset), Next: wire.Secret(next(offset))}, nil
		},
	}
}
