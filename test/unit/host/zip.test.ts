// Several files in one archive, read back by its own list and by the system's checksum.
import { crc32, inflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { utf8 } from '#shared/base/bytes.ts'
import { zipOf, type ZipEntry } from '#host/zip.ts'

/** By the list at the end, as an archive is read. */
function listed(zip: Uint8Array): { name: string; bytes: Uint8Array; sum: number }[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length)
  const end = zip.length - 22
  expect(view.getUint32(end, true)).toBe(0x06054b50)
  const files = []
  for (let n = view.getUint16(end + 10, true), at = view.getUint32(end + 16, true); n > 0; n--) {
    expect(view.getUint32(at, true)).toBe(0x02014b50)
    const [method, sum, size, length, local] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true), view.getUint32(at + 20, true), view.getUint16(at + 28, true), view.getUint32(at + 42, true)]
    const from = local + 30 + view.getUint16(local + 26, true)
    files.push({ name: new TextDecoder().decode(zip.subarray(at + 46, at + 46 + length)), bytes: unpacked(method, zip.subarray(from, from + size)), sum })
    at += 46 + length
  }
  return files
}

/** 0: as it was, 8: deflated. */
const unpacked = (method: number, bytes: Uint8Array): Uint8Array => (method === 8 ? inflateRawSync(bytes) : bytes)

const file = (name: string, words: string): ZipEntry => ({ name, bytes: utf8(words) })

describe('an archive', () => {
  it('holds each file as it was, in the order given, under names in any script', () => {
    const files = [file('audit.json', '{"a":1}'), file('מכתב.json', 'שלום 🌿'), file('empty', '')]
    const read = listed(zipOf(files))
    expect(read.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes) }))).toEqual(files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes) })))
    for (const { bytes, sum } of read) expect(sum).toBe(crc32(bytes))
  })

  it('gives a number to a name that stands there already, whatever its case', () => {
    expect(listed(zipOf([file('Notes.parley.json', '1'), file('notes.parley.json', '2'), file('notes.parley.json', '3'), file('plain', ''), file('plain', '')])).map(({ name }) => name))
      .toEqual(['Notes.parley.json', 'notes-2.parley.json', 'notes-3.parley.json', 'plain', 'plain-2'])
  })
})
