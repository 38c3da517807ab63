package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/signet-gen/signet/cmd/bench/internal/peer"
	"github.com/signet-gen/signet/cmd/bench/internal/plain"
	msp "github.com/signet-gen/signet/gen/tencent/msp/v20180319"
)

// differencesListed has all contenders read a reply of n tasks.
func differencesListed(n int) error {
	reply, err := listing(n)
	if err != nil {
		return err
	}
	return differencesRead(fmt.Sprintf("a reply of %d tasks", n), reply, listed(n).Tasks)
}

// differencesRead has all contenders read a reply and compares the tasks.
func differencesRead(what, reply string, want []plain.Task) error {
	var faults []error
	for c, read := range [contenders]func(http.RoundTripper) ([]plain.Task, error){readBySignet, readBySDK, readByStandard} {
		got, err := read(newAnswering(reply))
		switch {
		case err != nil:
			faults = append(faults, fmt.Errorf("%s, %v: %w", what, contender(c), err))
		case !slices.Equal(got, want):
			faults = append(faults, fmt.Errorf("%s, %v: read\n%+v, want\n%+v", what, contender(c), got, want))
		}
	}
	return errors.Join(faults...)
}

func readByStandard(t http.RoundTripper) ([]plain.Task, error) {
	out, err := newStandard("", t).ListMigrationTask(context.Background(), standardPage())
	if err != nil {
		return nil, err
	}
	return out.Tasks, nil
}

func readBySDK(t http.RoundTripper) ([]plain.Task, error) {
	out, err := newSDK("TC3-HMAC-SHA256", "", t).ListMigrationTask(context.Background(), sdkPage())
	if err != nil {
		return nil, err
	}
	var tasks []plain.Task
	for _, t := range out.Response.Tasks {
		tasks = append(tasks, fromSDK(t))
	}
	return tasks, nil
}

func readBySignet(t http.RoundTripper) ([]plain.Task, error) {
	out, err := newSignet("", "", t).ListMigrationTask(context.Background(), signetPage())
	if err != nil {
		return nil, err
	}
	var tasks []plain.Task
	for _, t := range out.Tasks {
		tasks = append(tasks, fromSignet(&t))
	}
	return tasks, nil
}

// fromSignet is the task as a plain value.
func fromSignet(t *msp.Task) plain.Task {
	s, d, l := t.SrcInfo, t.DstInfo, t.MigrationTimeLine
	return plain.Task{
		TaskID: t.TaskID, TaskName: t.TaskName, MigrationType: string(t.MigrationType),
		Status: string(t.Status), ProjectID: t.ProjectID, ProjectName: t.ProjectName,
		SrcInfo:           plain.Endpoint{IP: s.IP, Port: s.Port, Region: s.Region, InstanceID: s.InstanceID},
		DstInfo:           plain.Endpoint{IP: d.IP, Port: d.Port, Region: d.Region, InstanceID: d.InstanceID},
		MigrationTimeLine: plain.TimeLine{CreateTime: string(l.CreateTime), EndTime: string(l.EndTime)},
		Updated:           string(t.Updated),
	}
}

// fromSDK is the task as a plain value; what is missing is the zero value.
func fromSDK(t *peer.Task) plain.Task {
	task := plain.Task{
		TaskID: value(t.TaskId), TaskName: value(t.TaskName), MigrationType: value(t.MigrationType),
		Status: value(t.Status), ProjectID: value(t.ProjectId), ProjectName: value(t.ProjectName),
		Updated: value(t.Updated),
	}
	if s := t.SrcInfo; s != nil {
		task.SrcInfo = plain.Endpoint{IP: value(s.Ip), Port: value(s.Port), Region: value(s.Region), InstanceID: value(s.InstanceId)}
	}
	if d := t.DstInfo; d != nil {
		task.DstInfo = plain.Endpoint{IP: value(d.Ip), Port: value(d.Port), Region: value(d.Region), InstanceID: value(d.InstanceId)}
	}
	if l := t.MigrationTimeLine; l != nil {
		task.MigrationTimeLine = plain.TimeLine{CreateTime: value(l.CreateTime), EndTime: value(l.EndTime)}
	}
	return task
}

func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
