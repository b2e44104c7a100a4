import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { stat } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, type TestBrowser } from '../../harness/browser.ts'

const PAGE = '<!doctype html><title>Smoke</title><h1>Two people agree</h1>'

describe('the browser the tests drive', () => {
  let server: Server
  let url: string
  let browser: TestBrowser

  beforeAll(async () => {
    server = createServer((request, response) => {
      response.setHeader('content-type', 'text/html')
      response.statusCode = request.url === '/' ? 200 : 404
      response.end(PAGE)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.dispose()
    await new Promise((resolve) => server.close(resolve))
  })

  it('opens a page and takes a picture of it', async () => {
    const { page, errors } = await browser.open(url)
    expect(await page.textContent('h1')).toBe('Two people agree')
    const picture = await browser.shot(page, 'smoke')
    expect((await stat(picture)).size).toBeGreaterThan(1000)
    expect(errors).toEqual([])
  })

  it('hears what goes wrong in a page', async () => {
    const { page, errors } = await browser.open(url)
    await page.evaluate(() => {
      console.error('said aloud')
      setTimeout(() => { throw new Error('thrown') })
      void fetch('/missing')
    })
    await expect.poll(() => errors.length).toBeGreaterThanOrEqual(3)
    const all = errors.join('\n')
    expect(all).toContain('said aloud')
    expect(all).toContain('thrown')
    expect(all).toContain('404')
  })

  it('keeps web security on', async () => {
    const { page } = await browser.open(url)
    const other = url.replace('127.0.0.1', 'localhost')
    const outcome = await page.evaluate((address) => fetch(address).then(() => 'read', () => 'refused'), other)
    expect(outcome).toBe('refused')
  })

  it('has WebRTC', async () => {
    const { page } = await browser.open(url)
    const sdp = await page.evaluate(async () => {
      const connection = new RTCPeerConnection({ iceServers: [] })
      connection.createDataChannel('trial')
      const { sdp } = await connection.createOffer()
      connection.close()
      return sdp
    })
    expect(sdp).toContain('a=fingerprint:sha-256')
  })

  it('starts each time with a fresh profile', async () => {
    const { page } = await browser.open(url)
    await page.evaluate(() => localStorage.setItem('mark', 'here'))
    const second = await launchBrowser()
    try {
      const { page: fresh } = await second.open(url)
      expect(await fresh.evaluate(() => localStorage.getItem('mark'))).toBeNull()
    } finally {
      await second.dispose()
    }
  })
})
