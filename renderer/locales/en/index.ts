// English, complete. One file a part of the product; each top-level key is a namespace.
import acts from './acts.json' with { type: 'json' }
import bundle from './bundle.json' with { type: 'json' }
import commitment from './commitment.json' with { type: 'json' }
import counted from './counted.json' with { type: 'json' }
import decision from './decision.json' with { type: 'json' }
import desk from './desk.json' with { type: 'json' }
import draft from './draft.json' with { type: 'json' }
import experiment from './experiment.json' with { type: 'json' }
import frame from './frame.json' with { type: 'json' }
import groupActs from './group-acts.json' with { type: 'json' }
import group from './group.json' with { type: 'json' }
import letter from './letter.json' with { type: 'json' }
import network from './network.json' with { type: 'json' }
import record from './record.json' with { type: 'json' }
import people from './people.json' with { type: 'json' }
import print from './print.json' with { type: 'json' }
import role from './role.json' with { type: 'json' }
import start from './start.json' with { type: 'json' }
import talk from './talk.json' with { type: 'json' }
import way from './way.json' with { type: 'json' }
import workbench from './workbench.json' with { type: 'json' }

export default {
  ...acts,
  ...frame,
  ...way,
  ...network,
  ...people,
  ...record,
  ...bundle,
  ...desk,
  ...decision,
  ...commitment,
  ...counted,
  ...draft,
  ...experiment,
  ...group,
  ...letter,
  ...print,
  ...role,
  ...groupActs,
  ...start,
  ...talk,
  ...workbench,
}
