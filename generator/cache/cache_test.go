package cache

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/generator/output"
)

func keyOf(text string) Key {
	h := NewHasher()
	h.Text(text)
	k, _ := h.Key()
	return k
}

func entry() *Entry {
	return &Entry{
		Files: map[string]output.Sum{
			"a.go":                     output.SumOf([]byte("a")),
			"b/odd \"name\"\n\xff .go": output.SumOf(nil),
		},
		Prune:    []string{".", "b/c d"},
		Warnings: []string{"overlay.yaml:1:2: warning: it is 5 o'clock\nand \"late\"", ""},
	}
}

func TestWhatIsPutComesBack(t *testing.T) {
	c := New(filepath.Join(t.TempDir(), "made", "when", "needed"))
	if _, ok := c.Get(keyOf("a")); ok {
		t.Error("an empty cache knows something")
	}
	c.Put(keyOf("a"), entry())
	c.Put(keyOf("none"), &Entry{Files: map[string]output.Sum{}})
	if got, ok := c.Get(keyOf("a")); !ok || !reflect.DeepEqual(got, entry()) {
		t.Errorf("got %+v, %v", got, ok)
	}
	if got, ok := c.Get(keyOf("none")); !ok || len(got.Files)+len(got.Prune)+len(got.Warnings) > 0 {
		t.Errorf("got %+v, %v", got, ok)
	}
	if _, ok := c.Get(keyOf("b")); ok {
		t.Error("the cache knows what was never put")
	}
}

func TestNoCacheRemembersNothing(t *testing.T) {
	var c *Cache
	c.Put(keyOf("a"), entry())
	if _, ok := c.Get(keyOf("a")); ok {
		t.Error("nothing knows something")
	}
	t.Setenv("XDG_CACHE_HOME", "")
	t.Setenv("HOME", "")
	t.Setenv("LocalAppData", "")
	if OfUser() != nil {
		t.Error("a user without a home has a cache")
	}
}

// TestAnEntryWithAByteThatIsNotItsOwnIsNotTrusted changes each byte of an entry
// in turn, and cuts it there.
func TestAnEntryWithAByteThatIsNotItsOwnIsNotTrusted(t *testing.T) {
	text := entry().encode()
	if _, ok := decode(text); !ok {
		t.Fatal("the entry itself is refused")
	}
	for i := range text {
		changed := append([]byte{}, text...)
		changed[i] ^= 1
		if _, ok := decode(changed); ok {
			t.Errorf("byte %d is changed, and the entry trusted", i)
		}
		if _, ok := decode(text[:i]); ok {
			t.Errorf("the entry is trusted up to byte %d", i)
		}
		if _, ok := decode(append(text[:len(text):len(text)], text[i])); ok {
			t.Errorf("the entry is trusted with byte %d behind it", i)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(entry().encode())
	f.Add([]byte(first))
	f.Fuzz(func(t *testing.T, text []byte) {
		e, ok := decode(text)
		if !ok {
			return
		}
		if again, ok := decode(e.encode()); !ok || !reflect.DeepEqual(again, e) {
			t.Errorf("%+v comes back as %+v", e, again)
		}
	})
}

func TestTheOldestEntriesGo(t *testing.T) {
	dir := t.TempDir()
	c := New(dir)
	foreign := filepath.Join(dir, "README")
	if err := os.WriteFile(foreign, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	for i := range Most {
		k := keyOf(fmt.Sprint(i))
		c.Put(k, entry())
		then := time.Now().Add(time.Duration(i-2*Most) * time.Hour)
		if err := os.Chtimes(c.file(k), then, then); err != nil {
			t.Fatal(err)
		}
	}
	left := filepath.Join(dir, "new-123")
	if err := os.WriteFile(left, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(left, time.Unix(1, 0), time.Unix(1, 0)); err != nil {
		t.Fatal(err)
	}
	if _, ok := c.Get(keyOf("0")); !ok { // it is used, and stays therefore
		t.Fatal("the first entry is gone")
	}
	c.Put(keyOf("one more"), entry())
	for text, want := range map[string]bool{"0": true, "1": false, "2": true, "one more": true} {
		if _, ok := c.Get(keyOf(text)); ok != want {
			t.Errorf("the cache knows %s: %v, want %v", text, ok, want)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != Most+1 {
		t.Errorf("%d files are left, error %v", len(entries), err)
	}
	if _, err := os.Stat(left); err == nil {
		t.Error("what a killed run left is still there")
	}
}

func TestACacheThatCannotBeWrittenIsNoFault(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	c := New(filepath.Join(name, "below"))
	c.Put(keyOf("a"), entry())
	if _, ok := c.Get(keyOf("a")); ok {
		t.Error("the cache knows something")
	}
}

func TestAnEntryThatIsALinkIsNotRead(t *testing.T) {
	dir := t.TempDir()
	c := New(dir)
	c.Put(keyOf("a"), entry())
	if err := os.Symlink(c.file(keyOf("a")), c.file(keyOf("b"))); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if _, ok := c.Get(keyOf("b")); ok {
		t.Error("a link is followed")
	}
}

func TestEntriesAreSmall(t *testing.T) {
	e := &Entry{Files: map[string]output.Sum{}}
	const files = 5000
	for i := range files {
		e.Files[fmt.Sprintf("tencent/service/v20200101/describe%040d.go", i)] = output.SumOf(nil)
	}
	if size := len(e.encode()); size > 200*files || size > maxSize {
		t.Errorf("%d files make %d bytes", files, size)
	}
	if strings.Count(string(e.encode()), "\n") != files+2 {
		t.Error("an entry has not a line a file")
	}
}
