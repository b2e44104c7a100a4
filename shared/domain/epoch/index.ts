// Epochs: a workspace's document is begun anew where it was found damaged. One record a workspace (subject '').
//
// A document that carries drafts and the mirror of acts can be spoiled by any member who keeps no rule. Nothing that
// was said is in it alone, so it can be left behind: a new one is filled from ledger and sound drafts.
//
// [E1] Only an act of a member, from a device that was theirs in the act's own past, begins an epoch.
// [E2] Its number is one more than the highest in its causal past (the first document has 0). Another has no effect.
// [E3] Nobody begins two in a row, unless the later is at least 256 acts deeper in causal past: whoever damages and
//      rebuilds, or cries damage, without end needs somebody else's word each time, or a ledger that grows.
// [E4] The workspace is at the highest number that counts. Acts of one number are one epoch, whoever gave them: there
//      is no order among them that a late one could overturn.
// [E5] What people said to one another is not touched: no other concept reads an epoch, and this one reads no other.
//
// Somebody with puppets can take turns with them. Against that stands no rule but the pace at which each host follows
// (electron/host/workspace/repair.ts), which needs no agreement: epochs in between can be skipped.
import { z } from 'zod'
import type { ActId, PersonId } from '../../base/ids.ts'
import { inOrder, type Concept, type CountedAct, type Ignored, type Reason } from '../fold.ts'
import { validateBody } from '../validate.ts'

/** How the document was found damaged. For people only: no rule reads it. */
export const DAMAGES = ['contents differ', 'writings vanish', 'updates wait'] as const
export type Damage = (typeof DAMAGES)[number]

/** [E3] */
export const MIN_DEPTH_BETWEEN = 256

export const epochActs = {
  'document.epoch': z.strictObject({ number: z.int().min(1).max(2 ** 31 - 1), damage: z.enum(DAMAGES) }),
} as const

export interface EpochBegun {
  readonly act: ActId
  readonly number: number
  readonly person: PersonId
  readonly damage: Damage
  /** Of the act in the causal order: the same on every machine. */
  readonly depth: number
}

export interface EpochState {
  /** [E4] */
  readonly number: number
  /** Every act that counts, in the same order on every machine. */
  readonly begun: readonly EpochBegun[]
  readonly ignored: readonly Ignored[]
}

export const epoch: Concept<EpochState> = {
  id: 'epoch',
  prefixes: ['document'],
  acts: epochActs,
  validate: (type, body) => validateBody(epochActs, type, body),
  fold(acts, past) {
    const counting: (EpochBegun & { readonly place: number })[] = []
    const ignored: Ignored[] = []
    for (const act of inOrder(acts, past)) {
      const body = read(act)
      if (typeof body === 'string') {
        ignored.push({ act: act.id, reason: body })
        continue
      }
      const known = counting.filter((one) => past.knows(act.place, one.place))
      const top = highest(known)
      const reason = body.number !== top + 1 ? 'wrong number' : mayFollow(known, top, act.person, past.depth(act.place)) ? null : 'too soon'
      if (reason) ignored.push({ act: act.id, reason })
      else counting.push({ ...body, act: act.id, person: act.person, depth: past.depth(act.place), place: act.place })
    }
    return { number: highest(counting), begun: counting.map(({ place: _, ...one }) => one), ignored }
  },
}

/** Whether an act of this person that knew all there is would count. `depth`: what such an act would have. */
export const mayBegin = (state: EpochState, person: PersonId, depth: number): boolean =>
  mayFollow(state.begun, state.number, person, depth)

/** [E1] */
function read(act: CountedAct): z.infer<(typeof epochActs)['document.epoch']> | Reason {
  if (act.type !== 'document.epoch') return 'unknown verb'
  const parsed = epochActs['document.epoch'].safeParse(act.body)
  if (!parsed.success) return 'malformed body'
  if (act.subject !== '') return 'other record'
  if (!act.owned) return 'device not theirs'
  return act.member ? parsed.data : 'not a member'
}

const highest = (begun: readonly Pick<EpochBegun, 'number'>[]): number => begun.reduce((top, { number }) => Math.max(top, number), 0)

/** [E3] */
function mayFollow(begun: readonly EpochBegun[], top: number, person: PersonId, depth: number): boolean {
  const last = begun.filter(({ number }) => number === top)
  return last.length === 0 || last.some((one) => one.person !== person || depth - one.depth >= MIN_DEPTH_BETWEEN)
}

