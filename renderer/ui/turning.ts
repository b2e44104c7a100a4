// What the host says reaches the page as English sentences: why something can't be done, what happened on the network, what
// could be in the way. Another language has them beside its own words, each by its English pattern, in which `{0}`, `{1}`
// stand for values; what it lacks stays English.

/** English pattern to the same in another language. */
export type HostWords = Readonly<Record<string, string>>

interface Pattern {
  readonly form: RegExp
  readonly turned: string
  /** How much of it is words: what says more is tried first. */
  readonly weight: number
}

const PLACE = /\{(\d)\}/g
/** Where a sentence ends and another may begin. */
const ENDS = /(?<=[.?]) (?=\S)/
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Turns what the host said. Sentences that stand in a row, and what stands in their places, are turned one by one. */
export function turning(words: HostWords): (said: string) => string {
  const patterns = Object.entries(words).filter(([of]) => of.search(PLACE) >= 0).map(([of, turned]): Pattern => ({
    form: new RegExp(`^${of.split(PLACE).map((part, at) => (at % 2 === 0 ? escaped(part) : '([^]*?)')).join('')}$`), turned, weight: of.replace(PLACE, '').length,
  })).sort((one, other) => other.weight - one.weight)

  const whole = (said: string): string | null => {
    if (Object.hasOwn(words, said)) return words[said]!
    for (const { form, turned } of patterns) {
      const values = form.exec(said)
      if (values) return turned.replace(PLACE, (_, at) => any(values[Number(at) + 1] ?? ''))
    }
    return null
  }
  /** The longest beginning that is known, and then the rest. */
  const row = (parts: readonly string[]): string => {
    if (parts.length === 0) return ''
    for (let many = parts.length; many > 0; many--) {
      const turned = whole(parts.slice(0, many).join(' '))
      if (turned !== null) return [turned, row(parts.slice(many))].filter(Boolean).join(' ')
    }
    return [parts[0], row(parts.slice(1))].filter(Boolean).join(' ')
  }
  const any = (said: string): string => {
    const core = said.trim()
    if (core === '') return said
    const turned = whole(core) ?? row(core.split(ENDS))
    return said.replace(core, () => turned)
  }
  return any
}
