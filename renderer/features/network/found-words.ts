// How the way to a device was come by.
import type { Found } from '../../../shared/protocol/contract.ts'

const WORDS: Readonly<Record<Found['how'], string>> = {
  'invite': 'found.invite',
  'remembered': 'found.remembered',
  'beacon': 'found.beacon',
  'told': 'found.told',
  'by hand': 'found.byHand',
  'came': 'found.came',
}

export const foundWords = ({ how, by }: Found, t: (key: string, values?: Record<string, unknown>) => string): string =>
  how === 'told' && by ? t('found.toldBy', { name: by }) : t(WORDS[how])
