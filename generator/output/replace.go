package output

import (
	"context"
	"errors"
	"io/fs"
	"path"
)

// Replace makes the folder dir hold the files and lose the stale ones, as [Sync]
// does, where those are the caller's own though they bear no header: specs, for
// instance. It, too, refuses to go through symbolic links and to leave dir.
func Replace(ctx context.Context, dir string, files map[string][]byte, stale []string) (Report, error) {
	return syncFiles(ctx, dir, files, Options{owned: true, stale: stale})
}

// discard finds those of the stale files that are there.
func (p *planner) discard(stale []string) {
	for _, name := range stale {
		err := p.folder(path.Dir(name))
		if err == nil {
			_, err = p.regular(name)
		}
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			p.faults = append(p.faults, err)
		default:
			p.report.Removed = append(p.report.Removed, name)
		}
	}
}
