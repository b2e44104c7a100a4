// Raw DEFLATE of what people said: JSON that says the same words over and over comes to a fifth or less.
import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Ours come to a tenth at the smallest. More than this is a bomb. */
export const MAX_RATIO = 50
/** The quickest: a higher level wins a few percent and costs three times as much. */
const LEVEL = 1

export const deflate = (plain: Uint8Array): Uint8Array => deflateRawSync(plain, { level: LEVEL })

/** Null where the bytes are not exactly one deflated text, or would come to more than `most` bytes or fifty times themselves. */
export function inflate(bytes: Uint8Array, most: number): Uint8Array | null {
  try {
    const { buffer, engine } = inflateRawSync(bytes, { maxOutputLength: Math.min(most, bytes.length * MAX_RATIO), info: true }) as unknown as {
      readonly buffer: Buffer
      readonly engine: { readonly bytesWritten: number }
    }
    return engine.bytesWritten === bytes.length ? buffer : null
  } catch {
    return null
  }
}
