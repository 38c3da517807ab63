package rpc_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/signet-gen/signet/runtime/rpc"
)

func TestErrorText(t *testing.T) {
	for _, test := range []struct {
		err  error
		want string
	}{
		{&rpc.Error{Service: "msp", Action: "DescribeMigrationTask", Code: "InvalidParameterValue", Message: "text", RequestID: "1234-abcd", Status: 200},
			"msp.DescribeMigrationTask: InvalidParameterValue: text (request 1234-abcd, HTTP 200)"},
		{&rpc.Error{Service: "msp", Action: "DescribeMigrationTask", Code: "InternalError", Status: 500},
			"msp.DescribeMigrationTask: InternalError (HTTP 500)"},
		{&rpc.Error{Service: "msp", Action: "DescribeMigrationTask", Code: "InternalError", RequestID: "1234"},
			"msp.DescribeMigrationTask: InternalError (request 1234)"},
		{&rpc.Error{Code: "AuthFailure.SignatureFailure", Message: "text"},
			"AuthFailure.SignatureFailure: text"},
		{&rpc.ReplyError{Service: "msp", Action: "DescribeMigrationTask", Status: 502, Excerpt: `<h1>"Bad" Gateway</h1>`, Err: errors.New("the reply is not JSON")},
			`msp.DescribeMigrationTask: the reply is not JSON: "<h1>\"Bad\" Gateway</h1>" (HTTP 502)`},
		{&rpc.ReplyError{Service: "msp", Action: "DescribeMigrationTask", Status: 200, RequestID: "1234", Err: errors.New("the reply is empty")},
			"msp.DescribeMigrationTask: the reply is empty (request 1234, HTTP 200)"},
		{&rpc.ReplyError{Err: errors.New("the reply is empty")}, "the reply is empty"},
		{rpc.Code("LimitExceeded"), "LimitExceeded"},
	} {
		if got := test.err.Error(); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

func TestErrorsAreComparedByCodeAndDottedParent(t *testing.T) {
	for _, test := range []struct {
		code, target rpc.Code
		want         bool
	}{
		{"InvalidParameterValue", "InvalidParameterValue", true},
		{"InvalidParameterValue.Limit", "InvalidParameterValue", true},
		{"InvalidParameterValue.Limit.TooLarge", "InvalidParameterValue", true},
		{"InvalidParameterValue.Limit.TooLarge", "InvalidParameterValue.Limit", true},
		{"InvalidParameterValue", "InvalidParameterValue.Limit", false},
		{"InvalidParameterValue.Limit", "InvalidParameterValue.Lim", false},
		{"InvalidParameterValue", "InvalidParameter", false},
		{"LimitExceeded", "RequestLimitExceeded", false},
		{"RequestLimitExceeded", "LimitExceeded", false},
		{"InternalError", "", false},
		{"", "", true}, // equal, as errors.Is has it
		{"a.", "a", true},
	} {
		err := fmt.Errorf("while migrating: %w", &rpc.Error{Code: test.code, Message: "text"})
		if got := errors.Is(err, test.target); got != test.want {
			t.Errorf("%q is %q: got %t, want %t", test.code, test.target, got, test.want)
		}
	}
}

func TestErrorsAreFound(t *testing.T) {
	err := fmt.Errorf("while migrating: %w", &rpc.Error{Code: "InternalError.Db", RequestID: "1234"})
	var e *rpc.Error
	var code rpc.Code
	if !errors.As(err, &e) || e.RequestID != "1234" || !errors.As(err, &code) || code != "InternalError.Db" {
		t.Errorf("found %v and %q in %v", e, code, err)
	}
	if errors.Is(err, errors.New("InternalError")) {
		t.Error("an error that is no code is taken for one")
	}
	why := errors.New("damaged")
	if err := fmt.Errorf("w: %w", &rpc.ReplyError{Err: why}); !errors.Is(err, why) {
		t.Error("what is wrong with a reply is not found")
	}
}
