package main

import (
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

func newVersion(t *terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of this command",
		Long: `Print the version of this command, as far as the Go command that built it wrote
it down: a command that was built in a checkout has no version of its own, but
may name the commit.`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: action(func([]string) error {
			t.printf("%s\n", versionLine(buildInfo()))
			return nil
		}),
	}
}

// versionLine says what is known of the build; info may be nil.
func versionLine(info *debug.BuildInfo) string {
	platform := " (" + runtime.Version() + ", " + runtime.GOOS + "/" + runtime.GOARCH + ")"
	if info == nil {
		return "signet, version unknown" + platform
	}
	version, path := info.Main.Version, ""
	if r := info.Main.Replace; r != nil {
		version, path = r.Version, " of "+r.Path
	}
	if version == "" || version == "(devel)" {
		return "signet, version unknown, built in a checkout" + commit(info) + platform
	}
	return "signet " + version + path + platform
}

// commit names the commit that was built, and whether files differed from it.
func commit(info *debug.BuildInfo) string {
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	id := settings["vcs.revision"]
	if id == "" {
		return ""
	}
	var b strings.Builder
	b.WriteString(" of commit " + id[:min(len(id), 12)])
	if settings["vcs.modified"] == "true" {
		b.WriteString(" with changes")
	}
	return b.String()
}
