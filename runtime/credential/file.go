package credential

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
)

// largestFile is the most bytes of a file of credentials that are read.
const largestFile = 1 << 20

// ReadFile reads a file that holds secrets. A file that is not there is
// [ErrAbsent]. If others than its owner may read it, warn, unless it is nil, is
// told so. The error shows nothing of what the file holds.
func ReadFile(name string, warn func(string)) (string, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", Absent("there is no file %s", name)
	}
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is not a file", name)
	}
	if others := info.Mode().Perm() & 0o077; others != 0 && warn != nil && runtime.GOOS != "windows" {
		warn(fmt.Sprintf("others than its owner may read or write %s (mode %04o), which holds credentials: chmod 600 %s", name, info.Mode().Perm(), name))
	}
	text, err := io.ReadAll(io.LimitReader(f, largestFile+1))
	switch {
	case err != nil:
		return "", err
	case len(text) > largestFile:
		return "", fmt.Errorf("%s is larger than %d bytes, and no file of credentials", name, largestFile)
	}
	return string(text), nil
}
