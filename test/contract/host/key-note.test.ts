// Where the key lies, and why it lies there, is told to the page.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openHost } from '#host/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-key-note-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const NOTE = 'This desktop has no keyring, so the key lies in a file that only you can read.'

/** What a host of its own says of the key, once somebody with it is there. */
async function told(name: string, options: { readonly keyNote?: string; readonly passphrase?: string }): Promise<unknown> {
  const { passphrase, ...rest } = options
  const host = await openHost({ data: join(folder, name), stateFolder: join(folder, `${name}-state`), ...rest })
  const session = host.endpoint.openSession()
  try {
    await session.handle({ id: 1, method: 'identity.create', params: { name: 'Ada', ...(passphrase && { passphrase }) } })
    const answer = await session.handle({ id: 2, method: 'app.overview', params: {} })
    return answer.ok && answer.result
  } finally {
    session.dispose()
    await host.dispose()
  }
}

describe('the place of the key', () => {
  it('is told with its reason where the system has no keyring', async () => {
    expect(await told('no-keyring', { keyNote: NOTE })).toMatchObject({ keyStorage: 'file', keyNote: NOTE })
  })

  it('is told without one where nobody asked the system, and where a passphrase keeps it', async () => {
    const plain = await told('plain', {})
    expect(plain).toMatchObject({ keyStorage: 'file' })
    expect(plain).not.toHaveProperty('keyNote')
    const kept = await told('passphrase', { keyNote: NOTE, passphrase: 'the cows come home' })
    expect(kept).toMatchObject({ keyStorage: 'passphrase' })
    expect(kept).not.toHaveProperty('keyNote')
  })
})
