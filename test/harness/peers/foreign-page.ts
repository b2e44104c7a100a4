// What a foreign web page, or a program beside it, can send to a served host: raw requests with headers of any kind. It
// serves a page of its own as well, for a real browser to open.
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'

export interface Attempt {
  readonly name: string
  readonly port: number
  readonly path: string
  /** A WebSocket is opened and says `body` first. */
  readonly socket?: boolean
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}
export interface Outcome {
  readonly name: string
  /** Of the answer, or the code with which a socket was closed. */
  readonly status: number
  readonly text: string
}
export type PageOrder = { readonly t: 'try'; readonly attempts: readonly Attempt[] } | { readonly t: 'serve'; readonly html: string }
export type PageReport = { readonly t: 'tried'; readonly outcomes: readonly Outcome[] } | { readonly t: 'serving'; readonly port: number }

const report = (message: PageReport): void => void process.send?.(message)

function http({ name, port, path, method = 'GET', headers = {}, body }: Attempt): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, setHost: headers['Host'] === undefined }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (more: string) => { text += more })
      answer.on('end', () => resolve({ name, status: answer.statusCode ?? 0, text }))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

function socket({ name, port, path, headers = {}, body = '' }: Attempt): Promise<Outcome> {
  return new Promise((resolve) => {
    let text = ''
    const ws = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
    ws.on('open', () => ws.send(body))
    ws.on('message', (data: Buffer) => { text += data.toString() })
    ws.on('unexpected-response', (_, answer) => resolve({ name, status: answer.statusCode ?? 0, text: '' }))
    ws.on('error', () => {})
    ws.on('close', (code) => resolve({ name, status: code, text }))
  })
}

process.on('disconnect', () => process.exit(0))
process.on('message', (order: PageOrder) => {
  if (order.t === 'try') {
    void Promise.all(order.attempts.map((attempt) => (attempt.socket ? socket(attempt) : http(attempt)))).then((outcomes) => report({ t: 'tried', outcomes }))
    return
  }
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(order.html))
  server.listen(0, '127.0.0.1', () => report({ t: 'serving', port: (server.address() as AddressInfo).port }))
})
