package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// A run is short and makes much that it soon drops. As long as all of it has
// room in so many bytes, the garbage collector had better wait.
const roomyHeap = 512 << 20

// growHeap keeps the garbage collector away from a small heap. It leaves a
// large one, and whatever the user has said about it, alone.
func growHeap() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	adjustHeap(nil)
}

// adjustHeap says when to collect next; each collection calls it again.
func adjustHeap(*collection) {
	debug.SetGCPercent(growthOf(liveHeap()))
	runtime.SetFinalizer(new(collection), adjustHeap)
}

// collection is something to collect.
type collection struct{ _ [16]byte }

// growthOf is by how many percent a heap may grow until it is collected: to
// roomyHeap, or to twice its size as usual.
func growthOf(live uint64) int {
	const usual, most = 100, 1000
	room := 100 * (roomyHeap - int64(min(live, roomyHeap))) / int64(max(live, 1))
	return int(min(max(room, usual), most))
}

// liveHeap is how many bytes the last collection left.
func liveHeap() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindUint64 {
		return roomyHeap
	}
	return sample[0].Value.Uint64()
}
