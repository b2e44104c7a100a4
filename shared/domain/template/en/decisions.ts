// Of decisions.
import type { TemplateFile } from '../builtin.ts'

export const decisions: readonly TemplateFile[] = []
