// The link's page, as it runs in Electron's hidden window, with a browser's own WebRTC, against a link in Node.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { WatchedChild } from '../../../electron/host/link-process/child.ts'
import { launchBrowser, type TestBrowser } from '../../harness/browser.ts'
import { openPlace, Waiting, type Place } from '../../harness/links.ts'
import { Namespace } from '../../harness/netns.ts'
import { pageSpawner } from '../../harness/page-link.ts'
import type { DoorStart } from '../../harness/peers/page-door.ts'

let namespace: Namespace
let browser: TestBrowser
let place: Place
const doors: { dispose(): Promise<void> }[] = []

beforeAll(async () => {
  namespace = await Namespace.open()
  browser = await launchBrowser({ through: namespace.through })
  place = await openPlace(namespace)
}, 180_000)

afterAll(async () => {
  await Promise.all(doors.map((door) => door.dispose()))
  await place?.dispose()
  await browser?.dispose()
  await namespace?.dispose()
})

describe('a link in a page', () => {
  it('meets one in Node: handshake, 1 MB of document both ways, ledger and presence', async () => {
    const rendezvous = await pageDoor()
    const errors: string[] = []
    const document = new Y.Doc()
    document.transact(() => {
      for (let i = 0; i < 2000; i++) document.getMap('m').set(`record ${i}`, 'x'.repeat(500))
    })
    const inPage = place.link({ spawn: await pageSpawner(browser, errors), rendezvous, document, presence: '"page"', timing: { deadline: 60_000 } })
    const inNode = place.link({ presence: '"node"' })
    await Promise.all([inPage.meets(inNode), inNode.meets(inPage)])
    await inNode.until('the document', () => inNode.doc.getMap('m').size === 2000)
    inNode.doc.getMap('m').set('answer', 'y'.repeat(1_000_000))
    await inPage.until('the answer', () => inPage.doc.getMap('m').get('answer') !== undefined)
    for (let i = 0; i < 100; i++) {
      inPage.send(inNode, new Uint8Array(500), i)
      inNode.send(inPage, new Uint8Array(500), i)
    }
    await Promise.all([inPage, inNode].map((link) => link.until('acknowledgements', () => link.delivered.size === 100)))
    await Promise.all([
      inPage.until('presence', () => inPage.presence.includes('"node"')),
      inNode.until('presence', () => inNode.presence.includes('"page"')),
    ])
    expect([...inPage.refusals, ...inNode.refusals, ...errors]).toEqual([])
  })
})

/** The rendezvous as the hidden page reaches it. */
async function pageDoor(): Promise<string> {
  const heard = new Waiting()
  let port = 0
  const door = new WatchedChild<DoorStart | { readonly t: 'stop' }, { readonly t: string; readonly port: number }>({
    start: () => ({ t: 'start', port: place.rendezvous.port }),
    onMessage: (message) => { port = message.port; heard.changed() },
    spawn: namespace.script(new URL('../../harness/peers/page-door.ts', import.meta.url).pathname),
    check: (message) => message as { readonly t: string; readonly port: number },
    isRunning: () => true,
    timing: { firstDeadline: 600_000 },
  })
  doors.push(door)
  await heard.until('a door', () => port !== 0)
  return `ws://127.0.0.1:${port}`
}
