// Raw DEFLATE of what people said: JSON that says the same words over and over comes to a fifth or less.
import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Ours come to a tenth at the smallest. More than this is a bomb. */
export const MAX_RATIO = 50
/** The quickest: a higher level wins a few percent and costs three times as much. */
const LEVEL = 1

/** Pieces as large as what comes out: the default of 16 KiB had cost half as much again, for putting them together. */
const chunk = (bytes: number): number => Math.max(1024, Math.ceil(bytes))

/** What would shrink so far that it looked like a bomb is put in as it is. */
export function deflate(plain: Uint8Array): Uint8Array {
  const small = deflateRawSync(plain, { level: LEVEL, chunkSize: chunk(plain.length / 3) })
  return plain.length <= small.length * MAX_RATIO ? small : deflateRawSync(plain, { level: 0 })
}

/** Null where the bytes are not exactly one deflated text, or would come to more than `most` bytes or fifty times themselves. */
export function inflate(bytes: Uint8Array, most: number): Uint8Array | null {
  try {
    const maxOutputLength = Math.min(most, bytes.length * MAX_RATIO)
    const { buffer, engine } = inflateRawSync(bytes, { maxOutputLength, chunkSize: chunk(bytes.length * 6), info: true }) as unknown as {
      readonly buffer: Buffer
      readonly engine: { readonly bytesWritten: number }
    }
    return engine.bytesWritten === bytes.length ? buffer : null
  } catch {
    return null
  }
}
