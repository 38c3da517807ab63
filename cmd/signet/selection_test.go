package main

import (
	"reflect"
	"testing"

	"github.com/signet-gen/signet/generator/resolve"
)

func TestParseSelections(t *testing.T) {
	pick := func(service string, actions ...string) resolve.Selection {
		return resolve.Selection{Service: service, Actions: actions}
	}
	tests := []struct {
		name   string
		values []string
		want   []resolve.Selection
		err    string
	}{
		{"nothing", nil, nil, ""},
		{"a service", []string{"msp"}, []resolve.Selection{pick("msp")}, ""},
		{"two services", []string{"msp,cvm"}, []resolve.Selection{pick("msp"), pick("cvm")}, ""},
		{"actions", []string{"msp:A,B"}, []resolve.Selection{pick("msp", "A", "B")}, ""},
		{"actions of two services", []string{"msp:A,B,cvm:C"}, []resolve.Selection{pick("msp", "A", "B"), pick("cvm", "C")}, ""},
		{"a service before actions", []string{"cvm,msp:A,B"}, []resolve.Selection{pick("cvm"), pick("msp", "A", "B")}, ""},
		{"the colon again", []string{"msp:A,msp:B"}, []resolve.Selection{pick("msp", "A", "B")}, ""},
		{"repeated flags", []string{"msp:A", "cvm:C", "msp:B"}, []resolve.Selection{pick("msp", "A", "B"), pick("cvm", "C")}, ""},
		{"all and some is all", []string{"msp:A", "msp"}, []resolve.Selection{pick("msp")}, ""},
		{"some of all is all", []string{"msp", "msp:A"}, []resolve.Selection{pick("msp")}, ""},
		{"spaces", []string{"msp:A, B"}, []resolve.Selection{pick("msp", "A", "B")}, ""},
		{"a long name", []string{"tencent/msp/2018-03-19:A"}, []resolve.Selection{pick("tencent/msp/2018-03-19", "A")}, ""},
		{"empty", []string{""}, nil, "--only : a name is missing; it takes SERVICE or SERVICE:ACTION,ACTION"},
		{"no action", []string{"msp:"}, nil, "--only msp:: a name is missing; it takes SERVICE or SERVICE:ACTION,ACTION"},
		{"no service", []string{":A"}, nil, "--only :A: a name is missing; it takes SERVICE or SERVICE:ACTION,ACTION"},
		{"a comma too many", []string{"msp:A,"}, nil, "--only msp:A,: a name is missing; it takes SERVICE or SERVICE:ACTION,ACTION"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := parseSelections(test.values)
			if message := errorText(err); message != test.err {
				t.Fatalf("got error %q, want %q", message, test.err)
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
