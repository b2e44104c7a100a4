import { problem, ProblemError } from '#shared/base/result.ts'
import type { InviteView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command } from '../command.ts'
import { readSpan } from '../dates.ts'
import { matching } from '../find.ts'
import { inWorkspace } from '../here.ts'
import { moment, oneLine, shortId, table } from '../text.ts'

const MINUTE = 60_000

/** Without one whoever joins would wait, and not know for what. */
const NO_ADDRESS = 'The link names no address, since this machine has none that others reach: it is on no network, or nothing can come in. '
  + '"parley doctor" says which. Connect it and run "parley invite" again. Where there is no network, whoever joins writes a file instead: '
  + '"parley bundle request LINK --file asks.parley-bundle".'

export const invite: Command = {
  name: 'invite',
  says: 'Make a link that lets somebody join.',
  options: {
    ...WORKSPACE,
    expires: { type: 'text', value: 'SPAN', says: 'for how long it works, such as 12h or 7d (else 7d)' },
    uses: { type: 'text', value: 'N', says: 'how many people may use it (else 1)' },
  },
  more: 'JSON: {"link","id","expires","uses","workspace","addresses"}. The link is for the invited person alone; it works while a Parley\n'
    + 'of this workspace runs ("parley serve" or "parley keep").',
  run: async (call) => {
    const { given } = call
    const minutes = Math.ceil(readSpan('expires', given.text('expires') ?? '7d') / MINUTE)
    const uses = given.whole('uses', 1, 100) ?? 1
    // The link carries the address of this device, and with it the port that is kept from then on.
    const { client, workspace, name } = await inWorkspace(call, { network: true })
    const made = await client.call('invite.create', { workspace, uses, expiresInMinutes: minutes })
    const who = made.uses === 1 ? 'one person' : `${made.uses} people`
    return {
      value: { link: made.link, id: made.id, expires: made.expires, uses: made.uses, workspace, addresses: made.addresses },
      text: `${made.link ?? ''}\n\nLets ${who} join ${oneLine(name)} until ${moment(made.expires)}. Send it so that nobody else reads it, and compare the key code when you meet.${made.addresses.length === 0 ? `\n\n${NO_ADDRESS}` : ''}`,
    }
  },
}

export const revoke: Command = {
  name: 'invite revoke',
  takes: ['ID'],
  says: 'Take an invite back.',
  options: WORKSPACE,
  more: 'JSON: {"id","revoked": true}.',
  run: async (call) => {
    const { given } = call
    const { client, workspace } = await inWorkspace(call)
    const all = await client.call('invite.list', { workspace })
    const found = matching(all.map((one) => ({ ...one, name: '' })), given.at(0))
    if (found.length !== 1) {
      const candidates = found.map(({ id }) => id.slice(0, 16))
      throw new ProblemError(found.length === 0
        ? problem('invite.unknown', `There is no invite "${given.at(0)}".`, '"parley ls invites" lists them.')
        : problem('invite.ambiguous', `"${given.at(0)}" fits ${found.length} invites: ${candidates.join(', ')}.`, 'Write more of the id.', { candidates }))
    }
    await client.call('invite.revoke', { workspace, invite: found[0]!.id })
    return { value: { id: found[0]!.id, revoked: true }, text: 'The invite no longer works. Whoever joined with it stays.' }
  },
}

const inviteState = ({ revoked, used, uses, expires }: InviteView, now: number): string => {
  if (revoked) return 'taken back'
  if (used >= uses) return 'used'
  return expires <= now ? 'expired' : `open until ${moment(expires)}`
}

export const inviteTable = (invites: readonly InviteView[], now: number): string => table(invites.map((one) => [
  shortId(one.id), inviteState(one, now), `${one.used} of ${one.uses} used`,
  one.admitted.map(({ name, code }) => `${oneLine(name)} (${code})`).join(', '),
]))
