// The two pages of the desktop application as Electron's main process serves them, but in a browser: same files, same
// headers, same ports. What only Electron itself can show is listed in ARCHITECTURE.md.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { headersOf, LINK_PAGE } from '../../../electron/main/policy/content.ts'
import { addressOf, type PageName } from '../../../electron/main/policy/origins.ts'
import { pageFile } from '../../../electron/main/policy/page-files.ts'
import { launchBrowser, type TestBrowser } from '../../harness/browser.ts'

const OUT = fileURLToPath(new URL('../../../out/renderer/', import.meta.url))

/** Serves one page as the application's own scheme would. */
async function servePage(page: PageName): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((request, response) => {
    const file = pageFile(new URL(request.url ?? '/', addressOf(page)).href)
    const content = !file ? Promise.reject(new Error('no such file')) : file.path === null ? Promise.resolve(LINK_PAGE) : readFile(OUT + file.path)
    content.then(
      (text) => response.writeHead(200, { ...headersOf(page), 'content-type': file!.type }).end(text),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

describe('the pages of the desktop application', () => {
  let browser: TestBrowser
  const servers: Server[] = []
  const serve = async (page: PageName): Promise<string> => {
    const { server, url } = await servePage(page)
    servers.push(server)
    return url
  }

  beforeAll(async () => { browser = await launchBrowser() })
  afterAll(async () => {
    await browser?.dispose()
    for (const server of servers) server.close()
  })

  it('run the link under its policy: it takes its port, answers, and dials the rendezvous on loopback', async () => {
    const rendezvous = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    const subscribed = new Promise<unknown>((resolve) => rendezvous.on('connection', (socket) => {
      socket.on('message', (text) => {
        const message = JSON.parse(String(text)) as { readonly type: string; readonly topics?: readonly string[] }
        // It begins by subscribing to nothing.
        if (message.type === 'subscribe' && message.topics?.length) resolve(message)
      })
    }))
    const { page, errors } = await browser.open(await serve('link'))
    const said = await page.evaluate((port) => new Promise<string[]>((resolve) => {
      const { port1, port2 } = new MessageChannel()
      const heard: string[] = []
      port1.onmessage = ({ data }) => {
        heard.push(data.t)
        if (heard.includes('ready') && heard.includes('pong')) resolve(heard)
      }
      // As the preload script hands it in.
      window.postMessage('parley-link', location.origin, [port2])
      const id = 'ab'.repeat(32)
      port1.postMessage({
        t: 'start', workspace: id, device: id, topic: 'topic', password: 'password', rendezvous: `ws://127.0.0.1:${port}`,
        document: new Uint8Array([0, 0]), presence: null,
      })
      port1.postMessage({ t: 'ping', n: 1 })
    }), (rendezvous.address() as AddressInfo).port)
    expect(said.toSorted()).toEqual(expect.arrayContaining(['pong', 'ready']))
    expect(await subscribed).toMatchObject({ type: 'subscribe', topics: ['topic'] })
    expect(errors).toEqual([])
    await page.close()
    rendezvous.close()
  })

  it('keep the link from reaching anything but loopback', async () => {
    const { page } = await browser.open(await serve('link'))
    const refused = await page.evaluate(() => new Promise<string[]>((resolve) => {
      const directives: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => {
        directives.push(`${event.effectiveDirective} ${new URL(event.blockedURI).protocol}`)
        if (directives.length === 2) resolve(directives)
      })
      fetch('/link.js').catch(() => {})
      try { new WebSocket('ws://192.0.2.1:4000') } catch { /* some browsers throw */ }
    }))
    expect(refused.toSorted()).toEqual(['connect-src http:', 'connect-src ws:'])
    await page.close()
  })

  it('run the workbench under its policy', async () => {
    const { page, errors } = await browser.open()
    // Without a session it says so, which takes as much of the page as anything to draw.
    await page.goto(await serve('workbench'))
    await page.waitForFunction(() => (document.querySelector('#page')?.textContent ?? '').trim().length > 0)
    const policy = errors.filter((error) => /Content Security Policy|Refused to/i.test(error))
    expect(policy).toEqual([])
    await browser.shot(page, 'desktop-workbench')
    await page.close()
  })

  it('run no script that is written into the page', async () => {
    const { page } = await browser.open(await serve('workbench'))
    const ran = await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.planted = true'
      document.head.append(script)
      return 'planted' in window
    })
    expect(ran).toBe(false)
    await page.close()
  })
})
