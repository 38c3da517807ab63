package integration

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	msp "github.com/signet-gen/signet/gen/tencent/msp/v20180319"
	"github.com/signet-gen/signet/gen/tencent/msp/v20180319/msptest"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
	"github.com/signet-gen/signet/runtime/wire"
)

// inventory is a fake that keeps tasks and projects, and gives a page of them
// at a time. It fails where the offset is failAt, unless that is 0.
func inventory(size, failAt uint64) msptest.Fake {
	page := func(offset, limit, usual uint64) (from, to uint64, err error) {
		if limit == 0 {
			limit = usual
		}
		if failAt > 0 && offset == failAt {
			return 0, 0, fmt.Errorf("at %d: %w", offset, msp.ErrInternalError)
		}
		return min(offset, size), min(offset+limit, size), nil
	}
	return msptest.Fake{
		ListMigrationTask: func(_ context.Context, in msp.ListMigrationTaskInput) (*msp.ListMigrationTaskOutput, error) {
			from, to, err := page(in.Offset, in.Limit, 10)
			out := &msp.ListMigrationTaskOutput{TotalCount: size}
			for i := from; i < to; i++ {
				out.Tasks = append(out.Tasks, msp.Task{TaskID: fmt.Sprintf("msp-%d", i)})
			}
			return out, err
		},
		ListMigrationProject: func(_ context.Context, in msp.ListMigrationProjectInput) (*msp.ListMigrationProjectOutput, error) {
			from, to, err := page(in.Offset, in.Limit, 500)
			out := &msp.ListMigrationProjectOutput{TotalCount: size}
			for i := from; i < to; i++ {
				out.Projects = append(out.Projects, msp.Project{ProjectID: i})
			}
			return out, err
		},
	}
}

func TestPagesAreReadToTheEndEachWay(t *testing.T) {
	for _, w := range ways {
		for _, c := range []struct {
			size, offset, limit uint64
			offsets             []uint64
		}{
			{size: 23, offsets: []uint64{0, 10, 20}},
			{size: 23, limit: 7, offsets: []uint64{0, 7, 14, 21}},
			{size: 23, offset: 20, limit: 2, offsets: []uint64{20, 22}},
			{size: 20, offsets: []uint64{0, 10}},
			{size: 0, offsets: []uint64{0}},
			{size: 5, offset: 9, offsets: []uint64{9}},
		} {
			t.Run(fmt.Sprintf("%s/%d from %d by %d", w.name, c.size, c.offset, c.limit), func(t *testing.T) {
				s := serve(t, inventory(c.size, 0))
				next := c.offset
				for task, err := range w.client(s, nil).ListMigrationTasks(t.Context(), msp.ListMigrationTaskInput{Offset: c.offset, Limit: c.limit}) {
					if want := fmt.Sprintf("msp-%d", next); err != nil || task.TaskID != want {
						t.Fatalf("got %q, %v, want %q", task.TaskID, err, want)
					}
					next++
				}
				if next != max(c.size, c.offset) {
					t.Errorf("the iteration ended before %d", next)
				}
				if got := offsets(t, s); !slices.Equal(got, c.offsets) {
					t.Errorf("pages were asked for from %d on, want %d", got, c.offsets)
				}
			})
		}
	}
}

// offsets are where the pages begin that were asked for.
func offsets(t *testing.T, s *tencenttest.Server) (all []uint64) {
	t.Helper()
	for _, request := range s.Requests() {
		var in msp.ListMigrationTaskInput
		if err := wire.ReadJSON(request.Params, &in, nil); err != nil {
			t.Fatal(err)
		}
		all = append(all, in.Offset)
	}
	return all
}

func TestProjectsAreReadToTheEnd(t *testing.T) {
	s := serve(t, inventory(1200, 0))
	var ids []uint64
	for project, err := range msp.New(s.Config()).ListMigrationProjects(t.Context(), msp.ListMigrationProjectInput{}) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, project.ProjectID)
	}
	if len(ids) != 1200 || !slices.IsSorted(ids) || len(s.Requests()) != 3 {
		t.Errorf("%d projects in %d pages", len(ids), len(s.Requests()))
	}
}

func TestIterationEndsWithAnError(t *testing.T) {
	s := serve(t, inventory(35, 20))
	var tasks int
	var failed []error
	for _, err := range msp.New(s.Config()).ListMigrationTasks(t.Context(), msp.ListMigrationTaskInput{}) {
		if err != nil {
			failed = append(failed, err)
			continue
		}
		tasks++
	}
	if tasks != 20 || len(failed) != 1 || !errors.Is(failed[0], msp.ErrInternalError) {
		t.Errorf("%d tasks, errors %v", tasks, failed)
	}
}

func TestIterationThatIsLeftFetchesNoMore(t *testing.T) {
	s := serve(t, inventory(35, 0))
	tasks := 0
	for _, err := range msp.New(s.Config()).ListMigrationTasks(t.Context(), msp.ListMigrationTaskInput{Limit: 5}) {
		if err != nil {
			t.Fatal(err)
		}
		if tasks++; tasks == 7 {
			break
		}
	}
	if n := len(s.Requests()); n != 2 {
		t.Errorf("%d pages were fetched for 7 tasks, 5 a page", n)
	}
}
