// `npm run demo`: two hosts on this machine, each a process with a data folder of its own, play the main job over real
// WebRTC: found, invite, join, promise, a letter offered, amended, accepted again, kept, acknowledged, exported and
// verified. Ends with an error if any of it is not as told.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordDetail } from '#shared/protocol/contract.ts'
import { parleyJson, startHost, type CliOptions, type RunningHost } from '../harness/cli.ts'
import { Namespace } from '../harness/netns.ts'
import { untilSeen } from '../harness/seeing.ts'

const started = performance.now()

function tell(line: string): void {
  const seconds = (performance.now() - started) / 1000
  console.log(`${seconds.toFixed(2).padStart(6)} s  ${line}`)
}

class Person {
  readonly name: string
  readonly options: CliOptions
  #host: RunningHost | null = null

  constructor(name: string, folder: string, inside: Namespace | null) {
    this.name = name
    this.options = { data: join(folder, name.toLowerCase()), ...(inside ? { inside } : {}) }
  }

  async begin(): Promise<void> {
    await this.does('init', '--name', this.name, '--device', `${this.name}'s desk`)
    this.#host = await startHost(['keep'], this.options)
  }

  does<T = Record<string, unknown>>(...args: string[]): Promise<T> {
    return parleyJson<T>(args, this.options)
  }

  /** Waits until this person's own host shows the record so. What is waited for came over the network. */
  sees(id: string, what: string, holds: (record: RecordDetail) => boolean): Promise<RecordDetail> {
    return untilSeen(this.options.data, 'records.show', { id }, { what: `${this.name} sees ${what}`, holds })
  }

  async end(): Promise<void> {
    const code = await this.#host?.stop()
    if (code !== undefined && code !== 0) throw new Error(`The host of ${this.name} ended with ${code}: ${this.#host?.note()}`)
  }
}

function expect(what: string, holds: boolean): void {
  if (!holds) throw new Error(`not as it should be: ${what}`)
}

async function meet(ada: Person, ben: Person): Promise<void> {
  await Promise.all([ada.begin(), ben.begin()])
  tell('Ada and Ben each have an identity and a running host.')
  const home = await ada.does<{ name: string }>('workspace', 'create', 'Hollin Bank')
  const { link } = await ada.does<{ link: string }>('invite', '--expires', '1h', '--uses', '1')
  tell(`Ada founds ${home.name} and makes a link for one person.`)
  const joined = await ben.does<{ code: string }>('join', link)
  tell(`Ben joins with it, over WebRTC. Both compare the code: ${joined.code}.`)
}

async function promise(ada: Person, ben: Person): Promise<void> {
  const made = await ada.does<{ id: string; state: string }>('promise', 'Bring the audit notes', '--to', 'Ben', '--by', '+7d')
  expect('a promise is in force once given', made.state === 'in force')
  await ben.sees(made.id, 'the promise', ({ state }) => state === 'in force')
  tell('Ada promises Ben the audit notes within a week. It is on his screen, in force.')
}

async function letter(ada: Person, ben: Person): Promise<string> {
  const words = 'Ada milks in the mornings. Ben brings the milk to the dairy before ten.'
  const { id } = await ada.does<{ id: string }>('commitment', 'new', '--to', 'Ben', '--title', 'The milk round', '--text', words, '--review', '+30d', '--hours', '6')
  await ada.does('commitment', 'offer', id)
  await ben.sees(id, 'the offer', ({ offer }) => offer === 1)
  tell('Ada drafts a letter about the milk round and offers it. Ben has revision 1 before him.')
  await ben.does('commitment', 'accept', id)
  await ada.sees(id, 'the acceptance', ({ state, revision }) => state === 'in force' && revision === 1)
  tell('Ben accepts. Revision 1 is in force for both.')
  return id
}

async function amend(ada: Person, ben: Person, id: string): Promise<void> {
  const words = 'Ada milks in the mornings, but not on Sundays. Ben brings the milk to the dairy before noon.'
  await ben.does('commitment', 'offer', id, '--text', words)
  const seen = await ada.sees(id, 'the amendment', ({ offer }) => offer === 2)
  expect('the first revision goes on while the second is on offer', seen.state === 'in force' && seen.revision === 1)
  tell('Ben offers revision 2: no milking on Sundays. Revision 1 goes on until both have accepted it.')
  await ada.does('commitment', 'accept', id, '--revision', '2')
  await ben.sees(id, 'the second acceptance', ({ revision, offer }) => revision === 2 && offer === null)
  tell('Ada accepts the new words. Revision 2 is in force for both.')
}

async function conclude(ada: Person, ben: Person, id: string): Promise<void> {
  await ada.does('commitment', 'fulfil', id, '--text', 'Every morning of the month')
  await ben.sees(id, 'that Ada kept her part', ({ parties }) => parties.some(({ name, promise }) => name === 'Ada' && promise === 'claimed'))
  await ben.does('commitment', 'acknowledge', id)
  await ben.does('commitment', 'fulfil', id)
  await ada.sees(id, 'that Ben kept his part', ({ parties }) => parties.some(({ name, promise }) => name === 'Ben' && promise === 'claimed'))
  await ada.does('commitment', 'acknowledge', id)
  await ben.sees(id, 'that all is kept', ({ state }) => state === 'fulfilled')
  tell('Each says that the own part is kept, each acknowledges the other. It is fulfilled on both screens.')
}

async function prove(ada: Person, id: string, folder: string): Promise<void> {
  const file = join(folder, 'milk-round.parley')
  const { bytes } = await ada.does<{ bytes: number }>('export', id, '--record', file)
  // Somebody else, who has no identity here, checks the file.
  const verified = await parleyJson<{ valid: boolean; says: string }>(['verify', file], { data: join(folder, 'nobody') })
  expect('the exported record verifies', verified.valid)
  tell(`Ada exports the countersigned record (${bytes} bytes). Anyone can verify it: ${verified.says}`)
}

async function play(folder: string, inside: Namespace | null): Promise<void> {
  const [ada, ben] = [new Person('Ada', folder, inside), new Person('Ben', folder, inside)]
  try {
    await meet(ada, ben)
    await promise(ada, ben)
    const id = await letter(ada, ben)
    await amend(ada, ben, id)
    await conclude(ada, ben, id)
    await prove(ada, id, folder)
  } finally {
    await Promise.all([ada.end(), ben.end()])
  }
}

/** A private network where the system allows one: then nothing leaves it, and no firewall is in the way. */
async function network(): Promise<Namespace | null> {
  if (process.platform !== 'linux') return null
  return Namespace.open().catch(() => null)
}

const folder = mkdtempSync(join(tmpdir(), 'parley-demo-'))
const inside = await network()
try {
  tell(inside ? 'Two hosts on this machine, in a private network.' : 'Two hosts on this machine, over its own network address.')
  await play(folder, inside)
  tell('Done.')
} catch (error) {
  console.error(`\nThe demo failed: ${(error as Error).message}`)
  process.exitCode = 1
} finally {
  await inside?.dispose()
  rmSync(folder, { recursive: true, force: true })
}
