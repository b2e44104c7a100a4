// A process that gives acts as fast as it can and says on standard output which were confirmed, until it is killed.
import { writeSync } from 'node:fs'
import { cryptoReady, deviceKeyFromSeed } from '#shared/acts/crypto.ts'
import { signAct } from '#shared/acts/act.ts'
import { utf8 } from '#shared/base/bytes.ts'
import type { PersonId, WorkspaceId } from '#shared/base/ids.ts'
import { textHash } from '#shared/domain/record/id.ts'
import { openDatabase } from '../../../electron/host/store/database.ts'
import { Ledger } from '../../../electron/host/store/ledger.ts'
import { MembershipJudge } from '../../../electron/host/workspace/judge.ts'

await cryptoReady
const key = deviceKeyFromSeed(new Uint8Array(32).fill(1))
const founding = signAct({
  v: 1, workspace: '', circle: 'workspace', type: 'workspace.found', subject: '', person: '', device: key.id, seq: 0, prev: '', seen: [], at: 0,
  body: { name: 'Hollin Bank', person: { name: 'Ada', spare: key.id, label: 'desk' }, nonce: '00'.repeat(16) },
}, key)
const workspace = founding.id as string as WorkspaceId
const ledger = new Ledger({
  db: openDatabase(process.argv[2]!), workspace, clock: { now: () => 0 }, judge: new MembershipJudge(workspace), refused: () => {},
  signer: () => ({ key, person: workspace as string as PersonId }),
})
await ledger.take([{ verified: founding, texts: [] }], 'own')

let said = 0
for (;;) {
  await Promise.all(Array.from({ length: 5 }, async () => {
    const text = utf8(`words ${said++} `.repeat(50))
    const { id } = await ledger.give({ circle: 'workspace', type: 'knot.tie', subject: '', body: { text: textHash(text) }, texts: [text] })
    // Straight to the pipe: what is written here has reached the other process's hands, killed or not.
    writeSync(1, `${id} ${textHash(text)}\n`)
  }))
}
