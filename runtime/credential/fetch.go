package credential

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	// fetchTimeout bounds a request to a service of the machine itself, which
	// answers at once if it is there.
	fetchTimeout = time.Second
	// largestReply is the most bytes of its reply that are read.
	largestReply = 64 << 10
)

// direct goes to a service of the machine itself: never by a proxy, which would
// be told the credentials.
var direct = &http.Client{
	Transport:     &http.Transport{Proxy: nil, DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// StatusError is a reply with an HTTP status other than 200.
type StatusError struct{ Status int }

// Error names the status.
func (e *StatusError) Error() string {
	return fmt.Sprintf("the answer is HTTP %d %s", e.Status, strings.ToLower(http.StatusText(e.Status)))
}

// Fetch asks a service of the machine itself, such as that for its metadata,
// within a second, and returns the body of its reply. A service that does not
// answer is [ErrAbsent]; another status than 200 is a [*StatusError]. No error
// shows the URL's query or the reply, either of which may hold a secret.
func Fetch(ctx context.Context, method, address string, header http.Header) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return "", fmt.Errorf("the address of the service is no URL")
	}
	if header != nil {
		request.Header = header
	}
	response, err := direct.Do(request)
	if err != nil {
		var named *url.Error
		if errors.As(err, &named) {
			err = named.Err
		}
		return "", Absent("%s does not answer: %v", request.URL.Host, err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, largestReply+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("%s broke off its answer: %w", request.URL.Host, err)
	case len(text) > largestReply:
		return "", fmt.Errorf("%s answers by more than %d bytes", request.URL.Host, largestReply)
	case response.StatusCode != http.StatusOK:
		return "", &StatusError{response.StatusCode}
	}
	return string(text), nil
}

// FetchRole asks a machine's metadata service which role the machine has: the first
// line of what it lists at the address. A machine without one is [ErrAbsent].
func FetchRole(ctx context.Context, address string, header http.Header) (string, error) {
	list, err := Fetch(ctx, http.MethodGet, address, header)
	var status *StatusError
	if err != nil && !(errors.As(err, &status) && status.Status == http.StatusNotFound) {
		return "", err
	}
	role, _, _ := strings.Cut(strings.TrimSpace(list), "\n")
	if role = strings.TrimSpace(role); role == "" {
		return "", Absent("the machine has no role")
	}
	return role, nil
}
