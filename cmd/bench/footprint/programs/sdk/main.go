// Command sdk lists migration tasks with Tencent's own SDK, its common package
// and the few structs that this one action needs.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/signet-gen/signet/cmd/bench/internal/peer"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"
)

func main() {
	client := peer.NewClient(os.Getenv("TENCENTCLOUD_SECRET_ID"), os.Getenv("TENCENTCLOUD_SECRET_KEY"),
		"ap-guangzhou", profile.NewClientProfile())
	out, err := client.ListMigrationTask(context.Background(),
		&peer.ListMigrationTaskRequest{Limit: common.Uint64Ptr(20)})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, task := range out.Response.Tasks {
		fmt.Println(*task.TaskId, *task.Status)
	}
}
