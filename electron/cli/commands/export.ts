import { resolve } from 'node:path'
import { kindCalled } from '#shared/formats/kind-words.ts'
import type { VerifyView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command } from '../command.ts'
import { calendarDate } from '../dates.ts'
import { EXIT } from '../exits.ts'
import { readWhole, writeWhole } from '../files.ts'
import { onRecord } from '../here.ts'
import { indent, oneLine, table } from '../text.ts'

const RECORD_CAP = 20_000_000

export const exportCommand: Command = {
  name: 'export',
  takes: ['ID'],
  says: 'Write what was signed of a commitment, group, role, experiment, decision, charter or minutes to a file that anyone can verify.',
  options: {
    record: { type: 'text', value: 'FILE', says: 'the file to write', required: true },
    force: { type: 'flag', says: 'replace the file if it is there' },
    ...WORKSPACE,
  },
  more: 'JSON: {"id","kind","title","file","bytes"}. The file holds the words and everything that was signed about them.',
  run: async (call) => {
    const { given } = call
    const { client, workspace, row } = await onRecord(call)
    const { record } = await client.call('export.record', { workspace, id: row.id })
    const file = resolve(given.text('record')!)
    writeWhole(file, record, given.flag('force'))
    const bytes = Buffer.byteLength(record)
    return { value: { id: row.id, kind: row.kind, title: row.title, file, bytes }, text: `The signed record of ${kindCalled(row.kind)} ${oneLine(row.title)} is in ${file}. "parley verify" checks it.` }
  },
}

export const verify: Command = {
  name: 'verify',
  takes: ['FILE'],
  says: 'Check the signed record in a file: who signed which words. Needs no identity and no workspace.',
  more: 'What it is as of, and that nothing was left out, is the word of whoever wrote the file: nobody signs that.\n'
    + 'Exit code 0 where it is valid, 1 where not. JSON: {"valid","says","title","state","revision","parties":[…],"acts"}.',
  run: async ({ given, around }) => {
    const record = readWhole(given.at(0), RECORD_CAP, 'a record').toString('utf8')
    const [{ verifyView }, { cryptoReady }] = await Promise.all([import('#shared/formats/verify-view.ts'), import('#shared/acts/crypto.ts')])
    await cryptoReady
    const view = verifyView(record, calendarDate(around.now()))
    return { value: view, text: verifyText(view), exit: view.valid ? EXIT.ok : EXIT.refused }
  },
}

function verifyText(view: VerifyView): string {
  const parts = [`${view.valid ? 'Valid.' : 'Not valid.'} ${oneLine(view.says)}`]
  if (view.title !== null) parts.push(`${oneLine(view.title)}${view.state ? `, ${view.state}` : ''}${view.revision === null ? '' : `, rev ${view.revision}`}`)
  if (view.parties.length > 0) parts.push(indent(table(view.parties.map(({ name, stance, keyCode }) => [oneLine(name), stance, `key code ${keyCode}`]))))
  return parts.join('\n\n')
}
