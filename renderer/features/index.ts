// All features, a line each: what they bring to the frame stands in their register.ts.
import type { Feature } from '../workbench/registry/feature.ts'
import { frame } from '../workbench/register.ts'
import { activity } from './activity/register.ts'
import { bundle } from './bundle/register.ts'
import { calendar } from './calendar/register.ts'
import { commitment } from './commitment/register.ts'
import { decision } from './decision/register.ts'
import { desk } from './desk/register.ts'
import { experiment } from './experiment/register.ts'
import { group } from './group/register.ts'
import { language } from './language/register.ts'
import { minutes } from './minutes/register.ts'
import { network } from './network/register.ts'
import { people } from './people/register.ts'
import { record } from './record/register.ts'
import { role } from './role/register.ts'
import { sample } from './sample/register.ts'
import { search } from './search/register.ts'
import { walk } from './walk/register.ts'

export const features: readonly Feature[] = [
  frame,
  desk,
  commitment,
  record,
  experiment,
  group,
  decision,
  people,
  role,
  minutes,
  calendar,
  network,
  bundle,
  sample,
  language,
  walk,
  search,
  activity,
]
