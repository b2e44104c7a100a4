// The pages come over a scheme of the application's own, never from file://, which would reach every file.
import { protocol, session, type Session } from 'electron'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { headersOf, LINK_PAGE } from './policy/content.ts'
import { SCHEME } from './policy/origins.ts'
import { pageFile } from './policy/page-files.ts'
import { mayHave } from './policy/permissions.ts'

const ROOT = join(import.meta.dirname, '..', 'renderer')

/** The link's page shares neither storage nor cache with the workbench; nothing of it is kept on disk. */
export const linkSession = (): Session => session.fromPartition('link')

/** Must run before Electron is ready. */
export function claimScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

export function servePages(): void {
  for (const one of [session.defaultSession, linkSession()]) {
    one.protocol.handle(SCHEME, answer)
    denyPermissions(one)
  }
}

async function answer(request: Request): Promise<Response> {
  const file = request.method === 'GET' ? pageFile(request.url) : null
  if (!file) return new Response(null, { status: 404 })
  const headers = { ...headersOf(file.page), 'content-type': file.type }
  if (file.path === null) return new Response(LINK_PAGE, { headers })
  try {
    return new Response(new Uint8Array(await readFile(join(ROOT, file.path))), { headers })
  } catch {
    return new Response(null, { status: 404 })
  }
}

function denyPermissions(of: Session): void {
  of.setPermissionRequestHandler((_contents, permission, decide, details) => {
    decide(mayHave(permission, details.requestingUrl, details.isMainFrame))
  })
  of.setPermissionCheckHandler((_contents, permission, origin, details) => mayHave(permission, origin, details.isMainFrame))
  of.setDevicePermissionHandler(() => false)
  of.setDisplayMediaRequestHandler(null)
  // Nothing is fetched into files behind a person's back; exports go through the page's own save.
  of.on('will-download', (event, item) => {
    if (!item.getURL().startsWith('blob:')) event.preventDefault()
  })
}
