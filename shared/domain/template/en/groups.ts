// Of working groups and teams.
import type { TemplateFile } from '../builtin.ts'

export const groups: readonly TemplateFile[] = []
