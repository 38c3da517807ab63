package rpc_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"syscall"
	"testing"

	"github.com/signet-gen/signet/runtime/rpc"
)

// A server that is gone is found out 45 seconds after it was last heard of.
func TestConnectionsAreProbed(t *testing.T) {
	s := httptest.NewServer(nil)
	defer s.Close()
	conn, err := rpc.NewTransport(http.DefaultTransport.(*http.Transport)).DialContext(context.Background(), "tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	raw, err := conn.(*net.TCPConn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	err = raw.Control(func(fd uintptr) {
		for option, want := range map[int]int{syscall.TCP_KEEPIDLE: 30, syscall.TCP_KEEPINTVL: 5, syscall.TCP_KEEPCNT: 3} {
			if got, err := syscall.GetsockoptInt(int(fd), syscall.IPPROTO_TCP, option); err != nil || got != want {
				t.Errorf("option %d is %d, want %d (%v)", option, got, want, err)
			}
		}
		if on, err := syscall.GetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_KEEPALIVE); err != nil || on == 0 {
			t.Errorf("there are no probes: %d, %v", on, err)
		}
	})
	if err != nil {
		t.Error(err)
	}
}
