// Of experiments.
import type { TemplateFile } from '../builtin.ts'

export const experiments: readonly TemplateFile[] = []
