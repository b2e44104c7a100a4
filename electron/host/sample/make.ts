// Makes the sample workspace: its people, their story, and nothing that could reach a network.
import type { CalendarDate } from '#shared/base/clock.ts'
import type { VerifiedAct } from '#shared/acts/act.ts'
import type { RecordId } from '#shared/base/ids.ts'
import { paragraphs } from '#shared/domain/record/terms.ts'
import { writeSections } from '#shared/document/draft.ts'
import type { Section } from '#shared/domain/record/view.ts'
import { charterIntent, foundingCharter } from '../workspace/founding-charter.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { Pace } from '../long-work.ts'
import { Player, type Said, type StoryClock } from './cast.ts'
import { CHAPTERS_TOLD, SAMPLE_NAME, SAMPLE_PEOPLE, SAMPLE_PURPOSE, tell, type SampleName, type Stage } from './story.ts'

const DAY_MS = 86_400_000
/** Days before today on which it was founded, and on which the others came. */
const FOUNDED = -90

export class Sample {
  readonly #clock: StoryClock
  readonly #now: number
  readonly #people: Readonly<Record<SampleName, Player>>

  /** `now`: ms since 1970. */
  constructor(now: number) {
    this.#now = now
    this.#clock = { at: now + FOUNDED * DAY_MS }
    this.#people = Object.fromEntries(SAMPLE_PEOPLE.map((name) => [name, new Player(name, this.#clock)])) as Record<SampleName, Player>
  }

  /** Through whose eyes it is seen. */
  get eyes(): Player {
    return this.#people.Ada
  }

  founds(): VerifiedAct {
    return this.eyes.founds(SAMPLE_NAME)
  }

  /** The workspace holds its founding act, and its key is Ada's. */
  async tellIn(workspace: Workspace, today: CalendarDate, pace: Pace): Promise<void> {
    const [Ada, ...others] = SAMPLE_PEOPLE.map((name) => this.#people[name]) as [Player, ...Player[]]
    const all = others.length + CHAPTERS_TOLD
    let done = 0
    const next = (): Promise<void> => pace.step(done++, all)
    Ada.enters(workspace)
    this.#day(FOUNDED, '08:00')
    const offer = charterIntent(workspace, SAMPLE_NAME, foundingCharter({ purpose: SAMPLE_PURPOSE, template: 'advice' }, today))
    await Ada.says(offer)
    const charter = offer.subject as RecordId
    for (const [i, person] of others.entries()) {
      await next()
      this.#day(FOUNDED + 1 + i, '12:00')
      await person.joins(workspace, Ada)
      if (person.name !== 'Femke') await person.gives(charter, 'accept')
    }
    await tell(this.#stage(workspace), next)
    await next()
    // Their devices are this one: nothing of the story waits to reach them.
    const heads = workspace.ledger.chains('workspace').heads()
    for (const { key } of others) workspace.noteReach(key.id, heads)
  }

  #stage(workspace: Workspace): Stage {
    return {
      people: this.#people,
      day: (days, time) => this.#day(days, time),
      date: (days) => dateOf(this.#now + days * DAY_MS),
      drafts: (where, said, gives) => layDraft(workspace, where, said, gives),
    }
  }

  #day(days: number, time: string): void {
    const [hours, minutes] = time.split(':').map(Number) as [number, number]
    const at = new Date(this.#now + days * DAY_MS)
    at.setHours(hours, minutes, 0, 0)
    this.#clock.at = at.getTime()
  }
}

function layDraft(workspace: Workspace, where: 'me' | 'workspace', { title, why, words = {}, review }: Said, gives: readonly Player[]): void {
  const { drafts } = workspace
  const id = drafts.create({ title, kind: 'mutual', gives: gives.map((one) => one.id), receives: [], ...(review && { review }) }, undefined, where)
  const promised = gives.map(({ id: person, name }): Section => ({ voice: 'promises', person, words: paragraphs(words[name] ?? '') }))
  writeSections(drafts.doc(id)!, [...(why ? [{ voice: 'why' as const, words: paragraphs(why) }] : []), ...promised], null)
}

function dateOf(at: number): string {
  const date = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
