package rpctest_test

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/signet-gen/signet/runtime/rpctest"
)

// The server saw two requests, and the client one answer: the other was lost.
func ExampleFaultProxy() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "done")
	}))
	defer server.Close()
	proxy, err := rpctest.NewFaultProxy(server.URL)
	if err != nil {
		log.Fatal(err)
	}
	defer proxy.Close()
	proxy.Play(
		rpctest.Answering(429, "slow down", "Retry-After", "1"),
		rpctest.ProxyFault{Kind: rpctest.FaultLoseAnswer},
	)
	for range 3 {
		r, err := http.Post(proxy.URL, "text/plain", nil)
		if err != nil {
			fmt.Println("no answer")
			continue
		}
		text, _ := bufio.NewReader(r.Body).ReadString('\n')
		r.Body.Close()
		fmt.Println(r.StatusCode, text)
	}
	fmt.Println(proxy.Counts().Forwarded, "requests reached the server")
	// Output:
	// 429 slow down
	// no answer
	// 200 done
	// 2 requests reached the server
}
