// Where a page may go, and what may leave for the system's browser.
import { pageAt, parseUrl, type PageName } from './origins.ts'

/** A page may only load itself again. */
export const mayNavigate = (page: PageName, address: string, isMainFrame: boolean): boolean =>
  isMainFrame && pageAt(address) === page

const OUTSIDE = new Set(['https:', 'mailto:'])
const LONGEST = 2000

/** The address as the system's browser may get it, or null. Anything but https and mailto could start a program. */
export function outside(address: string): string | null {
  const url = parseUrl(address)
  if (!url || !OUTSIDE.has(url.protocol) || url.href.length > LONGEST) return null
  // A name before the host is there to deceive.
  if (url.username !== '' || url.password !== '') return null
  return url.href
}
