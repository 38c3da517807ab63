package rpctest

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

var headerEnd = []byte("\r\n\r\n")

// parts are where an answer begins, behind the interim ones (1xx) before it, and
// where its body does.
func parts(answer []byte) (begin, body int) {
	for {
		end := bytes.Index(answer[begin:], headerEnd)
		if end < 0 {
			return begin, len(answer)
		}
		body = begin + end + len(headerEnd)
		if !bytes.HasPrefix(answer[begin:], []byte("HTTP/1.1 1")) || body == len(answer) {
			return begin, body
		}
		begin = body
	}
}

// cut is where an answer is cut in two.
func (f ProxyFault) cut(answer []byte) int {
	if f.At > 0 {
		return min(f.At, len(answer))
	}
	_, body := parts(answer)
	return body + (len(answer)-body)/2
}

// replyBytes is the reply of a fault as it is sent.
func replyBytes(f ProxyFault) []byte {
	reply := f.Reply
	body := reply.Body + strings.Repeat(" ", max(0, f.Size-len(reply.Body)))
	header := http.Header{}
	for name, values := range reply.Header {
		header[http.CanonicalHeaderKey(name)] = values
	}
	if header.Get("Date") == "" {
		header.Set("Date", time.Now().UTC().Format(http.TimeFormat))
	}
	header.Set("Content-Length", fmt.Sprint(len(body)))
	return compose(cmp.Or(reply.Status, http.StatusOK), header, body)
}

func compose(status int, header http.Header, body string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", status, http.StatusText(status))
	_ = header.Write(&b) // never fails
	b.WriteString("\r\n" + body)
	return b.Bytes()
}

// withLength is an answer that promises so many bytes more, or fewer, than it has.
func withLength(answer []byte, off int) []byte {
	begin, _ := parts(answer)
	r, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(answer[begin:])), nil)
	if err != nil {
		return answer
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return answer
	}
	r.Header.Set("Content-Length", fmt.Sprint(max(0, len(body)+off)))
	return compose(r.StatusCode, r.Header, string(body))
}

var dateField = []byte("\r\nDate: ")

// withDate is an answer whose Date is so much later.
func withDate(answer []byte, skew time.Duration) []byte {
	_, body := parts(answer)
	header := answer[:body]
	begin := bytes.Index(header, dateField)
	if skew == 0 || begin < 0 {
		return answer
	}
	begin += len(dateField)
	end := begin + bytes.Index(header[begin:], []byte("\r\n"))
	date, err := http.ParseTime(string(header[begin:end]))
	if err != nil {
		return answer
	}
	later := date.Add(skew).UTC().Format(http.TimeFormat)
	return bytes.Join([][]byte{answer[:begin], []byte(later), answer[end:]}, nil)
}
