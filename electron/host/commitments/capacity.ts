// Hours and who gives what to whom, of a whole workspace, for the person at this device.
import type { WeekRule } from '#shared/base/calendar.ts'
import type { ActId, PersonId, RecordId } from '#shared/base/ids.ts'
import { orThrow } from '#shared/base/result.ts'
import { betweenUs, fitOf, loopsThrough, oneSided, WEEKS_AHEAD, weeksOf, type CapacityWeek, type Given } from '#shared/domain/commitment/capacity.ts'
import type { CapacityView, FitView, GivenView, LeavingView, OwnFit } from '#shared/protocol/methods/commitments.ts'
import type { NamedPerson } from '#shared/protocol/methods/people.ts'
import type { Core } from '../core.ts'
import { ownPart } from '../experiments/own-hours.ts'
import { hoursAvailable } from '../hours.ts'
import type { Workspace } from '../workspace/workspace.ts'

export const namedIn = ({ people, me }: Workspace) => (id: string): NamedPerson => ({ id, name: people.name(id as PersonId), you: id === me })

/** Everything that somebody gives under words in force. */
export const givenIn = ({ records }: Workspace): Given[] => records.ids().flatMap((id) => records.given(id))

/** Hours a week that a person has, as far as they show it to whoever is at this device. */
const hoursSet = (core: Core, workspace: Workspace, person: string): number | null => hoursAvailable(core, workspace, person as PersonId)?.amount ?? null

type Weeks = (given: readonly Given[]) => readonly CapacityWeek[]

interface Asking {
  readonly record: string
  readonly concept: string
  readonly lines: readonly Pick<Given, 'person' | 'hours'>[]
}

/** [CA5, CA6] Whether it fits people when these hours come in the place of what the record asks of them now; by the weeks of whoever is at this device. */
export function fitsWith(core: Core, workspace: Workspace, { record, concept, lines }: Asking, today: string, rule?: WeekRule): FitView[] {
  const giving = lines.filter(({ hours }) => hours.length > 0)
  const weeks: Weeks = (given) => weeksOf(given, today, WEEKS_AHEAD, rule)
  const others = giving.length === 0 ? [] : givenIn(workspace).filter((one) => one.record !== record)
  return giving.map(({ person, hours }) => {
    const given = [...others.filter((one) => one.person === person), { record, title: '', person, to: [], hours }]
    const { fits, over } = fitOf(weeks(given), hoursSet(core, workspace, person))
    const mine = person === workspace.me
    return { ...namedIn(workspace)(person), fits, over: mine ? over : null, own: mine && isOwn(concept) ? ownFit(core, workspace, given, concept, weeks) : null }
  })
}

/** [HR3] What is measured against one's own part of the week. */
const isOwn = (concept: string): boolean => concept === 'experiment' || concept === 'group'

/** `given` ends with what would come. */
function ownFit(core: Core, workspace: Workspace, given: readonly Given[], concept: string, weeks: Weeks): OwnFit | null {
  const { percent, own } = ownPart(core, workspace)
  const kind = (record: string): string => workspace.list.keptRow(record as RecordId)?.concept ?? ''
  const asking = given.filter((one, at) => isOwn(at === given.length - 1 ? concept : kind(one.record)))
  return own === null ? null : { percent, own: own / 60, asked: Math.max(...weeks(asking).map(({ hours }) => hours)) }
}

/** Of a revision as it stands, whoever offered it. */
export function fitsUnder(core: Core, workspace: Workspace, id: RecordId, revision: ActId, today: string, rule?: WeekRule): FitView[] {
  const { concept, state } = orThrow(workspace.records.fold(id))
  const lines = concept.wouldGive?.(state, revision, (hash) => workspace.ledger.text(hash), workspace.me) ?? []
  return fitsWith(core, workspace, { record: id, concept: concept.id, lines }, today, rule)
}

export function capacityOf(core: Core, workspace: Workspace, today: string, count: number, rule?: WeekRule): CapacityView {
  const named = namedIn(workspace)
  const { me } = workspace
  const given = givenIn(workspace)
  const mine = given.filter(({ person }) => person === me)
  const weeks = weeksOf(mine, today, count, rule)
  const available = hoursSet(core, workspace, me)
  const pairs = betweenUs(given, me)
  return {
    available, weeks, fit: fitOf(weeks, available),
    promised: mine.map((one) => viewOf(one, named, today, rule)),
    promisedToMe: given.filter(({ to }) => to.includes(me)).map((one) => viewOf(one, named, today, rule)),
    oneSided: oneSided(pairs).map(({ person, mine: own, theirs }) => ({
      person: named(person), way: own.length > 0 ? 'from me' as const : 'to me' as const, records: own.length > 0 ? own : theirs,
    })),
    loops: loopsThrough(given, me).map((way) => way.map(named)),
  }
}

const viewOf = (one: Given, named: (id: string) => NamedPerson, today: string, rule?: WeekRule): GivenView => ({
  record: one.record, title: one.title, person: named(one.person), to: one.to.map(named), hours: weeksOf([one], today, 1, rule)[0]!.hours,
})

/** What breaks if I leave: what I give that is open, and the draft of a handover. */
export function leavingOf(workspace: Workspace, today: string, rule?: WeekRule): LeavingView {
  const named = namedIn(workspace)
  const breaks = givenIn(workspace).filter(({ person, to }) => person === workspace.me && to.length > 0).map((one) => {
    const detail = workspace.list.detail(one.record as never)
    const stones = (detail.keeping?.stones ?? []).filter(({ you, state }) => you && state !== 'reached').map((stone) => {
      const last = stone.readings.at(-1)
      return { measure: stone.measure, by: stone.by, last: last?.value ? `${last.value}${last.unit ? ` ${last.unit}` : ''} (${last.on})` : null }
    })
    return { ...viewOf(one, named, today, rule), stones }
  })
  return { breaks, handover: breaks.map(handoverLines).join('\n\n') }
}

function handoverLines({ title, to, hours, stones }: LeavingView['breaks'][number]): string {
  const names = to.map(({ name }) => name).join(', ')
  return [
    `${title} (for ${names}${hours > 0 ? `, ${hours} h a week` : ''})`,
    ...stones.map(({ measure, by, last }) => `- ${measure}${by ? `, by ${by}` : ''}${last ? `; last found: ${last}` : ''}`),
    '- Where things are, and whom to ask:', '- What I would do next:',
  ].join('\n')
}
