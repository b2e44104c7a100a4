// Handing on: who was asked by whom, and who may therefore go on in whose place. Judged on the past of whoever acts.
import type { Place } from '../../acts/causal.ts'
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import { statementOf, type Folded, type Statement } from '../agreement/index.ts'
import { inForce } from '../agreement/force.ts'
import { pastOf, type Sheet } from '../agreement/sheet.ts'
import type { CountedAct, Past, Reason } from '../fold.ts'
import { handingBodies, roleActs, type HandingBody, type HandingVerb } from './acts.ts'

/** One asking: by `role.handon`, or by stepping out with somebody named to take over. */
export interface Asking {
  readonly act: ActId
  readonly place: Place
  readonly person: PersonId
  readonly to: readonly PersonId[]
  /** The revision it names; null for stepping out. */
  readonly revision: ActId | null
}

/** What was asked and taken back, as raw acts: whether they count is judged by `replacedIn`, of one act's past. */
export interface Askings {
  readonly asked: readonly Asking[]
  readonly kept: readonly { readonly place: Place; readonly person: PersonId; readonly handon: ActId }[]
}

/** Reads the acts of a role before its agreement is folded: offers are judged by what was asked before them. */
export function askingsIn(acts: readonly CountedAct[]): Askings {
  const sound = acts.filter((act) => act.owned && roleActs[act.type]?.safeParse(act.body).success)
  return {
    asked: sound.flatMap((act) => {
      const named = act.type === 'role.handon' && act.member ? act.body['to'] : act.type === 'role.stepout' ? act.body['to'] : undefined
      const to = ((named ?? []) as readonly PersonId[]).filter((one) => one !== act.person)
      return to.length === 0 ? [] : [{ act: act.id, place: act.place, person: act.person, to, revision: (act.body['revision'] ?? null) as ActId | null }]
    }),
    kept: sound.filter(({ type }) => type === 'role.keep')
      .map((act) => ({ place: act.place, person: act.person, handon: act.body['handon'] as ActId })),
  }
}

/** [RO5, RO6] In whose place somebody may go on, as their own past shows it. */
export function replacedIn({ asked, kept }: Askings, sheet: Sheet, past: Past, by: { readonly person: PersonId; readonly place: Place }): Set<PersonId> {
  const standing = asked.filter((one) => one.to.includes(by.person) && past.knows(by.place, one.place) && hadIt(sheet, past, one) &&
    !kept.some((back) => back.handon === one.act && back.person === one.person && past.knows(by.place, back.place)) &&
    !wentOn(sheet, past, one, by))
  return new Set(standing.map(({ person }) => person))
}

/** [RO4] Whoever hands it on had it, or laid it down with that act. */
function hadIt(sheet: Sheet, past: Past, { place, person, revision }: Pick<Asking, 'place' | 'person' | 'revision'>): boolean {
  const scope = pastOf(place, past)
  const named = revision === null ? null : sheet.offers.get(revision)
  if (named === undefined || (named && !(scope(named.place) && named.people.includes(person)))) return false
  return [...inForce(sheet, scope)].some((id) => sheet.offers.get(id)!.people.includes(person))
}

/** [RO6] Somebody else took it, it was handed on again since, or who laid it down took it up again: an asking is good for one handing on. */
function wentOn(sheet: Sheet, past: Past, asking: Asking, by: { readonly person: PersonId; readonly place: Place }): boolean {
  const later = [...sheet.offers.values()].filter((offer) => past.knows(by.place, offer.place) && past.knows(offer.place, asking.place))
  return later.some((offer) => offer.author !== by.person && (offer.author !== asking.person || asking.revision === null ||
    later.some((own) => own.author === by.person && past.knows(offer.place, own.place))))
}

export interface HandOn {
  readonly act: ActId
  readonly person: PersonId
  readonly at: number
  readonly text: TextHash | null
  readonly to: readonly PersonId[]
  /** Who said that it is not for them, and their words. */
  readonly passed: readonly { readonly person: PersonId; readonly text: TextHash | null }[]
}

export interface Handing {
  readonly handons: Map<ActId, { act: CountedAct; to: readonly PersonId[]; kept: boolean; passed: Map<PersonId, TextHash | null> }>
}

export const nothingHanded = (): Handing => ({ handons: new Map() })

/** Takes one act of handing. Null where it has effect, else why not. */
export function takeHanding(folded: Folded, handing: Handing, act: CountedAct): Reason | null {
  const verb = act.type.slice('role.'.length)
  if (!Object.hasOwn(handingBodies, verb)) return 'unknown verb'
  const parsed = handingBodies[verb as HandingVerb].safeParse(act.body)
  if (!parsed.success) return 'malformed body'
  if (!act.owned) return 'device not theirs'
  if (!act.member && verb === 'handon') return 'not a member'
  const { sheet } = folded
  const { past } = sheet
  if (verb === 'handon') {
    const body = parsed.data as HandingBody<'handon'>
    const offer = sheet.offers.get(body.revision)
    if (!offer || !past.knows(act.place, offer.place)) return 'unknown revision'
    if (!hadIt(sheet, past, { place: act.place, person: act.person, revision: body.revision })) return 'not for them'
    const to = body.to.filter((one) => one !== act.person)
    if (to.length === 0) return 'not for them'
    handing.handons.set(act.id, { act, to, kept: false, passed: new Map() })
    return null
  }
  const known = handing.handons.get((parsed.data as HandingBody<'keep'>).handon)
  if (!known || !past.knows(act.place, known.act.place)) return 'nothing to undo'
  if (verb === 'keep') {
    if (known.act.person !== act.person) return 'not for them'
    known.kept = true
    return null
  }
  if (!known.to.includes(act.person)) return 'not for them'
  known.passed.set(act.person, ((parsed.data as HandingBody<'pass'>).text ?? null) as TextHash | null)
  return null
}

/** [RO4] Laying it down, effective as that, asks those it names too. */
export function noteLaidDown(handing: Handing, act: CountedAct): void {
  const to = ((act.body['to'] ?? []) as readonly PersonId[]).filter((one) => one !== act.person)
  if (to.length > 0) handing.handons.set(act.id, { act, to, kept: false, passed: new Map() })
}

/** What still asks somebody, oldest first: by who has it, or had it until they asked. */
export function standingHandons({ sheet }: Folded, { handons }: Handing, inForceNow: readonly ActId[]): HandOn[] {
  const { past } = sheet
  const holders = new Set(inForceNow.flatMap((id) => sheet.offers.get(id)?.people ?? []))
  const offers = [...sheet.offers.values()]
  const isOver = (act: CountedAct, to: readonly PersonId[]): boolean => act.type === 'role.stepout'
    ? offers.some((offer) => past.knows(offer.place, act.place))
    : !holders.has(act.person) || offers.some((offer) => to.includes(offer.author) && past.knows(offer.place, act.place))
  return [...handons.values()].filter(({ act, kept, to }) => !kept && !isOver(act, to))
    .map(({ act, to, passed }) => ({
      act: act.id, person: act.person, at: act.at, text: (act.body['text'] ?? null) as TextHash | null, to,
      passed: [...passed].map(([person, text]) => ({ person, text })).sort((a, b) => (a.person < b.person ? -1 : 1)),
    }))
}

/** An act of handing as the timeline tells it: of the revision that was handed on. */
export function handingStatement(act: CountedAct, handing: Handing): Statement {
  const statement = statementOf(act, act.type.slice('role.'.length))
  const handon = handing.handons.get(act.body['handon'] as ActId)
  return handon ? { ...statement, revision: handon.act.body['revision'] as ActId } : statement
}
