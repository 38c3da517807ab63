// Package revision reads a folder as it was in a revision of a git repository,
// by the git command, without touching the working tree.
package revision

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"strings"
)

// Tree is all files of a revision, by name; their contents are read when they
// are asked for.
type Tree struct {
	// Name is the revision as it was given.
	Name string
	dir  string
	// blobs are the files by their slash-separated paths below the root of the
	// repository.
	blobs map[string]blob
}

// A blob is a file of a tree.
type blob struct{ id, mode string }

// Open finds a revision (a commit, branch or tag, or HEAD~1 and the like) of the
// repository that the folder dir is in.
func Open(dir, revision string) (*Tree, error) {
	id, err := git(dir, nil, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{tree}")
	if err != nil {
		return nil, openFault(dir, revision, err)
	}
	list, err := git(dir, nil, "ls-tree", "-r", "-z", "--full-tree", strings.TrimSpace(string(id)))
	if err != nil {
		return nil, fmt.Errorf("list the files of the revision %s: %w", revision, err)
	}
	t := &Tree{Name: revision, dir: dir, blobs: map[string]blob{}}
	for entry := range strings.SplitSeq(strings.TrimSuffix(string(list), "\x00"), "\x00") {
		head, name, ok := strings.Cut(entry, "\t")
		fields := strings.Fields(head) // mode, type, id
		if !ok || len(fields) != 3 {
			continue // an empty tree
		}
		t.blobs[name] = blob{id: fields[2], mode: fields[0]}
	}
	return t, nil
}

// openFault says why a revision could not be found.
func openFault(dir, revision string, err error) error {
	if errors.Is(err, exec.ErrNotFound) {
		return fmt.Errorf("read the revision %s: git is not installed, or not in PATH", revision)
	}
	if _, inside := git(dir, nil, "rev-parse", "--git-dir"); inside != nil {
		return fmt.Errorf("read the revision %s: %s is in no git repository: %w", revision, dir, inside)
	}
	return fmt.Errorf("there is no revision %q in the git repository here; \"git log --oneline\" lists commits", revision)
}

// git runs a git command in dir and returns what it writes.
func git(dir string, stdin io.Reader, args ...string) ([]byte, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Stdin = dir, stdin
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil && stderr.Len() > 0 {
		return nil, fmt.Errorf("git %s: %s", args[0], strings.TrimSpace(stderr.String()))
	}
	if err != nil {
		return nil, fmt.Errorf("git %s: %w", args[0], err)
	}
	return out, nil
}

// Root is the top folder of the repository that dir is in.
func Root(dir string) (string, error) {
	out, err := git(dir, nil, "rev-parse", "--show-toplevel")
	if err != nil {
		return "", fmt.Errorf("find the git repository of %s: %w", dir, err)
	}
	return strings.TrimSuffix(string(out), "\n"), nil
}

// Prefix is the path of dir below the root of its repository, empty for the root itself.
func Prefix(dir string) (string, error) {
	out, err := git(dir, nil, "rev-parse", "--show-prefix")
	if err != nil {
		return "", fmt.Errorf("find the git repository of %s: %w", dir, err)
	}
	return strings.TrimSuffix(strings.TrimSuffix(string(out), "\n"), "/"), nil
}

// IsFile and IsFolder tell what stands at a path of the tree, "." for its root.
func (t *Tree) IsFile(name string) bool { _, ok := t.blobs[name]; return ok }

// IsFolder reports whether a folder stands at a path.
func (t *Tree) IsFolder(name string) bool {
	if name == "." {
		return true
	}
	for file := range t.blobs {
		if strings.HasPrefix(file, name+"/") {
			return true
		}
	}
	return false
}

// Read reads the files below a folder that wanted holds for, by their paths
// below that folder.
func (t *Tree) Read(folder string, wanted func(name string) bool) (Files, error) {
	var names []string
	var ids bytes.Buffer
	for name, b := range t.blobs {
		short, ok := below(folder, name)
		if !ok || !wanted(short) {
			continue
		}
		if b.mode == "120000" || b.mode == "160000" {
			return nil, fmt.Errorf("%s:%s is a symbolic link or a submodule, which is not followed in a revision", t.Name, name)
		}
		names = append(names, short)
		ids.WriteString(b.id + "\n")
	}
	out, err := git(t.dir, &ids, "cat-file", "--batch")
	if err != nil {
		return nil, fmt.Errorf("read the files of the revision %s: %w", t.Name, err)
	}
	files := Files{}
	in := bufio.NewReader(bytes.NewReader(out))
	for _, name := range names {
		if files[name], err = object(in); err != nil {
			return nil, fmt.Errorf("read %s:%s: %w", t.Name, path.Join(folder, name), err)
		}
	}
	return files, nil
}

// below is a path relative to a folder above it.
func below(folder, name string) (string, bool) {
	if folder == "." {
		return name, true
	}
	return strings.CutPrefix(name, folder+"/")
}

// object reads one answer of git cat-file --batch: a line of id, type and size,
// the bytes, and the end of a line.
func object(in *bufio.Reader) ([]byte, error) {
	head, err := in.ReadString('\n')
	if err != nil {
		return nil, err
	}
	var id, kind string
	var size int64
	if _, err := fmt.Sscanf(head, "%s %s %d", &id, &kind, &size); err != nil {
		return nil, fmt.Errorf("git has it no longer: %s", strings.TrimSpace(head))
	}
	data := make([]byte, size+1)
	if _, err := io.ReadFull(in, data); err != nil {
		return nil, err
	}
	return data[:size], nil
}
