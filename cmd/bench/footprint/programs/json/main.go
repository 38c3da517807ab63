// Command json lists migration tasks with net/http and encoding/json, signing
// nothing.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"github.com/signet-gen/signet/cmd/bench/internal/plain"
)

func main() {
	client := plain.Client{URL: "https://msp.tencentcloudapi.com/", HTTP: http.DefaultClient}
	out, err := client.ListMigrationTask(context.Background(), plain.ListMigrationTaskInput{Limit: 20})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, task := range out.Tasks {
		fmt.Println(task.TaskID, task.Status)
	}
}
