package runtime

import (
	"slices"
	"testing"
)

func TestProtocolsAreTheCloudsThatCanBeSpokenTo(t *testing.T) {
	names := Protocols()
	if !slices.Contains(names, "tencent") || slices.Contains(names, "rpc") || slices.Contains(names, "wire") {
		t.Errorf("got %v", names)
	}
}
