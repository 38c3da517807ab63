//go:build !race

package settle_test

const underRace = false
