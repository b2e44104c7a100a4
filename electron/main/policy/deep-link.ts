// `parley://` links from outside. They only open a preview in the page, where a person decides; nothing is done here,
// and the page reads the link with the same care as one that was pasted.
import { parseUrl } from './origins.ts'

const LONGEST = 16_000

/** The link to show, or null for anything that is none. */
export function deepLink(text: string): string | null {
  if (text.length > LONGEST || !text.startsWith('parley://')) return null
  // Such characters have no business in a link.
  if (/[\u0000-\u0020\u007f]/.test(text)) return null
  const url = parseUrl(text)
  return url?.protocol === 'parley:' && url.hostname === 'join' ? text : null
}

/** The link a program was started with, if any. Windows and Linux hand it over among the arguments. */
export function deepLinkIn(args: readonly string[]): string | null {
  for (const argument of args.toReversed()) {
    const link = deepLink(argument)
    if (link !== null) return link
  }
  return null
}
