// Hosts that no network joins, and files carried between them.
import { join } from 'node:path'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signAct, type VerifiedAct } from '../../shared/acts/act.ts'
import { newDeviceKey, cryptoReady } from '../../shared/acts/crypto.ts'
import { fromBase64, toBase64 } from '../../shared/base/bytes.ts'
import type { PersonId, WorkspaceId } from '../../shared/base/ids.ts'
import { decodeBundle, encodeBundle } from '../../shared/protocol/bundle.ts'
import { actsOf, bundleFrom, bundleOf, carries, deviceOf, joiningDevice, joinsByFile, keyOf, known, NOTHING, opened, openedBy, sealedTo } from '../harness/by-file.ts'
import { actsOnDisk, founds, Someone, testFolder } from '../harness/hosts.ts'

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
    const forged = actsOf(ada).with(-1, { ...actsOf(ada).at(-1)!, signature: actsOf(ada)[0]!.signature })
    await refuses(await bundleOf({ t: 'exchange', workspace, device: await deviceOf(ada, ada), at: 0, exchange: { ...NOTHING, acts: forged } }, await keyOf(ada), await deviceOf(ada, ben)), 'bundle.damaged')
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

  it('and each is counted, and told in a sentence', async () => {
    const { 'bundle.damaged': damaged, 'bundle.gap': gap } = await ben.refused()
    expect([damaged, gap]).toEqual([expect.any(Number), undefined])
    const { says } = (await ben.call('app.doctor', {})).find(({ what }) => what === 'Refused input')!
    expect(says).toContain(`Exchange files that are damaged, or not what they say. Nothing of them was taken in. (${damaged === 1 ? 'once' : `${damaged} times`})`)
    expect(says).not.toContain('bundle.')
  })

  it('and a sound one brings all of it', async () => {
    const before = actsOnDisk(ben.data).length
    expect(await carries(ada, ben)).toMatchObject({ kind: 'exchange', acts: 1 })
    expect(actsOnDisk(ben.data)).toHaveLength(before + 1)
  })
})

describe('an act of a kind that is not known yet', () => {
  const folder = testFolder()
  afterAll(() => folder.remove())

  it('is kept, passed on and counted', async () => {
    await cryptoReady
    const ada = await founds('Ada', folder.path, { link: false })
    const ben = await joinsByFile('Ben', ada)
    expect(await ben.refused()).not.toHaveProperty('act.unknown')
    const key = await keyOf(ada)
    const head = actsOnDisk(ada.data).filter(({ act }) => act.device === key.id).at(-1)!
    const workspace = await ada.workspace() as WorkspaceId
    const person = await ada.me() as PersonId
    const acts = ['weather.tell', 'commitment.frobnicate'].reduce<VerifiedAct[]>((made, type) => {
      const before = made.at(-1) ?? head
      return [...made, signAct({ ...head.act, workspace, type, subject: '', body: {}, person, seq: before.act.seq + 1, prev: before.id, seen: [] }, key)]
    }, [])
    const packed = acts.map(({ bytes, signature }) => ({ bytes, signature, texts: [] }))
    const bundle = await bundleOf({ t: 'exchange', workspace, device: key.id, at: 0, exchange: { ...NOTHING, acts: packed } }, key, await deviceOf(ada, ben))
    expect(await ben.call('bundle.take', { bundle })).toMatchObject({ acts: 2 })
    expect(await ben.refused()).toMatchObject({ 'act.unknown': 2 })
    expect(actsOnDisk(ben.data).map(({ id }) => id)).toEqual(expect.arrayContaining(acts.map(({ id }) => id)))
    await Promise.all([ada.close(), ben.close()])
  })
})

describe('the answer to a newcomer', () => {
  const folder = testFolder()
  let ada: Someone

  beforeAll(async () => {
    await cryptoReady
    ada = await founds('Ada', folder.path, { link: false })
  })

  afterAll(async () => {
    await ada.close()
    folder.remove()
  })

  const asking = async (name: string): Promise<{ guest: Someone; invite: { id: string; link: string }; request: string }> => {
    const guest = await new Someone(name, folder.path).open()
    await guest.call('identity.create', { name })
    const { id, link } = await ada.in('invite.create', {})
    const { id: join } = await guest.call('join.start', { link: link!, byFile: true })
    return { guest, invite: { id, link: link! }, request: (await guest.call('bundle.request', { join })).bundle }
  }

  it('enters nothing where anything in it fails, and the join goes on', async () => {
    const { guest, request } = await asking('Ben')
    const { reply } = await ada.call('bundle.take', { bundle: request })
    const sound = await opened(guest, reply!.bundle)
    if (sound.t !== 'reply') throw new Error('no reply')
    const spoilt = [
      { code: 'bundle.gap', exchange: { ...sound.exchange, acts: sound.exchange.acts.slice(1) } },
      { code: 'bundle.damaged', exchange: { ...sound.exchange, acts: sound.exchange.acts.with(-1, { ...sound.exchange.acts.at(-1)!, signature: new Uint8Array(64) }) } },
      { code: 'bundle.damaged', exchange: { ...sound.exchange, drafts: [{ key: 'no key of a draft', update: new Uint8Array(3) }] } },
      { code: 'bundle.stranger', exchange: NOTHING },
    ]
    for (const { code, exchange } of spoilt) {
      const bundle = await bundleOf({ ...sound, exchange }, await keyOf(ada), await joiningDevice(guest))
      await expect(guest.call('bundle.take', { bundle }), code).rejects.toMatchObject({ problem: { code } })
      expect((await guest.call('app.overview', {})), code).toMatchObject({ workspaces: [], joins: [{ state: 'waiting' }] })
    }
    const taken = await guest.call('bundle.take', { bundle: reply!.bundle })
    expect(taken).toMatchObject({ kind: 'reply', from: 'Ada', lacks: 0 })
    expect(taken.acts).toBeGreaterThan(2)
    expect((await guest.call('workspace.list', {})).map(({ name }) => name)).toEqual(['Hollin Bank'])
    // Once more, when it is in: nothing is new.
    expect(await guest.call('bundle.take', { bundle: reply!.bundle })).toMatchObject({ acts: 0, drafts: 0 })
    await guest.close()
  })

  it('holds nothing of what is here where nobody was let in', async () => {
    const { guest, invite, request } = await asking('Chidi')
    await ada.in('invite.revoke', { invite: invite.id })
    const { reply, lacks } = await ada.call('bundle.take', { bundle: request })
    expect(lacks).toBe(0)
    expect(await opened(guest, reply!.bundle)).toMatchObject({ exchange: { heads: [], acts: [], drafts: [] } })
    await guest.close()
  })

  it('holds nothing for whoever hands on what somebody else asked', async () => {
    const { guest, request } = await asking('Dewi')
    const call = await opened(ada, request)
    if (call.t !== 'request') throw new Error('no request')
    const other = newDeviceKey()
    const handedOn = await bundleOf({ ...call, device: other.id }, other, await deviceOf(ada, ada))
    const { reply, code } = await ada.call('bundle.take', { bundle: handedOn })
    expect(code).toBeNull()
    const bundle = decodeBundle(inflateRawSync(await openedBy(other, reply!.bundle)))
    expect(bundle).toMatchObject({ t: 'reply', exchange: { acts: [], drafts: [] } })
    await guest.close()
  })

  it('holds nothing for who has left since, and asks once more', async () => {
    const { guest, request } = await asking('Emre')
    const { reply } = await ada.call('bundle.take', { bundle: request })
    await guest.call('bundle.take', { bundle: reply!.bundle })
    await guest.sees('being in', async () => (await guest.in('people.list', {})).some((person) => person.you && person.member))
    await guest.in('workspace.leave', {})
    await carries(guest, ada)
    const again = await ada.call('bundle.take', { bundle: request })
    expect(again).toMatchObject({ code: null, lacks: 0 })
    await guest.close()
  })
})

describe('a bundle for everybody', () => {
  const folder = testFolder()
  afterAll(() => folder.remove())

  it('is for who is a member as it is made: who left holds the same secret, and opens it no more', async () => {
    await cryptoReady
    const ada = await founds('Ada', folder.path, { link: false })
    const ben = await joinsByFile('Ben', ada)
    const chidi = await joinsByFile('Chidi', ada)
    await carries(ada, ben)
    expect(await ben.call('bundle.take', { bundle: await bundleFrom(ada, null) })).toMatchObject({ from: 'Ada' })
    expect(await chidi.call('bundle.take', { bundle: await bundleFrom(ada, null) })).toMatchObject({ from: 'Ada' })
    await ben.in('workspace.leave', {})
    await carries(ben, ada)
    await ada.in('records.promise', { title: 'What Ben shall not read', receives: [await known(ada, chidi)] })
    const bundle = await bundleFrom(ada, null)
    await expect(ben.call('bundle.take', { bundle })).rejects.toMatchObject({ problem: { code: 'bundle.not-for-you' } })
    expect(await chidi.call('bundle.take', { bundle })).toMatchObject({ from: 'Ada' })
    await Promise.all([ada.close(), ben.close(), chidi.close()])
  })
})
