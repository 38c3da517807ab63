// Command smartag lists gateways with the client that Signet generates, whose
// package has 205 actions.
package main

import (
	"context"
	"fmt"
	"os"

	smartag "github.com/signet-gen/signet/gen/alibaba/smartag/v20180313"
	"github.com/signet-gen/signet/runtime/alibaba"
)

func main() {
	client := smartag.New(alibaba.Config{Region: "cn-shanghai"})
	in := smartag.DescribeSmartAccessGatewaysInput{RegionID: "cn-shanghai"}
	out, err := client.DescribeSmartAccessGateways(context.Background(), in)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, gateway := range out.SmartAccessGateways {
		fmt.Println(gateway.SerialNumber, gateway.Status)
	}
}
