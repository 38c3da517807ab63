//go:build race

package text_test

// underRace tells that the race detector is there, which finds nothing in code
// of one goroutine, and makes the vendors' descriptions take minutes.
const underRace = true
