import { hostname } from 'node:os'
import { problem, ProblemError } from '#shared/base/result.ts'
import type { Command } from '../command.ts'
import { readPassphraseFile } from '../host.ts'
import { indent, oneLine, table } from '../text.ts'

export const init: Command = {
  name: 'init',
  says: 'Create an identity: your name and the key of this device.',
  options: {
    name: { type: 'text', value: 'NAME', says: 'your name, as others will see it', required: true },
    device: { type: 'text', value: 'NAME', says: 'a name for this device (else that of the machine)' },
  },
  more: 'With --passphrase-file the key is locked by that passphrase. JSON: {"name","device","data","words"}.\n'
    + 'The recovery words are shown this once and kept nowhere: write them down on paper.',
  run: async ({ given, around, data, host }) => {
    const file = given.text('passphrase-file') ?? around.env['PARLEY_PASSPHRASE_FILE']
    const passphrase = file === undefined ? undefined : readPassphraseFile(file)
    if (passphrase !== undefined && passphrase.length < 8) {
      throw new ProblemError(problem('usage.passphrase', 'The passphrase is shorter than 8 characters.', 'Choose a longer one, such as five words.'))
    }
    const client = await host({ anyone: true })
    const name = given.text('name')!
    const device = given.text('device') ?? (hostname() || 'this device')
    const { words } = await client.call('identity.create', { name, device, ...(passphrase === undefined ? {} : { passphrase }) })
    const { identity } = await client.call('app.overview', {})
    const numbered = words.map((word, at) => `${String(at + 1).padStart(2)} ${word}`)
    const rows = Array.from({ length: Math.ceil(words.length / 4) }, (_, row) => numbered.slice(row * 4, row * 4 + 4))
    return {
      value: { name: identity?.name ?? name, device: identity?.device ?? device, data, words },
      text: [
        `${oneLine(name)}, your identity lies in ${data}.`,
        `Write these words on paper, in order. They are shown this once; with them you can take this identity back if the device is lost.\n\n${indent(table(rows))}`,
        'Next: "parley workspace create NAME", or "parley join LINK".',
      ].join('\n\n'),
    }
  },
}
