import type { z } from 'zod'
import type { Reason } from './fold.ts'

/** Whether a body is one that the schemas know; null where it is. Never throws. */
export function validateBody(schemas: Readonly<Record<string, z.ZodType>>, type: string, body: unknown): Reason | null {
  if (!Object.hasOwn(schemas, type)) return 'unknown verb'
  return schemas[type]!.safeParse(body).success ? null : 'malformed body'
}
