// What stands in the side bar of the desk beside the desk's own parts: what I am in the middle of, and with whom. Pure.
import type { DeskView, PersonView, RecordRow } from '../../../shared/protocol/contract.ts'
import { decisionGroupOf } from '../decision/decision-list.ts'
import { trialGroups } from '../experiment/grouping.ts'
import { groupsOf } from '../group/grouping.ts'

/** Groups I am a member of, experiments I take part in, decisions that are mine to make. Drafts stand on the desk. */
export function underWay(rows: Iterable<RecordRow>, locale: string): readonly RecordRow[] {
  const all = [...rows].filter((row) => !row.flags.includes('put away'))
  return [
    ...groupsOf(all, locale).get('mine') ?? [],
    ...trialGroups(all.filter(({ concept }) => concept === 'experiment')).find(({ id }) => id === 'mine')?.rows ?? [],
    ...all.filter((row) => row.concept === 'decision' && row.state !== 'draft' && row.decisionRow?.mine && decisionGroupOf(row) === 'mine'),
  ]
}

/** More than these are looked up among all people. */
const MOST_PEOPLE = 12

/** Whom I have to do with now: who is here first, then who asks something of me, promised me something or waits, soonest first. */
export function withWhom(desk: Pick<DeskView, 'needs' | 'promises' | 'waiting'>, people: readonly PersonView[]): readonly PersonView[] {
  const known = new Map(people.filter(({ you, member }) => member && !you).map((person) => [person.id, person]))
  const named = [...desk.needs.flatMap(({ by, people: of }) => [...(by ? [by] : []), ...of]), ...desk.promises.flatMap((one) => one.people), ...desk.waiting.flatMap((one) => one.people)]
  const involved = new Set(named.map(({ id }) => id).filter((id) => known.has(id)))
  const near = [...known.values()].filter(({ here }) => here)
  return [...new Set([...near, ...[...involved].map((id) => known.get(id)!)])].slice(0, MOST_PEOPLE)
}
