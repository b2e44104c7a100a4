// A language nobody speaks, made of another by rule: each sentence accented, two fifths longer, in brackets, and read from
// the right. What is cut off loses its closing bracket; what was never translated has none and no accents.
export type Messages = { readonly [key: string]: string | Messages }

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á', b: 'ƀ', c: 'ç', d: 'ð', e: 'é', f: 'ƒ', g: 'ĝ', h: 'ĥ', i: 'í', j: 'ĵ', k: 'ķ', l: 'ļ', m: 'ṁ', n: 'ñ', o: 'ó', p: 'þ', q: 'ǫ', r: 'ŕ', s: 'š', t: 'ţ', u: 'ú',
  v: 'ṽ', w: 'ŵ', x: 'ẋ', y: 'ý', z: 'ž', A: 'Á', B: 'Ɓ', C: 'Ç', D: 'Ð', E: 'É', F: 'Ƒ', G: 'Ĝ', H: 'Ĥ', I: 'Í', J: 'Ĵ', K: 'Ķ', L: 'Ļ', M: 'Ṁ', N: 'Ñ', O: 'Ó', P: 'Þ',
  Q: 'Ǫ', R: 'Ŕ', S: 'Š', T: 'Ţ', U: 'Ú', V: 'Ṽ', W: 'Ŵ', X: 'Ẋ', Y: 'Ý', Z: 'Ž',
}
const LONGER = 0.4
const FILL = 'ļóŕéṁ íþšúṁ ðóļóŕ šíţ áṁéţ '

/** What the message compiler reads as its own: a value to put in, a quoted sign, a reference. */
const SPECIAL = /\{[^}]*\}|@[:.\w]+/g

/** All of a message: the forms of a plural are said each by itself. */
export const pseudoOf = (message: string): string => message.split(' | ').map(sentence).join(' | ')

function sentence(text: string): string {
  if (text.trim() === '') return text
  const lines = text.split('\n').map((line) => accented(line))
  const letters = text.replace(SPECIAL, '').length
  return `[${lines.join('\n')}${fill(Math.max(1, Math.ceil(letters * LONGER) - 2))}]`
}

function accented(line: string): string {
  let [done, at] = ['', 0]
  for (const { 0: special, index } of line.matchAll(SPECIAL)) {
    done += plain(line.slice(at, index)) + special
    at = index + special.length
  }
  return done + plain(line.slice(at))
}

const plain = (text: string): string => Array.from(text, (letter) => ACCENTED[letter] ?? letter).join('')

/** In words, so that lines break where a language would break them. A word alone becomes a longer word. */
const fill = (length: number): string => (length <= 6 ? FILL.slice(0, length).trim() : ` ${FILL.repeat(Math.ceil(length / FILL.length)).slice(0, length - 1).trim()}`)

/** Words that are typed and read here, and not said: they stay lists of words alone, as short as somebody types them. */
const UNDERSTOOD = 'understood'

export function pseudo(messages: Messages, of: (message: string) => string = pseudoOf): Messages {
  return Object.fromEntries(Object.entries(messages).map(([key, said]) => [key, typeof said === 'string' ? of(said) : pseudo(said, key === UNDERSTOOD ? plain : of)]))
}
