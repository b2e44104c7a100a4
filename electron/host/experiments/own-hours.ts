// My own log of hours, and what of it others are told. Entries stay in the circle of my own devices.
import type { WeekRule } from '#shared/base/calendar.ts'
import type { ActId, PersonId, RecordId } from '#shared/base/ids.ts'
import { fail, orThrow } from '#shared/base/result.ts'
import {
  byRecord, foldHours, intendDrop, intendLog, intendShare, ownMinutes, spentWeeks, sumOf, USUAL_PERCENT, type Hours, type LogIntention,
} from '#shared/domain/hours/index.ts'
import type { HoursEntryView, OwnHoursView } from '#shared/protocol/methods/hours.ts'
import type { Core } from '../core.ts'
import { hoursAvailable } from '../hours.ts'
import { charterSays } from '../workspace/charter-words.ts'
import type { Workspace } from '../workspace/workspace.ts'

const logOf = ({ ledger, me }: Workspace): Hours =>
  foldHours(ledger.actsOf('me', me as string as RecordId).filter(({ type }) => type.startsWith('hours.')), ledger.chains('me').index)

const titleOf = (workspace: Workspace, record: string): string => workspace.list.keptRow(record as RecordId)?.title ?? ''

/** [HR3] Minutes a week that are one's own to try things with; null where the hours of the week are not set. */
export function ownPart(core: Core, workspace: Workspace): { percent: number; byCharter: boolean; own: number | null } {
  const { twentyPercent } = charterSays(workspace)
  const percent = twentyPercent ?? USUAL_PERCENT
  return { percent, byCharter: twentyPercent !== null, own: ownMinutes(hoursAvailable(core, workspace, workspace.me)?.amount ?? null, percent) }
}

export function ownHours(core: Core, workspace: Workspace, day: string, weeks: number, rule?: WeekRule): OwnHoursView {
  const log = logOf(workspace)
  const { percent, byCharter, own } = ownPart(core, workspace)
  const named = <Of extends { readonly record: string }>(one: Of): Of & { title: string } => ({ ...one, title: titleOf(workspace, one.record) })
  const shown = spentWeeks(log.entries, day, weeks, rule)
  const from = shown[0]!.from
  return {
    today: core.today(), percent, byCharter, own,
    weeks: shown.map((week) => ({ ...week, left: own === null ? null : own - week.minutes, by: week.by.map(named) })),
    entries: log.entries.filter((entry) => entry.on >= from).reverse().map(({ at: _, ...entry }): HoursEntryView => named(entry)),
    records: byRecord(log.entries).map((one) => ({ ...named(one), shared: sharedBy(workspace, one.record, workspace.me) })),
  }
}

const sharedBy = ({ ledger }: Workspace, record: string, person: PersonId): number | null => foldHours(
  ledger.actsOf('workspace', record as RecordId).filter(({ type }) => type.startsWith('hours.')), ledger.chains('workspace').index,
).shared.find((one) => one.person === person)?.minutes ?? null

/** Throws a problem where it can not be logged. Nothing of it leaves this person's devices but a total, where `share` says so. */
export async function logHours(workspace: Workspace, asked: Omit<LogIntention, 'person'>, share: boolean): Promise<void> {
  const known = workspace.list.row(asked.record as RecordId)
  if (!known) orThrow(fail('record.unknown', 'There is no such record on this device.', 'Look it up in the list; it may not have arrived yet.'))
  await workspace.voice.give({ ...orThrow(intendLog(logOf(workspace), { ...asked, person: workspace.me })), circle: 'me' })
  if (share) await shareHours(workspace, asked.record, asked.today)
}

/** [HR4] A total that was told is never more than what is left of what it was told of. */
export async function dropHours(workspace: Workspace, entry: string, today: string): Promise<void> {
  const log = logOf(workspace)
  await workspace.voice.give({ ...orThrow(intendDrop(log, workspace.me, entry as ActId)), circle: 'me' })
  const { record } = log.entries.find(({ id }) => id === entry)!
  const left = sumOf(logOf(workspace).entries.filter((one) => one.record === record))
  if (left < (sharedBy(workspace, record, workspace.me) ?? 0) && workspace.people.isMember(workspace.me)) await shareHours(workspace, record, today)
}

/** [HR4] */
export async function shareHours(workspace: Workspace, record: string, today: string): Promise<void> {
  if (workspace.records.circleOf(record as RecordId) !== 'workspace') {
    orThrow(fail('record.private', 'This is on your devices alone, so there is nobody to tell.', 'Offer it to others first.'))
  }
  const intent = orThrow(intendShare(logOf(workspace), { record, member: workspace.people.isMember(workspace.me), told: sharedBy(workspace, record, workspace.me), today }))
  await workspace.voice.give({ ...intent, circle: 'workspace' })
}
