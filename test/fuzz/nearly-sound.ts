// Params that a method would take, made from its schema: what the host refuses for their meaning alone, or does.
import { z } from 'zod'
import type { Draw } from './mutate.ts'

type Schema = Readonly<Record<string, unknown>>

/** `given`: values by the name of their field, for those that must be of something that is there. */
export function nearlySound(schema: z.ZodType, given: Readonly<Record<string, unknown>>, draw: Draw): unknown {
  return made(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, given, draw)
}

function made(schema: Schema, given: Readonly<Record<string, unknown>>, draw: Draw, name = ''): unknown {
  if ('const' in schema) return schema['const']
  // Fields of the same name now and then mean something else.
  if (name in given && draw(4) > 0) return given[name]
  const one = <T>(list: readonly T[]): T => list[draw(list.length)]!
  if (Array.isArray(schema['enum'])) return one(schema['enum'])
  for (const kind of ['anyOf', 'oneOf']) if (Array.isArray(schema[kind])) return made(one(schema[kind] as Schema[]), given, draw, name)
  switch (schema['type']) {
    case 'object': {
      const fields = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>)
      const needed = new Set((schema['required'] ?? []) as string[])
      return Object.fromEntries(fields.filter(([key]) => needed.has(key) || draw(3) === 0).map(([key, field]) => [key, made(field, given, draw, key)]))
    }
    case 'array': return Array.from({ length: Math.max((schema['minItems'] as number | undefined) ?? 0, draw(3)) }, () => made((schema['items'] ?? {}) as Schema, given, draw))
    case 'string': return one(['x', 'As we said', '2026-05-22', '18:30', '12', 'a'.repeat(64), 'AAAA'])
    case 'integer':
    case 'number': return Math.max((schema['minimum'] as number | undefined) ?? 0, draw(9))
    case 'boolean': return draw(2) === 0
    case 'null': return null
    default: return {}
  }
}
