// A time of day as it is written where the person lives, and read back: 14:05, 2:05 PM, 오후 2:05. Between parts of the page it is HH:MM.
const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(region: string): Intl.DateTimeFormat {
  let known = formats.get(region)
  if (!known) {
    const hour = hasHalves(region) ? 'numeric' : '2-digit'
    formats.set(region, known = new Intl.DateTimeFormat(region, { hour, minute: '2-digit', numberingSystem: 'latn', timeZone: 'UTC' }))
  }
  return known
}

const halves = new Map<string, boolean>()
/** Whether a day has twice twelve hours there, each half by its name. */
export function hasHalves(region: string): boolean {
  let known = halves.get(region)
  if (known === undefined) halves.set(region, known = new Intl.DateTimeFormat(region, { hour: 'numeric' }).resolvedOptions().hourCycle?.startsWith('h1') ?? false)
  return known
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/
const at = (time: string): Date => new Date(`1970-01-01T${time}Z`)
/** Narrow spaces and marks that steer the direction would stand in a field unseen. */
const plain = (said: string): string => said.replace(/[\u061c\u200e\u200f]/g, '').replace(/[\u00a0\u202f]/g, ' ')

/** `time` is HH:MM; empty for what is none. */
export const timeText = (time: string, region: string): string => (TIME.test(time) ? plain(formatOf(region).format(at(time))) : '')

const letters = (said: string): string => plain(said).toLowerCase().replace(/[^\p{L}]/gu, '')
const halfOf = (time: string, region: string): string => letters(formatOf(region).formatToParts(at(time)).find(({ type }) => type === 'dayPeriod')?.value ?? '')

/** What the letters beside the figures say: the first half of the day, the second, neither, or something else. */
function half(said: string, region: string): 'am' | 'pm' | '' | null {
  const name = letters(said)
  if (['', 'h', 'uhr'].includes(name)) return ''
  if (['a', 'am'].includes(name) || name === halfOf('09:00', region)) return 'am'
  return ['p', 'pm'].includes(name) || name === halfOf('21:00', region) ? 'pm' : null
}

const latin = (typed: string): string => typed.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))

/** What was typed, whatever stands between the figures, as HH:MM; null where it is no time. Without a half of the day it is of twenty-four hours. */
export function readTimeText(typed: string, region: string): string | null {
  const said = latin(typed)
  const together = /^\D*(\d{1,2})(\d{2})\D*$/.exec(said)
  const [hours, minutes = '00', ...more] = together ? [together[1]!, together[2]!] : said.match(/\d+/g) ?? []
  const named = half(said, region)
  if (hours === undefined || more.length > 0 || hours.length > 2 || minutes.length !== 2 || named === null) return null
  const hour = Number(hours)
  // A half that was named, beside an hour of the other way: 14:05 PM says the same twice, 14:05 AM and 0:30 PM nothing.
  if (named === 'am' && hour > 12 || named === 'pm' && hour === 0) return null
  const whole = named === 'pm' && hour < 12 ? hour + 12 : named === 'am' && hour === 12 ? 0 : hour
  const time = `${String(whole).padStart(2, '0')}:${minutes}`
  return TIME.test(time) ? time : null
}

/** Whether what follows could still change it: where halves have names, one of them is to come. */
export const isWholeTime = (typed: string, region: string): boolean =>
  /^\D*\d{1,2}\D\d{2}\D*$/.test(latin(typed)) && readTimeText(typed, region) !== null && (!hasHalves(region) || half(typed, region) !== '')

const STEP = 15
const DAY = 24 * 60
/** The quarter of an hour after it, or before it. */
export function stepped(time: string, by: 1 | -1): string {
  const [hours = 0, minutes = 0] = TIME.test(time) ? time.split(':').map(Number) : []
  const now = hours * 60 + minutes
  const next = ((by > 0 ? Math.floor(now / STEP) + 1 : Math.ceil(now / STEP) - 1) * STEP + DAY) % DAY
  return `${String(Math.floor(next / 60)).padStart(2, '0')}:${String(next % 60).padStart(2, '0')}`
}
