// Command nethttp posts a fixed text and prints the reply: net/http and
// nothing else, the least that any client costs.
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

func main() {
	response, err := http.Post("https://msp.tencentcloudapi.com/", "application/json", strings.NewReader(`{"Limit":20}`))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer response.Body.Close()
	if _, err := io.Copy(os.Stdout, response.Body); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
