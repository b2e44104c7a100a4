// Of experiments.
import type { TemplateFile } from '../builtin.ts'
import twoWays from './ab-way-of-working.json' with { type: 'json' }
import pilot from './small-pilot.json' with { type: 'json' }
import course from './starter-course.json' with { type: 'json' }

export const experiments: readonly TemplateFile[] = [twoWays, course, pilot]
