// Gathers what a countersigned record needs: the record's acts, the membership acts that say whose keys signed, links
// where only other acts prove who knew what, and the words.
import { verifyAct, type VerifiedAct } from '#shared/acts/act.ts'
import type { Place } from '#shared/acts/causal.ts'
import type { ActId, PersonId, RecordId, TextHash } from '#shared/base/ids.ts'
import { beforeInChain, formatRecord, provenPast } from '#shared/formats/record.ts'
import type { CircleChains } from '../store/circle-chains.ts'
import { textsNamedBy } from '../store/packing.ts'
import type { FoldedRecord } from '../workspace/folded-record.ts'
import type { Workspace } from '../workspace/workspace.ts'

export function exportRecord(workspace: Workspace, folded: FoldedRecord, now: number): string {
  const chains = workspace.ledger.chains(folded.circle)
  // What has no effect here must not seem to have one where less is known.
  const ignored = new Set(folded.concept.ignored(folded.state).map(({ act }) => act))
  const own = folded.acts.filter((act) => !ignored.has(act.id))
  const core = [...new Set([...membershipActs(workspace, folded), ...own.map((act) => act.id)])]
  const acts = new Map(core.map((id) => [id, actOf(workspace, id)]))
  addLinks(workspace, chains, core, acts)
  const texts = new Map<string, Uint8Array>()
  for (const act of own) {
    for (const name of textsNamedBy(act.body)) {
      const text = workspace.ledger.text(name as TextHash)
      if (text) texts.set(name, text)
    }
  }
  const ordered = [...acts.values()].sort((a, b) => chains.place(a.id)! - chains.place(b.id)!)
  return formatRecord({ record: folded.id as RecordId, asKnownOn: now, acts: ordered, texts: [...texts.values()] })
}

const actOf = (workspace: Workspace, id: ActId): VerifiedAct => verifyAct(workspace.ledger.rows.byId(id)!)

/** Founding, admission, devices and leaving of everyone who speaks in the record, and of those who admitted them. */
function membershipActs(workspace: Workspace, folded: FoldedRecord): ActId[] {
  const state = workspace.membership()
  const acts = new Set<ActId>([workspace.id as string as ActId])
  const persons = new Set<PersonId>()
  const gather = (id: PersonId): void => {
    const person = state.persons.get(id)
    if (!person || persons.has(id)) return
    persons.add(id)
    for (const device of person.devices) acts.add(device.act)
    if (person.joined) acts.add(person.joined.act)
    if (person.left) acts.add(person.left.act)
    for (const invite of state.invites) {
      const admits = invite.admits.filter((admit) => admit.person === id)
      if (admits.length === 0) continue
      acts.add(invite.id)
      for (const admit of admits) {
        acts.add(admit.act)
        gather(admit.by)
      }
      gather(invite.by)
    }
  }
  const detail = workspace.records.detail(folded)
  for (const person of [...folded.acts.map((act) => act.person), ...detail.parties.map((party) => party.id as PersonId)]) gather(person)
  return [...acts]
}

/** Adds acts in between until the file alone proves what the ledger knows between the acts of the record, and no more. */
function addLinks(workspace: Workspace, chains: CircleChains, core: readonly ActId[], acts: Map<ActId, VerifiedAct>): void {
  for (;;) {
    showForks(workspace, chains, acts)
    const proven = provenPast([...acts.values()])
    if (!proven) return
    const place = new Map(proven.ordered.map((act, i) => [act.id, i]))
    const missing = core.flatMap((a) => core.filter((b) => (
      a !== b && chains.index.knows(chains.place(a)!, chains.place(b)!) && !proven.past.knows(place.get(a)!, place.get(b)!)
    )).map((b) => [a, b] as const))
    if (missing.length === 0) return
    const before = acts.size
    for (const [a, b] of missing) for (const id of pathBetween(workspace, chains, a, b)) if (!acts.has(id)) acts.set(id, actOf(workspace, id))
    if (acts.size === before) return
  }
}

/** Where a device forked and the branches stand in one line for lack of what was between, adds what was between. */
function showForks(workspace: Workspace, chains: CircleChains, acts: Map<ActId, VerifiedAct>): void {
  for (let found = true; found;) {
    found = false
    for (const [id, previous] of beforeInChain([...acts.values()])) {
      const [place, before] = [chains.place(id)!, chains.place(previous)!]
      if (chains.index.knows(place, before)) continue
      found = true
      for (let { prev, seq } = actOf(workspace, id).act; prev !== '' && seq > chains.seq(before); ({ prev, seq } = acts.get(prev)!.act)) {
        acts.set(prev, actOf(workspace, prev))
      }
    }
  }
}

/** A shortest way from `a` back to `b` through what each act names. */
function pathBetween(workspace: Workspace, chains: CircleChains, a: ActId, b: ActId): ActId[] {
  const target = chains.place(b)!
  const from = new Map<ActId, ActId | null>([[a, null]])
  let edge: ActId[] = [a]
  while (edge.length > 0) {
    const next: ActId[] = []
    for (const id of edge) {
      const { act } = actOf(workspace, id)
      for (const parent of act.prev === '' ? act.seen : [act.prev, ...act.seen]) {
        const place: Place | undefined = chains.place(parent)
        if (from.has(parent) || place === undefined) continue
        if (place !== target && !chains.index.knows(place, target)) continue
        from.set(parent, id)
        if (place === target) return backtrack(from, b)
        next.push(parent)
      }
    }
    edge = next
  }
  return []
}

function backtrack(from: ReadonlyMap<ActId, ActId | null>, end: ActId): ActId[] {
  const path: ActId[] = []
  for (let id: ActId | null = end; id !== null; id = from.get(id) ?? null) path.push(id)
  return path
}
