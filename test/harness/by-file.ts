// Files carried between hosts that no network joins: honest ones, and such as no Parley makes.
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { expect } from 'vitest'
import type { DeviceKey } from '#shared/acts/crypto.ts'
import type { PackedAct } from '#shared/acts/packed.ts'
import { fromBase64, toBase64 } from '#shared/base/bytes.ts'
import type { DeviceId, WorkspaceId } from '#shared/base/ids.ts'
import { decodeBundle, encodeBundle, type Bundle, type Exchange } from '#shared/protocol/bundle.ts'
import type { BundleView } from '#shared/protocol/contract.ts'
import { deviceIdentity, deviceRecipient } from '../../electron/host/bundle/envelope.ts'
import { Vault } from '../../electron/host/vault/vault.ts'
import { actsOnDisk, Someone } from './hosts.ts'

export const NOTHING: Exchange = { heads: [], acts: [], drafts: [] }

/** Joins with a file there, a file back, and one more that says so. */
export async function joinsByFile(name: string, by: Someone): Promise<Someone> {
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

export async function bundleFrom(one: Someone, to: Someone | null, all = false): Promise<string> {
  return (await one.in('bundle.make', { ...(to && { to: await known(one, to) }), all })).bundle
}

export const carries = async (from: Someone, to: Someone): Promise<BundleView> => to.call('bundle.take', { bundle: await bundleFrom(from, to) })

/** The id by which one knows another. */
export const known = async (one: Someone, other: Someone): Promise<string> => (await one.in('people.list', {})).find((person) => person.name === other.name)!.id

/** Their device, as one has it. */
export const deviceOf = async (one: Someone, other: Someone): Promise<DeviceId> => {
  const person = await known(one, other)
  return actsOnDisk(one.data).find(({ id }) => (id as string) === person)!.act.device
}

export const sealedTo = async (device: DeviceId, content: Uint8Array): Promise<string> => {
  const encrypter = new Encrypter()
  encrypter.addRecipient(deviceRecipient(device))
  return toBase64(await encrypter.encrypt(content))
}

/** What this person signs with, as whoever has their folder can read it. */
export async function keyOf(one: Someone): Promise<DeviceKey> {
  const vault = (await Vault.read(one.data, null))!
  return vault.deviceKey(await one.workspace() as WorkspaceId)
}

/** A bundle of anybody's making: packed, signed by this key and encrypted to a device, as no honest host does it. */
export const bundleOf = (bundle: Bundle, by: DeviceKey, to: DeviceId): Promise<string> => sealedTo(to, deflateRawSync(encodeBundle(bundle, by)))

/** Every act in a folder, as a bundle holds them. */
export const actsOf = (one: Someone): PackedAct[] => actsOnDisk(one.data).map(({ bytes, signature }) => ({ bytes, signature, texts: [] }))

export async function openedBy(key: DeviceKey, file: string): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(deviceIdentity(key))
  return decrypter.decrypt(fromBase64(file)!)
}

/** The device by which somebody asks to join, and its key. */
async function joiningKey(one: Someone): Promise<DeviceKey> {
  const [join] = (await one.call('app.overview', {})).joins
  const vault = (await Vault.read(one.data, null))!
  return vault.deviceKey(`join:${join!.id}`)
}
export const joiningDevice = async (one: Someone): Promise<DeviceId> => (await joiningKey(one)).id

/** What a bundle holds that is for this person, member or about to be one. */
export async function opened(one: Someone, file: string): Promise<Bundle> {
  const member = (await one.call('workspace.list', {})).length > 0
  return decodeBundle(inflateRawSync(await openedBy(member ? await keyOf(one) : await joiningKey(one), file)))!
}
