// Amounts as people say them, in the language of the page.
import { computed, type ComputedRef } from 'vue'
import { useRegion } from './region.ts'

export interface Amounts {
  /** "640 byte", "12 kB", "3.4 MB" */
  bytes(count: number): string
  /** "12 ms", "1.4 sec" */
  duration(ms: number): string
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

export function amountsIn(locale: string): Amounts {
  const format = (value: number, unit: string): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 && unit !== 'byte' && unit !== 'millisecond' ? 1 : 0 }).format(value)
  return {
    bytes: (count) => {
      const step = count < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(count) / 3))
      return format(count / 1000 ** step, UNITS[step]!)
    },
    duration: (ms) => {
      if (ms < 1000) return format(Math.round(ms), 'millisecond')
      const seconds = ms / 1000
      if (seconds < 120) return format(seconds, 'second')
      const minutes = seconds / 60
      return minutes < 120 ? format(Math.round(minutes), 'minute') : format(Math.round(minutes / 60), 'hour')
    },
  }
}

export function useAmounts(): ComputedRef<Amounts> {
  const region = useRegion()
  return computed(() => amountsIn(region.value))
}
