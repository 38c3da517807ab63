//go:build race

package settle_test

// underRace tells that the race detector is there, which finds nothing in code
// of one goroutine, and makes it slow.
const underRace = true
