// Whether everything of this installation is where it should be.
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { refusalsSaid } from '#shared/formats/refusal-words.ts'
import type { DoctorLine } from '#shared/protocol/contract.ts'
import type { Core } from '../core.ts'
import { LOG_NAME } from '../log.ts'
import { amiss, fine } from './line.ts'

const LOW_DISK_BYTES = 200 * 1024 * 1024

export const installationLines = (core: Core): DoctorLine[] => [folder(core), disk(core), key(core), marks(core), refused(core), log(core)]

function folder({ options }: Core): DoctorLine {
  try {
    accessSync(options.data, constants.R_OK | constants.W_OK)
    return fine('here', 'Data folder', `${options.data} can be read and written.`)
  } catch {
    return amiss('here', 'Data folder', `${options.data} can not be written, so nothing new can be kept.`, 'Check who owns the folder and its permissions.')
  }
}

function disk({ options }: Core): DoctorLine {
  const { bavail, bsize } = statfsSync(options.data)
  const free = bavail * bsize
  const megabytes = Math.round(free / 1024 / 1024)
  return free > LOW_DISK_BYTES ? fine('here', 'Disk', `${megabytes} MB are free.`)
    : amiss('here', 'Disk', `Only ${megabytes} MB are free. When the disk is full, nothing can be signed.`, 'Free some space.')
}

function key({ vault, options }: Core): DoctorLine {
  if (!vault) return amiss('here', 'Key', 'There is no identity on this device yet.', 'Say your name: parley init --name NAME.')
  switch (vault.storage) {
    case 'keyring': return fine('here', 'Key', 'Your key is kept by the keyring of this system.')
    case 'passphrase': return fine('here', 'Key', 'Your key is kept behind your passphrase.')
    case 'file': {
      const mode = process.platform === 'win32' ? 0o600 : statSync(join(options.data, 'vault.json')).mode & 0o777
      if (mode !== 0o600) return amiss('here', 'Key', 'Your key lies in a file that others on this machine can read.', `Make it yours alone: chmod 600 ${join(options.data, 'vault.json')}`)
      return fine('here', 'Key', 'Your key lies in a file that only your account can read, without a passphrase.',
        'Whoever gets at this disk gets the key. Encrypt the disk, or start as a new device with a passphrase.')
    }
  }
}

function marks({ marks: { unavailable } }: Core): DoctorLine {
  return unavailable === null ? fine('here', 'High-water mark', 'A copied or restored data folder would be noticed before it signs.')
    : amiss('here', 'High-water mark', `It can not be kept (${unavailable}), so a copied data folder would be noticed only once colleagues have both.`, 'Set PARLEY_STATE to a folder outside the data folder that can be written.')
}

function refused({ refusals }: Core): DoctorLine {
  if (refusals.size === 0) return fine('here', 'Refused input', 'Nothing was refused since Parley started.')
  const said = refusalsSaid(Object.fromEntries(refusals)).map(({ says, times }) => `${says} (${times === 1 ? 'once' : `${times} times`})`)
  return fine('here', 'Refused input', `Since Parley started: ${said.join(' ')}`)
}

function log({ options }: Core): DoctorLine {
  const path = join(options.data, LOG_NAME)
  return existsSync(path) ? fine('here', 'Log', `What went wrong inside stands in ${path}. It holds no keys and nobody's words.`)
    : fine('here', 'Log', 'Nothing went wrong inside so far.')
}
