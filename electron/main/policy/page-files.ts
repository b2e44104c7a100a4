// Which file an address of a page stands for.
import { pageAt, parseUrl, type PageName } from './origins.ts'

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
  woff2: 'font/woff2',
}

export interface PageFile {
  readonly page: PageName
  /** Path inside the folder of the built page, with slashes; null for the link's own page, which is no file. */
  readonly path: string | null
  readonly type: string
}

/** Null for anything that is not to be served. Total: no address leads outside the folder. */
export function pageFile(address: string): PageFile | null {
  const page = pageAt(address)
  const path = decoded(parseUrl(address)?.pathname ?? '')
  if (!page || path === null) return null
  const steps = path.split('/').filter((step) => step !== '')
  if (steps.some((step) => !/^[\w@-][\w@.-]*$/.test(step))) return null
  if (page === 'link' && steps.length === 0) return { page, path: null, type: TYPES['html']! }
  const wanted = steps.length === 0 ? ['index.html'] : steps
  const name = wanted.at(-1)!
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)]
  if (!type || !name.includes('.')) return null
  // The link's page has scripts and nothing else.
  if (page === 'link' && !name.endsWith('.js')) return null
  return { page, path: wanted.join('/'), type }
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
