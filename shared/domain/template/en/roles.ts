// Of roles.
import type { TemplateFile } from '../builtin.ts'
import steward from './steward.json' with { type: 'json' }

export const roles: readonly TemplateFile[] = [steward]
