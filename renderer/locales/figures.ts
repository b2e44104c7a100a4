// Numbers as the person's region writes them, wherever a sentence holds one: "1,204 changes" in London, "1.204" in Amsterdam.
// The library would put them in as a program prints them, and format apart by the language of the page.
import { regionOf } from '../ui/region.ts'

/** An amount that somebody noted is told as they did. */
const EXACT: Intl.NumberFormatOptions = { maximumFractionDigits: 6 }

/** Making a format takes a while, and every row of a list asks for one. */
const formats = new Map<string, Intl.NumberFormat>()
function written(value: number, region: string, options: Intl.NumberFormatOptions): string {
  const key = `${region} ${JSON.stringify(options)}`
  let known = formats.get(key)
  if (!known) formats.set(key, known = new Intl.NumberFormat(region, options))
  return known.format(value)
}

const isNumber = (value: unknown): value is number => typeof value === 'number'

/** What of the library's composer is needed here, whatever its messages. */
interface Words { readonly t: unknown; readonly n: unknown; readonly locale: { readonly value: string } }

/** `t` and `n` of `words` from now on; `preferred` as the system lists its languages. */
export function inFigures(words: Words, preferred: () => readonly string[]): void {
  const say = words.t as (key: string, values: Record<string, unknown>, plural?: unknown) => string
  const n = (value: number, options = EXACT): string => written(value, regionOf(words.locale.value, preferred()), options)
  /** A count alone stands for `n` too, as the library has it. */
  function t(key: string, values: Record<string, unknown> | number = {}, plural?: unknown): string {
    const given = isNumber(values) ? { n: values } : isNumber(plural) ? { n: plural, ...values } : values
    const figures = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, isNumber(value) ? n(value) : value]))
    return say(key, figures, plural ?? (isNumber(given['n']) ? given['n'] : undefined))
  }
  Object.assign(words, { t, n })
}
