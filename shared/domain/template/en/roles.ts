// Of roles.
import type { TemplateFile } from '../builtin.ts'
import contact from './contact.json' with { type: 'json' }
import steward from './steward.json' with { type: 'json' }
import teacher from './teacher.json' with { type: 'json' }
import welcomeNewcomers from './welcome-newcomers.json' with { type: 'json' }

export const roles: readonly TemplateFile[] = [steward, contact, welcomeNewcomers, teacher]
