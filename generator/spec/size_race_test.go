//go:build race

package spec

// tenMegabytes are fewer under the race detector, which is slow and has nothing
// to find in one file.
const tenMegabytes = 1 << 20
