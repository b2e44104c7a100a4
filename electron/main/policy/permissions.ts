// What a page may ask of the machine: next to nothing. Everything that is not named is refused.
import { pageAt, type PageName } from './origins.ts'

const GRANTED: Readonly<Record<PageName, ReadonlySet<string>>> = {
  // To copy an invite or a record's text; to tell of what needs a person while another window is in front.
  workbench: new Set(['clipboard-sanitized-write', 'notifications']),
  // Peers are on the local network, and the rendezvous is on loopback.
  link: new Set(['local-network', 'local-network-access', 'loopback-network']),
}

/** `origin` is the asking frame's, as Electron reports it; `isMainFrame` is false for anything embedded. */
export function mayHave(permission: string, origin: string, isMainFrame: boolean): boolean {
  const page = pageAt(origin)
  return page !== null && isMainFrame && GRANTED[page].has(permission)
}
