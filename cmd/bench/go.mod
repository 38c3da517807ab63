module github.com/signet-gen/signet/cmd/bench

go 1.26.0

replace github.com/signet-gen/signet => ../..

require (
	github.com/signet-gen/signet v0.0.0
	github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common v1.3.209
)
