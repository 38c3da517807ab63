//go:build !race

package tencent

const underRace = false
