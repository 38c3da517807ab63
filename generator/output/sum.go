package output

import (
	"bytes"
	"crypto/sha256"
)

// A Sum stands for the text of a file.
type Sum struct {
	Size   int64
	SHA256 [sha256.Size]byte
}

// SumOf is the sum of a text.
func SumOf(text []byte) Sum { return Sum{int64(len(text)), sha256.Sum256(text)} }

// wanted is what a file is to hold: a text, or one that is known by its sum.
type wanted struct {
	text []byte
	sum  *Sum
}

func texts(files map[string][]byte) map[string]wanted {
	all := make(map[string]wanted, len(files))
	for name, text := range files {
		all[name] = wanted{text: text}
	}
	return all
}

func (w wanted) size() int64 {
	if w.sum != nil {
		return w.sum.Size
	}
	return int64(len(w.text))
}

// is reports whether a text is the one that is wanted.
func (w wanted) is(text []byte) bool {
	if w.sum != nil {
		return SumOf(text) == *w.sum
	}
	return bytes.Equal(text, w.text)
}

// isGenerated is [IsGenerated] of the text. What is known by its sum was
// generated before.
func (w wanted) isGenerated() bool { return w.sum != nil || IsGenerated(w.text) }
