// Of minutes.
import type { TemplateFile } from '../builtin.ts'
import round from './meeting-round.json' with { type: 'json' }

export const minutes: readonly TemplateFile[] = [round]
