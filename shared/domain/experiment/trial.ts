// What is done in an experiment beyond agreeing on its words: which act has effect, judged on its own past alone. Numbers: see
// index.ts.
import type { Place } from '../../acts/causal.ts'
import type { CalendarDate } from '../../base/clock.ts'
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import { knownOffer, statementOf, type Folded, type Statement } from '../agreement/index.ts'
import { holdsTo } from '../agreement/force.ts'
import { pastOf } from '../agreement/sheet.ts'
import type { CountedAct, Reason } from '../fold.ts'
import { readingOf, type Reading } from '../reading/index.ts'
import { trialBodies, type ConcludedAs, type TrialBody, type TrialVerb } from './acts.ts'

interface Said {
  readonly act: ActId
  readonly person: PersonId
  readonly at: number
  readonly text: TextHash | null
}
type Placed<Of> = Of & { readonly place: Place }

export interface Started extends Said { readonly on: CalendarDate }
export interface Note extends Said { readonly on: CalendarDate }
export interface Conclusion extends Said {
  readonly revision: ActId
  readonly as: ConcludedAs
  readonly next: TextHash | null
  readonly tell: readonly PersonId[]
}

/** Everything that has effect, in the order of cause. */
export interface Trial {
  readonly starts: Placed<Started>[]
  readonly readings: Placed<Reading>[]
  readonly notes: Note[]
  readonly pauses: Placed<Said>[]
  readonly resumes: Placed<Said>[]
  readonly conclusions: Placed<Conclusion>[]
}

export const nothingTried = (): Trial => ({ starts: [], readings: [], notes: [], pauses: [], resumes: [], conclusions: [] })

/** [XP9] What ends something for oneself is open to whoever left the workspace; the rest is for members. */
const FOR_ANYBODY: ReadonlySet<string> = new Set<TrialVerb>(['conclude'])

export function takeTrial(folded: Folded, trial: Trial, act: CountedAct): Reason | null {
  const verb = act.type.slice('experiment.'.length) as TrialVerb
  if (!Object.hasOwn(trialBodies, verb)) return 'unknown verb'
  const parsed = trialBodies[verb].safeParse(act.body)
  if (!parsed.success) return 'malformed body'
  if (!act.owned) return 'device not theirs'
  if (!act.member && !FOR_ANYBODY.has(verb)) return 'not a member'
  const body = parsed.data as TrialBody<TrialVerb>
  if ('revision' in body && !knownOffer(folded.sheet, folded.sheet.past, act, body.revision)) return 'unknown revision'
  if (!takesPart(folded, act)) return 'not a party'
  note(trial, act, verb, parsed.data as never)
  return null
}

function note(trial: Trial, act: CountedAct, verb: TrialVerb, body: never): void {
  const said = { act: act.id, place: act.place, person: act.person, at: act.at, text: (act.body['text'] as TextHash | undefined) ?? null }
  switch (verb) {
    case 'start': return void trial.starts.push({ ...said, on: (body as TrialBody<'start'>).on })
    case 'reading': return void trial.readings.push({ ...readingOf(act, body), place: act.place })
    case 'note': {
      const { place: _, ...rest } = said
      return void trial.notes.push({ ...rest, on: (body as TrialBody<'note'>).on })
    }
    case 'pause': return void trial.pauses.push(said)
    case 'resume': return void trial.resumes.push(said)
    case 'conclude': {
      const { revision, as, next, tell } = body as TrialBody<'conclude'>
      return void trial.conclusions.push({ ...said, revision, as, next: next ?? null, tell: tell ?? [] })
    }
  }
}

/** [XP2, XP3] In the act's own past its author had accepted some revision and not left since. */
function takesPart({ sheet }: Folded, act: CountedAct): boolean {
  const scope = pastOf(act.place, sheet.past)
  return [...sheet.acceptedBy(act.person)].some((revision) => holdsTo(sheet, scope, revision, act.person))
}

export const trialStatement = (act: CountedAct): Statement => statementOf(act, act.type.slice('experiment.'.length))
