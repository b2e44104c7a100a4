// Shapes that bodies of acts share. Ids come out branded, so that a fold needs no casts.
import { z } from 'zod'
import { isHex } from '../base/bytes.ts'
import { isId, type ActId, type DeviceId, type PersonId, type RecordId, type TextHash } from '../base/ids.ts'

const idOf = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string' && isId(value), 'an id')

export const actRef = idOf<ActId>()
export const personRef = idOf<PersonId>()
export const deviceRef = idOf<DeviceId>()
export const textRef = idOf<TextHash>()
export const recordRef = idOf<RecordId>()
export const line = z.string().min(1).max(200)
/** Nothing that could make a name read as another: no control characters, no overrides of direction, nothing around it. */
const STEERING = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u
export const plainLine = line.refine((text) => text.trim() === text && !STEERING.test(text), 'one plain line')
export const nonce = z.string().refine((text) => isHex(text, 16), '16 bytes in hex')

export const distinct = <T>(items: readonly T[]): boolean => new Set(items).size === items.length
