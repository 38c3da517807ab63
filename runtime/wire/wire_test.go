package wire_test

import (
	"reflect"
	"testing"
)

// equal fails the test if got is not want.
func equal(t testing.TB, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %#v\nwant %#v", got, want)
	}
}
