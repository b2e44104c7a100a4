// The built page as files, and the headers it is served under.
import { createReadStream, realpathSync, statSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

/** `authority` is host and port as the browser asked for them, checked before. */
export function pageHeaders(authority: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'", "script-src 'self'", "style-src 'self'", "font-src 'self'", "img-src 'self' data: blob:",
      `connect-src 'self' ws://${authority}`, "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  }
}

export interface PageFile {
  readonly path: string
  readonly type: string
  readonly size: number
  /** Named after its content, so it never changes. */
  readonly immutable: boolean
}

/** The file for a URL path, or null: it must lie inside the folder after links are followed, and be of a known type. */
export function findPageFile(root: string, urlPath: string): PageFile | null {
  const path = decode(urlPath)
  if (path === null || /[\\\0]/.test(path)) return null
  const steps = path.split('/').filter((step) => step !== '')
  if (steps.some((step) => step.startsWith('.'))) return null
  const wanted = steps.length === 0 ? ['index.html'] : steps
  const type = TYPES[extname(wanted.at(-1)!).toLowerCase()]
  if (!type) return null
  try {
    const base = realpathSync(root)
    const real = realpathSync(join(base, ...wanted))
    if (!real.startsWith(base + sep)) return null
    const stat = statSync(real)
    return stat.isFile() ? { path: real, type, size: stat.size, immutable: wanted[0] === 'assets' } : null
  } catch {
    return null
  }
}

export function sendFile(file: PageFile, response: ServerResponse, withBody: boolean): void {
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': file.size,
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-store',
  })
  if (!withBody) return void response.end()
  createReadStream(file.path).on('error', () => response.destroy()).pipe(response)
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
