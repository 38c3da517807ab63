//go:build !race

package alibaba_test

const underRace = false
