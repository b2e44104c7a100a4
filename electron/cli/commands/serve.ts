import { spawn } from 'node:child_process'
import { problem, ProblemError } from '#shared/base/result.ts'
import type { Call, Command, OptionSpec, Surroundings } from '../command.ts'
import { openOwn, passphraseFor } from '../host.ts'
import { connectSocket } from '#host/contract/connect.ts'

const RENDEZVOUS: Readonly<Record<string, OptionSpec>> = {
  'rendezvous-port': { type: 'text', value: 'P', says: 'the port others reach this device at; kept from then on' },
  'rendezvous-host': { type: 'text', value: 'ADDRESS', says: 'the address others reach this device at (else all of them)' },
}

export const open: Command = {
  name: 'open',
  says: 'Print a fresh link to the page of the running Parley. It works once, for a quarter of an hour.',
  more: 'JSON: {"url"}.',
  run: async ({ data }) => {
    const client = await connectSocket(data)
    try {
      const url = client ? (await client.call('app.url', {})).url : null
      if (url === null) {
        throw new ProblemError(problem('open.not-served', 'No Parley serves its page for this data folder now.', 'Start one with "parley serve".'))
      }
      return { value: { url }, text: url }
    } finally {
      client?.close()
    }
  },
}

export const serve: Command = {
  name: 'serve',
  says: 'Run Parley and serve its page on this machine until you stop it.',
  options: {
    'port': { type: 'text', value: 'N', says: 'the port of the page (else any free one)' },
    'host': { type: 'text', value: 'ADDRESS', says: 'where the page is served: 127.0.0.1, and only on this machine' },
    ...RENDEZVOUS,
    'no-open': { type: 'flag', says: 'do not open a browser' },
  },
  more: 'Prints one line first: {"url","pid","rendezvous"}. The link works once; "parley open" prints another.\n'
    + 'PARLEY_PAGE names the folder of a page built elsewhere.',
  run: async (call) => {
    const port = call.given.whole('port', 0, 65_535)
    const host = call.given.text('host')
    const root = call.around.env['PARLEY_PAGE']
    await runOn(call, { ...(port === undefined ? {} : { port }), ...(host === undefined ? {} : { host }), ...(root ? { root } : {}) })
    return null
  },
}

export const keep: Command = {
  name: 'keep',
  says: 'Run Parley without a page, so that others can reach you and this device stays up to date, until you stop it.',
  options: RENDEZVOUS,
  more: 'Prints one line first: {"url": null,"pid","rendezvous"}.',
  run: async (call) => {
    await runOn(call, null)
    return null
  },
}

async function runOn({ given, around, data }: Call, page: { port?: number; host?: string; root?: string } | null): Promise<void> {
  const rendezvousPort = given.whole('rendezvous-port', 1, 65_535)
  const rendezvousHost = given.text('rendezvous-host')
  const ended = around.ended()
  const host = await openOwn({
    data, link: true, listen: true,
    ...(page ? { serve: page } : {}),
    ...(rendezvousPort === undefined ? {} : { rendezvousPort }),
    ...(rendezvousHost === undefined ? {} : { rendezvousHost }),
    passphrase: async () => (await passphraseFor(given, around)) ?? '',
  })
  try {
    const url = host.newUrl()
    around.out(`${JSON.stringify({ url, pid: process.pid, rendezvous: host.rendezvousPort })}\n`)
    if (url && !given.flag('no-open')) openBrowser(url, around)
    await ended
  } finally {
    await host.dispose()
  }
}

/** Where there is a browser to open; where not, the line that was printed is enough. */
function openBrowser(url: string, { platform, env }: Surroundings): void {
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return
  const [command, args] = platform === 'darwin' ? ['open', [url]] as const
    : platform === 'win32' ? ['rundll32', ['url.dll,FileProtocolHandler', url]] as const
    : ['xdg-open', [url]] as const
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
