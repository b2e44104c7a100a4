// How large a file for exchange may be, and how far what is in it may have shrunk: none is made that others would refuse.
import { randomFillSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { cryptoReady, newDeviceKey } from '#shared/acts/crypto.ts'
import { sameBytes } from '#shared/base/bytes.ts'
import { MAX_BUNDLE_FILE } from '#shared/protocol/bundle-file.ts'
import { deviceIdentity, deviceRecipient, open, seal } from '../../../electron/host/bundle/envelope.ts'

await cryptoReady
const key = newDeviceKey()

it('is refused by its length alone where it is larger than any', async () => {
  await expect(open(new Uint8Array(MAX_BUNDLE_FILE + 1), [deviceIdentity(key)])).rejects.toMatchObject({ problem: { code: 'bundle.too-large' } })
  await expect(open(new Uint8Array(MAX_BUNDLE_FILE), [deviceIdentity(key)])).rejects.toMatchObject({ problem: { code: expect.not.stringContaining('too-large') as string } })
})

it('is made where others open it, and not where they would refuse it', async () => {
  const made: boolean[] = []
  for (const less of [64, 20, 0]) {
    // What has no order in it does not shrink.
    const content = randomFillSync(new Uint8Array(MAX_BUNDLE_FILE - less * 1024))
    const file = await seal(content, [deviceRecipient(key.id)]).catch((error: unknown) => {
      expect(error).toMatchObject({ problem: { code: 'bundle.too-large' } })
      return null
    })
    made.push(file !== null)
    if (file) expect((await open(file, [deviceIdentity(key)])).length).toBe(content.length)
  }
  expect([made[0], made.at(-1)]).toEqual([true, false])
})

it('opens also where what is in it is the same over and over, as a bomb is', async () => {
  const content = new Uint8Array(1_000_000).fill(0x5f)
  expect(sameBytes(await open(await seal(content, [deviceRecipient(key.id)]), [deviceIdentity(key)]), content)).toBe(true)
})
