// Calls as any client may send them. Over a port they may hold bytes where lists belong.
import { describe, expect, it } from 'vitest'
import { requests } from '#shared/protocol/contract.ts'

describe('a call with bytes in the place of anything', () => {
  it.each(Object.entries(requests))('%s is refused, and throws nothing', (_, schema) => {
    for (const name of Object.keys(schema.shape)) {
      expect(() => schema.safeParse({ [name]: Uint8Array.of(1, 2, 3) })).not.toThrow()
      expect(() => schema.safeParse({ [name]: { gives: Uint8Array.of(1), receives: new DataView(new ArrayBuffer(2)) } })).not.toThrow()
    }
    expect(schema.safeParse(Uint8Array.of(1)).success).toBe(false)
  })
})
