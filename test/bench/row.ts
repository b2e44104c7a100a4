// One measured figure, and how benches make them.
export interface Row {
  readonly what: string
  /** Null where it could not be measured; the note says why. */
  readonly value: number | null
  readonly unit: string
  /** What we want, in words; null where the figure is for information. */
  readonly aim: string | null
  readonly note?: string
}

export interface Bench {
  readonly name: string
  run(): Promise<Row[]>
}

export const round = (value: number): number => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100)

/** The p-th percentile (0 to 100) by nearest rank. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((p / 100) * sorted.length) - 1))]!
}

export const megabytes = (bytes: number): number => round(bytes / 1024 / 1024)
