package integration

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/signet-gen/signet/gen/alibaba/ecs/v20140526"
	"github.com/signet-gen/signet/gen/tencent/msp/v20180319"
	"github.com/signet-gen/signet/runtime/tencent"
)

// methods are the names of the exported methods of a type.
func methods(of any) []string {
	var names []string
	for m := range reflect.TypeOf(of).Methods() {
		names = append(names, m.Name)
	}
	return names
}

func TestAReadOnlyClientHasTheReadsAlone(t *testing.T) {
	got := strings.Join(methods(&msp.ReadOnlyClient{}), " ")
	const want = "DescribeMigrationTask ListMigrationProject ListMigrationProjects ListMigrationTask ListMigrationTasks Presign WaitUntilMigrationTaskFinished With"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, name := range methods(&ecs.ReadOnlyClient{}) {
		if !strings.HasPrefix(name, "Describe") && !strings.HasPrefix(name, "List") && !strings.HasPrefix(name, "WaitUntil") && name != "With" && name != "Presign" {
			t.Errorf("ecs reads by %s", name)
		}
	}
	var client any = msp.New(tencent.Config{}).ReadOnly()
	if _, writes := client.(interface {
		DeregisterMigrationTask(context.Context, msp.DeregisterMigrationTaskInput) (*msp.DeregisterMigrationTaskOutput, error)
	}); writes {
		t.Error("a type assertion gives the writes back")
	}
}

func TestAReadOnlyClientCallsAsItsClientDoes(t *testing.T) {
	s := serve(t, inventory(23, 0))
	client := msp.New(s.Config()).ReadOnly()
	if out, err := client.ListMigrationTask(t.Context(), msp.ListMigrationTaskInput{}); err != nil || out.TotalCount != 23 {
		t.Errorf("got %+v, %v", out, err)
	}
	n := 0
	for _, err := range client.With(func(c *tencent.Config) { c.Method = "GET" }).ListMigrationTasks(t.Context(), msp.ListMigrationTaskInput{}) {
		if n++; err != nil {
			t.Fatal(err)
		}
	}
	if last := s.Requests()[len(s.Requests())-1]; n != 23 || last.Method != "GET" {
		t.Errorf("read %d items, at last by %s", n, last.Method)
	}
}

func TestAnEmptyReadOnlyClientIsAnError(t *testing.T) {
	var client msp.ReadOnlyClient
	for name, call := range map[string]func() error{
		"a call": func() error {
			_, err := client.ListMigrationTask(t.Context(), msp.ListMigrationTaskInput{})
			return err
		},
		"a wait": func() error {
			_, err := client.WaitUntilMigrationTaskFinished(t.Context(), msp.DescribeMigrationTaskInput{TaskID: "msp-1"})
			return err
		},
		"an iteration": func() error {
			for _, err := range client.ListMigrationTasks(t.Context(), msp.ListMigrationTaskInput{}) {
				return err
			}
			return nil
		},
	} {
		if err := call(); err == nil || !strings.Contains(err.Error(), "the client is empty") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
