import type { DoctorLine } from '#shared/protocol/contract.ts'

type Area = DoctorLine['area']

/** In order. `worth`: what may be worth doing all the same. */
export const fine = (area: Area, what: string, says: string, worth: string | null = null): DoctorLine => ({ area, what, ok: true, says, remedy: worth })
export const amiss = (area: Area, what: string, says: string, remedy: string): DoctorLine => ({ area, what, ok: false, says, remedy })
