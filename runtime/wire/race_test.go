//go:build race

package wire_test

const raceEnabled = true

// rounds is how many times as many random texts are tried.
const rounds = 1
