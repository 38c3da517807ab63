package rpc

import (
	"errors"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/signet-gen/signet/runtime/canonical"
	"github.com/signet-gen/signet/runtime/wire"
)

// withoutURL is a transport's error without the URL that it may name, whose
// query holds the signature and the id of the key when a request is a GET.
func withoutURL(err error, secrets []string) error {
	for named := (*url.Error)(nil); errors.As(err, &named) && named.Err != nil; named = nil {
		err = named.Err
	}
	text := err.Error()
	if safe := redact(text, secrets); safe != text {
		return &redacted{text: safe, err: err}
	}
	return err
}

// redacted is an error that shows another text.
type redacted struct {
	text string
	err  error
}

func (e *redacted) Error() string { return e.text }

// Is and As look into the error itself, which nobody can unwrap and print.
func (e *redacted) Is(target error) bool { return errors.Is(e.err, target) }
func (e *redacted) As(target any) bool   { return errors.As(e.err, target) }

// secrets are what no error may show of an attempt: the secret and the token, what
// is sensitive in the input, what the program has put into the header, and more.
func (c *Client) secrets(r *Request, more ...string) []string {
	secrets := append(wire.Secrets(r.input), r.Credentials.Secret, r.Credentials.Token)
	secrets = append(secrets, more...)
	for _, values := range c.header {
		secrets = append(secrets, values...)
	}
	return secrets
}

// redact cuts all queries of URLs out of a text, and masks secrets.
func redact(text string, secrets []string) string {
	text = canonical.Hide(text, secrets)
	if !strings.Contains(text, "?") {
		return text
	}
	var b strings.Builder
	for {
		before, query, found := strings.Cut(text, "?")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteByte('?')
		end := strings.IndexAny(query, " \t\r\n\"'<>`")
		if end < 0 {
			end = len(query)
		}
		if end > 0 {
			b.WriteString("***")
		}
		text = query[end:]
	}
}

// excerptLength is how many bytes of a strange reply an error shows at most.
const excerptLength = 200

// Unreadable is the error of a reply that cannot be read. It shows the
// beginning of a body that does not look like JSON, such as a proxy's page, and
// nothing of one that does, which may hold the caller's data.
func Unreadable(r *Reply, requestID string, err error) *ReplyError {
	e := &ReplyError{RequestID: requestID, Status: r.Status, Err: err}
	if body := strings.TrimSpace(r.Body); !strings.HasPrefix(body, "{") && !strings.HasPrefix(body, "[") {
		var secrets []string
		if r.from != nil {
			sent := r.from.request
			secrets = r.from.client.secrets(sent, sent.Credentials.ID)
		}
		e.Excerpt = excerpt(body, secrets)
	}
	return e
}

// excerpt is the beginning of a text in one line, safe to log.
func excerpt(text string, secrets []string) string {
	const looked = 8 * excerptLength // much of a page is space
	words := strings.FieldsFunc(text[:min(len(text), looked)], func(r rune) bool {
		return r == utf8.RuneError || r == ' ' || !unicode.IsPrint(r)
	})
	if len(text) > looked && len(words) > 1 {
		words = words[:len(words)-1] // it may be the first half of a key
	}
	text = redact(strings.Join(words, " "), secrets)
	if len(text) <= excerptLength {
		return text
	}
	end := excerptLength
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}
