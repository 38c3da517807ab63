// Command smc lists source servers with the client that Signet generates.
package main

import (
	"context"
	"fmt"
	"os"

	smc "github.com/signet-gen/signet/gen/alibaba/smc/v20190601"
	"github.com/signet-gen/signet/runtime/alibaba"
)

func main() {
	client := smc.New(alibaba.Config{Region: "cn-hangzhou"})
	out, err := client.DescribeSourceServers(context.Background(), smc.DescribeSourceServersInput{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, server := range out.SourceServers {
		fmt.Println(server.SourceID, server.State)
	}
}
