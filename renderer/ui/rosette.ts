// A line rosette drawn from the hash of exact words: same words, same rosette. An aid to the eye, never proof.
//
// Bytes of the hash: 0 waves n, 1 k, 2 a, 3 b, 4 layers, 5 inner figure, 6 its waves, 7 turn of the whole.

export interface RosetteFigure {
  /** Outer curves, each a closed SVG path around 0 0 within a radius of 50. */
  readonly curves: readonly string[]
  /** A small curve at the heart, or null. */
  readonly inner: string | null
  /** Radius of the dot at the heart, or null. */
  readonly dot: number | null
}

interface Curve {
  readonly radius: number
  readonly n: number
  readonly k: number
  readonly a: number
  readonly b: number
  readonly phase: number
  readonly turn: number
}

const TAU = Math.PI * 2

/** r(t) = R((1-a-b) + a cos(nt + p) + b cos(knt + 2p)); |r| never exceeds R. */
export function radiusAt(curve: Curve, t: number): number {
  const { radius, n, k, a, b, phase } = curve
  return radius * (1 - a - b + a * Math.cos(n * t + phase) + b * Math.cos(k * n * t + 2 * phase))
}

function path(curve: Curve): string {
  const steps = Math.max(96, curve.n * curve.k * 22)
  let text = ''
  for (let i = 0; i < steps; i++) {
    const t = (i / steps) * TAU
    const r = radiusAt(curve, t)
    const x = r * Math.cos(t + curve.turn)
    const y = r * Math.sin(t + curve.turn)
    text += `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
  }
  return `${text}Z`
}

/** Bytes of the hash; a text that is not hex still draws something of its own, so that nothing ever looks agreed by default. */
function bytesOf(hash: string): number[] {
  return Array.from({ length: 8 }, (_, i) => {
    const pair = Number.parseInt(hash.slice(i * 2, i * 2 + 2), 16)
    return Number.isNaN(pair) ? (hash.charCodeAt(i % Math.max(1, hash.length)) || 0) & 255 : pair
  })
}

/** `small`: below 28 px, where only two curves stay readable. */
export function rosetteOf(hash: string, small = false): RosetteFigure {
  const [waves, factor, depth, ripple, count, heart, points, spin] = bytesOf(hash) as [number, number, number, number, number, number, number, number]
  const n = 3 + (waves % 7)
  const k = 2 + (factor % 2)
  const b = small ? 0 : (ripple / 255) * 0.06
  const a = small ? 0.12 + (depth / 255) * 0.06 : 0.12 + (depth / 255) * 0.2
  const layers = small ? 2 : 3 + (count % 3)
  const turn = (spin / 255) * (TAU / n)
  const outer: Omit<Curve, 'phase'> = { radius: 48, n: small ? n + 4 : n, k, a, b, turn }
  const curves = Array.from({ length: layers }, (_, i) => path({ ...outer, phase: (i * TAU) / layers }))
  if (small) return { curves, inner: null, dot: null }
  if (heart % 3 === 0) return { curves, inner: null, dot: 5 + (heart % 4) }
  const inner = path({ radius: 15 + (heart % 5), n: 3 + (points % 5), k: 2, a: 0.2 + (points % 4) * 0.04, b: 0.05, phase: 0, turn })
  return { curves, inner, dot: heart % 3 === 1 ? 2.2 : null }
}
