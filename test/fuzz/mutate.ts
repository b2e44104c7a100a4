// Deterministic damage: the same seed and number give the same case, so that a failure can be run again.

export type Draw = (below: number) => number

/** mulberry32. */
export function draws(seed: number): Draw {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % Math.max(1, below)
  }
}

const BYTES = [0, 1, 2, 3, 0x22, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d, 0x7f, 0x80, 0xc0, 0xed, 0xf8, 0xff]
const RUNS = [[0xff, 0xff, 0xff, 0xff, 0x0f], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], [0x80, 0x80, 0x80, 0x80, 0x00], [0, 0, 0, 0], [0xff, 0xff, 0xff, 0xff]]
const PIECES = ['"', '\\', '{', '}', '[', ']', ',', ':', 'null', '1e999', '-0', '0.5', '"__proto__":', '\\u0000', '\\ud800', '\u0000', '\ud800', '  ', '9007199254740993', 'true', '[[[[[[[[', 'ffff']

export function damaged(bytes: Uint8Array, draw: Draw, others: readonly Uint8Array[]): Uint8Array {
  let out = [...bytes]
  for (let left = 1 + draw(3); left > 0; left--) {
    const at = draw(out.length + 1)
    switch (draw(8)) {
      case 0: if (at < out.length) out[at]! ^= 1 << draw(8); break
      case 1: if (at < out.length) out[at] = BYTES[draw(BYTES.length)]!; break
      case 2: out.splice(at, 0, ...RUNS[draw(RUNS.length)]!); break
      case 3: out.splice(at, 1 + draw(8)); break
      case 4: out = out.slice(0, at); break
      case 5: out.splice(at, 0, ...out.slice(draw(out.length), draw(out.length) + draw(40))); break
      case 6: {
        const other = others[draw(others.length)] ?? bytes
        out = [...out.slice(0, at), ...other.slice(draw(other.length))]
        break
      }
      default: out.splice(at, 0, draw(256), draw(256))
    }
  }
  return Uint8Array.from(out)
}

export function damagedText(text: string, draw: Draw, others: readonly string[]): string {
  let out = text
  for (let left = 1 + draw(3); left > 0; left--) {
    const at = draw(out.length + 1)
    const other = others[draw(others.length)] ?? text
    switch (draw(6)) {
      case 0: out = out.slice(0, at) + PIECES[draw(PIECES.length)]! + out.slice(at); break
      case 1: out = out.slice(0, at) + out.slice(at + 1 + draw(8)); break
      case 2: out = out.slice(0, at); break
      case 3: out = out.slice(0, at) + other.slice(draw(other.length)); break
      case 4: out = out.slice(0, at) + String.fromCharCode(draw(0x300)) + out.slice(at + 1); break
      default: out = out.slice(0, at) + out.slice(draw(out.length), draw(out.length) + 20) + out.slice(at)
    }
  }
  return out
}

const VALUES: readonly unknown[] = [
  null, true, 0, -1, 1.5, NaN, 2 ** 53, '', 'x', 'x'.repeat(300), '0'.repeat(64), 'f'.repeat(63), '\ud800', '2026-02-30', '__proto__', [], {}, [null], { id: 1 }, undefined, () => 1, new Uint8Array(3), Symbol.iterator,
]

/** A value of about the same shape, some field of which is another, missing, doubled or unknown. */
export function damagedValue(value: unknown, draw: Draw, depth = 0): unknown {
  if (depth > 4 || draw(6) === 0) return VALUES[draw(VALUES.length)]
  if (Array.isArray(value)) {
    const list: unknown[] = value.map((item) => (draw(3) === 0 ? damagedValue(item, draw, depth + 1) : item))
    if (draw(4) === 0) list.push(...list, VALUES[draw(VALUES.length)])
    return list
  }
  if (typeof value !== 'object' || value === null) return VALUES[draw(VALUES.length)]
  const out: Record<string, unknown> = { ...value }
  const keys = Object.keys(out)
  const key = keys[draw(keys.length)]
  if (key === undefined || draw(8) === 0) out[['extra', 'constructor', 'toString'][draw(3)]!] = VALUES[draw(VALUES.length)]
  else if (draw(5) === 0) delete out[key]
  else out[key] = damagedValue(out[key], draw, depth + 1)
  return out
}
