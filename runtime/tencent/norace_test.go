//go:build !race

package tencent_test

const raceEnabled = false
