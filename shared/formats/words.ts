// Words people can say aloud: recovery words and key codes. The list is BIP-39's English one (@scure/bip39): 2,048 words
// of distinct first four letters, 11 bits each, with a checksum for the recovery words.
import { entropyToMnemonic, mnemonicToEntropy, validateMnemonic } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { derive, deviceKeyFromSeed, hash, randomBytes, type DeviceKey } from '../acts/crypto.ts'
import { utf8 } from '../base/bytes.ts'
import type { DeviceId } from '../base/ids.ts'

const spareFrom = (entropy: Uint8Array): DeviceKey => deviceKeyFromSeed(derive(entropy, 'spare'))

/** Twelve words (128 bits) and the public spare key they stand for. */
export function newRecovery(): { readonly words: readonly string[]; readonly spare: DeviceId } {
  const entropy = randomBytes(16)
  return { words: entropyToMnemonic(entropy, wordlist).split(' '), spare: spareFrom(entropy).id }
}

/** The spare key that recovery words stand for; null where a word or the checksum is wrong. */
export function spareFromWords(words: readonly string[]): DeviceKey | null {
  const phrase = words.join(' ').trim().toLowerCase()
  return validateMnemonic(phrase, wordlist) ? spareFrom(mnemonicToEntropy(phrase, wordlist)) : null
}

/** Four words (44 bits) from a text of ids, to compare by voice. An aid against mix-ups and a stolen invite, not a proof. */
export function keyCode(...ids: readonly string[]): string {
  const bytes = hash(utf8(`parley/key-code/1\0${ids.join('\0')}`))
  const words: string[] = []
  for (let bit = 0; words.length < 4; bit += 11) {
    const at = bit >> 3
    const window = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!
    words.push(wordlist[(window >> (13 - (bit & 7))) & 2047]!)
  }
  return words.join(' ')
}
