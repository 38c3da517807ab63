package tencent_test

import (
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"slices"
	"strings"
	"testing"
)

func TestMultipart(t *testing.T) {
	at, last := serve(t, 200, answer)
	limit := uint64(3)
	in := &input{Name: "ü\r\n--x", Limit: &limit, Tags: []tag{{"k", "v"}}, File: []byte("\x00\xff--\r\n"), Secrets: map[string]string{"a\"\r\nb": "c"}}
	if _, err := call(config(at), upload, in); err != nil {
		t.Fatal(err)
	}
	if _, err := verify(last); err != nil {
		t.Error(err)
	}
	kind, params, err := mime.ParseMediaType(last.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" || params["boundary"] != strings.ToLower(params["boundary"]) {
		t.Fatalf("got %s %v, %v", kind, params, err)
	}
	var parts []string
	for reader := multipart.NewReader(strings.NewReader(last.body), params["boundary"]); ; {
		part, err := reader.NextRawPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(part)
		parts = append(parts, fmt.Sprintf("%s|%s|%s|%q", part.FormName(), part.FileName(), part.Header.Get("Content-Type"), text))
	}
	want := []string{
		`Name|||"ü\r\n--x"`, `Limit|||"3"`, `Tags.0.Key|||"k"`, `Tags.0.Value|||"v"`,
		`File|File|application/octet-stream|"\x00\xff--\r\n"`, `Secrets.a%22%0D%0Ab|||"c"`,
	}
	if !slices.Equal(parts, want) {
		t.Errorf("got  %q\nwant %q", parts, want)
	}
}

func TestMultipartBoundariesDiffer(t *testing.T) {
	at, last := serve(t, 200, answer)
	var types []string
	for range 2 {
		if _, err := call(config(at), upload, &input{Name: "n"}); err != nil {
			t.Fatal(err)
		}
		types = append(types, last.Header.Get("Content-Type"))
	}
	if types[0] == types[1] {
		t.Errorf("two requests have the boundary of %s", types[0])
	}
}
