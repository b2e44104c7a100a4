import type { DoctorLine } from '#shared/protocol/contract.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exits.ts'
import { indent, oneLine, wrap } from '../text.ts'

const HEADINGS: Readonly<Record<DoctorLine['area'], string>> = { here: 'This installation', network: 'Between you and others', people: 'Colleagues’ devices', home: 'Elsewhere' }

/** In the order in which they came, under a heading each. */
function doctorText(lines: readonly DoctorLine[]): string {
  const areas = [...new Set(lines.map(({ area }) => area))]
  return areas.map((area) => `${HEADINGS[area]}\n${lines.filter((one) => one.area === area).map(lineText).join('\n')}`).join('\n\n')
}

const lineText = ({ what, ok, says, remedy }: DoctorLine): string => {
  const [first, ...more] = wrap(`${oneLine(what)}: ${oneLine(says)}`, 96).split('\n')
  const todo = remedy === null ? [] : wrap(`${ok ? 'May help:' : 'Do this:'} ${oneLine(remedy)}`, 96).split('\n')
  return [`${ok ? '  ok ' : '  not'}  ${first}`, ...[...more, ...todo].map((line) => indent(line, '       '))].join('\n')
}

export const doctor: Command = {
  name: 'doctor',
  says: 'Check this installation and what could be in the way between you and others, and say what to do.',
  more: 'JSON: a list of {"area","what","ok","says","remedy"}; area is here, network, people or home. Exit code 1 where something\n'
    + 'is not in order. Ask it of a Parley that runs: a command alone is on no network.',
  run: async ({ host }) => {
    const lines = await (await host({ anyone: true })).call('app.doctor', {})
    return { value: lines, text: doctorText(lines), exit: lines.every(({ ok }) => ok) ? EXIT.ok : EXIT.refused }
  },
}
