//go:build race

package alibaba_test

const raceEnabled = true
