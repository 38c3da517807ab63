// Command msp lists migration tasks with the client that Signet generates.
package main

import (
	"context"
	"fmt"
	"os"

	msp "github.com/signet-gen/signet/gen/tencent/msp/v20180319"
	"github.com/signet-gen/signet/runtime/tencent"
)

func main() {
	client := msp.New(tencent.Config{Region: "ap-guangzhou"})
	out, err := client.ListMigrationTask(context.Background(), msp.ListMigrationTaskInput{Limit: 20})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, task := range out.Tasks {
		fmt.Println(task.TaskID, task.Status)
	}
}
