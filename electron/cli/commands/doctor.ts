import type { Command } from '../command.ts'
import { EXIT } from '../exits.ts'
import { indent, oneLine } from '../text.ts'

export const doctor: Command = {
  name: 'doctor',
  says: 'Check the data folder, the key, the network and this installation.',
  more: 'JSON: a list of {"what","ok","says","remedy"}. Exit code 1 where something is not in order.',
  run: async ({ host }) => {
    const lines = await (await host({ anyone: true })).call('app.doctor', {})
    const text = lines.map(({ what, ok, says, remedy }) =>
      `${ok ? 'ok ' : 'not'}  ${oneLine(what)}: ${oneLine(says)}${remedy ? `\n${indent(oneLine(remedy), '     ')}` : ''}`).join('\n')
    return { value: lines, text, exit: lines.every(({ ok }) => ok) ? EXIT.ok : EXIT.refused }
  },
}
