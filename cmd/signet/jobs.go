package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

// jobsFlag is the flag that says how many processors a command may use; 0 is all of them.
type jobsFlag int

func (f *jobsFlag) register(cmd *cobra.Command) {
	cmd.Flags().IntVarP((*int)(f), "jobs", "j", 0, "`number` of workers that read, render and write at a time (default: one for each processor)")
	_ = cmd.RegisterFlagCompletionFunc("jobs", cobra.NoFileCompletions)
}

// settle makes it so: whatever shares its work out does so among as many
// goroutines as Go has processors.
func (f jobsFlag) settle() error {
	const most = 1024
	switch {
	case f < 0 || f > most:
		return usageError{fmt.Errorf("--jobs is from 1 to %d, not %d", most, f)}
	case f > 0:
		runtime.GOMAXPROCS(int(f))
	}
	return nil
}
