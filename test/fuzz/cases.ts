// How many cases there are and which: 10,000 of each kind in `npm test`, a million in `npm run test:fuzz`. A case that
// fails is told with the seed that brings it back; in a long run it is kept in kept/, and drawn first in every run since.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { draws, type Draw } from './mutate.ts'

const LONG = process.env['PARLEY_FUZZ']
export const CASES = Number(LONG ?? 10_000)
export const SEED = Number(process.env['PARLEY_FUZZ_SEED'] ?? (LONG ? Date.now() % 1_000_000 : 1))
/** For one test, in ms. */
export const PATIENCE = 60_000 + CASES * 5
const PROGRESS_MS = 15_000

const keptAt = (kind: string): string => fileURLToPath(new URL(`./kept/${kind.replaceAll(/\W+/g, '-')}.json`, import.meta.url))
const keptOf = (kind: string): number[] => (existsSync(keptAt(kind)) ? JSON.parse(readFileSync(keptAt(kind), 'utf8')) as number[] : [])

/** Runs `share` of the cases of one kind, those that once failed before them. Gives how many. */
export function each(kind: string, share: number, run: (draw: Draw) => void): number {
  const cases = Math.ceil(CASES * share)
  let told = performance.now()
  const attempt = (seed: number): void => {
    try {
      run(draws(seed))
    } catch (error) {
      failed(kind, seed, error)
    }
  }
  for (const seed of keptOf(kind)) attempt(seed)
  for (let n = 0; n < cases; n++) {
    attempt(SEED * 1_000_003 + n)
    if (LONG && performance.now() - told > PROGRESS_MS) {
      told = performance.now()
      process.stderr.write(`${kind}: ${n + 1} of ${cases}\n`)
    }
  }
  if (LONG) process.stderr.write(`${kind}: ${cases} cases, seed ${SEED}\n`)
  return cases
}

/** A property of fast-check under the seed of this run, runs that once failed before it; those that fail in a long run are kept as well. */
export function holds<T>(kind: string, property: fc.IRawProperty<T>): void {
  const kept = keptAt(`raw-${kind}`)
  const before = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) as { seed: number; path: string }[] : []
  for (const once of before) fc.assert(property as fc.IProperty<T>, once)
  const run = fc.check(property as fc.IProperty<T>, { numRuns: CASES, seed: SEED }) as fc.RunDetails<T>
  if (!run.failed) return
  if (LONG && run.counterexamplePath !== null) writeFileSync(kept, `${JSON.stringify([...before, { seed: run.seed, path: run.counterexamplePath }])}\n`)
  throw new Error(`${kind}, PARLEY_FUZZ_SEED=${SEED}, path ${run.counterexamplePath}: ${fc.stringify(run.counterexample)}`, { cause: run.errorInstance })
}

/** As `each`, for what is awaited. */
export async function eachInTurn(kind: string, share: number, run: (draw: Draw) => Promise<void>): Promise<number> {
  const cases = Math.ceil(CASES * share)
  const attempt = (seed: number): Promise<void> => run(draws(seed)).catch((error: unknown) => failed(kind, seed, error))
  for (const seed of keptOf(kind)) await attempt(seed)
  for (let n = 0; n < cases; n++) await attempt(SEED * 1_000_003 + n)
  return cases
}

function failed(kind: string, seed: number, error: unknown): never {
  if (LONG) writeFileSync(keptAt(kind), `${JSON.stringify([...new Set([...keptOf(kind), seed])])}\n`)
  throw new Error(`${kind}, case ${seed}: ${String((error as Error).stack)}`, { cause: error })
}

/** Runs what may only throw errors of this kind. Gives what came of it, or null. */
export function only<T>(kind: new (...args: never[]) => Error, run: () => T): T | null {
  try {
    return run()
  } catch (error) {
    if (error instanceof kind) return null
    throw error
  }
}
