// Several files in one: a zip archive without compression (APPNOTE 6.3, method 0), which every system opens.
import { concat } from '../base/bytes.ts'

export interface ZipEntry {
  /** A plain file name, without folders. */
  readonly name: string
  readonly bytes: Uint8Array
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const VERSION = 20
/** Names are UTF-8. */
const FLAGS = 0x0800
/** 1 January 1980, the first day the format can say: the files carry their own dates. */
const DAY = 0x21

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1
  return rest
})

export function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff
  for (const byte of bytes) rest = CRC[(rest ^ byte) & 0xff]! ^ (rest >>> 8)
  return (rest ^ 0xffffffff) >>> 0
}

/** Under 4 GiB and 65,536 files. A name that stands there already gets a number. */
export function zipOf(files: readonly ZipEntry[]): Uint8Array {
  const parts: Uint8Array[] = []
  const listed: Uint8Array[] = []
  let at = 0
  for (const { name, bytes } of named(files)) {
    const title = new TextEncoder().encode(name)
    const facts = [FLAGS, 0, 0, DAY, crc32(bytes), bytes.length, bytes.length, title.length, 0] as const
    const local = head([[LOCAL, 4], [VERSION, 2], ...factsAt(facts)])
    listed.push(head([[CENTRAL, 4], [VERSION, 2], [VERSION, 2], ...factsAt(facts), [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), title)
    parts.push(local, title, bytes)
    at += local.length + title.length + bytes.length
  }
  const size = listed.reduce((sum, { length }) => sum + length, 0)
  return concat(...parts, ...listed, head([[END, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [at, 4], [0, 2]]))
}

function named(files: readonly ZipEntry[]): ZipEntry[] {
  const taken = new Set<string>()
  return files.map(({ name, bytes }) => {
    let free = name
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = name.replace(/(?=\.|$)/, `-${n}`)
    taken.add(free.toLowerCase())
    return { name: free, bytes }
  })
}

type Field = readonly [value: number, bytes: 2 | 4]

/** Flags, method, time, day, checksum, size twice, length of the name, of what is extra. */
const factsAt = (facts: readonly number[]): Field[] => facts.map((fact, i) => [fact, i >= 4 && i <= 6 ? 4 : 2])

function head(fields: readonly Field[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [, bytes]) => sum + bytes, 0)))
  let at = 0
  for (const [value, bytes] of fields) {
    if (bytes === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += bytes
  }
  return new Uint8Array(view.buffer)
}
