package output

import (
	"errors"
	"os"
	"sync"
)

// folders are the folders below a root that are open, by their paths: to find
// a file from the root costs more than to read it. A folder that stays open is
// one that was below the root, as os.Root has it.
type folders struct {
	root *os.Root

	mu   sync.Mutex
	open map[string]*openFolder
}

type openFolder struct {
	*os.Root
	users int
}

// mostOpen is how many folders stay open.
const mostOpen = 32

// use opens a folder unless it is open; release must follow.
func (f *folders) use(name string) (*openFolder, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if o, ok := f.open[name]; ok {
		o.users++
		return o, nil
	}
	if len(f.open) >= mostOpen {
		f.closeIdle()
	}
	root, err := f.root.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	o := &openFolder{Root: root, users: 1}
	f.open[name] = o
	return o, nil
}

func (f *folders) release(o *openFolder) {
	f.mu.Lock()
	defer f.mu.Unlock()
	o.users--
}

// forget closes a folder that is about to go.
func (f *folders) forget(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if o, ok := f.open[name]; ok && o.users == 0 {
		_ = o.Close()
		delete(f.open, name)
	}
}

func (f *folders) closeIdle() {
	for name, o := range f.open {
		if o.users == 0 {
			_ = o.Close()
			delete(f.open, name)
		}
	}
}

// Close closes all folders, the root too.
func (f *folders) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	var faults []error
	for _, o := range f.open {
		faults = append(faults, o.Close())
	}
	clear(f.open)
	return errors.Join(append(faults, f.root.Close())...)
}
