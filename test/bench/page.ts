// The page as a person feels it, in a real browser: a host with ten thousand commitments, two hundred people in the list.
// Headless and without a graphics card, so a frame costs more here than on a desk: what a plain list of the same height costs
// in the same browser stands beside it. Times of the page's thread are processor time, which other programs don't lengthen.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { CDPSession, Page } from 'playwright-core'
import { servePage } from '../../electron/host/contract/serve.ts'
import { orThrow } from '../../shared/base/result.ts'
import type { HostEndpoint, HostSession, PersonView, RequestFrame } from '../../shared/protocol/contract.ts'
import { launchBrowser } from '../harness/browser.ts'
import { folderWith, open } from './workspace.ts'
import { megabytes, percentile, round, type Bench, type Row } from './row.ts'

const OUT = new URL('../../out/renderer', import.meta.url).pathname
const COMMITMENTS = 10_000
const PEOPLE = 200

/** Gzipped bytes of every script the page needs before anything is on the screen: the entry and all it imports at once. */
export function initialScripts(out = OUT): number {
  const seen = new Set<string>()
  const queue = Array.from(readFileSync(join(out, 'index.html'), 'utf8').matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g), ([, file]) => file!)
  let sum = 0
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file) || !existsSync(join(out, file))) continue
    seen.add(file)
    const text = readFileSync(join(out, file), 'utf8')
    sum += gzipSync(text).length
    // Only what is imported outright: `import(...)` comes later.
    queue.push(...Array.from(text.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g), ([, next]) => `assets/${next!}`))
  }
  return sum
}

const person = (n: number): PersonView => ({
  id: n.toString(16).padStart(4, '0').repeat(16), name: `Colleague ${String(n).padStart(3, '0')}`, you: false, member: true, nameShared: false,
  keyCode: 'amber field otter nine', here: n % 7 === 0, lastExchange: null, joinedAt: null, invitedBy: null,
} as PersonView)

/** The real host, but for more people in the list than have joined it. */
function crowded(endpoint: HostEndpoint): HostEndpoint {
  return {
    openSession(): HostSession {
      const session = endpoint.openSession()
      return {
        onEvent: (listener) => session.onEvent(listener),
        dispose: () => session.dispose(),
        handle: async (request) => {
          const answer = await session.handle(request)
          if ((request as RequestFrame).method !== 'people.list' || !answer.ok) return answer
          return { ...answer, result: [...answer.result as PersonView[], ...Array.from({ length: PEOPLE - 1 }, (_, i) => person(i + 1))] }
        },
      }
    },
  }
}

/** Runs in the page: from a key to the frame that shows it. */
function watchKeys(): void {
  const took: number[] = []
  Object.assign(window, { took })
  document.addEventListener('keydown', (event) => {
    const from = event.timeStamp
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => took.push(performance.now() - from)
      port2.postMessage(null)
    })
  }, true)
}
const taken = (page: Page): Promise<number[]> => page.evaluate(() => (window as unknown as { took: number[] }).took.splice(0))
const painted = (page: Page): Promise<void> => page.evaluate(() => new Promise<void>((resolve) => { requestAnimationFrame(() => requestAnimationFrame(() => resolve())) }))

async function typed(page: Page, text: string): Promise<number[]> {
  await taken(page)
  for (const letter of text) {
    await page.keyboard.press(letter === ' ' ? 'Space' : letter)
    await painted(page)
  }
  return taken(page)
}

/** Runs in the page: gaps between frames while the list is scrolled from its top, 90 px a frame. */
const scrolled = (selector: string): Promise<number[]> => new Promise((resolve) => {
  const list = document.querySelector<HTMLElement>(selector)!
  list.scrollTop = 0
  const gaps: number[] = []
  let before = performance.now()
  const frame = (now: number): void => {
    gaps.push(now - before)
    before = now
    list.scrollTop += 90
    if (gaps.length < 400) requestAnimationFrame(frame)
    else resolve(gaps.slice(1))
  }
  requestAnimationFrame(frame)
})

/** Until the page has had nothing to do for a quarter of a second, ten at the most: what it is still drawing is not what is measured. */
const settled = (page: Page): Promise<void> => page.evaluate(() => new Promise<void>((resolve) => {
  const from = performance.now()
  let quiet = from
  const look = (deadline: IdleDeadline): void => {
    if (deadline.timeRemaining() < 10) quiet = performance.now()
    if (performance.now() - quiet > 250 || performance.now() - from > 10_000) resolve()
    else requestIdleCallback(look)
  }
  requestIdleCallback(look)
}))

/** Processor time of the page's thread so far, in ms. */
async function threadTime(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return 1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value
}
async function watched(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  return cdp
}

interface Scrolling { readonly page: Page; readonly cdp: CDPSession; readonly list: string; readonly gaps: number[]; readonly times: number[] }
async function scroll(of: Scrolling): Promise<void> {
  await of.page.bringToFront()
  await settled(of.page)
  const before = await threadTime(of.cdp)
  const gaps = await of.page.evaluate(scrolled, of.list)
  of.times.push((await threadTime(of.cdp) - before) / gaps.length)
  of.gaps.push(...gaps)
}
function dropped({ gaps }: Scrolling): number {
  const frames = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / (1000 / 60)) - 1), 0)
  return round((100 * frames) / (gaps.length + frames))
}

/** Ten thousand rows of one line that nothing reacts to: what this browser on this machine can do at best. */
async function plainList(page: Page): Promise<void> {
  await page.setContent('<!doctype html><style>body { margin: 0 } .rows { width: 300px; height: 800px; overflow: auto } .rows div { height: 46px }</style><div class="rows"></div>')
  await page.evaluate((count) => {
    document.querySelector('.rows')!.append(...Array.from({ length: count }, (_, i) => Object.assign(document.createElement('div'), { textContent: `Bring the audit notes for room ${i}` })))
  }, COMMITMENTS)
}

interface HeapSnapshot { readonly snapshot: { readonly meta: { readonly node_fields: string[]; readonly node_types: [string[], ...unknown[]] } }; readonly nodes: number[] }
/** Bytes the page holds, and those of code the browser compiled for it, which it goes on doing for what is used often. */
async function heap(cdp: CDPSession): Promise<{ readonly page: number; readonly code: number }> {
  await cdp.send('HeapProfiler.collectGarbage')
  const parts: string[] = []
  const take = ({ chunk }: { chunk: string }): void => void parts.push(chunk)
  cdp.on('HeapProfiler.addHeapSnapshotChunk', take)
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  cdp.off('HeapProfiler.addHeapSnapshotChunk', take)
  const { snapshot: { meta: { node_fields: fields, node_types: [types] } }, nodes } = JSON.parse(parts.join('')) as HeapSnapshot
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')]
  const sums = { page: 0, code: 0 }
  for (let at = 0; at < nodes.length; at += fields.length) sums[types[nodes[at + type]!] === 'code' ? 'code' : 'page'] += nodes[at + size]!
  return sums
}

/** What one does in some minutes: look at letters, find, split, close. */
async function useAWhile(page: Page, rounds: number): Promise<void> {
  for (let i = 0; i < rounds; i++) {
    await page.locator('[data-record]').nth(i % 8).click()
    if (i % 4 === 0) {
      await page.keyboard.press('Control+Backslash')
      await painted(page)
      await page.keyboard.press('Alt+W')
    }
    await page.keyboard.press('Control+K')
    await page.keyboard.type(`room ${i}`)
    await page.keyboard.press('Escape')
    await page.keyboard.press(i % 2 === 0 ? 'Alt+1' : 'Alt+3')
    await page.keyboard.press('Alt+2')
    await painted(page)
  }
}

async function pageRows(): Promise<Row[]> {
  const folder = await folderWith(COMMITMENTS)
  const { host, client, dispose } = await open(folder.data)
  const draft = await client.call('draft.create', { workspace: folder.workspace, meta: { title: 'A letter under measure', kind: 'mutual', gives: [], receives: [] }, circle: 'me' })
  const server = orThrow(await servePage(crowded(host.endpoint), { root: OUT, reports: { count: () => {}, log: () => {} } }))
  const browser = await launchBrowser({ width: 1440, height: 900 })
  try {
    const starts: number[] = []
    let page!: Page
    for (let i = 0; i < 5; i++) {
      page = (await browser.open()).page
      await page.addInitScript(() => {
        const look = (): void => {
          if (document.querySelector('[data-record]') && document.querySelector('.dv-active-tab')) Object.assign(window, { ready: performance.now() })
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      })
      await page.goto(server.newUrl())
      await page.waitForFunction(() => 'ready' in window)
      starts.push(await page.evaluate(() => (window as unknown as { ready: number }).ready))
      if (i < 4) await page.close()
    }
    await page.evaluate(watchKeys)
    await page.waitForFunction((least) => Number(document.querySelector('[aria-setsize]')?.getAttribute('aria-setsize')) >= least, COMMITMENTS - 10)

    const cdp = await watched(page)
    const beside = (await browser.open()).page
    await plainList(beside)
    const plain: Scrolling = { page: beside, cdp: await watched(beside), list: '.rows', gaps: [], times: [] }
    const rows: Scrolling = { page, cdp, list: '.side .rows', gaps: [], times: [] }
    // In turn, so that both have the same minutes of a machine that others use as well.
    for (let i = 0; i < 3; i++) {
      await scroll(plain)
      await scroll(rows)
    }
    await beside.close()

    const filter: number[] = []
    for (const words of ['notes for room 42', 'audit 77', 'who waits 9 ad']) {
      await page.getByRole('searchbox').first().focus()
      await settled(page)
      filter.push(...await typed(page, words))
      await page.getByRole('searchbox').first().fill('')
    }
    await settled(page)

    const opens: number[] = []
    for (let i = 0; i < 15; i++) {
      await taken(page)
      await page.keyboard.press('Control+K')
      await painted(page)
      opens.push((await taken(page))[0]!)
      await page.keyboard.press('Escape')
      await painted(page)
    }
    const search: number[] = []
    for (const words of ['audit notes 77', 'room 4242', 'who waits 9']) {
      await page.keyboard.press('Control+K')
      await settled(page)
      search.push(...await typed(page, words))
      await page.keyboard.press('Escape')
    }

    await page.getByRole('searchbox').first().fill('under measure')
    await page.locator(`[data-record="${draft.id}"]`).dblclick()
    await page.getByRole('textbox', { name: 'Why', exact: true }).click()
    const keys = await typed(page, 'so that nobody has to start a shift guessing '.repeat(4))
    await page.getByRole('searchbox').first().fill('')

    await useAWhile(page, 24)
    const before = await heap(cdp)
    await useAWhile(page, 120)
    const after = await heap(cdp)

    const note = `${COMMITMENTS} commitments, ${PEOPLE} people`
    return [
      { what: 'page: open to interactive', value: round(percentile(starts, 50)), unit: 'ms', aim: '1,500', note: `${note}; median of 5` },
      { what: 'page: key to paint in a draft, p95', value: round(percentile(keys, 95)), unit: 'ms', aim: '33', note: `p50 ${round(percentile(keys, 50))}` },
      { what: 'page: frames dropped scrolling the list', value: dropped(rows), unit: '%', aim: 'under 1', note: `longest gap ${round(Math.max(...rows.gaps))} ms` },
      { what: 'page: frames dropped scrolling a plain list of the same height, beside it', value: dropped(plain), unit: '%', aim: null, note: `longest gap ${round(Math.max(...plain.gaps))} ms` },
      { what: 'page: time of its thread a frame of scrolling', value: round(percentile(rows.times, 50)), unit: 'ms', aim: null, note: `of 16.7; the plain list ${round(percentile(plain.times, 50))}` },
      { what: 'page: find in the list as one types, p95', value: round(percentile(filter, 95)), unit: 'ms', aim: '30', note: `p50 ${round(percentile(filter, 50))}, longest ${round(Math.max(...filter))}` },
      { what: 'page: find in the palette as one types, p95', value: round(percentile(search, 95)), unit: 'ms', aim: '30', note: `p50 ${round(percentile(search, 50))}, longest ${round(Math.max(...search))}` },
      { what: 'page: palette open', value: round(percentile(opens, 50)), unit: 'ms', aim: '50', note: `p95 ${round(percentile(opens, 95))}` },
      { what: 'page: memory grown over 120 rounds of use', value: megabytes(after.page - before.page), unit: 'MB', aim: 'none', note: `from ${megabytes(before.page)} MB, without ${megabytes(after.code - before.code)} MB of compiled code; as many as an hour has half minutes` },
      { what: 'page: scripts before anything shows, gzipped', value: round(initialScripts() / 1000), unit: 'kB', aim: 'under 400' },
    ]
  } finally {
    await browser.dispose()
    await server.dispose()
    await dispose()
    folder.remove()
  }
}

export const pageBenches: readonly Bench[] = [{ name: 'page', run: pageRows }]
