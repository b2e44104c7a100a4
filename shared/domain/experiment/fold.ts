// From the acts of one experiment to where it stands. Numbers: see index.ts.
import type { Place } from '../../acts/causal.ts'
import type { PersonId } from '../../base/ids.ts'
import { foldAgreement, type Agreement, type Revision, type Rules, type Statement } from '../agreement/index.ts'
import type { CountedAct, Ignored, Past } from '../fold.ts'
import type { Reading } from '../reading/index.ts'
import { nothingTried, takeTrial, trialStatement, type Conclusion, type Note, type Started, type Trial } from './trial.ts'

export const EXPERIMENT_RULES: Rules = { concept: 'experiment', mode: 'share', kinds: ['experiment'] }

export type ExperimentPhase = 'draft' | 'looking' | 'running' | 'paused' | 'concluded' | 'ended'

export interface TakingPart {
  readonly person: PersonId
  /** The newest revision that they accepted. */
  readonly revision: Revision
  /** Milliseconds, of the first acceptance that still holds. */
  readonly since: number
}

/** `open`: by its author, and nobody has gone on since. */
export type SignedConclusion = Conclusion & { readonly open: boolean }

export interface Experiment {
  readonly agreement: Agreement
  readonly phase: ExperimentPhase
  /** The words that are tried, else those on offer, else the last there were; null where there are none. */
  readonly current: Revision | null
  readonly takingPart: readonly TakingPart[]
  readonly started: Started | null
  /** Of every revision, in the order of cause. `goneOn`: somebody said to go on, knowing it. */
  readonly readings: readonly (Reading & { readonly goneOn: boolean })[]
  readonly notes: readonly Note[]
  /** The pauses that nobody has ended. */
  readonly pauses: readonly Omit<Trial['pauses'][number], 'place'>[]
  /** [XP9] The newest of each person that they did not take back by going on. */
  readonly conclusions: readonly SignedConclusion[]
  readonly statements: readonly Statement[]
  readonly ignored: readonly Ignored[]
}

export function foldExperiment(acts: readonly CountedAct[], past: Past): Experiment {
  const folded = foldAgreement(acts, past, EXPERIMENT_RULES)
  const trial = nothingTried()
  const ignored = [...folded.agreement.ignored]
  const said = new Map(folded.agreement.statements.map((statement) => [statement.act, statement]))
  for (const act of folded.others) {
    const reason = takeTrial(folded, trial, act)
    if (reason) ignored.push({ act: act.id, reason })
    else said.set(act.id, trialStatement(act))
  }
  const { agreement } = folded
  const takingPart = takingPartIn(agreement)
  const goneOn = (place: Place, by: (person: PersonId) => boolean = () => true): boolean =>
    trial.resumes.some((resume) => by(resume.person) && past.knows(resume.place, place))
  const pauses = trial.pauses.filter(({ place }) => !goneOn(place)).map(({ place: _, ...pause }) => pause)
  const conclusions = conclusionsOf(trial, goneOn)
  const started = trial.starts[0] ? withoutPlace(trial.starts[0]) : null
  return {
    agreement, takingPart, started, pauses, conclusions,
    current: currentOf(agreement),
    phase: phaseOf(agreement, takingPart.length, started !== null, pauses.length > 0, conclusions),
    readings: trial.readings.map(({ place, ...reading }) => ({ ...reading, goneOn: goneOn(place) })),
    notes: trial.notes,
    statements: folded.ordered.flatMap((act) => said.get(act.id) ?? []),
    ignored: ignored.sort((a, b) => (a.act < b.act ? -1 : 1)),
  }
}

const withoutPlace = <Of extends { readonly place: Place }>({ place: _, ...rest }: Of): Omit<Of, 'place'> => rest

/** [XP2, XP4] Whoever has an acceptance that holds, in the order in which they came; the newest words are those they try. */
function takingPartIn({ revisions, statements }: Agreement): TakingPart[] {
  const found = new Map<PersonId, TakingPart>()
  for (const revision of revisions) {
    for (const { person, at, undone } of revision.signatures) {
      if (undone) continue
      const known = found.get(person)
      found.set(person, {
        person, since: Math.min(at, known?.since ?? at), revision: known && known.revision.number > revision.number ? known.revision : revision,
      })
    }
  }
  const came = [...new Set(statements.filter(({ verb }) => verb === 'offer' || verb === 'accept').map(({ person }) => person))]
  return came.flatMap((person) => found.get(person) ?? [])
}

/** [XP9, XP10] */
function conclusionsOf(trial: Trial, goneOn: (place: Place, by?: (person: PersonId) => boolean) => boolean): SignedConclusion[] {
  const newest = new Map<PersonId, Trial['conclusions'][number]>()
  for (const one of trial.conclusions) {
    newest.delete(one.person)
    newest.set(one.person, one)
  }
  return [...newest.values()].filter((one) => !goneOn(one.place, (person) => person === one.person))
    .map(({ place, ...one }) => ({ ...one, open: !goneOn(place) }))
}

/** [XP4] What holds between those who try it; of one who tries it alone, what they accepted last. */
export function currentOf({ revisions, inForce }: Agreement): Revision | null {
  const newest = (could: readonly Revision[]): Revision | undefined =>
    could.reduce<Revision | undefined>((best, next) => (best && best.number > next.number ? best : next), undefined)
  return newest(revisions.filter(({ id }) => inForce.includes(id)))
    ?? newest(revisions.filter(({ accepted }) => accepted.length > 0))
    ?? newest(revisions.filter(({ status }) => status === 'offered'))
    ?? revisions.at(-1) ?? null
}

/** [XP5, XP8, XP9, XP10] */
function phaseOf(
  { revisions }: Agreement, people: number, started: boolean, paused: boolean, conclusions: readonly SignedConclusion[],
): ExperimentPhase {
  if (revisions.length === 0) return 'draft'
  if (conclusions.some(({ open }) => open)) return 'concluded'
  // Words that lie there without anybody may still be taken up, unless their author took them back.
  if (people === 0) return conclusions.length > 0 ? 'concluded' : !started && revisions.some(({ status }) => status === 'offered') ? 'looking' : 'ended'
  if (paused) return 'paused'
  return started ? 'running' : 'looking'
}
