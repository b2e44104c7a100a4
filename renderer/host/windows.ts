// A window shows one workspace. Which one stands in the window's own storage; another window is asked for with a fresh link
// that names it, since every link opens the page once.

const KEPT = 'parley.workspace'

/** The workspace a link names: `#token=...&workspace=ID`. */
export function workspaceIn(hash: string): string | null {
  const id = new URLSearchParams(hash.replace(/^#/, '')).get('workspace')
  return id !== null && /^[0-9a-f]{8,128}$/.test(id) ? id : null
}

type Kept = Pick<Storage, 'getItem' | 'setItem'>
const own = (): Kept | null => (typeof sessionStorage === 'undefined' ? null : sessionStorage)

/** Keeps what the link names before it is taken out of the address. */
export function takeWorkspace(hash: string, kept = own()): void {
  const id = workspaceIn(hash)
  if (id !== null) kept?.setItem(KEPT, id)
}
export const windowWorkspace = (kept = own()): string | null => kept?.getItem(KEPT) ?? null
export const keepWorkspace = (id: string, kept = own()): void => kept?.setItem(KEPT, id)

export const linkTo = (url: string, workspace: string): string => `${url}${url.includes('#') ? '&' : '#'}workspace=${workspace}`
/** One window a workspace: asked for a second time, the browser shows the same one. */
export const windowName = (workspace: string): string => `parley-${workspace.slice(0, 16)}`
