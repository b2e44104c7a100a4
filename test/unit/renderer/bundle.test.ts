// Files that carry the exchange, as the page takes them in and tells of them.
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { ProblemError, problem } from '#shared/base/result.ts'
import type { BundleView, Method } from '#shared/protocol/contract.ts'
import { isProblem, useFileExchange } from '../../../renderer/features/bundle/file-exchange.ts'
import { newsWords } from '../../../renderer/features/bundle/taken-words.ts'
import type { HostConnection } from '../../../renderer/host/connection.ts'
import { createWords } from '../../../renderer/locales/index.ts'
import { useBundles } from '../../../renderer/stores/bundles.ts'
import { useHost } from '../../../renderer/stores/host.ts'
import { useLongWork } from '../../../renderer/stores/long-work.ts'

const BEN = 'b'.repeat(64)
const view = (more: Partial<BundleView> = {}): BundleView => ({
  kind: 'exchange', workspace: 'c'.repeat(64), workspaceName: 'Hollin Bank', from: 'Ben', person: BEN, code: null, madeAt: 1,
  acts: 0, drafts: 0, records: [], lacks: 0, reply: null, ...more,
})
const damaged = problem('bundle.damaged', 'This is no bundle, or it was damaged on the way.', 'Copy the file again.')
const file = (name: string, text = name): File => new File([text], name)
const names = (): string[] => useFileExchange().taken.map((one) => one.file)

/** Takes in whatever it is given but what says "torn"; each call is noted as it begins and as it ends. */
class Host {
  readonly log: string[] = []
  torn = 'torn'
  readonly reach = 'connected' as const
  readonly closed = new Promise<void>(() => {})
  call = (async (method: Method, params: { readonly bundle?: string }) => {
    if (method !== 'bundle.take') return method === 'app.overview' ? { workspaces: [], joins: [], held: [], identity: null } : { value: null }
    const text = Buffer.from(params.bundle!, 'base64url').toString()
    this.log.push(`${text} begins`)
    await new Promise((resolve) => { setImmediate(resolve) })
    this.log.push(`${text} ends`)
    if (text === this.torn) throw new ProblemError(damaged)
    return view({ from: text })
  }) as unknown as HostConnection['call']
  onEvent = (): { dispose(): void } => ({ dispose: () => {} })
  onReach = (): { dispose(): void } => ({ dispose: () => {} })
  retry(): void {}
  close(): void {}
}

let host: Host
beforeEach(() => {
  setActivePinia(createPinia())
  host = new Host()
  useHost().use(host)
})

describe('files that are taken in', () => {
  it('come one after the other in the order given, and the newest stands first', async () => {
    const exchange = useFileExchange()
    await Promise.all([exchange.take([file('one'), file('two')]), exchange.take([file('three')])])
    expect(host.log.map((line) => line.split(' ')[1])).toEqual(['begins', 'ends', 'begins', 'ends', 'begins', 'ends'])
    expect(names()).toEqual(['three', 'two', 'one'])
    expect(exchange.reading).toBe(0)
  })

  it('do not keep those after a bad one from coming, and a bad one gives way when it is tried again', async () => {
    const exchange = useFileExchange()
    await exchange.take([file('torn'), file('whole')])
    expect(exchange.taken.map(({ file, came }) => [file, isProblem(came)])).toEqual([['whole', false], ['torn', true]])
    host.torn = ''
    await exchange.take([file('torn')])
    expect(exchange.taken.map(({ file, came }) => [file, isProblem(came)])).toEqual([['torn', false], ['whole', false]])
    exchange.putAway(exchange.taken[0]!.key)
    expect(names()).toEqual(['whole'])
  })

  it('are not even sent to the host where they can be none', async () => {
    const bundles = useBundles()
    const large = Object.defineProperty(file('films'), 'size', { value: 41 * 1024 * 1024 })
    const folder = Object.defineProperty(file('folder'), 'arrayBuffer', { value: () => Promise.reject(new DOMException('', 'NotReadableError')) })
    await expect(bundles.take(useLongWork(), large)).rejects.toMatchObject({ problem: { code: 'bundle.large' } })
    await expect(bundles.take(useLongWork(), folder)).rejects.toMatchObject({ problem: { code: 'bundle.unreadable' } })
    await expect(bundles.take(useLongWork(), file('hollin-bank.parley-invite'))).rejects.toMatchObject({ problem: { code: 'bundle.invite' } })
    expect(host.log).toEqual([])
  })
})

describe('what a file brought', () => {
  const words = createWords().global
  const told = (more: Partial<BundleView>): string => newsWords(view(more), words.t as never)

  it('is told in plain words', () => {
    expect(told({})).toBe('Nothing in it was new here.')
    expect(told({ drafts: 3 })).toBe('It brought new words in drafts.')
    expect(told({ acts: 1, records: [BEN] })).toBe('It brought 1 change that was not here yet.')
    expect(told({ acts: 2, records: [BEN], drafts: 1 })).toBe('It brought 2 changes that were not here yet, and new words in drafts.')
    expect(told({ acts: 2 })).toBe('It brought news of who is part of Hollin Bank.')
    expect(told({ kind: 'reply', acts: 9 })).toBe('Everything there is came with the file.')
  })
})
