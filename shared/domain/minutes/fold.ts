// From the acts of one meeting's minutes to what stands and what others said of it. Numbers: see index.ts.
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import { foldAgreement, statementOf, type Agreement, type Folded, type Rules, type Statement } from '../agreement/index.ts'
import type { CountedAct, Ignored, Past, Reason } from '../fold.ts'
import { memoryBodies, minutesActs, type MemoryBody, type MemoryVerb } from './acts.ts'

export const MINUTES_RULES: Rules = { concept: 'minutes', mode: 'all', kinds: ['minutes'], own: true }

/** What one person last said of one revision. */
export interface Memory {
  readonly act: ActId
  readonly revision: ActId
  readonly person: PersonId
  readonly at: number
  readonly says: 'so it was' | 'otherwise'
  readonly text: TextHash | null
}

export interface Minutes {
  readonly agreement: Agreement
  /** [MN4] In the order of cause; one line a person and revision. */
  readonly memories: readonly Memory[]
  readonly statements: readonly Statement[]
  readonly ignored: readonly Ignored[]
}

export function foldMinutes(acts: readonly CountedAct[], past: Past): Minutes {
  const folded = foldAgreement(acts.filter(({ type }) => minutesActs[type] !== undefined), past, MINUTES_RULES)
  const foreign = acts.filter(({ type }) => minutesActs[type] === undefined).map(({ id }): Ignored => ({ act: id, reason: 'unknown verb' }))
  const { agreement, others, ordered } = folded
  const ignored = [...agreement.ignored, ...new Map(foreign.map((one) => [one.act, one])).values()]
  const said = new Map(agreement.statements.map((statement) => [statement.act, statement]))
  const memories = new Map<string, Memory>()
  for (const act of others) {
    const taken = takeMemory(folded, act)
    if (typeof taken === 'string') {
      ignored.push({ act: act.id, reason: taken })
      continue
    }
    const key = `${taken.revision} ${taken.person}`
    memories.delete(key)
    memories.set(key, taken)
    said.set(act.id, statementOf(act, act.type.slice('minutes.'.length)))
  }
  return {
    agreement: agreement.subject === '' && acts.length > 0 ? { ...agreement, subject: acts[0]!.subject } : agreement,
    memories: [...memories.values()],
    statements: ordered.flatMap((act) => said.get(act.id) ?? []),
    ignored: ignored.sort((a, b) => (a.act < b.act ? -1 : 1)),
  }
}

function takeMemory({ sheet }: Folded, act: CountedAct): Memory | Reason {
  const verb = act.type.slice('minutes.'.length) as MemoryVerb
  const parsed = memoryBodies[verb].safeParse(act.body)
  if (!parsed.success) return 'malformed body'
  if (!act.owned) return 'device not theirs'
  if (!act.member) return 'not a member'
  const { revision, terms, text } = parsed.data as MemoryBody<'sowas'>
  const offer = sheet.offers.get(revision)
  if (!offer || !sheet.past.knows(act.place, offer.place)) return 'unknown revision'
  if (offer.terms !== terms) return 'other words'
  // [MN3] Who keeps them has said it by signing.
  if (offer.people.includes(act.person)) return 'not for them'
  return { act: act.id, revision, person: act.person, at: act.at, says: verb === 'sowas' ? 'so it was' : 'otherwise', text: text ?? null }
}
