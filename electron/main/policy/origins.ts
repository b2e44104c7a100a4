// The two pages of the application. Each has an origin of its own, so that neither sees the other's storage.

export const SCHEME = 'parley-app'
export type PageName = 'workbench' | 'link'

export const addressOf = (page: PageName): string => `${SCHEME}://${page}/`

/** Which page an address belongs to, or null for everything foreign. Total: any text gives an answer. */
export function pageAt(address: string): PageName | null {
  const url = parseUrl(address)
  if (url?.protocol !== `${SCHEME}:` || url.username !== '' || url.password !== '' || url.port !== '') return null
  return url.hostname === 'workbench' || url.hostname === 'link' ? url.hostname : null
}

export function parseUrl(address: string): URL | null {
  try {
    return new URL(address)
  } catch {
    return null
  }
}
