//go:build !race

package spec

const tenMegabytes = 10 << 20
