package rpctest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// findInput and findOutput are the types of an action.
type findInput struct {
	Name   string
	Limit  uint64
	Strict *bool
	Words  []string
	Rules  map[string]any
	Size   int64
}

func (m *findInput) WireMembers(c *wire.Codec) {
	c.Required().String("Name", &m.Name)
	c.OmitZero().Uint64("Limit", &m.Limit)
	wire.Optional(c, "Strict", &m.Strict, (*wire.Codec).Bool)
	wire.List(c.As(wire.Simple), "Words", &m.Words, (*wire.Codec).String)
	wire.Map(c.As(wire.JSON), "Rules", &m.Rules, (*wire.Codec).Any)
	c.Int64("Size", &m.Size)
}

type findOutput struct {
	Total int64
	Found []foundThing
	Next  *string
	Share float64
	Extra any
}

func (m *findOutput) WireMembers(c *wire.Codec) {
	c.Int64("Total", &m.Total)
	wire.List(c.Wrapped("Thing"), "Found", &m.Found, wire.Struct)
	wire.Optional(c, "Next", &m.Next, (*wire.Codec).String)
	c.Float64("Share", &m.Share)
	c.Any("Extra", &m.Extra)
}

type foundThing struct {
	ID   string
	Open bool
}

func (m *foundThing) WireMembers(c *wire.Codec) {
	c.String("Id", &m.ID)
	c.Bool("Open", &m.Open)
}

func find(request, reply string) *rpctest.Example {
	return &rpctest.Example{
		Action: "Find", Title: "One", Request: request, Reply: reply,
		New: func() (wire.Message, wire.Message) { return &findInput{}, &findOutput{} },
	}
}

// The ways of two clouds.
var (
	inJSON   = rpctest.Forms{JSON: true}
	inParams = rpctest.Forms{Flatten: wire.Flatten{Base: 1}, XML: true}
)

// lines are what was found: the differences, and then the members that were accepted.
func lines(f rpctest.Findings) []string {
	var all []string
	for _, difference := range f.Differences {
		all = append(all, difference.String())
	}
	for _, odd := range f.Accepted {
		all = append(all, "accepted: "+odd.Member+": "+odd.Got+" for "+odd.Want)
	}
	return all
}

func TestReplyOfAnExampleIsReadWithoutLoss(t *testing.T) {
	for _, test := range []struct {
		name, reply string
		want        []string
	}{
		{name: "all of it", reply: `{"Total":9007199254740993,"Found":{"Thing":[{"Id":"<a>","Open":true},{"Id":""}]},"Next":"","Share":0.1,"Extra":[{"x":[1.5]}]}`},
		{name: "nothing", reply: `{}`},
		{name: "what XML cannot tell", reply: `{"Found":{"Thing":[{"Id":""}]},"Extra":{"x":[[1,2],{"y":[]}]}}`},
		{name: "null everywhere", reply: `{"Total":null,"Found":null,"Next":null,"Extra":null}`},
		{name: "other kinds", reply: `{"Total":"7","Found":[{"Id":5,"Open":"true"}],"Share":"0.5","Extra":{}}`, want: []string{
			"accepted: Total: string for int64", "accepted: Found: list for object", "accepted: Found.0.Id: number 5 for string",
			"accepted: Found.0.Open: string for bool", "accepted: Share: string for float64"}},
		{name: "an empty list for an object", reply: `{"Found":[]}`, want: []string{"accepted: Found: list for object"}},
		{name: "an object for a list", reply: `{"Found":{"Thing":{"Id":"a"}}}`, want: []string{"accepted: Found.Thing: object for list"}},
		{name: "an unknown member", reply: `{"Found":{"Thing":[{"ID":"a"}],"Count":1},"total":3}`, want: []string{
			"unknown member: Found.Thing.0.ID: the types have no such member", "unknown member: Found.Count: the types have no such member",
			"unknown member: total: the types have no such member"}},
		{name: "hidden digits", reply: `{"Total":"138****1"}`, want: []string{`changed: Total: the example shows "138****1", and 0 comes back`, "accepted: Total: string for int64"}},
		{name: "another kind", reply: `{"Total":{"a":1}}`, want: []string{"wrong kind: Total: the types promise int64, and the example shows object"}},
		{name: "a number too large", reply: `{"Total":9223372036854775808}`, want: []string{"wrong kind: Total: the types promise int64, and the example shows number 9223372036854775808"}},
		{name: "no JSON", reply: `{"Total":`, want: []string{"malformed: malformed JSON at offset 9: the text ends where a value should stand"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, forms := range []rpctest.Forms{inJSON, inParams} {
				if got := lines(find("", test.reply).CheckReply(forms)); !slices.Equal(got, test.want) {
					t.Errorf("%+v: got\n%s\nwant\n%s", forms, strings.Join(got, "\n"), strings.Join(test.want, "\n"))
				}
			}
		})
	}
}

func TestRequestOfAnExampleIsSentAsItIsShown(t *testing.T) {
	const rules = `"Rules":{"a":{"b":[1]},"c.d":""},`
	for _, test := range []struct {
		name, request  string
		want, asParams []string
	}{
		{name: "all of it", request: `{"Name":"n","Limit":20,"Strict":false,"Words":["a","b"],` + rules + `"Size":0}`},
		{name: "zeros that are not sent", request: `{"Name":"n","Limit":0,"Words":[],"Size":0}`},
		{name: "empty texts for numbers", request: `{"Name":"n","Limit":"","Size":""}`, want: []string{
			"accepted: Limit: string for uint64", "accepted: Size: string for int64"}},
		{name: "texts", request: `{"Name":1,"Limit":"20","Strict":"true","Words":"a,b","Rules":"{\"a\":1}","Size":"0"}`, want: []string{
			"accepted: Name: number 1 for string", "accepted: Limit: string for uint64", "accepted: Strict: string for bool", "accepted: Size: string for int64"}},
		{name: "what it requires is missing", request: `{"Limit":1}`, want: []string{"missing: Name: the types require it, and the example has none, or an empty one"}},
		{name: "what is always sent is missing", request: `{"Name":"n"}`, want: []string{"missing: Size: the types require it, and the example has none"}},
		{name: "an unknown member", request: `{"Name":"n","Size":1,"Region":"x"}`, want: []string{"unknown member: Region: the types have no such member"}},
		{name: "a comma in a list that commas join", request: `{"Name":"n","Size":1,"Words":["a,b"]}`, asParams: []string{
			"cannot be written: Words.0: holds a comma, which in style simple stands between texts"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := lines(find(test.request, "").CheckRequest(inJSON)); !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
			want := append(test.want, test.asParams...)
			if got := lines(find(test.request, "").CheckRequest(inParams)); !slices.Equal(got, want) {
				t.Errorf("as parameters: got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

func TestErrorOfAnExampleReachesTheCaller(t *testing.T) {
	wanted := rpctest.Example{Code: "NotFound", Message: "It is gone."}
	for _, test := range []struct {
		name string
		got  error
		want []string
	}{
		{name: "the same", got: fmt.Errorf("Find: %w", &rpc.Error{Code: "NotFound", Message: "It is gone.", Status: 404})},
		{name: "another code", got: &rpc.Error{Code: "Not", Message: "It is gone."}, want: []string{"changed: the example fails with NotFound, and the caller gets Not"}},
		{name: "another text", got: &rpc.Error{Code: "NotFound"}, want: []string{`changed: the example fails with the message "It is gone.", and the caller gets ""`}},
		{name: "no error", want: []string{"changed: the example fails with NotFound, and the caller gets <nil>"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			forms := rpctest.Forms{Fail: func(*rpc.Error) error { return test.got }}
			if got := lines(wanted.CheckError(forms)); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestExamplesThatFitPass(t *testing.T) {
	rpctest.RunExamples(t, inParams, []rpctest.Example{
		*find(`{"Name":"n","Size":1}`, `{"Total":"1"}`),
		*find("", `{}`),
		*find(`{"Name":"n","Size":1}`, ""),
	})
}
