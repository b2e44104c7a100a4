// Signed records handed out as files: one, or several in an archive.
import { toBase64, utf8 } from '#shared/base/bytes.ts'
import type { RecordId } from '#shared/base/ids.ts'
import { fail, orThrow, ProblemError } from '#shared/base/result.ts'
import type { RecordsResults } from '#shared/protocol/methods/records.ts'
import { zipOf, type ZipEntry } from './zip.ts'
import { exportRecord } from './exchange/record-export.ts'
import type { Pace } from './long-work.ts'
import type { Workspace } from './workspace/workspace.ts'

/** `at`: ms since 1970. Throws `record.draft`, `record.private`. */
export function exportOne(workspace: Workspace, id: RecordId, at: number): RecordsResults['export.record'] {
  const folded = workspace.records.has(id) ? workspace.records.fold(id)
    : fail<never>('record.draft', 'This is still a draft: there is nothing signed to export.', 'Offer it first.')
  if (folded.ok && folded.value.circle === 'me') {
    orThrow(fail('record.private', 'This is between you and yourself and stays on your devices, so no record of it is written that others could check.', 'Offer the same to somebody, and a record of that can be written.'))
  }
  return { name: `${fileName(workspace.list.detail(id).title, 'record')}.parley.json`, record: exportRecord(workspace, orThrow(folded), at) }
}

/** What can't be handed out by itself is left out. Throws `export.none` where that is all of it. */
export async function exportMany(workspace: Workspace, ids: readonly RecordId[], at: number, pace: Pace): Promise<RecordsResults['export.records']> {
  const files: ZipEntry[] = []
  const wanted = [...new Set(ids)]
  for (const [done, id] of wanted.entries()) {
    await pace.step(done, wanted.length)
    const file = handedOut(workspace, id, at)
    if (file) files.push(file)
  }
  await pace.step(wanted.length, wanted.length)
  if (files.length === 0) orThrow(fail('export.none', 'None of these has anything signed that could be handed out, so no file was made.', 'Offer one of them first.'))
  return { name: `${fileName(workspace.name, 'records')}.zip`, zip: toBase64(zipOf(files)), records: files.length, left: wanted.length - files.length }
}

function handedOut(workspace: Workspace, id: RecordId, at: number): ZipEntry | null {
  try {
    const { name, record } = exportOne(workspace, id, at)
    return { name, bytes: utf8(record) }
  } catch (error) {
    if (error instanceof ProblemError) return null
    throw error
  }
}

const fileName = (words: string, otherwise: string): string => words.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60) || otherwise
