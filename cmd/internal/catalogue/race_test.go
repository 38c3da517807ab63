//go:build race

package catalogue_test

// underRace tells that the race detector is there, which finds nothing here and
// makes it slow.
const underRace = true
