// Hosts that no network joins, and files carried between them.
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { Encrypter } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deviceRecipient } from '../../electron/host/bundle/envelope.ts'
import { newDeviceKey, cryptoReady } from '../../shared/acts/crypto.ts'
import { fromBase64, toBase64 } from '../../shared/base/bytes.ts'
import type { DeviceId, WorkspaceId } from '../../shared/base/ids.ts'
import { encodeBundle, type Exchange } from '../../shared/protocol/bundle.ts'
import type { BundleView } from '../../shared/protocol/contract.ts'
import { actsOnDisk, founds, Someone, testFolder } from '../harness/hosts.ts'

const NOTHING: Exchange = { heads: [], acts: [], drafts: [] }

async function joinsByFile(name: string, by: Someone): Promise<Someone> {
  const guest = await new Someone(name, by.folder).open()
  await guest.call('identity.create', { name })
  const { link } = await by.in('invite.create', {})
  const { id: join } = await guest.call('join.start', { link: link!, byFile: true })
  const asking = await guest.call('bundle.request', { join })
  const asked = await by.call('bundle.take', { bundle: asking.bundle })
  expect(asked).toMatchObject({ kind: 'request', from: name })
  expect((await by.in('invite.list', {})).flatMap((invite) => invite.admitted)).toContainEqual({ person: asked.person, name, code: asked.code })
  // The answer may come after days.
  await guest.close()
  await guest.open()
  const answered = await guest.call('bundle.take', { bundle: asked.reply!.bundle })
  expect(answered).toMatchObject({ kind: 'reply', from: by.name })
  await guest.sees('being in', async () => (await guest.in('people.list', {})).some((person) => person.you && person.member))
  await carries(guest, by)
  return guest
}

async function bundleFrom(one: Someone, to: Someone | null, all = false): Promise<string> {
  return (await one.in('bundle.make', { ...(to && { to: await known(one, to) }), all })).bundle
}

const carries = async (from: Someone, to: Someone): Promise<BundleView> => to.call('bundle.take', { bundle: await bundleFrom(from, to) })

/** The id by which one knows another. */
const known = async (one: Someone, other: Someone): Promise<string> => (await one.in('people.list', {})).find((person) => person.name === other.name)!.id

/** Their device, as one has it. */
const deviceOf = async (one: Someone, other: Someone): Promise<DeviceId> => {
  const person = await known(one, other)
  return actsOnDisk(one.data).find(({ id }) => (id as string) === person)!.act.device
}

const sealedTo = async (device: DeviceId, content: Uint8Array): Promise<string> => {
  const encrypter = new Encrypter()
  encrypter.addRecipient(deviceRecipient(device))
  return toBase64(await encrypter.encrypt(content))
}

describe('two people who never meet on a network', () => {
  const folder = testFolder()
  let ada: Someone
  let ben: Someone

  beforeAll(async () => {
    await cryptoReady
    ada = await founds('Ada', folder.path, { link: false })
    ben = await joinsByFile('Ben', ada)
  })

  afterAll(async () => {
    await Promise.all([ada.close(), ben.close()])
    folder.remove()
  })

  it('join with a file there and a file back', async () => {
    expect((await ada.in('people.list', {})).map((person) => [person.name, person.member])).toEqual([['Ada', true], ['Ben', true]])
    const code = (await ada.in('invite.list', {})).flatMap((invite) => invite.admitted).find((one) => one.name === 'Ben')!.code
    expect(code).not.toBe('')
  })

  it('ask in vain with an invite that was taken back, and are told so by file', async () => {
    const invite = await ada.in('invite.create', {})
    const femke = await new Someone('Femke', folder.path).open()
    await femke.call('identity.create', { name: 'Femke' })
    const { id: join } = await femke.call('join.start', { link: invite.link!, byFile: true })
    const { bundle } = await femke.call('bundle.request', { join })
    await ada.in('invite.revoke', { invite: invite.id })
    const asked = await ada.call('bundle.take', { bundle })
    expect(asked).toMatchObject({ kind: 'request', from: null, person: null, code: null })
    await expect(femke.call('bundle.take', { bundle: asked.reply!.bundle })).rejects.toMatchObject({ problem: { code: 'bundle.not-admitted' } })
    expect((await femke.call('app.overview', {})).joins).toMatchObject([{ state: 'refused', problem: { code: 'invite.revoked' } }])
    await femke.close()
  })

  it('agree on a letter that both signed', async () => {
    const id = await ada.drafts({ title: 'The milk round', kind: 'mutual', gives: [await ada.me(), await known(ada, ben)] }, 'Ada milks in the mornings.')
    await ada.gives(id, 'offer')
    expect(await carries(ada, ben)).toMatchObject({ kind: 'exchange', from: 'Ada', workspaceName: 'Hollin Bank', lacks: 0 })
    const offered = await ben.in('records.show', { id })
    expect(offered.state).toBe('offered')
    await ben.gives(id, 'accept', { revision: offered.revisions.at(-1)!.id })
    expect(await carries(ben, ada)).toMatchObject({ acts: 1, lacks: 0 })
    expect((await ada.in('records.show', { id })).state).toBe('in force')
  })

  it('write in a draft by turns', async () => {
    const id = await ada.drafts({ title: 'The hay', kind: 'mutual', gives: [await ada.me(), await known(ada, ben)] }, 'Hay before the rain.')
    expect((await carries(ada, ben)).drafts).toBeGreaterThan(0)
    expect((await ben.in('draft.open', { id })).meta.title).toBe('The hay')
  })

  it('know from the files who has what', async () => {
    const { id } = await ada.in('records.promise', { title: 'Bring the audit notes', receives: [await known(ada, ben)] })
    expect((await ada.in('status', {})).onlyHere).toHaveLength(1)
    expect(await carries(ada, ben)).toMatchObject({ acts: 1, records: [id], person: await known(ben, ada), code: null })
    await carries(ben, ada)
    expect((await ada.in('status', {})).onlyHere).toHaveLength(0)
    expect((await ben.in('records.show', { id })).state).toBe('in force')
  })

  it('take the same file twice without harm', async () => {
    const bundle = await bundleFrom(ada, ben, true)
    await ben.call('bundle.take', { bundle })
    expect(await ben.call('bundle.take', { bundle })).toMatchObject({ acts: 0, drafts: 0 })
  })

  it('read what was made for all who are in', async () => {
    expect(await ben.call('bundle.take', { bundle: await bundleFrom(ada, null) })).toMatchObject({ from: 'Ada' })
  })
})

describe('a bundle that fails anywhere brings nothing', () => {
  const folder = testFolder()
  let ada: Someone
  let ben: Someone
  let workspace: WorkspaceId

  beforeAll(async () => {
    await cryptoReady
    ada = await founds('Ada', folder.path, { link: false })
    ben = await joinsByFile('Ben', ada)
    workspace = await ada.workspace() as WorkspaceId
    for (const title of ['Mend the gate', 'Order the seed', 'Bring the audit notes']) await ada.in('records.promise', { title, receives: [await known(ada, ben)] })
  })

  afterAll(async () => {
    await Promise.all([ada.close(), ben.close()])
    folder.remove()
  })

  /** Takes it in vain: a problem of this kind, and not an act more than before. */
  const refuses = async (bundle: string, code: string): Promise<void> => {
    const before = actsOnDisk(ben.data).length
    await expect(ben.call('bundle.take', { bundle })).rejects.toMatchObject({ problem: { code } })
    expect(actsOnDisk(ben.data)).toHaveLength(before)
  }

  it('with a byte changed anywhere', async () => {
    const bytes = fromBase64(await bundleFrom(ada, ben))!
    const last = bytes.length - 1
    for (const at of [0, 30, 120, 200, last >> 1, last - 20, last]) {
      const changed = bytes.slice()
      changed[at]! ^= 1
      const failed = ben.call('bundle.take', { bundle: toBase64(changed) })
      await expect(failed, `byte ${at}`).rejects.toMatchObject({ problem: { code: expect.stringMatching(/^bundle\.(damaged|not-for-you)$/) as string } })
    }
    await refuses(toBase64(bytes.slice(0, -1)), 'bundle.damaged')
    await refuses(toBase64(new Uint8Array(100)), 'bundle.damaged')
  })

  it('when it was made for somebody else', async () => {
    const chidi = await joinsByFile('Chidi', ada)
    await refuses(await bundleFrom(ada, chidi), 'bundle.not-for-you')
    await chidi.close()
  })

  it('when its maker only claims to be who made it', async () => {
    const forger = newDeviceKey()
    const content = encodeBundle({ t: 'exchange', workspace, device: await deviceOf(ada, ada), at: 0, exchange: NOTHING }, forger)
    await refuses(await sealedTo(await deviceOf(ada, ben), deflateRawSync(content)), 'bundle.damaged')
  })

  it('when nobody knows its maker', async () => {
    const stranger = newDeviceKey()
    const content = encodeBundle({ t: 'exchange', workspace, device: stranger.id, at: 0, exchange: NOTHING }, stranger)
    await refuses(await sealedTo(await deviceOf(ada, ben), deflateRawSync(content)), 'bundle.stranger')
  })

  it('when one act of many is forged', async () => {
    const acts = actsOnDisk(ada.data).map(({ bytes, signature }) => ({ bytes, signature, texts: [] }))
    const forged = acts.with(-1, { ...acts.at(-1)!, signature: acts[0]!.signature })
    const maker = newDeviceKey()
    const content = encodeBundle({ t: 'exchange', workspace, device: maker.id, at: 0, exchange: { ...NOTHING, acts: forged } }, maker)
    await refuses(await sealedTo(await deviceOf(ada, ben), deflateRawSync(content)), 'bundle.damaged')
  })

  it('when it goes on from what a restored folder no longer has; one with everything does', async () => {
    await ben.close()
    const restored = ben.copied(join(folder.path, 'restored'))
    await ben.open()
    await carries(ada, ben)
    await carries(ben, ada)
    await ada.in('records.promise', { title: 'Paint the shed', receives: [await known(ada, ben)] })
    await ben.close()
    await restored.open()
    const before = actsOnDisk(restored.data).length
    await expect(carries(ada, restored)).rejects.toMatchObject({ problem: { code: 'bundle.gap' } })
    expect(actsOnDisk(restored.data)).toHaveLength(before)
    expect(await restored.call('bundle.take', { bundle: await bundleFrom(ada, restored, true) })).toMatchObject({ from: 'Ada' })
    await restored.close()
    await ben.open()
  })

  it('when it unpacks to far more than it is', async () => {
    await refuses(await sealedTo(await deviceOf(ada, ben), deflateRawSync(new Uint8Array(50_000_000))), 'bundle.damaged')
  })

  it('and a sound one brings all of it', async () => {
    const before = actsOnDisk(ben.data).length
    expect(await carries(ada, ben)).toMatchObject({ kind: 'exchange', acts: 1 })
    expect(actsOnDisk(ben.data)).toHaveLength(before + 1)
  })
})
