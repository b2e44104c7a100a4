import { basename, resolve } from 'node:path'
import { fromBase64, toBase64 } from '#shared/base/bytes.ts'
import { MAX_BUNDLE_FILE } from '#shared/protocol/bundle-file.ts'
import type { BundleFile, BundleView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command, type OptionSpec } from '../command.ts'
import { readWhole, writeWhole } from '../files.ts'
import { findPeople } from '../find.ts'
import { inWorkspace } from '../here.ts'
import { oneLine } from '../text.ts'

const FILE: Readonly<Record<string, OptionSpec>> = {
  file: { type: 'text', value: 'FILE', says: 'the file to write', required: true },
  force: { type: 'flag', says: 'replace the file if it is there' },
}

/** Writes it; the path, absolute. */
function keep(made: BundleFile, file: string, replace: boolean): { readonly file: string; readonly bytes: number } {
  const path = resolve(file)
  const bytes = fromBase64(made.bundle)!
  writeWhole(path, bytes, replace)
  return { file: path, bytes: bytes.length }
}

const make: Command = {
  name: 'bundle make',
  says: 'Write an encrypted file that carries the exchange where there is no network.',
  options: {
    to: { type: 'text', value: 'NAME', says: 'for this person alone (else for all who are members now)' },
    all: { type: 'flag', says: 'with what they are known to have too' },
    ...FILE, ...WORKSPACE,
  },
  more: 'JSON: {"file","bytes","acts","drafts"}. Whoever gets the file learns nothing from it; the reader runs "parley bundle take FILE".',
  run: async (call) => {
    const { given } = call
    const { client, workspace } = await inWorkspace(call)
    const name = given.text('to')
    const [person] = name === undefined ? [] : findPeople(await client.call('people.list', { workspace }), [name])
    const made = await client.call('bundle.make', { workspace, ...(person && { to: person.id }), all: given.flag('all') })
    const { file, bytes } = keep(made, given.text('file')!, given.flag('force'))
    return {
      value: { file, bytes, acts: made.acts, drafts: made.drafts },
      text: `${file} holds ${made.acts} signed acts${person ? ` that ${oneLine(person.name)} may lack` : ''}. ${person ? 'They' : 'Whoever is a member now'} can read it with "parley bundle take ${basename(file)}".`,
    }
  },
}

const take: Command = {
  name: 'bundle take',
  takes: ['FILE'],
  says: 'Take in what a bundle holds: all of it, or nothing where any of it fails.',
  options: {
    reply: { type: 'text', value: 'FILE', says: 'where to write the answer to a newcomer (else beside the request)' },
    force: { type: 'flag', says: 'replace that file if it is there' },
  },
  more: 'JSON: {"kind","workspace","workspaceName","from","person","code","madeAt","acts","drafts","records","lacks","reply"}; "reply" is the file to carry back, or null.',
  run: async ({ given, host }) => {
    const path = given.at(0)
    const bundle = toBase64(readWhole(path, MAX_BUNDLE_FILE, 'a bundle'))
    const view = await (await host()).call('bundle.take', { bundle })
    const reply = view.reply && keep(view.reply, given.text('reply') ?? resolve(path, '..', view.reply.name), given.flag('force')).file
    return { value: { ...view, reply }, text: takenText(view, reply) }
  },
}

const request: Command = {
  name: 'bundle request',
  takes: ['LINK'],
  says: 'Write a file that asks to join, for whoever made the link, where there is no network.',
  options: FILE,
  more: 'JSON: {"file","bytes","join"}. They run "parley bundle take FILE" and give you a file back; take that in the same way.',
  run: async ({ given, host }) => {
    const client = await host()
    const join = await client.call('join.start', { link: given.at(0), byFile: true })
    const { file, bytes } = keep(await client.call('bundle.request', { join: join.id }), given.text('file')!, given.flag('force'))
    return {
      value: { file, bytes, join: join.id },
      text: `Give ${file} to ${oneLine(join.inviterName)}, who takes it in with "parley bundle take". Take in the file you get back in the same way.`,
    }
  },
}

function takenText(view: BundleView, reply: string | null): string {
  const from = oneLine(view.from ?? 'someone not known here')
  const name = oneLine(view.workspaceName)
  if (view.kind === 'request') return `${from} asks to join ${name}. Give the file ${reply} back to them; it says whether they are admitted, and brings all there is.${view.code === null ? '' : ` Then compare these words with them by voice: ${view.code}.`}`
  const lacks = view.lacks > 0 ? ` They lacked ${view.lacks} when they made it: "parley bundle make --to" writes a file for them.` : ''
  const news = view.acts + view.drafts === 0 ? 'Nothing in it was new here.' : `${view.acts} signed acts and ${view.drafts} pieces of drafts are new here.`
  return `${view.kind === 'reply' ? `You are in ${name}. ` : ''}From ${from}: ${news}${lacks}`
}

export const bundleCommands: readonly Command[] = [make, take, request]
