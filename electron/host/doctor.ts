// What `parley doctor` looks at: is everything where it should be, and what to do where it isn't.
import { accessSync, constants, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DoctorLine } from '#shared/protocol/contract.ts'
import type { Core } from './core.ts'

const LOW_DISK_BYTES = 200 * 1024 * 1024

const fine = (what: string, says: string, area: DoctorLine['area'] = 'here'): DoctorLine => ({ area, what, ok: true, says, remedy: null })
const amiss = (what: string, says: string, remedy: string, area: DoctorLine['area'] = 'here'): DoctorLine => ({ area, what, ok: false, says, remedy })

export function examine(core: Core): DoctorLine[] {
  return [folder(core), disk(core), key(core), marks(core), rendezvous(core), addresses(core), ...links(core), ...forks(core), ...refused(core)]
}

function folder({ options }: Core): DoctorLine {
  try {
    accessSync(options.data, constants.R_OK | constants.W_OK)
    return fine('Data folder', `${options.data} can be read and written.`)
  } catch {
    return amiss('Data folder', `${options.data} can not be written, so nothing new can be kept.`, 'Check who owns the folder and its permissions.')
  }
}

function disk({ options }: Core): DoctorLine {
  const { bavail, bsize } = statfsSync(options.data)
  const free = bavail * bsize
  const megabytes = Math.round(free / 1024 / 1024)
  return free > LOW_DISK_BYTES ? fine('Disk', `${megabytes} MB are free.`)
    : amiss('Disk', `Only ${megabytes} MB are free. When the disk is full, nothing can be signed.`, 'Free some space.')
}

function key({ vault, options }: Core): DoctorLine {
  if (!vault) return amiss('Key', 'There is no identity on this device yet.', 'Say your name: parley init --name NAME.')
  switch (vault.storage) {
    case 'keyring': return fine('Key', 'Your key is kept by the keyring of this system.')
    case 'passphrase': return fine('Key', 'Your key is kept behind your passphrase.')
    case 'file': {
      const mode = process.platform === 'win32' ? 0o600 : statSync(join(options.data, 'vault.json')).mode & 0o777
      if (mode !== 0o600) return amiss('Key', 'Your key lies in a file that others on this machine can read.', `Make it yours alone: chmod 600 ${join(options.data, 'vault.json')}`)
      return {
        ...fine('Key', 'Your key lies in a file that only your account can read, without a passphrase.'),
        remedy: 'Whoever gets at this disk gets the key. Encrypt the disk, or start as a new device with a passphrase.',
      }
    }
  }
}

function marks({ marks: { unavailable } }: Core): DoctorLine {
  return unavailable === null ? fine('High-water mark', 'A copied or restored data folder would be noticed before it signs.')
    : amiss('High-water mark', `It can not be kept (${unavailable}), so a copied data folder would be noticed only once colleagues have both.`, 'Set PARLEY_STATE to a folder outside the data folder that can be written.')
}

function rendezvous({ meeting }: Core): DoctorLine {
  if (!meeting) return fine('Rendezvous', 'Parley is not running, so nobody can reach this device just now.')
  if (meeting.port !== null) return fine('Rendezvous', `Colleagues reach this device at port ${meeting.port}.`)
  return amiss('Rendezvous', `Nobody can reach this device (${meeting.failure ?? 'it is still starting'}).`, 'Try again in a moment, or choose another port with --rendezvous-port.')
}

function addresses(core: Core): DoctorLine {
  const found = core.addresses()
  if (!core.meeting) return fine('Addresses', 'They are looked up while Parley runs.')
  return found.length > 0 ? fine('Addresses', found.join(', '))
    : amiss('Addresses', 'This machine has no network address now.', 'Connect it to a network. Everything else works meanwhile.')
}

function links(core: Core): DoctorLine[] {
  return [...core.workspaces.values()].filter((workspace) => workspace.network).map((workspace) => (
    workspace.network!.state === 'running' ? fine(`Link of ${workspace.name}`, `Running; ${workspace.connected.size} connected.`)
      : amiss(`Link of ${workspace.name}`, `It is ${workspace.network!.state}.`, 'It starts again by itself. If it does not, restart Parley.')
  ))
}

function forks(core: Core): DoctorLine[] {
  return [...core.workspaces.values()].flatMap((workspace) => workspace.ledger.chains('workspace').forkedDevices().map((device) => amiss(
    `Chains of ${workspace.name}`, `A device of ${workspace.people.ownerOf(device)?.name ?? 'someone'} signed in two places at once; both are kept.`,
    'Nothing is lost. A data folder was copied and used twice: keep only one of the copies.',
  )))
}

function refused({ refusals }: Core): DoctorLine[] {
  if (refusals.size === 0) return [fine('Refused input', 'Nothing was refused since Parley started.')]
  return [fine('Refused input', [...refusals].map(([what, count]) => `${what}: ${count}`).join(', '))]
}
