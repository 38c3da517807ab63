package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/signet-gen/signet/generator/output"
)

// first is the first line of an entry. It changes when the form does.
const first = "signet cache 1\n"

// encode writes an entry as lines, the sum of which is the last:
//
//	signet cache 1
//	prune "."
//	warning "…"
//	file 9f86d0… 1024 "tencent/msp/v20180319/client.go"
//	2c26b4…
func (e *Entry) encode() []byte {
	var b bytes.Buffer
	b.WriteString(first)
	for _, folder := range e.Prune {
		fmt.Fprintf(&b, "prune %q\n", folder)
	}
	for _, text := range e.Warnings {
		fmt.Fprintf(&b, "warning %q\n", text)
	}
	for _, name := range slices.Sorted(maps.Keys(e.Files)) {
		sum := e.Files[name]
		fmt.Fprintf(&b, "file %x %d %q\n", sum.SHA256, sum.Size, name)
	}
	sum := sha256.Sum256(b.Bytes())
	return append(hex.AppendEncode(b.Bytes(), sum[:]), '\n')
}

// decode reads what encode wrote, if it is whole.
func decode(text []byte) (*Entry, bool) {
	const last = 2*sha256.Size + len("\n")
	if len(text) < last || !bytes.HasPrefix(text, []byte(first)) {
		return nil, false
	}
	body := text[:len(text)-last]
	sum := sha256.Sum256(body)
	if string(text[len(body):]) != hex.EncodeToString(sum[:])+"\n" {
		return nil, false
	}
	e := &Entry{Files: map[string]output.Sum{}}
	for line := range strings.Lines(string(body[len(first):])) {
		if !e.line(strings.TrimSuffix(line, "\n")) {
			return nil, false
		}
	}
	return e, true
}

// line reads a line of an entry.
func (e *Entry) line(line string) bool {
	kind, rest, _ := strings.Cut(line, " ")
	switch kind {
	case "prune":
		return appendQuoted(&e.Prune, rest)
	case "warning":
		return appendQuoted(&e.Warnings, rest)
	case "file":
		return e.file(strings.SplitN(rest, " ", 3))
	}
	return false
}

func appendQuoted(list *[]string, quoted string) bool {
	text, err := strconv.Unquote(quoted)
	*list = append(*list, text)
	return err == nil
}

// file reads what stands after the word file.
func (e *Entry) file(words []string) bool {
	if len(words) != 3 {
		return false
	}
	var sum output.Sum
	digest, badDigest := hex.DecodeString(words[0])
	size, badSize := strconv.ParseInt(words[1], 10, 64)
	name, badName := strconv.Unquote(words[2])
	if badDigest != nil || badSize != nil || badName != nil || copy(sum.SHA256[:], digest) != sha256.Size {
		return false
	}
	sum.Size = size
	e.Files[name] = sum
	return true
}
