// A group, an experiment and a decision from beginning to end by three people on three machines, one of whom is without a
// network half of the time. They do everything with the command line; at the end all three hosts agree on every record.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { RecordDetail, RecordRow } from '../../../shared/protocol/contract.ts'
import { Lan, type Machine } from '../../harness/lan.ts'
import { LanPerson } from '../../harness/lan-person.ts'
import { story } from '../../harness/story.ts'

/** What depends on who looks, and on what they know of others' devices. */
const FOR_ONE_VIEWER = new Set(['you', 'possible', 'needsMe', 'reached', 'onlyHere', 'flags', 'draft', 'changed', 'stance', 'delivered', 'mine', 'yours', 'lacks', 'updatedAt', 'spent', 'asks', 'next', 'iConcluded'])

const told = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(told)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => !FOR_ONE_VIEWER.has(key)).map(([key, item]) => [key, told(item)]))
}

describe('three people on three machines', () => {
  const step = story()
  const folder = mkdtempSync(join(tmpdir(), 'parley-three-'))
  let lan: Lan
  let [ada, ben, chidi] = [] as unknown as [LanPerson, LanPerson, LanPerson]
  let field: Machine

  beforeAll(async () => {
    lan = await Lan.open('10.83.0.1', '10.83.0.2', '10.83.0.3')
    ;[ada, ben, chidi] = ['Ada', 'Ben', 'Chidi'].map((name, at) => new LanPerson(name, folder, lan.machines[at]!)) as [LanPerson, LanPerson, LanPerson]
    field = lan.machines[2]!
    await Promise.all([ada, ben, chidi].map((one) => one.begin()))
    await ada.does('workspace', 'create', 'Hollin Bank')
    const { link } = await ada.does<{ link: string }>('invite', '--expires', '1h', '--uses', '2')
    for (const one of [ben, chidi]) await one.does('join', link)
    await meet()
  })
  afterAll(async () => {
    await Promise.all([ada, ben, chidi].map((one) => one?.stop()))
    await lan?.dispose()
    rmSync(folder, { recursive: true, force: true })
  })

  const meet = (): Promise<unknown> => Promise.all([ada, ben, chidi].map((one) => one.status('the two others', ({ connected }) => connected === 2)))
  const is = (state: string) => (record: RecordDetail): boolean => record.state === state
  const goes = async (): Promise<void> => {
    await field.unplug()
    await ada.status('that Chidi is away', ({ connected }) => connected === 1)
  }
  const comes = async (): Promise<void> => {
    await field.plugIn()
    await meet()
  }

  let experiment = ''
  step('Ada offers an experiment, Ben joins, and Chidi joins once back from the field', async () => {
    const { id } = await ada.does<{ id: string }>('experiment', 'new', '--title', 'Crates that come back', '--believe', 'We lose fewer if we number them.',
      '--measure', 'Crates back; 40; 57; 30; a week; 7', '--until', '+6w', '--topic', 'Crates')
    await ada.does('experiment', 'offer', id)
    await chidi.sees(id, 'the offer', () => true)
    await goes()
    await ben.sees(id, 'the offer', () => true)
    await ben.does('experiment', 'join', id)
    await ada.does('experiment', 'start', id)
    await ada.does('experiment', 'reading', id, '--value', '44')
    await chidi.does('experiment', 'join', id)
    await chidi.does('experiment', 'note', id, '--text', 'The farmer asks what the numbers are for.')
    await comes()
    for (const one of [ada, ben, chidi]) await one.sees(id, 'all three take part', (record) => record.parties.length === 3 && record.state === 'running')
    experiment = id
  })

  let decision = ''
  step('Ben asks for advice; Chidi gives it from the field; it is not decided before it is answered', async () => {
    const { id } = await ben.does<{ id: string }>('decision', 'new', '--title', 'A second van', '--text', 'I buy the blue van for 9,000.', '--touches', 'few', '--undo', 'effort')
    await ben.does('decision', 'ask', id, '--of', 'Ada', 'Chidi')
    for (const one of [ada, chidi]) await one.sees(id, 'the proposal', (record) => record.parties.length === 3)
    await goes()
    await chidi.does('decision', 'advise', id, '--text', 'It does not fit under the mill’s gate.')
    await ada.does('decision', 'advise', id, '--text', 'Lease it for a year first.')
    await ben.sees(id, 'Ada’s advice', (record) => record.timeline.some(({ verb, name }) => verb === 'advise' && name === 'Ada'))
    await ben.does('decision', 'answer', id, '--to', 'Ada', '--used', 'partly', '--why', 'The lease is dearer after eight months, so I ask for six.')
    await expect(ben.does('decision', 'decide', id)).rejects.toThrow(/has said nothing/)
    await comes()
    await ben.sees(id, 'Chidi’s advice', (record) => record.timeline.some(({ verb, name }) => verb === 'advise' && name === 'Chidi'))
    await ben.does('decision', 'answer', id, '--to', 'Chidi', '--used', 'yes', '--why', 'I take the lower one.')
    await ben.does('decision', 'decide', id)
    for (const one of [ada, ben, chidi]) await one.sees(id, 'that it is decided', is('decided'))
    decision = id
  })

  step('the experiment ends: each concludes for themselves, one of them without a network', async () => {
    await goes()
    await chidi.does('experiment', 'conclude', experiment, '--as', 'adapt', '--learned', 'Number them on the short side, where one sees it.')
    await ada.does('experiment', 'conclude', experiment, '--as', 'adopt', '--learned', 'Fifty-five came back.')
    await comes()
    for (const one of [ada, ben, chidi]) {
      await one.sees(experiment, 'both conclusions', (record) => record.state === 'concluded' && record.timeline.filter(({ verb }) => verb === 'conclude').length === 2)
    }
  })

  let group = ''
  step('Chidi calls a group from the field; they charter it, it works, and it closes with thanks', async () => {
    await goes()
    const { id } = await chidi.does<{ id: string }>('group', 'call', '--title', 'The new law', '--text', 'Labels, from next year.')
    await comes()
    for (const one of [ada, ben]) await one.sees(id, 'the call', is('called'))
    await ada.does('group', 'interest', id)
    await chidi.sees(id, 'that Ada would join', (record) => record.group?.interested.some(({ name }) => name === 'Ada') ?? false)
    await chidi.does('group', 'offer', id, '--text', 'So that nobody gets ill from our bread.', '--facilitation', 'order', '--turn', 'Chidi', 'Ada', '--until', '+10w', '--review', '+4w', '--member', 'Ada')
    await ada.sees(id, 'the charter', (record) => record.revisions.length === 1)
    await goes()
    await ada.does('group', 'join', id)
    await ben.sees(id, 'that Ada signed', (record) => record.timeline.some(({ verb, name }) => verb === 'accept' && name === 'Ada'))
    // Alone with a charter in the field, Chidi holds it with nobody yet.
    await expect(chidi.does('group', 'facilitate', id)).rejects.toThrow()
    await comes()
    for (const one of [ada, ben, chidi]) await one.sees(id, 'that it works', is('active'))
    await chidi.does('group', 'facilitate', id)
    await ben.does('group', 'join', id)
    await chidi.sees(id, 'Ben', (record) => record.timeline.some(({ verb, name }) => verb === 'accept' && name === 'Ben'))
    await ben.does('group', 'minutes', id, '--said', 'Fourteen allergens.', '--todo', 'Write down what is in the loaves.')
    await ben.does('group', 'output', id, '--title', 'Sheets of the twelve loaves')
    await goes()
    await ada.does('group', 'close', id, '--learned', 'Nobody had to be told.', '--home', 'The blue folder')
    await ben.sees(id, 'the closing', (record) => record.timeline.some(({ verb }) => verb === 'close'))
    await ben.does('group', 'agree', id)
    await comes()
    await chidi.sees(id, 'the closing', (record) => record.timeline.some(({ verb, name }) => verb === 'agree' && name === 'Ben'))
    await chidi.does('group', 'agree', id)
    for (const one of [ada, ben, chidi]) await one.sees(id, 'that it is closed', is('closed'))
    group = id
  })

  step('all three agree on every record', async () => {
    const { id: minutes } = (await ada.does<RecordRow[]>('ls', 'minutes'))[0]!
    for (const id of [experiment, decision, group, minutes]) {
      await Promise.all([ada, ben, chidi].map((one) => one.sees(id, 'it', () => true)))
      const [first, ...others] = await Promise.all([ada, ben, chidi].map(async (one) => told(await one.does('show', id))))
      for (const other of others) expect.soft(other).toEqual(first)
    }
  })
})
