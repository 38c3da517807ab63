package wire_test

import (
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/wire"
)

var (
	east8 = time.FixedZone("UTC+8", 8*60*60)
	west5 = time.FixedZone("UTC-5", -5*60*60)
)

func TestDates(t *testing.T) {
	type dated interface {
		IsZero() bool
		Time() (time.Time, error)
		In(*time.Location) (time.Time, error)
	}
	noon := func(zone *time.Location) time.Time { return time.Date(2018, 7, 13, 12, 30, 0, 0, zone) }
	day := func(zone *time.Location) time.Time { return time.Date(2018, 7, 13, 0, 0, 0, 0, zone) }
	for _, test := range []struct {
		text     dated
		time, in time.Time // what Time and In(west5) return
	}{
		{wire.Datetime("2018-07-13 12:30:00"), noon(east8), noon(west5)},
		{wire.Datetime("2018-07-13 12:30"), noon(east8), noon(west5)},
		{wire.Datetime("2018-07-13 12:30:00.250"), noon(east8).Add(250 * time.Millisecond), noon(west5).Add(250 * time.Millisecond)},
		{wire.Datetime("2018-07-13T12:30:00"), noon(east8), noon(west5)},
		{wire.Datetime("2018-07-13T12:30:00Z"), noon(time.UTC), noon(time.UTC)},
		{wire.Datetime("2018-07-13"), day(east8), day(west5)},
		{wire.Timestamp("2018-07-13T12:30:00Z"), noon(time.UTC), noon(time.UTC)},
		{wire.Timestamp("2018-07-13T12:30Z"), noon(time.UTC), noon(time.UTC)},
		{wire.Timestamp("2018-07-13T12:30:00+08:00"), noon(east8), noon(east8)},
		{wire.Timestamp("2018-07-13T12:30+08:00"), noon(east8), noon(east8)},
		{wire.Timestamp("2018-07-13T12:30:00+0800"), noon(east8), noon(east8)},
		{wire.Timestamp("2018-07-13T12:30:00.000000001Z"), noon(time.UTC).Add(1), noon(time.UTC).Add(1)},
		{wire.Timestamp("2018-07-13T12:30:00"), noon(time.UTC), noon(west5)},
		{wire.Timestamp("2018-07-13 12:30:00"), noon(time.UTC), noon(west5)},
		{wire.Date("2018-07-13"), day(east8), day(west5)},
		{wire.Datetime(""), time.Time{}, time.Time{}},
		{wire.Datetime("-"), time.Time{}, time.Time{}},
		{wire.Datetime("0000-00-00 00:00:00"), time.Time{}, time.Time{}},
		{wire.Timestamp(""), time.Time{}, time.Time{}},
		{wire.Timestamp("-"), time.Time{}, time.Time{}},
		{wire.Timestamp("0000-00-00T00:00:00Z"), time.Time{}, time.Time{}},
		{wire.Timestamp("0001-01-01T00:00:00Z"), time.Time{}, time.Time{}},
		{wire.Timestamp("0001-01-01T00:00:00+08:00"), time.Time{}, time.Time{}},
		{wire.Date(""), time.Time{}, time.Time{}},
		{wire.Date("-"), time.Time{}, time.Time{}},
		{wire.Date("0000-00-00"), time.Time{}, time.Time{}},
	} {
		got, err := test.text.Time()
		if err != nil || !got.Equal(test.time) {
			t.Errorf("%T(%[1]q).Time() = %v, %v; want %v", test.text, got, err, test.time)
		}
		got, err = test.text.In(west5)
		if err != nil || !got.Equal(test.in) {
			t.Errorf("%T(%[1]q).In(UTC-5) = %v, %v; want %v", test.text, got, err, test.in)
		}
		equal(t, test.text.IsZero(), test.time.IsZero())
	}
}

func TestTimestampInShowsTheZonesClock(t *testing.T) {
	got, err := wire.Timestamp("2018-07-13T12:30:00Z").In(east8)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, got.Format(time.DateTime), "2018-07-13 20:30:00")
}

func TestTextsThatAreNotDates(t *testing.T) {
	for _, test := range []struct {
		parse func() (time.Time, error)
		want  string
	}{
		{wire.Datetime("soon").Time, `"soon" is not a datetime such as 2006-01-02 15:04:05`},
		{wire.Datetime("2018-02-30 00:00:00").Time, `"2018-02-30 00:00:00" is not a datetime such as 2006-01-02 15:04:05`},
		{wire.Timestamp("1531456200").Time, `"1531456200" is not a timestamp such as 2006-01-02T15:04:05Z`},
		{wire.Date("13/07/2018\n").Time, `"13/07/2018\n" is not a date such as 2006-01-02`},
	} {
		got, err := test.parse()
		if _, ok := err.(*wire.TimeError); !ok || err.Error() != test.want || !got.IsZero() {
			t.Errorf("got %v, %v; want %s", got, err, test.want)
		}
	}
}

func TestDatesOfTimes(t *testing.T) {
	at := time.Date(2018, 7, 13, 20, 30, 15, 999, time.UTC)
	equal(t, string(wire.DatetimeOf(at)), "2018-07-14 04:30:15")
	equal(t, string(wire.TimestampOf(at.In(east8))), "2018-07-13T20:30:15Z")
	equal(t, string(wire.DateOf(at)), "2018-07-14")
	equal(t, string(wire.DatetimeOf(time.Time{})), "")
	equal(t, string(wire.TimestampOf(time.Time{})), "")
	equal(t, string(wire.DateOf(time.Time{})), "")
	back, err := wire.DatetimeOf(at).Time()
	if err != nil || !back.Equal(at.Truncate(time.Second)) {
		t.Errorf("got %v, %v", back, err)
	}
}

// A date's text is not touched on its way in and out again.
func TestOddDatesLoseNothing(t *testing.T) {
	for _, body := range []string{
		`{"CreateTime":"-","EndTime":""}`, `{"CreateTime":"2018-07-13T12:30Z","EndTime":"0000-00-00 00:00:00"}`,
	} {
		var l timeLine
		if err := wire.ReadJSON(body, &l, nil); err != nil {
			t.Fatal(err)
		}
		got, err := wire.AppendJSON(nil, &l)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, string(got), body)
	}
}
