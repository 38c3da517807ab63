package main

import "github.com/signet-gen/signet/runtime/alibaba"

// alibabaMeasures are the jobs for Alibaba Cloud that are timed in memory. The
// SDK is alibaba-cloud-sdk-go where the signature is V2, which is all that it
// knows, and the one over darabonba-openapi elsewhere.
func alibabaMeasures() []measure {
	const n = 500
	return []measure{
		{
			name:    "alibaba: build and sign, V2",
			scope:   "DescribeSourceServers from typed input to the moment when the transport is handed the request; sdk is alibaba-cloud-sdk-go; stdlib signs nothing",
			benches: [contenders]bench{built(signetSMCBuild(alibaba.V2)), built(acsBuild), built(standardSMCBuild)},
			want:    bar{faster: 10, allocs: 12, hasAllocs: true},
		},
		{
			name:    "alibaba: build and sign, V3",
			scope:   "the same under ACS3-HMAC-SHA256; sdk is darabonba-openapi, which makes a transport for each call",
			benches: [contenders]bench{built(signetSMCBuild(alibaba.V3)), built(teaBuild), built(standardSMCBuild)},
			want:    bar{allocs: 12, hasAllocs: true},
		},
		{
			name:    "alibaba: V3 Authorization alone",
			scope:   "the header's value for parameters and headers that are at hand; sdk is the function of darabonba-openapi for it",
			benches: [contenders]bench{timed(signetV3Authorization), timed(teaAuthorization), nil},
		},
		{
			name:    "alibaba: call, 2 servers, V2",
			scope:   "DescribeSourceServers over a transport in memory, from typed input to typed output; sdk is alibaba-cloud-sdk-go",
			benches: [contenders]bench{timed(signetSMCCall(alibaba.V2, 2)), timed(acsCall(2)), timed(standardSMCCall(2))},
		},
		{
			name:    "alibaba: call, 2 servers, V3",
			scope:   "the same; sdk is darabonba-openapi",
			benches: [contenders]bench{timed(signetSMCCall(alibaba.V3, 2)), timed(teaCall(2)), timed(standardSMCCall(2))},
		},
		{
			name:    "alibaba: decode, 500 servers",
			scope:   "a reply of some 470 kB as bytes in memory; sdk is all that darabonba-openapi's client and the service's method over it do with a reply; stdlib is one parse",
			benches: [contenders]bench{timed(signetSMCParse(n)), timed(teaReply(n)), timed(standardSMCParse(n))},
			want:    bar{faster: 10},
		},
		{
			name:    "alibaba: decode, 500 servers, by alibaba-cloud-sdk-go",
			scope:   "the same, with the one parse that alibaba-cloud-sdk-go's client does, by json-iterator and into structs that lack ResourceGroupId and Tags",
			benches: [contenders]bench{timed(signetSMCParse(n)), timed(acsReply(n)), timed(standardSMCParse(n))},
		},
	}
}
