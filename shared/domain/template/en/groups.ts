// Of working groups and teams.
import type { TemplateFile } from '../builtin.ts'
import course from './group-course.json' with { type: 'json' }
import law from './group-legislation.json' with { type: 'json' }
import process from './group-process.json' with { type: 'json' }
import team from './team.json' with { type: 'json' }

export const groups: readonly TemplateFile[] = [law, process, course, team]
