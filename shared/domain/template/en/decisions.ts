// Of decisions.
import type { TemplateFile } from '../builtin.ts'
import budget from './budget.json' with { type: 'json' }
import buy from './buy.json' with { type: 'json' }
import hire from './hire.json' with { type: 'json' }
import ownPay from './own-pay.json' with { type: 'json' }
import stopDoing from './stop-doing.json' with { type: 'json' }

export const decisions: readonly TemplateFile[] = [hire, buy, ownPay, budget, stopDoing]
