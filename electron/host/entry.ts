// The host in Electron's utility process: its pages and children arrive as ports, its orders over the parent port.
import { ProblemError } from '#shared/base/result.ts'
import type { HostToMain, MainToHost } from '#shared/protocol/desktop.ts'
import { DesktopChildren } from './desktop/children.ts'
import { keyringOf } from './desktop/keyring.ts'
import { attachPort } from './desktop/page.ts'
import type { MainPort, Port } from './desktop/ports.ts'
import { openHost, type Host } from './index.ts'

const { parentPort: main } = process as unknown as { readonly parentPort: MainPort }
const tell = (message: HostToMain): void => main.postMessage(message)
const children = new DesktopChildren(tell)
let opening: Promise<Host> | null = null

function open({ data, sealKey, keyNote }: Extract<MainToHost, { t: 'open' }>): void {
  opening ??= keyringOf(sealKey).then((keyring) => openHost({
    data, keyring, keyNote, link: true, listen: true,
    spawnLink: children.spawner('peers'), spawnRendezvous: children.spawner('rendezvous'),
  }))
  opening.then(() => tell({ t: 'opened' }), (error: unknown) => {
    const found = error instanceof ProblemError ? error.problem : null
    tell({
      t: 'failed',
      message: found?.message ?? `Parley could not open its data: ${(error as Error)?.message ?? String(error)}.`,
      remedy: found?.remedy ?? 'Start Parley again; "parley doctor" may say more.',
    })
  })
}

/** A page may come before the host is open: it waits, and its calls with it. */
function attach(port: Port): void {
  void opening?.then((host) => attachPort(host.endpoint, port), () => port.close())
}

async function close(): Promise<void> {
  const host = await opening?.catch(() => null)
  await host?.dispose()
  process.exit(0)
}

main.on('message', ({ data, ports: [port] }) => {
  const message = data as MainToHost
  if (message.t === 'open') open(message)
  else if (message.t === 'page' && port) attach(port)
  else if (message.t === 'child' && port) children.up(message.child, port)
  else if (message.t === 'child ended') children.ended(message.child, message.reason)
  else if (message.t === 'close') void close()
})
