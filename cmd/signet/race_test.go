//go:build race

package main

// underRace tells that the race detector is there.
const underRace = true
