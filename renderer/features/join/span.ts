// How long until something, or since: in seconds while they can be counted, then in minutes.
type Say = (key: string, values: { readonly n: number }) => string

const MOST_SECONDS = 120

export function spanWords(ms: number, t: Say): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return seconds < MOST_SECONDS ? t('join.seconds', { n: seconds }) : t('join.minutes', { n: Math.round(seconds / 60) })
}
