// The desk: what of all records needs one person, what they promised, what was promised to them, and what is dated.
//
// [DK1] What needs a person follows from the records alone, in whatever order their acts came. Each thing has a key that
//       is the same on every machine, and another one as soon as something else is asked.
// [DK2] What is dated stands there from its day on: a review from the day itself, a promise the day after its date. What is
//       for the day itself stands apart from what went by.
// [DK3] Nothing of what others promise each other stands on a desk, and hours are a person's own to see.
// [DK4] What is set aside until a day comes back on it; at once, where something else is asked by then.
// [DK5] The soonest date comes first, then the key: one order on every machine.
// [DK6] The week shows what is dated: a person's own above, what is promised to them below.
// [DK7] Hours promised are counted by week, those that words in force ask of the person; what is too much is said with
//       what could move, and closes nothing.
// [DK8] What changed is what arrived since the person looked, in order of arrival, whatever date it bears. Own acts are
//       no news. Looking moves the mark forward, never back.
// [DK9] In quiet hours nobody is told anything; it waits, and is told together when they end.
// [DK10] Each thing is told once, together with the others of that moment. Not told is what is set aside, what was seen,
//       and what a window shows just then.
// [DK11] Who said to be away, or not to be interrupted, is told nothing of that workspace until the last day of it is over,
//       or they are back. It waits as in quiet hours. What they said themselves decides, and nobody else.
// [DK12] Of what was put away only that stands on the desk which needs the person. Its hours go on counting: tidying up
//       makes no room.
//
// facts.ts what a concept says of one record; groups.ts names and order; desk.ts all of it together; week.ts, hours.ts,
// quiet.ts, notices.ts, changes.ts one rule or two each; reminders.ts what a person asks of their own device.
export { BARE_NEED, NO_FACTS, type Dated, type DeskContext, type DeskFacts, type HoursGiven, type Need, type NeedKind, type Promised, type Side } from './facts.ts'
export { GROUPS, groupOf, type DeskGroup } from './groups.ts'
export { deskOf, type Desk, type DeskAt, type DeskEntry, type DeskNeed, type DeskPromise, type SetAside } from './desk.ts'
export { weekPath, type WeekColumn, type WeekDate } from './week.ts'
export { hoursOf, type HoursOfRecord, type HoursView, type HoursWeek } from './hours.ts'
export { isQuiet, NEVER_QUIET, quietRules, wallClock, type QuietRules, type WallClock } from './quiet.ts'
export { toTell, type NoticeMark, type TellAt } from './notices.ts'
export { changesSince, type Arrived, type RecordChange } from './changes.ts'
export { dueReminders, isWallTime, type Reminder } from './reminders.ts'
