// The headers the pages are served under.
import type { PageName } from './origins.ts'

const COMMON = ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]

const POLICIES: Readonly<Record<PageName, readonly string[]>> = {
  workbench: [...COMMON, "style-src 'self'", "font-src 'self'", "img-src 'self' data: blob:", "connect-src 'self'"],
  // The link speaks to the own rendezvous; WebRTC itself asks no content policy.
  link: [...COMMON, 'connect-src ws://127.0.0.1:*'],
}

export const policyOf = (page: PageName): string => POLICIES[page].join('; ')

export const headersOf = (page: PageName): Readonly<Record<string, string>> => ({
  'content-security-policy': policyOf(page),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
})

/** The whole of the hidden page. */
export const LINK_PAGE = '<!doctype html><meta charset="utf-8"><title>Parley link</title><script type="module" src="/link.js"></script>\n'
