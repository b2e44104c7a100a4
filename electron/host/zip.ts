// Several files in one archive, which every system opens.
import { zipSync } from 'fflate'

export interface ZipEntry {
  /** A plain file name with an ending, without folders. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** The first day that the format can say: the files carry their own dates. */
const DAY = new Date(1980, 0, 1)

/** Under 4 GiB and 65,536 files. A name that stands there already gets a number. */
export const zipOf = (files: readonly ZipEntry[]): Uint8Array =>
  zipSync(Object.fromEntries(named(files).map(({ name, bytes }) => [name, bytes])), { mtime: DAY })

function named(files: readonly ZipEntry[]): ZipEntry[] {
  const taken = new Set<string>()
  return files.map(({ name, bytes }) => {
    let free = name
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = name.replace(/(?=\.|$)/, `-${n}`)
    taken.add(free.toLowerCase())
    return { name: free, bytes }
  })
}
