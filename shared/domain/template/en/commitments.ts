// Of commitments, open offers and requests.
import type { TemplateFile } from '../builtin.ts'
import firstWeeks from './first-weeks.json' with { type: 'json' }
import handover from './handover.json' with { type: 'json' }
import learning from './learning-pair.json' with { type: 'json' }
import letter from './yearly-letter.json' with { type: 'json' }
import openHours from './open-hours.json' with { type: 'json' }
import service from './weekly-service.json' with { type: 'json' }
import teams from './between-teams.json' with { type: 'json' }
import verbal from './verbal-note.json' with { type: 'json' }

export const commitments: readonly TemplateFile[] = [letter, teams, handover, service, learning, openHours, verbal, firstWeeks]
