// A member whose program signs whatever comes to it: acts of every type there is, right in form or with nonsense inside, about
// records that are there and about nothing. They count as acts, so every page, list and search of everybody else meets them.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { verifyAct, type Act, type VerifiedAct } from '#shared/acts/act.ts'
import type { Json } from '#shared/acts/canonical.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { PersonId, TextHash, WorkspaceId } from '#shared/base/ids.ts'
import { RECORD_KINDS } from '#shared/domain/record/kinds.ts'
import { concepts } from '#shared/domain/registry.ts'
import type { Method, Params } from '#shared/protocol/contract.ts'
import { anyBody, type Things } from '../harness/any-body.ts'
import { Chance } from '../harness/chance.ts'
import { codeOf, joins, type Someone } from '../harness/hosts.ts'
import { arriving, openLedger } from '../harness/ledgers.ts'
import { adaAndBen, opened } from '../harness/stage.ts'
import { Forger, stolenFrom } from '../harness/stolen-keys.ts'

const ACTS = 400
const TYPES = concepts.flatMap((concept) => Object.entries(concept.acts))
/** What begins records or changes their words is told of in most places. */
const OFFERS = TYPES.filter(([type]) => type.endsWith('.offer'))
const NONSENSE: readonly Json[] = [null, true, '', 'no hash', 'ab'.repeat(32), '2026-02-31', '9'.repeat(40), '\u202ex', -1, 9_000_000_000_000_000, [], {}, [[]], ['', {}], { of: { of: [] } }, 'x'.repeat(9000)]

/** Something in it is another thing, or gone, or beside what is known. */
function spoilt(value: Json, chance: Chance): Json {
  if (chance.next() < 0.3 || value === null || typeof value !== 'object') return chance.pick(NONSENSE)
  if (Array.isArray(value)) return value.length === 0 ? [chance.pick(NONSENSE)] : value.with(chance.below(value.length), spoilt(chance.pick(value), chance))
  const keys = Object.keys(value)
  const key = keys.length === 0 || chance.next() < 0.1 ? '__proto' : chance.pick(keys)
  const rest = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
  return chance.next() < 0.2 ? rest : { ...rest, [key]: spoilt((value as Record<string, Json>)[key] ?? null, chance) }
}

function anyAct(forger: Forger, chance: Chance, things: Things, subjects: readonly string[]): VerifiedAct {
  const [type, schema] = chance.pick(chance.next() < 0.4 ? OFFERS : TYPES)
  const sound = anyBody(schema, things, chance)
  const body = (chance.next() < 0.3 ? sound : spoilt(sound, chance)) as Act['body']
  const subject = chance.next() < 0.7 ? chance.pick(subjects) : toHex(chance.bytes(32))
  const { last } = forger
  try {
    return verifyAct(forger.next({ type, subject, body, ...(chance.next() < 0.1 && { person: chance.pick(things.people) }), seen: chance.next() < 0.5 ? [chance.pick(things.acts)] : [] }))
  } catch {
    // Not even an act, so nobody takes it: a body is an object, and only so large.
    forger.last = last
    return anyAct(forger, chance, things, subjects)
  }
}

/** Everything that somebody may look at, of whatever is there. */
async function looked(one: Someone, subjects: readonly string[], people: readonly string[]): Promise<[call: string, code: string][]> {
  const codes: [string, string][] = []
  const looks = async <M extends Method>(method: M, params: Omit<Params<M>, 'workspace'>): Promise<void> => {
    codes.push([`${method} ${JSON.stringify(params)}`, await codeOf(one.in(method, params))])
  }
  await looks('find.ready', {})
  for (const method of ['status', 'people.list', 'records.list', 'calendar.days', 'charter.says', 'template.list', 'desk.show', 'invite.list', 'expertise.evidence', 'topics.list',
    'talk.tags', 'talk.addressed', 'shelf.filters', 'activity.list', 'question.list', 'experiment.library', 'group.how', 'hours.mine', 'network.timeline', 'profile.show'] as const) await looks(method, {} as never)
  for (const text of ['bread', 'no hash', 'x']) await looks('find', { text })
  for (const text of ['bread', 'A']) await looks('people.find', { text })
  for (const person of people) await looks('profile.show', { person })
  for (const id of subjects) {
    for (const method of ['records.show', 'records.reach', 'talk.show', 'group.around', 'question.show', 'export.record', 'draft.preview', 'decision.suggest'] as const) await looks(method, { id })
    await looks('activity.list', { record: id })
  }
  return codes
}

it.each([1, 2, 3, 4])('keeps nobody from anything, in life %i', async (seed) => {
  const chance = new Chance(seed)
  const { ada, ben, a, b } = await adaAndBen()
  const mallory = opened(await joins('Mallory', ada))
  const m = await mallory.me()
  const letter = await ada.drafts({ title: 'Bread', kind: 'mutual', gives: [a, b] }, 'As we said.')
  await ada.gives(letter, 'offer')
  await ben.seesRecord(letter, 'the offer')
  await ben.gives(letter, 'accept')
  const { id: promise } = await ada.in('records.promise', { title: 'Rye', receives: [m] })
  const { id: group } = await ada.in('group.call', { title: 'Oven', text: 'Who comes?' })
  const { id: question } = await ada.in('question.ask', { title: 'How hot?', text: 'The oven.', to: [m] })
  for (const id of [letter, promise, group, question]) await mallory.sees(id, async () => (await codeOf(mallory.in('activity.list', { record: id }))) === 'done' && (await mallory.in('activity.list', { record: id })).entries.length > 0)
  await ada.sees('Ben\'s yes', async () => (await ada.in('records.show', { id: letter })).state === 'in force')
  // What comes from now on has come since she last looked.
  const people = [a, b, m]
  const known = [letter, promise, group, question, a, m]
  await looked(ada, known, people)
  const workspace = (await ada.workspace()) as WorkspaceId
  for (const one of [ada, ben, mallory]) await one.close()

  const stolen = await stolenFrom(mallory, workspace)
  const things: Things = {
    people: people as PersonId[], acts: stolen.acts.map(({ id }) => id), revisions: stolen.acts.filter(({ act }) => Object.hasOwn(act.body, 'terms')).map(({ id }) => id),
    texts: stolen.acts.flatMap(({ act: { body } }) => (typeof body['terms'] === 'string' ? [body['terms'] as TextHash] : [])), opener: m as PersonId, nonce: toHex(chance.bytes(16)), kinds: RECORD_KINDS,
  }
  const subjects = [...known, '', toHex(chance.bytes(32)), toHex(chance.bytes(32))]
  const forger = new Forger(stolen)
  const acts = Array.from({ length: ACTS }, () => anyAct(forger, chance, things, subjects))
  const ledger = openLedger(join(ada.data, 'workspaces', readdirSync(join(ada.data, 'workspaces'))[0]!, 'ledger.sqlite'), workspace)
  const counted = await ledger.ledger.take(arriving(...acts), 'mallory', true)
  ledger.close()
  expect(counted).toBeGreaterThan(ACTS / 2)

  await ada.open({ network: undefined as never, link: false })
  const seen = await looked(ada, [...subjects.filter((id) => id !== ''), ...acts.slice(0, 60).map(({ act }) => act.subject).filter((id) => id !== '')], people)
  expect(seen.filter(([, code]) => code === 'bug' || code === 'call.malformed')).toEqual([])
  expect(seen.filter(([, code]) => code === 'done').length).toBeGreaterThan(40)
  expect(ada.logged.filter((line) => /error|TypeError|bug/i.test(line))).toEqual([])
  const { id } = await ada.in('records.promise', { title: 'More rye', receives: [b] })
  expect((await ada.in('records.show', { id })).state).not.toBe('draft')
  expect((await ada.in('records.show', { id: letter })).parties.map((party) => party.id).sort()).toEqual([a, b].sort())
})
