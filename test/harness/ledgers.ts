// Ledgers by themselves: the real store over real SQLite, without a host around it; and histories to fill them with.
import type { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import type { VerifiedAct } from '#shared/acts/act.ts'
import type { DeviceKey } from '#shared/acts/crypto.ts'
import type { ActId, Circle, PersonId, WorkspaceId } from '#shared/base/ids.ts'
import { ProblemError } from '#shared/base/result.ts'
import { recordConceptOf } from '#shared/domain/registry.ts'
import { openDatabase } from '../../electron/host/store/database.ts'
import { Ledger, type Arrival, type Committed } from '../../electron/host/store/ledger.ts'
import { MembershipJudge } from '../../electron/host/workspace/judge.ts'
import type { Letter } from './letter.ts'
import { peopleFrom, type Person, type World } from './people.ts'

export interface OpenLedger {
  readonly db: DatabaseSync
  readonly ledger: Ledger
  readonly judge: MembershipJudge
  readonly refused: string[]
  readonly commits: Committed[]
  close(): void
}

/** Opens the ledger of a workspace at a path (`:memory:` for one that need not outlive the test). */
export function openLedger(path: string, workspace: WorkspaceId, signer?: { key: DeviceKey; person: PersonId | '' }): OpenLedger {
  const db = openDatabase(path)
  const judge = new MembershipJudge(workspace)
  const refused: string[] = []
  const commits: Committed[] = []
  const ledger = new Ledger({
    db, workspace, judge, clock: { now: () => 1_779_400_000_000 }, refused: (what) => refused.push(what),
    signer: () => signer ?? ((): never => { throw new Error('this ledger signs nothing') })(),
  })
  ledger.onCommit.on((batch) => commits.push(batch))
  return {
    db, ledger, judge, refused, commits,
    close: () => {
      ledger.dispose()
      db.close()
    },
  }
}

export const arriving = (...acts: readonly VerifiedAct[]): Arrival[] => acts.map((verified) => ({ verified, texts: [] }))

/** Everything a view can depend on, in a form that is equal where two ledgers hold the same acts. */
export function contentOf({ ledger, judge }: OpenLedger, circle: Circle = 'workspace'): unknown {
  const chains = ledger.chains(circle)
  const ids = Array.from({ length: chains.size }, (_, place) => chains.id(place))
  const rows = ids.map((id) => ledger.rows.byId(id)!)
  const subjects = [...new Set(rows.map((row) => (JSON.parse(new TextDecoder().decode(row.bytes)) as { subject: string }).subject))].filter((subject) => subject !== '')
  return {
    authority: Object.fromEntries(rows.map((row) => [row.id, row.authority]).sort()),
    heads: chains.heads().map((head) => `${head.device} ${head.seq} ${head.id}`).sort(),
    tips: chains.tips().map((tip) => chains.id(tip)).sort(),
    forked: chains.forkedDevices().sort(),
    records: Object.fromEntries(subjects.sort().map((subject) => [subject, stateOf(ledger, circle, subject)])),
    membership: circle === 'workspace' ? judge.state() : null,
  }
}

function stateOf(ledger: Ledger, circle: Circle, subject: string): unknown {
  const acts = ledger.actsOf(circle, subject)
  const concept = acts.map((act) => recordConceptOf(act.type)).find((found) => found !== null)
  return concept ? concept.fold(acts.filter((act) => recordConceptOf(act.type) === concept), ledger.chains(circle).index) : null
}

export interface History {
  readonly world: World
  readonly acts: readonly VerifiedAct[]
  /** What each voice held before everybody came together at the end. */
  readonly apart: readonly (readonly VerifiedAct[])[]
  readonly everyone: readonly Person[]
}

/** What people might do, as numbers that fast-check can shrink. */
export const doings = fc.array(fc.record({ what: fc.nat(11), who: fc.nat(7), whom: fc.nat(7), which: fc.nat(3) }), { minLength: 5, maxLength: 30 })
export type Doing = { readonly what: number; readonly who: number; readonly whom: number; readonly which: number }

/** Plays it: letters, withdrawals, nonsense, further devices, copied folders, and times apart. Signs with fixed keys. */
export async function play(doing: readonly Doing[]): Promise<History> {
  let seed = 1
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => (seed = (seed * 48_271) % 0x7fffffff) & 255)
  const { ada, ben, chidi, world } = await peopleFrom(bytes, 'Ada', 'Ben', 'Chidi')
  const letters: Letter[] = []
  for (const { what, who, whom, which } of doing) {
    const voices = world.voices
    const person = voices[who % voices.length]!
    const other = [ada, ben, chidi].filter((one) => one.id !== person.id)[whom % 2]!
    const letter = letters[which % Math.max(1, letters.length)]
    try {
      if (what <= 1 || !letter) {
        const drafted = person.drafts(`Letter ${letters.length}`)
        person.offers(drafted).to(other)
        letters.push(drafted)
      } else if (what <= 4) person.accepts(letter)
      else if (what === 5) person.withdraws(letter)
      else if (what === 6 && letter.agreement(person).revisions.length > 0) person.amends(letter, { words: `And ${letters.length} more.` })
      else if (what === 7) world.partition(voices.filter((_, i) => (i + whom) % 2 === 0), voices.filter((_, i) => (i + whom) % 2 === 1))
      else if (what === 8) world.heal()
      else if (what === 9) person.signs('commitment.accept', letter.id, { revision: 'no id', terms: 7 })
      else if (what === 10 && voices.length < 7) person.copiesTheFolder()
      else if (what === 11 && which === 0) person.leaves()
      else if (what === 11 && voices.length < 7) person.addsDevice()
    } catch (error) {
      // What the program itself would refuse is simply not done.
      if (!(error instanceof ProblemError)) throw error
    }
  }
  const apart = world.voices.map((voice) => [...voice.device.replica.acts.values()])
  world.heal()
  return { world, acts: world.acts(), apart, everyone: world.voices }
}

export const idsOf = (acts: readonly VerifiedAct[]): ActId[] => acts.map((act) => act.id)
