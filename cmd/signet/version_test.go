package main

import (
	"runtime"
	"runtime/debug"
	"testing"
)

func TestVersionLineSaysWhatIsKnown(t *testing.T) {
	setting := func(key, value string) debug.BuildSetting { return debug.BuildSetting{Key: key, Value: value} }
	platform := " (" + runtime.Version() + ", " + runtime.GOOS + "/" + runtime.GOARCH + ")"
	tests := []struct {
		name string
		info *debug.BuildInfo
		want string
	}{
		{"no build information", nil, "signet, version unknown"},
		{"no version", &debug.BuildInfo{}, "signet, version unknown, built in a checkout"},
		{"a checkout", &debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, "signet, version unknown, built in a checkout"},
		{"a commit", &debug.BuildInfo{Main: debug.Module{Version: "(devel)"}, Settings: []debug.BuildSetting{
			setting("vcs.revision", "0123456789abcdef"), setting("vcs.modified", "false"),
		}}, "signet, version unknown, built in a checkout of commit 0123456789ab"},
		{"a commit with changes", &debug.BuildInfo{Settings: []debug.BuildSetting{
			setting("vcs.modified", "true"), setting("vcs.revision", "0123"),
		}}, "signet, version unknown, built in a checkout of commit 0123 with changes"},
		{"a release", &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}, "signet v1.2.3"},
		{"a folder in place of a release", &debug.BuildInfo{Main: debug.Module{Version: "v0.0.0", Replace: &debug.Module{Path: "../signet"}}}, "signet, version unknown, built in a checkout"},
		{"a folder in place of a release, as Go 1.26 has it", &debug.BuildInfo{Main: debug.Module{Version: "v0.0.0", Replace: &debug.Module{Path: "../signet", Version: "(devel)"}}}, "signet, version unknown, built in a checkout"},
		{"a release in place of another", &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3", Replace: &debug.Module{Path: "example.com/signet", Version: "v1.2.4"}}}, "signet v1.2.4 of example.com/signet"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := versionLine(test.info); got != test.want+platform {
				t.Errorf("got  %q\nwant %q", got, test.want+platform)
			}
		})
	}
}
