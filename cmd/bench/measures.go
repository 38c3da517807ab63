package main

// measures are the jobs that are timed in memory.
func measures() []measure {
	return append(tencentMeasures(), alibabaMeasures()...)
}

// tencentMeasures are the jobs for Tencent Cloud. The SDK is tencentcloud-sdk-go's
// common.Client.
func tencentMeasures() []measure {
	const n = 500
	return []measure{
		{
			name:    "build and sign, TC3",
			scope:   "RegisterMigrationTask from typed input to the moment when the transport is handed the request; stdlib signs nothing",
			benches: [contenders]bench{built(signetBuild("")), built(sdkBuild("TC3-HMAC-SHA256")), built(standardBuild)},
			want:    bar{faster: 8, allocs: 10, hasAllocs: true},
		},
		{
			name:    "build and sign, v1 HmacSHA1",
			scope:   "the same as a form under signature v1",
			benches: [contenders]bench{built(signetBuild("HmacSHA1")), built(sdkBuild("HmacSHA1")), nil},
		},
		{
			name:    "build and sign, v1 HmacSHA256",
			scope:   "the same",
			benches: [contenders]bench{built(signetBuild("HmacSHA256")), built(sdkBuild("HmacSHA256")), nil},
		},
		{
			name:    "TC3 Authorization alone",
			scope:   "the header's value for a body that is at hand; the SDK has no way to do it alone; stdlib is the vendor's document step by step with crypto/hmac and fmt",
			benches: [contenders]bench{timed(signetAuthorization), nil, timed(standardAuthorization)},
			want:    bar{hasAllocs: true},
		},
		{
			name:    "call, RegisterMigrationTask",
			scope:   "the first row's call made whole, over a transport in memory that answers with the new task's id",
			benches: [contenders]bench{timed(signetRegisterCall), timed(sdkRegisterCall), timed(standardRegisterCall)},
		},
		{
			name:    "call, 2 tasks",
			scope:   "ListMigrationTask over a transport in memory, from typed input to typed output; the transport's 2 allocations are in",
			benches: [contenders]bench{timed(signetCall(2)), timed(sdkCall(2)), timed(standardCall(2))},
			want:    bar{faster: 8, allocs: 30, hasAllocs: true},
		},
		{
			name:    "call, 500 tasks",
			scope:   "the same with a reply of some 234 kB",
			benches: [contenders]bench{timed(signetCall(n)), timed(sdkCall(n)), timed(standardCall(n))},
			want:    bar{faster: 8, allocs: 60, hasAllocs: true},
		},
		{
			name:    "decode, 500 tasks",
			scope:   "the same reply as bytes in memory: for the SDK all that its client does with a reply, two readings and five parses; for stdlib one parse",
			benches: [contenders]bench{timed(signetParse(n)), timed(sdkReply(n)), timed(standardParse(n))},
			want:    bar{faster: 8, allocs: 60, hasAllocs: true},
		},
		{
			name:    "decode, 500 tasks, one parse",
			scope:   "the same, with a single parse into the SDK's structs, which is less than its client ever does",
			benches: [contenders]bench{timed(signetParse(n)), timed(sdkParse(n)), timed(standardParse(n))},
		},
	}
}
