package wire

import (
	"strconv"
	"strings"
	"time"
)

// A Datetime is a wall-clock time as the service wrote it, such as 2018-07-13 15:00:00. It carries no zone:
// the clouds mean UTC+8, and so do Time and [DatetimeOf]. The text is kept and written again as it is.
type Datetime string

// A Timestamp is an ISO 8601 time as the service wrote it, such as 2018-07-13T07:00:00Z or 2018-07-13T07:00Z.
type Timestamp string

// A Date is a day as the service wrote it, such as 2018-07-13; like [Datetime] it means UTC+8.
type Date string

// east8 is the zone of wall-clock times.
var east8 = time.FixedZone("UTC+8", 8*60*60)

const (
	datetimeLayout  = "2006-01-02 15:04:05"
	timestampLayout = "2006-01-02T15:04:05Z07:00"
	dateLayout      = "2006-01-02"
)

// layouts are the forms in which the three types come; seconds may have a fraction.
var layouts = []string{
	datetimeLayout, timestampLayout, dateLayout,
	"2006-01-02T15:04:05", "2006-01-02T15:04:05Z0700",
	"2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02 15:04",
}

// DatetimeOf returns t's wall-clock time in UTC+8, to the second; "" for the zero time.
func DatetimeOf(t time.Time) Datetime { return Datetime(format(t, east8, datetimeLayout)) }

// TimestampOf returns t in UTC, to the second; "" for the zero time.
func TimestampOf(t time.Time) Timestamp { return Timestamp(format(t, time.UTC, timestampLayout)) }

// DateOf returns t's day in UTC+8; "" for the zero time.
func DateOf(t time.Time) Date { return Date(format(t, east8, dateLayout)) }

func format(t time.Time, zone *time.Location, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format(layout)
}

// IsZero reports whether d says that there is no time: "", "-", or only zeros as in 0000-00-00 00:00:00.
func (d Datetime) IsZero() bool { return noTime(string(d)) }

// IsZero reports whether t says that there is no time: "", "-", 0000-00-00T00:00:00Z or 0001-01-01T00:00:00Z.
func (t Timestamp) IsZero() bool { return noTime(string(t)) }

// IsZero reports whether d says that there is no day: "", "-" or 0000-00-00.
func (d Date) IsZero() bool { return noTime(string(d)) }

// noTime reports whether a text stands for no time at all.
func noTime(s string) bool {
	return strings.Trim(s, "0-:./ TZ+") == "" || strings.HasPrefix(s, "0001-01-01")
}

// Time returns the time that d means if its clock shows UTC+8; the zero time if d is zero.
// A text that names its own zone is read by that.
func (d Datetime) Time() (time.Time, error) { return parse(string(d), east8, "datetime") }

// In returns the time that d means if its clock shows the time of zone.
func (d Datetime) In(zone *time.Location) (time.Time, error) {
	return parse(string(d), zone, "datetime")
}

// Time returns the time that t names, in its own zone (UTC if it names none); the zero time if t is zero.
func (t Timestamp) Time() (time.Time, error) { return parse(string(t), time.UTC, "timestamp") }

// In returns the time that t names, as zone's clock shows it; a text without a zone is read as zone's.
func (t Timestamp) In(zone *time.Location) (time.Time, error) {
	at, err := parse(string(t), zone, "timestamp")
	if err != nil || at.IsZero() {
		return at, err
	}
	return at.In(zone), nil
}

// Time returns the beginning of the day in UTC+8; the zero time if d is zero.
func (d Date) Time() (time.Time, error) { return parse(string(d), east8, "date") }

// In returns the beginning of the day in zone.
func (d Date) In(zone *time.Location) (time.Time, error) { return parse(string(d), zone, "date") }

// parse reads a text in one of the layouts, in zone where it names none.
func parse(s string, zone *time.Location, kind string) (time.Time, error) {
	if noTime(s) {
		return time.Time{}, nil
	}
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, &TimeError{Text: s, Kind: kind}
}

// A TimeError says that a text is not a time.
type TimeError struct {
	Text string
	Kind string // datetime, timestamp or date
}

// Error quotes the text, and shows a time that is one.
func (e *TimeError) Error() string {
	return strconv.Quote(e.Text) + " is not a " + e.Kind + " such as " + map[string]string{
		"datetime": datetimeLayout, "timestamp": "2006-01-02T15:04:05Z", "date": dateLayout,
	}[e.Kind]
}
