package alibaba

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// What can be wrong with a reply.
var (
	errEmptyReply = errors.New("the reply is empty")
	errNoError    = errors.New("the reply has the status of an error, and names none")
)

// Decode reads a reply: the result of an action if the status is one of
// success, else an error. Results may have members called Code and Message too.
func (p *protocol) Decode(r *rpc.Reply, out wire.Message) error {
	if r.Status < 200 || r.Status > 299 {
		return decodeRefusal(r)
	}
	err := read(r.Body, out, r.Read)
	if err == nil {
		return nil
	}
	// Only a reply that cannot be read whole is read once more for its id.
	var id identity
	_ = read(r.Body, &id, nil)
	return unreadable(r, id.requestID, damage(r.Body, err))
}

// read reads a body in the format that it has, whichever was asked for.
func read(body string, m wire.Message, o *wire.ReadOptions) error {
	if isXML(body) {
		return wire.ReadXML(body, m, o)
	}
	return wire.ReadJSON(body, m, o)
}

// isXML tells whether a body is XML, if it is anything: JSON never begins so.
func isXML(body string) bool { return strings.HasPrefix(strings.TrimLeft(body, space), "<") }

// space is what may stand before a body, a byte order mark too.
const space = " \t\r\n\ufeff"

// damage says what is wrong with a body that could not be read because of err.
func damage(body string, err error) error {
	var syntax *wire.SyntaxError
	switch {
	case strings.TrimSpace(body) == "":
		return errEmptyReply
	case errors.As(err, &syntax):
		return fmt.Errorf("the reply is neither the JSON nor the XML that it should be: %w", err)
	}
	return fmt.Errorf("the reply does not fit the action: %w", err)
}

// unreadable is [rpc.Unreadable] for a cloud whose replies may be XML too: an
// excerpt shows nothing of them, since they may hold the caller's data.
func unreadable(r *rpc.Reply, requestID string, err error) *rpc.ReplyError {
	e := rpc.Unreadable(r, requestID, err)
	body := strings.TrimLeft(r.Body, space)
	for _, own := range [...]string{"<?xml", "<" + r.Operation.Action, "<Error>"} {
		if strings.HasPrefix(body, own) {
			e.Excerpt = ""
		}
	}
	return e
}

// identity is what every reply has.
type identity struct{ requestID string }

func (id *identity) WireMembers(c *wire.Codec) { c.String("RequestId", &id.requestID) }

// refusal is what the cloud answers instead of a result. Some services write
// the names of the members with small letters.
type refusal struct {
	code, message, requestID string
	hostID, recommend        string
	denied                   any
}

func (f *refusal) WireMembers(c *wire.Codec) {
	for _, member := range [...]struct {
		name, small string
		text        *string
	}{
		{"Code", "code", &f.code},
		{"Message", "message", &f.message},
		{"RequestId", "requestId", &f.requestID},
		{"HostId", "hostId", &f.hostID},
		{"Recommend", "recommend", &f.recommend},
	} {
		c.String(member.name, member.text)
		c.String(member.small, member.text)
	}
	c.Any(deniedName, &f.denied)
	c.Any("accessDeniedDetail", &f.denied)
}

// deniedName is the member that says why a key may not do what it asked for.
const deniedName = "AccessDeniedDetail"

// decodeRefusal reads the reply to a call that failed.
func decodeRefusal(r *rpc.Reply) error {
	var f refusal
	err := read(r.Body, &f, nil)
	wait := retryAfter(r.Header)
	if f.code == "" {
		if err == nil || strings.TrimSpace(r.Body) == "" {
			err = errNoError
		} else {
			err = damage(r.Body, err)
		}
		e := unreadable(r, f.requestID, err)
		e.RetryAfter = wait
		return e
	}
	return &rpc.Error{
		Code:       rpc.Code(f.code),
		Message:    f.message,
		RequestID:  f.requestID,
		Status:     r.Status,
		Advice:     f.recommend,
		Details:    f.details(),
		RetryAfter: wait,
	}
}

// details are the members that most errors do not have, by their dotted names.
func (f *refusal) details() map[string]string {
	details := map[string]string{}
	if f.hostID != "" {
		details["HostId"] = f.hostID
	}
	addDetails(details, deniedName, f.denied)
	if len(details) == 0 {
		return nil
	}
	return details
}

// addDetails adds a value and what is in it.
func addDetails(details map[string]string, name string, value any) {
	switch value := value.(type) {
	case nil:
	case string:
		if value != "" {
			details[name] = value
		}
	case map[string]any:
		for key, member := range value {
			addDetails(details, name+"."+key, member)
		}
	case []any:
		for i, element := range value {
			addDetails(details, name+"."+strconv.Itoa(i+1), element)
		}
	default:
		details[name] = fmt.Sprint(value)
	}
}

// retryAfter is how long a reply asks to wait: by the header x-acs-retry-after,
// in milliseconds, else by the time that is left of the window in which the
// account, or the account's calls of this action, may make no more calls:
//
//	x-ratelimit-user-api: Limit:100,Remain:0,TimeLeft:2000
//
// Other headers are HTTP's own, which package rpc looks at.
func retryAfter(header http.Header) time.Duration {
	if wait := milliseconds(header.Get("X-Acs-Retry-After")); wait > 0 {
		return wait
	}
	return max(timeLeft(header.Get("X-Ratelimit-User-Api")), timeLeft(header.Get("X-Ratelimit-User")))
}

// timeLeft is the time that is left of a window without calls; 0 if calls remain.
func timeLeft(window string) time.Duration {
	var left time.Duration
	for part := range strings.SplitSeq(window, ",") {
		name, value, _ := strings.Cut(part, ":")
		switch strings.TrimSpace(name) {
		case "TimeLeft":
			left = milliseconds(value)
		case "Remain":
			if remain, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && remain > 0 {
				return 0
			}
		}
	}
	return left
}

// longestWait bounds what is believed of a wait.
const longestWait = 365 * 24 * time.Hour

// milliseconds reads a number of them, 0 if it is none.
func milliseconds(text string) time.Duration {
	n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 40)
	if err != nil {
		return 0
	}
	return min(time.Duration(n)*time.Millisecond, longestWait)
}
